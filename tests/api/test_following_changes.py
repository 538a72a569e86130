"""What changes about a country or a question, as a person reads it: in lists, histories and feeds."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest

from api.params.exchanges import ExchangeListParams
from exchange_graph.catalogue.asking import understand
from exchange_graph.catalogue.following import follow_catalogue
from exchange_graph.domain.exchange import Exchange, Outcome, Rating
from exchange_graph.domain.languages import LANGUAGES, Text
from exchange_graph.graph.entry import entry_of
from exchange_graph.graph.fitting import fits
from exchange_graph.render.locales import say
from tests.building import body, by, exchange, source, withdraw
from tests.real import held
from tests.served import Service

ATOM = "{http://www.w3.org/2005/Atom}"
SEEN = "/v1/changes"


def before(rating: Rating | None = None, **more: Any) -> Any:
    """An exchange of two States, rated or not."""
    rated = {"outcome": Outcome(rating=rating)} if rating else {}
    return exchange("x-1", provider="ARD", recipient="CAV", **rated, **more)


async def three_change_sets(workshop: Service) -> None:
    await workshop.write(before(), exchange("x-2", provider="DOS", recipient="ARD"))
    await workshop.write(before("positive"))
    await workshop.write(withdraw("x-1", "told twice"))


async def lines(service: Service, **params: Any) -> list[Any]:
    return list((await service.read(SEEN, **params))["items"])


async def entries(service: Service, **params: Any) -> list[ElementTree.Element]:
    answer = await service.get(f"{SEEN}.atom", **params)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.content)
    assert feed.find(f"{ATOM}updated") is not None
    return feed.findall(f"{ATOM}entry")


def said(entry: ElementTree.Element, name: str) -> str:
    return entry.findtext(f"{ATOM}{name}") or ""


async def test_a_feed_of_a_country_tells_what_was_added_corrected_and_withdrawn(workshop: Service) -> None:
    await three_change_sets(workshop)
    for lang in LANGUAGES:
        newest, corrected, added, *_ = await entries(workshop, country="CAV", lang=lang)
        assert say(lang, "change.added") in said(added, "title")
        assert say(lang, "change.withdrawn") in said(newest, "title")
        content = said(corrected, "content")
        assert say(lang, "value.outcome.positive") in content
        assert say(lang, "change.before") in content
        assert len({said(one, "id") for one in (newest, corrected, added)}) == 3


async def test_a_feed_follows_any_filter_of_exchanges_and_nothing_else(workshop: Service) -> None:
    await three_change_sets(workshop)
    for filters, ids in (
        ({"provider": "ARD"}, ["x-1", "x-1", "x-1"]), ({"provider": "DOS"}, ["x-2"]), ({"funder": "ARD"}, []),
        ({"recipient": "CAV", "outcome": "positive"}, ["x-1", "x-1", "x-1"]), ({"party": "DOS"}, ["x-2"]),
        ({"q": "Cavira"}, ["x-1", "x-1", "x-1"]), ({"country": "DOS", "provider": "DOS"}, ["x-2"]),
    ):  # fmt: skip
        found = [line for line in await lines(workshop, **filters) if line["kind"] == "exchange"]
        assert [line["id"] for line in found] == ids, filters
        assert len(await entries(workshop, **filters)) == len(await lines(workshop, **filters))


async def test_who_asked_a_question_hears_that_an_exchange_fits_it_no_more(workshop: Service) -> None:
    await workshop.write(before())
    await workshop.write(exchange("x-1", provider="ARD", recipient="DOS"))
    told = await lines(workshop, recipient="CAV")
    assert [line["revision"] for line in told] == [2, 3]
    (change,) = told[-1]["changes"]
    assert "Cavira" in change["before"]
    assert change["after"]


async def test_a_country_alone_is_all_that_refers_to_it(workshop: Service) -> None:
    await workshop.write(body("agency", "CAV"), body("elsewhere", "ARD"))
    ids = [line["id"] for line in await lines(workshop, country="CAV", since=1)]
    assert ids == ["agency"]


async def test_pages_of_a_filtered_feed_follow_each_other(workshop: Service) -> None:
    await three_change_sets(workshop)
    every = [line async for line in workshop.walk(SEEN, provider="ARD", limit=1)]
    assert every == await lines(workshop, provider="ARD")
    assert (await workshop.read(SEEN, provider="ARD", limit=1))["page"]["total"] == len(every)


@pytest.mark.parametrize("lang", [*LANGUAGES, "all"])
async def test_a_history_has_words_before_and_after(workshop: Service, lang: str) -> None:
    await workshop.write(before(title=Text(en="First", fr="Premier")))
    await workshop.write(before("mixed", title=Text(en="Second", fr="Deuxième")))
    _, changed = (await workshop.read("/v1/exchanges/x-1/history", lang=lang))["items"]
    by_field = {one["field"]: one for one in changed["changes"]}
    assert by_field.keys() == {"outcome", "title"}
    assert by_field["outcome"]["before"] is None
    title = by_field["title"]
    if lang == "all":
        assert (title["before"]["fr"], title["after"]["en"]) == ("Premier", "Second")
    else:
        told = [title[side].strip("\u2066\u2069") for side in ("before", "after")]
        assert told == (["Premier", "Deuxième"] if lang == "fr" else ["First", "Second"])


async def test_where_only_the_source_changed_the_source_is_told(workshop: Service) -> None:
    await workshop.write(source("paper"), _cited("doc"))
    await workshop.write(_cited("paper"))
    (change,) = (await lines(workshop, provider="ARD"))[-1]["changes"]
    assert change["label"].endswith("sources")
    assert "Document doc" in change["before"]
    assert "Document paper" in change["after"]


def _cited(document: str) -> Any:
    return exchange("x-1", provider=by("ARD", document), recipient="CAV")


async def test_a_filter_that_is_none_is_refused_with_the_nearest(service: Service) -> None:
    for path in (SEEN, f"{SEEN}.atom"):
        answer = await service.get(path, provder="SLE")
        assert answer.status_code == 400
        assert "provider" in answer.json()["problems"][0]["why"]
        answer = await service.get(path, country="Atlantis")
        assert answer.json()["problems"][0]["where"] == "country"


async def test_a_feed_without_filters_has_a_line_for_every_change(workshop: Service) -> None:
    await three_change_sets(workshop)
    await workshop.write(body("agency", "ARD"))
    told = await lines(workshop)
    assert "agency" in {line["id"] for line in told}
    assert len(await entries(workshop)) == len(told)


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "Ivory Coast"}, {"q": "Rwanda police"}, {"q": "刚果"}, {"q": "Türkiye training"},
        {"q": "Libéria"}, {"provider": ["RWA"], "sector": ["police"]}, {"between": ["RWA", "LBR"]},
        {"recipient_group": ["g7plus"]},
        {"provider_region": ["Western Africa"], "recipient": ["CIV"]}, {"year_from": 2012, "year_to": 2013},
        {"party": ["LBR"], "q": "tax", "outcome": ["positive"]}, {"institution": ["undp"], "grade": ["A"]},
    ],
    ids=str,
)  # fmt: skip
async def test_what_fits_is_the_same_with_and_without_a_store(
    service: Service, asked: dict[str, Any]
) -> None:
    """Whoever follows a question is told of what fitted earlier by the rule that a list has."""
    known = await follow_catalogue(service.store).current()
    query = (await understand(ExchangeListParams(**asked), known, service.store)).query
    alone = {e.id for e in held(Exchange).values() if fits(entry_of(e, known.context), query)}
    assert alone == set(await service.found(**asked))
    assert alone
