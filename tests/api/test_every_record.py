"""Every list and every record of the seeds can be read, in every language, as OpenAPI describes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import cycle
from typing import Any

import pytest

from exchange_graph.domain.languages import LANGUAGES
from exchange_graph.domain.records import NOUNS
from tests.api.schemas import Described
from tests.real import seeds
from tests.served import Service

ASKED = (*LANGUAGES, "all")
SOME, MANY = 40, 200


@pytest.mark.parametrize("noun", NOUNS)
async def test_every_record_answers_as_described(service: Service, described: Described, noun: str) -> None:
    """Some of each kind, in one language or all of them at once, a different one for each next record."""
    items = [item async for item in service.walk(f"/v1/{noun}", limit=200)]
    items = items[:: len(items) // SOME + 1]
    languages = [(ASKED[number % len(ASKED)],) for number in range(len(items))]
    assert await _complaints(service, described, noun, items, languages) == []


@pytest.mark.slow
@pytest.mark.parametrize("noun", NOUNS)
async def test_every_record_answers_in_every_language_as_described(
    service: Service, described: Described, noun: str
) -> None:
    """Of hundreds of records each in one language or in all at once, a different one for each next record."""
    items = [item async for item in service.walk(f"/v1/{noun}", limit=200)]
    languages = [(lang,) if len(items) > MANY else ASKED for lang, _ in zip(cycle(ASKED), items)]
    assert await _complaints(service, described, noun, items, languages) == []


async def _complaints(
    service: Service, described: Described, noun: str, items: list[Any], languages: Sequence[tuple[str, ...]]
) -> list[str]:
    """What is not as described when each item is read in its languages; the first five."""
    complaints: list[str] = []
    for item, asked in zip(items, languages, strict=True):
        for lang in asked:
            body = await service.read(f"/v1/{noun}/{item['id']}", lang=lang)
            assert body["id"] == item["id"]
            complaints += described.complaints(f"/v1/{noun}/{{id}}", body)
    return complaints[:5]


@pytest.mark.parametrize(
    "lang", [lang if lang in ("ar", "all") else pytest.param(lang, marks=pytest.mark.slow) for lang in ASKED]
)
@pytest.mark.parametrize("noun", [*NOUNS, "provider-experience"])
async def test_every_list_answers_as_described(
    service: Service, described: Described, noun: str, lang: str
) -> None:
    body = await service.read(f"/v1/{noun}", lang=lang, limit=200)
    assert described.complaints(f"/v1/{noun}", body) == []
    assert body["page"]["data_revision"] == await service.store.revision()


@pytest.mark.parametrize("path", ["/v1/stats", "/v1/changes", "/healthz", "/readyz"])
async def test_the_state_of_the_service_answers_as_described(
    service: Service, described: Described, path: str
) -> None:
    assert described.complaints(path, await service.read(path)) == []


async def test_the_lists_hold_every_seed_and_nothing_else(service: Service) -> None:
    expected: Counter[str] = Counter(record.kind for record in seeds().records)
    stats = await service.read("/v1/stats")
    for noun, kind in NOUNS.items():
        body = await service.read(f"/v1/{noun}", limit=1)
        assert body["page"]["total"] == expected[kind] == stats["counts"][kind], noun


async def test_openapi_describes_each_list_record_and_error(described: Described) -> None:
    expected = {f"/v1/{noun}" for noun in NOUNS} | {f"/v1/{noun}/{{id}}" for noun in NOUNS}
    assert expected <= described.paths()
    for path in expected:
        answers = described.document["paths"][path]["get"]["responses"]
        promised = {"200", "304", "400", "500", "503"} | ({"308", "404", "410"} if "{id}" in path else set())
        assert promised == answers.keys(), path


async def test_the_sectors_are_a_tree(service: Service) -> None:
    sectors = {item["id"]: item async for item in service.walk("/v1/sectors", limit=200)}
    assert sectors["police"]["broader"] == "security"
    assert "police" in sectors["security"]["narrower"]
    assert {s["broader"] for s in sectors.values()} - {None} <= sectors.keys()
    tops = {i for i, s in sectors.items() if s["broader"] is None}
    assert tops == {
        "inclusive-political-processes", "security", "justice", "core-government", "economic-revitalization",
        "other",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/v1/needs?country=LBR", "a-68-696-need-lbr-revenue"),
        ("/v1/needs?sector=legislative-drafting", "a-68-696-need-ssd-legislative-drafting"),
        ("/v1/experiences?country=br", "a-68-696-exp-bra-school-feeding"),
        ("/v1/countries?q=Берег Слоновой Кости", "CIV"),
        ("/v1/countries?q=Ivory Coast", "CIV"),
    ],
)  # fmt: skip
async def test_lists_of_records_are_filtered(service: Service, path: str, expected: str) -> None:
    body = await service.read(path)
    ids = [item["id"] for item in body["items"]]
    assert expected in ids
    assert len(ids) < (await service.read(path.partition("?")[0]))["page"]["total"]
