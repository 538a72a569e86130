"""Six languages: the one asked for, the best one the reader's browser names, or all of them."""

from __future__ import annotations

from typing import Any

import pytest

from exchange_graph.domain.exchange import Exchange
from exchange_graph.domain.languages import LANGUAGES
from exchange_graph.domain.vocabulary import Source
from tests.building import exchange, need, sector, text
from tests.real import held
from tests.served import Service

HEADINGS = {
    "en": "Sierra Leone, Sweden → Liberia: revenue",
    "zh": "塞拉利昂、瑞典 → 利比里亚：",
    "fr": "Sierra Leone, Suède → Libéria : ",
    "ru": "Сьерра-Леоне, Швеция → Либерия: ",
    "es": "Sierra Leona, Suecia → Liberia: ",
    "ar": "سيراليون، السويد ← ليبريا: ",
}
NEGOTIATED = [
    (None, "en"), ("", "en"), ("ar", "ar"), ("AR", "ar"), ("fr-CA", "fr"), ("zh-Hant-TW", "zh"),
    ("de, ja;q=0.5", "en"), ("de, fr;q=0.5, es;q=0.9", "es"), ("en;q=0.1, ru;q=0.2", "ru"), ("*", "en"),
    ("fr;q=0, es;q=0.1", "es"), ("fr;q=0", "en"), (";;;,,q=", "en"), ("fr;q=high", "en"), ("fr;q=nan", "en"),
    ("fr;q=inf, es;q=0.1", "es"), ("es;q=0.6, fr;Q=0.5, ru;q=0.4", "es"), ("fr;q=2", "en"),
    ("fr;q=0.5;x=1", "fr"), ("\t ru \t; q=1", "ru"), ("es, fr", "es"), ("x" * 9000 + ",fr", "en"),
]  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_a_heading_is_written_as_the_language_writes_it(service: Service, lang: str) -> None:
    record = await service.read("/v1/exchanges/a-68-696-13c", lang=lang)
    assert record["heading"].startswith(HEADINGS[lang])
    assert record["sectors"][0]["label"] != "revenue" or lang == "en"


@pytest.mark.parametrize(("header", "lang"), NEGOTIATED, ids=range(len(NEGOTIATED)))
async def test_without_lang_the_reader_s_own_languages_decide(
    service: Service, header: str | None, lang: str
) -> None:
    headers = {} if header is None else {"Accept-Language": header}
    answer = await service.get("/v1/countries/SLE", headers=headers)
    assert answer.status_code == 200
    assert answer.json()["label"] == answer.json()["name"][lang]
    assert {part.strip() for part in answer.headers["vary"].split(",")} == {
        "Accept", "Accept-Language", "Accept-Encoding",
    }  # fmt: skip


async def test_lang_outweighs_the_reader_s_languages(service: Service) -> None:
    answer = await service.get("/v1/countries/SLE", headers={"Accept-Language": "fr"}, lang="ru")
    assert answer.json()["label"] == "Сьерра-Леоне"


async def test_all_gives_maps_of_the_same_words(service: Service) -> None:
    everything = await service.read("/v1/exchanges/a-68-696-13c", lang="all")
    assert everything["heading"].keys() == set(LANGUAGES)
    for lang in LANGUAGES:
        single = await service.read("/v1/exchanges/a-68-696-13c", lang=lang)
        assert everything["heading"][lang] == single["heading"]
        assert everything["sectors"][0]["label"][lang] == single["sectors"][0]["label"]
        assert everything["kind"]["because"][lang] == single["kind"]["because"]
    assert everything["title"].keys() == set(LANGUAGES)


def of_another_language(body: Any, asked: str) -> list[Any]:
    """The parts of a body that say that they are in a language that was not asked for."""
    if isinstance(body, list):
        return [part for item in body for part in of_another_language(item, asked)]
    if not isinstance(body, dict):
        return []
    marked = [body] if "label" in body and body.get("lang", asked) != asked else []
    return marked + [part for value in body.values() for part in of_another_language(value, asked)]


