"""Suggest: the interface's answer and nothing else, each experience once, what was written kept on error."""

from __future__ import annotations

import random
import re
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest

from exchange_graph.domain.languages import LANGUAGES
from exchange_graph.matching.answer import BANDS
from exchange_graph.matching.bands import LAST, OF_GUARDED
from tests.pages.test_one_truth import who, words
from tests.served import Service

DRAWN = 60
_STATE = re.compile(r'href="/\w\w/countries/([A-Z]{3})"')
_TOLD = re.compile(r'<article class="card" id="card-([^"]+)">(.*?)</article>', re.DOTALL)


async def needs(service: Service) -> list[tuple[str, str]]:
    """States and sectors drawn at random."""
    (states,) = [one async for one in service.walk("/v1/groups") if one["id"] == "states"]
    asking = [member["country"]["id"] for member in states["members"]]
    sectors = [one["id"] async for one in service.walk("/v1/sectors")]
    draw = random.Random(17)
    return [(draw.choice(asking), draw.choice(sectors)) for _ in range(DRAWN)]


def candidates(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """Every State that an answer shows."""
    return [one for band in every_band(answer) for one in shown(band)]


def every_band(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """The bands of an answer and those of the other partners."""
    return [*answer["bands"], *answer["other_partners"]["bands"]]


def shown(band: dict[str, Any]) -> list[dict[str, Any]]:
    """The States that a band shows."""
    return [one for tier in band["tiers"] for one in tier["candidates"]]


async def test_a_page_shows_the_answer_of_the_interface_and_names_nobody_else(service: Service) -> None:
    draw = random.Random(5)
    for recipient, sector in [("LBR", "revenue"), ("HTI", "agriculture"), *await needs(service)]:
        lang = draw.choice(LANGUAGES)
        asked = {"recipient": recipient, "sector": sector}
        answer = await service.read("/v1/suggestions", lang=lang, **asked)
        page = (await service.get(f"/{lang}/suggest", None, **asked)).text
        text = words(page)
        said = [answer["statement"], answer["thin"], *answer["why"], answer["relaxation"]]
        said += [one["says"] for one in answer["removed"]]
        said += [one["question"] for one in answer["ask_before_you_call"]]
        said += [answer["sector_record"]["says"]] if answer["sector_record"] and _held(answer) else []
        for state in candidates(answer):
            said += [state["provider"]["label"], *state["unknown"]]
            said += [one["says"] for side in ("fit", "against", "planned") for one in state[side]]
        for one in said:
            assert one is None or words(one) in text, (asked, lang, one)
        of_bodies = {ref["institution"]["id"] for card in answer["cards"].values() for ref in card["ask"]}
        named = {state["provider"]["id"] for state in candidates(answer)} | {recipient} | of_bodies
        named |= {one["actor"]["id"] for one in answer["partners"]}
        named |= {one["actor"]["id"] for card in answer["cards"].values() for one in card.get("beside", ())}
        assert set(_STATE.findall(page.partition("<h1>")[2])) <= named


def _held(answer: dict[str, Any]) -> bool:
    return bool(answer["sector_record"]["exchanges"])


async def test_each_experience_is_told_once_with_its_outcome_and_source(service: Service) -> None:
    for recipient, sector in [("LBR", "revenue"), ("HTI", "agriculture"), ("SOM", "police")]:
        asked = {"recipient": recipient, "sector": sector}
        answer = await service.read("/v1/suggestions", **asked)
        told = _TOLD.findall((await service.get("/en/suggest", None, **asked)).text)
        assert len({record for record, _ in told}) == len(told)
        for record, markup in told:
            card, text = answer["cards"][record], words(markup)
            assert who(card["heading"]) in text
            for part in (card["title"], card["when"], card["citation"]["source"]["label"]):
                assert part is None or part in text
            assert (card["outcome"] is None) == ("not stated" in text.partition("Outcome")[2][:14])
            assert card["citation"]["quote"] is None or card["citation"]["quote"] in text
            assert all(one["institution"]["label"] in text for one in card["ask"])


async def test_each_count_leads_to_a_list_of_so_many(service: Service) -> None:
    page = (await service.get("/en/suggest", None, recipient="HTI", sector="agriculture")).text
    sized = re.findall(r'<li><a href="(/en/exchanges\?counted=[^"]+)">[^<]*: (\d+)</a>', page)
    assert len(sized) > 4
    for address, count in sized:
        body = await service.read(unescape(address).replace("/en/", "/v1/", 1))
        assert body["page"]["total"] == int(count), address


async def test_a_guarded_sector_is_a_number_and_a_link(service: Service) -> None:
    page = (await service.get("/en/suggest", None, recipient="LBR", sector="police")).text
    assert 'href="/en/experience?sector=police"' in page
    assert (await service.get("/en/experience", None, sector="police")).status_code == 200


@pytest.mark.parametrize(
    "asked",
    [
        {"recipient": "Libria", "sector": "revenue", "language": "fr"},
        {"recipient": "LBR", "sector": "revenu", "region": "Western Africa"},
        {"recipient": "LBR", "sector": "revenue", "as_of": "2999-01-01"},
    ],
)
async def test_what_was_written_is_kept_where_it_cannot_be_understood(
    service: Service, asked: dict[str, str]
) -> None:
    answer = await service.get(f"/en/suggest?{urlencode(asked)}")
    assert answer.status_code == 400
    problems = (await service.get(f"/v1/suggestions?{urlencode(asked)}")).json()["problems"]
    assert all(unescape(one["why"]) in unescape(answer.text) for one in problems)
    written = {
        "recipient": r'name="recipient"[^>]*value="(?:Libria|Liberia)"',
        "language": 'value="fr" checked',
        "region": 'value="Western Africa" selected',
        "as_of": 'value="2999-01-01"',
    }
    for name in asked.keys() & written.keys():
        assert re.search(written[name], answer.text), name


async def test_half_a_need_opens_the_form(service: Service) -> None:
    answer = await service.get("/fr/suggest?recipient=LBR")
    assert answer.status_code == 200
    assert 'value="Libéria"' in answer.text
    assert (await service.get("/en/suggest?recipent=LBR")).status_code == 400


async def test_nothing_is_held_against_a_state_and_no_silence_is_called_nothing(service: Service) -> None:
    for recipient, sector in [("SOM", "police"), ("LBR", "revenue"), ("TLS", "public-financial-management")]:
        asked = {"recipient": recipient, "sector": sector}
        answer = await service.read("/v1/suggestions", **asked)
        page = (await service.get("/en/suggest", None, **asked)).text
        in_full = [one for band in every_band(answer) if band["band"] not in LAST for one in shown(band)]
        assert page.count("About this evidence") == sum(bool(one["against"]) for one in in_full)
        nearest = OF_GUARDED if answer["need"]["guarded"] else BANDS[: BANDS.index("has_offered")]
        empty = {*nearest} - {band["band"] for band in answer["bands"]}
        told_once = 1 if empty and not answer["abstained"] else 0
        assert page.count("No record yet.") == told_once, "once for all groups in which nobody stands"


async def test_each_body_is_told_with_what_it_did_and_each_count_with_its_number(service: Service) -> None:
    for recipient, sector in [("LBR", "revenue"), ("HTI", "agriculture")]:
        asked = {"recipient": recipient, "sector": sector}
        answer = await service.read("/v1/suggestions", **asked)
        page = (await service.get("/en/suggest", None, **asked)).text
        told = _TOLD.findall(page)
        for record, markup in told:
            for one in answer["cards"][record].get("beside", ()):
                assert one["actor"]["label"] in words(markup)
        for one in answer["modality"]:
            assert len(one["exchanges"]) == len({*one["exchanges"]} & answer["cards"].keys())
        text = words(page)
        assert all(need["label"] in text for need in answer["need"]["on_record"])
        assert all(one["actor"]["label"] in text for one in answer["partners"])


async def test_the_language_of_a_page_may_be_asked_for_as_of_the_interface(service: Service) -> None:
    path = "/suggest?recipient=LBR&sector=revenue"
    plain = await service.get(f"/en{path}")
    assert words((await service.get(f"/en{path}&lang=en")).text) == words(plain.text)
    other = await service.get(f"/en{path}&lang=fr")
    assert (other.status_code, other.headers["location"]) == (307, f"/fr{path}")
    wrong = await service.get(f"/en{path}&lang=xx")
    assert wrong.status_code == 400
    assert "stands in its address" in wrong.text
