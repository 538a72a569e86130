"""Every sentence that is composed of an exchange of the seeds, in six languages: none says what it denies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from exchange_graph.domain.exchange import Exchange
from exchange_graph.domain.languages import LANGUAGES, Lang
from exchange_graph.domain.vocabulary import Sector
from exchange_graph.render.locales import say
from tests.real import held, seeds
from tests.served import Service

Json = dict[str, Any]
AS_THE_LABEL = {sector.id for sector in held(Sector).values() if sector.label.en == sector.id}
IDS = {record.id for record in seeds().records if "-" in record.id} - AS_THE_LABEL
WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
DATE = re.compile(r"\d{4}-\d\d")
ISOLATED = re.compile("\u2066[^\u2069]*\u2069")
SIDES = ("provider", "recipient", "participant")
NOT_YET = ("planned", "cancelled")


@pytest.fixture(scope="module")
def records() -> list[str]:
    return sorted(held(Exchange))


async def every(service: Service, records: list[str]) -> list[Json]:
    return [await service.read(f"/v1/exchanges/{record_id}", lang="all") for record_id in records]


def sentences(record: Json) -> Iterator[Json]:
    """What is composed, each in six languages; titles, summaries and texts are written by hand."""
    yield record["heading"]
    yield record["kind"]["because"]
    for fact in (record["status"], record["period"], record["period"]["last_active"]):
        if fact:
            yield fact["says"]
    yield from (claim["says"] for claim in record["claims"])


def roles(record: Json, *, stated: bool = False) -> set[str]:
    parties = record["participations"]
    return {p["role"] for p in parties if not stated or p["basis"] == "stated"}


def complaints(record: Json) -> Iterator[str]:
    """What a sentence says against its record, or leaves unsaid."""
    for lang in LANGUAGES:
        heading, because = record["heading"][lang], record["kind"]["because"][lang]
        for complaint in (*_of_the_heading(record, heading, lang), *_of_the_kind(record, because, lang)):
            yield f"{record['id']} {lang}: {complaint}"


def _of_the_heading(record: Json, heading: str, lang: Lang) -> Iterator[str]:
    status = (record["status"] or {}).get("value")
    for word in NOT_YET:
        if heading.startswith(say(lang, f"value.status.{word}")) != (status == word):
            yield f"status {status}, and: {heading}"
    guessed = any(side in roles(record) - roles(record, stated=True) for side in ("provider", "recipient"))
    if guessed and say(lang, "value.basis.inferred") not in heading:
        yield f"a direction that no source states: {heading}"
    for side in ("provider", "recipient"):
        missing = side not in roles(record) and {"provider", "recipient"} & roles(record)
        if (say(lang, f"heading.no-{side}") in heading) != bool(missing):
            yield f"{side} {'missing' if missing else 'on record'}: {heading}"


def _of_the_kind(record: Json, because: str, lang: Lang) -> Iterator[str]:
    for side in ("provider", "recipient"):
        said = say(lang, f"kind.no-{side}") in because
        if said and {side, "participant"} & roles(record):
            yield f"{side} on record: {because}"
    if "funder" not in roles(record) and f" {say(lang, 'claim.funder')} " in f" {because} ":
        yield f"nobody pays: {because}"


async def test_every_sentence_is_told_in_six_languages_and_by_names(
    service: Service, records: list[str]
) -> None:
    for record in await every(service, records):
        for sentence in sentences(record):
            assert sentence.keys() >= set(LANGUAGES), (record["id"], sentence)
            for told in sentence.values():
                assert told.strip(), record["id"]
                assert "{" not in str(told), (record["id"], told)
                assert not IDS & set(WORD.findall(str(told))), (record["id"], told)


async def test_no_date_among_arabic_words_is_turned_round(service: Service, records: list[str]) -> None:
    """Its parts would stand from right to left: the 6th of January 2014 as 06-01-2014."""
    told = [sentence["ar"] for record in await every(service, records) for sentence in sentences(record)]
    dated = [one for one in told if DATE.search(one)]
    assert dated
    assert [one for one in dated if DATE.search(ISOLATED.sub("", one))] == []


async def test_no_sentence_says_what_its_record_denies(service: Service, records: list[str]) -> None:
    assert [told for record in await every(service, records) for told in complaints(record)] == []