async def test_words_that_exist_only_in_another_language_say_which(workshop: Service) -> None:
    wish = need(title=text("A wish"), statement=text("A wish"), sectors=("tax",))
    await workshop.write(sector("tax"), wish, exchange("x-1", provider="ARD", responds_to=("need",)))
    french = await workshop.read("/v1/exchanges/x-1", lang="fr")
    assert french["lang"] == "en"
    assert french["responds_to"] == [{"id": "need", "label": "A wish", "lang": "en"}]
    english = await workshop.read("/v1/exchanges/x-1", lang="en")
    assert (english["lang"], english["responds_to"]) == ("en", [{"id": "need", "label": "A wish"}])


async def test_a_translation_of_ours_is_told_so(service: Service) -> None:
    french = await service.read("/v1/exchanges/a-68-696-13c", lang="fr")
    assert (french["lang"], "fr" in french["unofficial"], "en" in french["unofficial"]) == ("fr", True, False)


async def test_words_of_one_language_only_come_as_they_are(workshop: Service) -> None:
    only = text("", zh="交流", ar=None).model_copy(update={"en": None})
    await workshop.write(exchange("x-1", provider="ARD", recipient="CAV", title=only))
    for lang in LANGUAGES:
        item = (await workshop.read("/v1/exchanges", lang=lang))["items"][0]
        assert (item["title"], item["lang"]) == ("交流", "zh")
    assert (await workshop.read("/v1/exchanges", lang="all"))["items"][0]["title"] == {"zh": "交流"}


async def test_an_unnamed_party_keeps_the_words_and_the_language_of_its_source(workshop: Service) -> None:
    await workshop.write(exchange("x-1", provider="ARD", recipient="neighbouring States"))
    record = await workshop.read("/v1/exchanges/x-1", lang="fr")
    (unnamed,) = [p["actor"] for p in record["participations"] if p["role"] == "recipient"]
    assert unnamed == {"type": "unnamed", "id": None, "label": "neighbouring States", "lang": "en"}


def labels(item: Any) -> list[Any]:
    """Everything with a label in the parties and the sectors of an exchange."""
    return [*(p["actor"] for p in item["participations"]), *item["sectors"]]


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_no_label_is_left_in_another_language_unmarked(service: Service, lang: str) -> None:
    """A label is in the language asked for where there are words in it; else it says in which it is."""
    actors = [claim.value.actor for e in held(Exchange).values() for claim in e.participations]
    quoted = {(actor.words, actor.lang) for actor in actors if actor.type == "unnamed"}
    spoken = {i["id"]: i async for i in service.walk("/v1/exchanges", lang=lang, limit=200)}
    every = {i["id"]: i async for i in service.walk("/v1/exchanges", lang="all", limit=200)}
    assert spoken.keys() == every.keys()
    for record_id, item in spoken.items():
        for said, words in zip(labels(item), labels(every[record_id]), strict=True):
            marked = said.get("lang", lang)
            if (said["label"], said.get("lang")) not in quoted:
                assert said["label"] == words["label"][marked], (record_id, said)
                assert (marked == lang) is (lang in words["label"]), (record_id, said)
            else:
                as_quoted = said["label"] == words["label"]
                assert marked == lang or as_quoted or lang not in words["label"], (record_id, said)


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_only_a_body_or_an_unnamed_party_may_have_no_name_in_a_language(
    service: Service, lang: str
) -> None:
    """Countries, groups and sectors exist in all six."""
    async for item in service.walk("/v1/exchanges", lang=lang, limit=200):
        marked = of_another_language(labels(item), lang)
        assert {part.get("type") for part in marked} <= {"institution", "unnamed"}, (item["id"], marked)


async def test_a_document_of_the_united_nations_leads_to_its_edition_in_the_readers_language(
    service: Service,
) -> None:
    documents = [source for source in held(Source).values() if source.symbol]
    assert documents
    for source in documents:
        for lang in LANGUAGES:
            url = (await service.read(f"/v1/sources/{source.id}", lang=lang))["url"]
            assert f"/{lang}/" in url, source.id
