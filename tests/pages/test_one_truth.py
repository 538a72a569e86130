"""What a page says is what the interface answers: numbers and names of addresses drawn at random."""

from __future__ import annotations

import random
import re
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest

from exchange_graph.domain.languages import LANGUAGES, Lang
from exchange_graph.render.locales import say
from tests.served import Service

DRAWN = 200
_ROW = re.compile(r'<a class="title" href="/\w\w/exchanges/([^"?]+)">')
_LINE = re.compile(r'<strong class="line">(.*?)</strong>', re.DOTALL)
_HIDDEN = re.compile(r'<span class="hidden">.*?</span>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def words(markup: str) -> str:
    """The text of markup without what is only for the ear, on one line."""
    return re.sub(r"\s+", " ", unescape(_TAG.sub(" ", _HIDDEN.sub("", markup)))).strip()


def who(heading: str) -> str:
    """The words of a heading as a role line has them: its arrow is drawn."""
    return re.sub(r"\s+", " ", re.sub("[→←]", "", heading)).strip()


async def offered_by(service: Service) -> list[tuple[str, str]]:
    """Every condition that the facets of all exchanges lead to, and some words."""
    facets = "provider,recipient,sector,kind,facilitator,funder,outcome,modality,group"
    body = await service.read("/v1/exchanges", facets=facets, limit=1)
    offered = [(name, value["id"]) for name, found in body["facets"].items() for value in found]
    return [
        *offered,
        ("q", "tax"),
        ("q", "警察"),
        ("year_from", "2010"),
        ("year_to", "2015"),
        ("contested", "true"),
    ]


async def test_a_list_shows_what_the_interface_answers(service: Service) -> None:
    draw, offered = random.Random(7), await offered_by(service)
    for _ in range(DRAWN):
        lang: Lang = draw.choice(LANGUAGES)
        pairs = sorted(dict(draw.sample(offered, draw.randint(0, 3))).items())
        pairs += [("sort", draw.choice(["start", "title", "-start"])), ("limit", draw.choice(["5", "50"]))]
        address = urlencode(pairs)
        body = await service.read(f"/v1/exchanges?{address}&lang={lang}&facets=provider,sector")
        page = (await service.get(f"/{lang}/exchanges?{address}")).text
        if not body["page"]["total"]:
            lede = unescape(re.sub(r"<[^>]+>", "", page.partition('class="lede">')[2].partition("</p>")[0]))
            assert lede.startswith(say(lang, "none.found")), address
            counts = [sorted(re.findall(r"\d+", said)) for said in (lede, body["note"])]
            assert counts[0] == counts[1], "the filters are named as the page names them, and nothing else"
            continue
        assert _ROW.findall(page) == [item["id"] for item in body["items"]], address
        told = [words(line) for line in _LINE.findall(page)]
        for line, item in zip(told, body["items"], strict=True):
            assert who(item["heading"]).startswith(line), address
        counted = re.search(
            r'<div class="line-of-links" id="results">\s*<strong>(.*?)</strong>', page, re.DOTALL
        )
        assert counted
        assert str(body["page"]["total"]) in re.findall(r"\d+", counted[1]), address
        for value in [v for found in body["facets"].values() for v in found]:
            assert f'<span class="number">{value["count"]}</span>' in page, address


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_an_exchange_shows_every_name_and_word_of_its_record(service: Service, lang: Lang) -> None:
    ids = (await service.found(contested="true"))[:4] + random.Random(3).sample(await service.found(), 8)
    for one in ids:
        record: dict[str, Any] = await service.read(f"/v1/exchanges/{one}", lang=lang)
        page = unescape((await service.get(f"/{lang}/exchanges/{one}")).text)
        shown = [record["title"], record["summary"], record["period"]["says"], record["kind"]["because"]]
        shown += [party["actor"]["label"] for party in record["participations"]]
        shown += [claim["says"] for claim in record["claims"]]
        shown += [citation["quote"] for citation in record["citations"] if citation["quote"]]
        shown += [sector["label"] for sector in record["sectors"]]
        shown += [lesson["text"] for lesson in record["lessons"]]
        for text in shown:
            assert text in page, (one, text)
        for claim in record["claims"]:
            if claim["contested_with"]:
                assert f"<mark>{claim['says']}</mark>" in page, one


async def test_a_country_shows_the_numbers_of_its_profile(service: Service) -> None:
    for iso3 in random.Random(5).sample(["LBR", "RWA", "BRA", "TLS", "SSD", "COL", "EGY", "FRA"], 8):
        profile = await service.read(f"/v1/countries/{iso3}")
        page = words((await service.get(f"/en/countries/{iso3}")).text)
        sides = [profile[side]["exchanges"] for side in ("received", "provided", "took_part")]
        if any(sides):
            told = "Received in {}, gave in {}, took part in {} ("
            assert told.format(*sides) in page
        for side in ("received", "provided", "took_part"):
            assert all(partner["label"] in page for partner in profile[side]["partners"])


async def test_no_link_of_a_list_leads_to_a_refusal(service: Service) -> None:
    for page in ("/en/exchanges", "/en/experience"):
        links = re.findall(r'href="(/en/exchanges\?[^"]+)"', (await service.get(page)).text)
        assert len(links) > 100
        for link in random.Random(11).sample(sorted({unescape(link) for link in links}), 60):
            assert (await service.get(link)).status_code == 200, link


ASKED: dict[Lang, str] = {
    "en": "who has taught revenue in West Africa?", "fr": "qui a formé la police au Libéria",
    "zh": "谁培训了利比里亚的警察",
    "es": "Brasil en Haití desde 2010", "ru": "Индия Либерия", "ar": "ليبريا",
}  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_a_question_is_shown_as_it_was_read_and_each_part_is_taken_back(
    service: Service, lang: Lang
) -> None:
    body = await service.read("/v1/ask", q=ASKED[lang], lang=lang)
    page = (await service.get(f"/{lang}/search", None, q=ASKED[lang])).text
    chips = re.findall(r'<a class="chip" href="([^"]+)">(.*?)</a>', page, re.DOTALL)
    read = body["understood"]["from"]
    assert len(chips) == len(read) > 0
    for (address, said), part in zip(chips, read, strict=True):
        assert part["label"] in words(said)
        assert unescape(address) == part["undo"].replace("/v1/", f"/{lang}/", 1)
        assert (await service.get(unescape(address))).status_code == 200
    assert f'<span class="number">{body["page"]["total"]}</span>' in page
    assert _ROW.findall(page) == [item["id"] for item in body["items"][:6]]
