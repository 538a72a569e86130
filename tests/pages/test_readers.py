"""What a reader who comes for the first time must find: by a paragraph, by values of a facet, by letters."""

from __future__ import annotations

import random
import re
from html import unescape
from urllib.parse import urlencode

import pytest

from exchange_graph.domain.languages import LANGUAGES, Lang
from exchange_graph.render.locales import say
from tests.pages.examples import EVERY, WRONG
from tests.pages.test_one_truth import _ROW, words
from tests.pages.test_pages import Read
from tests.served import Service

_POINT = re.compile(r"\b\d+\([a-z]\)")
_SECTION = re.compile(
    r'<details class="facet"[^>]*>(.*?)</details>\s*(?=<details class="facet"|</div>)', re.DOTALL
)
_LINE = re.compile(r"<li[^>]*>(.*?)</li>", re.DOTALL)
PARTS = {
    "outcome": ("positive", "mixed", "negative"),
    "grade": ("A", "B", "C"),
    "contested": ("true", "false"),
    "status": ("proposed", "planned", "ongoing", "completed", "interrupted", "cancelled"),
}


async def points(service: Service) -> dict[str, set[str]]:
    """Every point of a paragraph that exchanges cite, with those that do."""
    found: dict[str, set[str]] = {}
    for one in await service.found():
        for citation in (await service.read(f"/v1/exchanges/{one}"))["citations"]:
            for point in _POINT.findall(citation["locator"] or ""):
                found.setdefault(point, set()).add(one)
    return found


async def test_the_point_of_a_paragraph_finds_its_exchanges_first_and_is_shown(service: Service) -> None:
    every = await points(service)
    assert len(every) > 5
    for point, citing in every.items():
        number = point.partition("(")[0]
        page = (await service.get("/en/search", None, q=f"A/68/696 {point}")).text
        shown = _ROW.findall(page)
        assert shown, point
        assert set(shown[: len(citing)]) <= citing, point
        assert f'<bdi lang="en">{point}' in page or f"{number}(" in words(page), point


@pytest.mark.parametrize("asked", ["13(c)", "para 13(c)", "13 (C)", "13（c）", "A/68/696-S/2014/5, 13(c)"])
@pytest.mark.parametrize("lang", ["en", "zh", "ar"])
async def test_it_may_be_written_in_any_way(service: Service, asked: str, lang: str) -> None:
    page = (await service.get(f"/{lang}/search", None, q=asked)).text
    assert _ROW.findall(page)[0] == "a-68-696-13c"
    assert "13(c)</bdi>" in page.partition('class="brief"')[2].partition("</li>")[0]


@pytest.mark.parametrize(("asked", "key"), [("zzzqqq", "search.none"), ("zzzqqq xxyyzz", "search.apart")])
@pytest.mark.parametrize("lang", LANGUAGES)
async def test_words_that_nothing_holds_find_nothing_and_that_is_said(
    service: Service, asked: str, key: str, lang: Lang
) -> None:
    page = (await service.get(f"/{lang}/search", None, q=asked)).text
    assert _ROW.findall(page) == []
    assert say(lang, "none.found") in unescape(page)
    assert say(lang, key) in unescape(page)


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_a_word_that_says_nothing_asks_for_no_exchange_and_finds_names(
    service: Service, lang: Lang
) -> None:
    page = (await service.get(f"/{lang}/search", None, q="the")).text
    assert _ROW.findall(page) == []
    found = (await service.read("/v1/search", q="the", lang=lang))["items"]
    named = [hit["id"] for hit in found if hit["kind"] != "exchange"]
    assert named
    hits = page.partition('<ul class="hits">')[2].partition("</ul>")[0]
    assert re.findall(r'<a class="title" href="/\w\w/[^/"]+/([^"]+)">', hits) == named


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_what_a_question_was_read_as_has_its_page(service: Service, lang: str) -> None:
    page = (await service.get(f"/{lang}/search", None, q="Timor-Leste police")).text
    assert f'href="/{lang}/countries/TLS"' in page
    assert f'href="/{lang}/sectors/police"' in page


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_the_example_of_a_question_finds_something_in_its_language(service: Service, lang: str) -> None:
    home = (await service.get(f"/{lang}/")).text
    (first, *_) = re.findall(rf'class="example" href="(/{lang}/search[^"]+)"', home)
    page = (await service.get(unescape(first))).text
    assert _ROW.findall(page)
    assert page.count('class="chip"') > 1


@pytest.mark.parametrize("facet", PARTS)
async def test_a_facet_of_few_values_tells_each_of_them(service: Service, facet: str) -> None:
    body = await service.read("/v1/exchanges", facets=facet)
    counts = {value["id"]: value["count"] for value in body["facets"][facet]}
    page = (await service.get("/en/exchanges")).text
    for value in PARTS[facet]:
        count = counts.get(value, 0)
        if count:
            linked = rf'href="/en/exchanges\?{facet}={value}">.*?<span class="number">{count}</span>'
            assert re.search(linked, page, re.DOTALL), value
        elif facet in ("outcome", "status"):
            label = say("en", f"value.{facet}.{value}")
            assert re.search(
                rf'<span class="none"><bdi>{label}</bdi></span>.{{0,20}}<span class="number">0<', page
            )


