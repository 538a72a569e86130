"""Writes, reads, finds and takes away a record of a kind that `test_recipes` has just added."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from exchange_graph.copying import copy
from exchange_graph.domain.records import parse_object
from exchange_graph.wiring import opened_store
from tests.building import STATES, country, source
from tests.served import Service, serving, settings

RECORD = {
    "kind": "visit", "id": "visit-1", "title": {"en": "Tax officials of Cavira"}, "country": "ARD",
    "citations": [{"source": "doc", "lang": "en", "grade": "A"}],
}  # fmt: skip


async def used(service: Service) -> None:
    """Every way in which a record is met."""
    await service.write(source(), *STATES, parse_object(RECORD))
    listed = await service.read("/v1/visits", q="ardania")
    assert [item["label"] for item in listed["items"]] == ["Tax officials of Cavira"]
    one = await service.read("/v1/visits/visit-1", lang="fr")
    assert one["country"] == {"id": "ARD", "label": "Ardania", "lang": "en"}
    table = (await service.get("/v1/visits", format="csv")).text
    assert table.splitlines()[0].startswith("\ufeffid,label,lang,country_id,")
    hits = (await service.read("/v1/search", q="tax offic"))["items"]
    assert [(hit["kind"], hit["id"]) for hit in hits] == [("visit", "visit-1")]
    exported = (await service.get("/v1/export", records="all")).text
    assert '"kind":"visit"' in exported
    around = await service.read("/v1/graph/neighbourhood", id="ARD")
    assert ("visit-1", "OF_COUNTRY", "ARD") in [(e["from"], e["type"], e["to"]) for e in around["edges"]]
    assert (await service.read("/v1/stats"))["counts"]["visit"] == 1
    described = (await service.read("/openapi.json"))["paths"]
    assert {"/v1/visits", "/v1/visits/{id}"} <= described.keys()
    assert (await service.get("/v1/countries/visit-1")).status_code == 404
    await service.write(country("ARD", "Ardania Nova"))
    assert (await service.read("/v1/visits", q="nova"))["page"]["total"] == 1
    assert await service.store.examine() == []


async def main() -> None:
    """On a graph of its own, and after a copy of it."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        async with serving(settings(Path(one))) as service:
            await used(service)
            async with opened_store(settings(Path(two))) as other:
                await copy(service.store, other)
                assert await other.content_hash() == await service.store.content_hash()


if __name__ == "__main__":
    asyncio.run(main())