async def test_a_second_value_of_a_facet_is_added_and_both_are_told(service: Service) -> None:
    page = (await service.get("/en/exchanges?outcome=mixed")).text
    address = "/en/exchanges?" + urlencode([("outcome", "mixed"), ("outcome", "positive")])
    assert address in unescape(page)
    both = (await service.get(address)).text
    body = await service.read(address.replace("/en/", "/v1/"))
    assert _ROW.findall(both) == [item["id"] for item in body["items"]]
    heading = words(both.partition("<h1>")[2].partition("</h1>")[0])
    assert heading == "Exchanges Outcome: mixed, positive"
    rows = re.findall(r'<td role="cell" class="who">(.*?)</td>', both, re.DOTALL)
    for row, item in zip(rows, body["items"], strict=True):
        assert f"Outcome: {item['outcome']['rating']}" in words(row)
        assert (item["outcome"]["text"] or "") in words(row)


async def test_no_heading_has_words_of_the_address(service: Service) -> None:
    for asked in ("contested=true", "dated=bounded", "outcome=unknown", "units=true&institution=undp"):
        page = (await service.get(f"/en/exchanges?{asked}")).text
        for said in (page.partition("<title>")[2].partition("</title>")[0], page.partition("<h1>")[2]):
            assert not re.search(r"\b(true|false|unknown|bounded)\b", said.partition("</h1>")[0]), asked


@pytest.mark.parametrize("path", ["/exchanges", "/exchanges?sector=justice"])
async def test_results_are_one_step_away(service: Service, path: str) -> None:
    read = Read((await service.get(f"/en{path}")).text)
    skips = [given["href"] for tag, given in read.elements if tag == "a" and given.get("class") == "skip"]
    assert skips == ["#content", "#results"]
    assert any(given.get("id") == "results" for _, given in read.elements)


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_each_letter_of_the_countries_is_one_step_away(service: Service, lang: str) -> None:
    page = (await service.get(f"/{lang}/countries")).text
    (letters,) = re.findall(r'<nav class="jumps".*?</nav>', page, re.DOTALL)
    steps = re.findall(r'href="#([^"]+)"><bdi>(.)</bdi>', letters)
    heads = re.findall(r'<section id="([^"]+)"><h2>(.)</h2>', page)
    assert steps == heads
    assert len(steps) > 15


@pytest.mark.parametrize("path", [*EVERY, *WRONG])
async def test_no_page_speaks_to_its_operator(service: Service, path: str) -> None:
    page = (await service.get(f"/en{path}")).text
    assert not re.search(r"EXCHANGE_[A-Z]|Nothing was guessed", page)


async def test_a_near_page_is_called_by_its_name(service: Service) -> None:
    page = words((await service.get("/en/exchange")).text)
    assert "Exchanges /en/exchanges" in page


async def test_a_state_adds_up_by_its_roles(service: Service) -> None:
    roles = {"Received": ["recipient"], "Gave": ["provider"], "Took part": ["participant"],
             "In another role": ["facilitator", "supporter", "funder"]}  # fmt: skip
    every = (await service.read("/v1/exchanges", limit=1, facets="provider,recipient"))["facets"]
    states = sorted(
        {v["id"] for values in every.values() for v in values if re.fullmatch("[A-Z]{3}", v["id"])}
    )
    for state in random.Random(23).sample(states, 12):
        page = words((await service.get(f"/en/countries/{state}")).text)
        held = {
            name: {i for role in its for i in await service.found(**{role: state})}
            for name, its in roles.items()
        }
        total = await service.found(party=state)
        assert f"Exchanges on record: {len(total)}." in page, state
        told = "Received in {}, gave in {}, took part in {}".format(*(len(held[n]) for n in [*roles][:3]))
        assert told in page, state
        assert f"in another role in {len(held['In another role'])}." in page, state
        assert (sum(map(len, held.values())) > len(total)) == ("has two roles counts in both" in page), state
        for name, found in held.items():
            assert not found or f"{name} {len(found)}" in page, (state, name)


async def test_a_contested_fact_has_its_mark_wherever_the_exchange_stands(service: Service) -> None:
    contested = await service.read("/v1/exchanges", contested="true", limit=200)
    for item in contested["items"]:
        for state in {p["country"] for p in item["participations"]} - {None}:
            page = (await service.get(f"/en/countries/{state}")).text
            drawn = page.partition('<table class="times">')[2].partition("</table>")[0]
            rows = [row for row in drawn.split("<tr") if f'/en/exchanges/{item["id"]}"' in row]
            assert rows, (item["id"], state)
            assert all(1 <= row.count('class="differs"') <= 2 for row in rows), (item["id"], state)
        page = (await service.get("/en/exchanges?contested=true&limit=200")).text
        (row,) = [row for row in page.split("<tr") if f'/en/exchanges/{item["id"]}"' in row]
        both = "period" in item["contested"] and len(item["contested"]) > 1
        assert row.count('class="differs"') == (2 if both else 1), item["id"]
