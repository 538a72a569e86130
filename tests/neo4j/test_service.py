"""After a copy the service answers with the same bytes, whichever store is behind it."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote

from exchange_graph.copying import copy
from exchange_graph.domain.records import NOUNS
from exchange_graph.settings import Settings
from exchange_graph.wiring import opened_store
from tests.api.everywhere import GETS
from tests.api.test_injections import INJECTIONS, attack
from tests.following_counts import strays
from tests.neo4j.server import ON_A_SERVER, PASSWORD, USER, shared
from tests.served import PUBLIC_URL, Service, serving, settings

pytestmark = ON_A_SERVER
LANGUAGES = ("en", "ar")
OF_A_KIND = 40
"""As many records of each kind are read one by one; the lists hold all of them."""
FACETS = "provider,recipient,sector,modality,kind,outcome,group,year,funder,facilitator"
BESIDE = (
    f"/v1/exchanges?facets={FACETS}",
    "/v1/provider-experience?limit=200",
    "/v1/stats",
    "/v1/holes?limit=200",
    "/v1/changes?limit=200",
    "/v1/exchanges?q=police&sort=relevance",
    "/v1/exchanges?provider=g7plus",
    "/v1/exchanges?recipient_group=g7plus",
    "/v1/suggestions?recipient=LBR&sector=revenue",
)


async def everything(service: Service) -> dict[str, bytes]:
    """The bytes of lists page by page, of records of every kind, and of the reads beside them, by address."""
    seen: dict[str, bytes] = {}

    async def read(path: str) -> dict[str, Any]:
        answer = await service.get(path)
        assert answer.status_code == 200, (path, answer.text)
        seen[path] = answer.content
        told: dict[str, Any] = answer.json()
        return told

    for noun in NOUNS:
        ids: list[str] = []
        address: str | None = f"/v1/{noun}?limit=100"
        while address:
            page = await read(address)
            ids += [item["id"] for item in page["items"]]
            following = page["page"]["next"]
            address = f"/v1/{noun}?limit=100&cursor={following}" if following else None
        assert ids, noun
        for record_id in Random(f"{noun} read").sample(ids, min(OF_A_KIND, len(ids))):
            for lang in LANGUAGES:
                await read(f"/v1/{noun}/{record_id}?lang={lang}")
    for path in BESIDE:
        await read(path)
    return seen


async def test_every_answer_is_the_same_to_the_byte_after_a_copy(seeded: Path) -> None:
    server = shared()
    server.wipe()
    here = settings(seeded)
    there = Settings(
        store=server.uri, neo4j_user=USER, neo4j_password=PASSWORD, public_url=PUBLIC_URL
    )  # fmt: skip
    async with opened_store(here) as source, opened_store(there) as target:
        copied = await copy(source, target)
        assert copied.content_hash == await source.content_hash()
    async with serving(here) as one, serving(there) as other:
        left, right = await everything(one), await everything(other)
        assert await strays(other) == []
    assert left.keys() == right.keys()
    assert [address for address in left if left[address] != right[address]] == []


LANGUAGES_OF_THE_STORE = (
    "Cypher",
    "Cypher call",
    "Cypher parameter",
    "Lucene",
    "Lucene regular expression",
    "NUL",
)


async def test_cypher_and_lucene_in_a_parameter_have_no_effect(seeded: Path) -> None:
    server = shared()
    server.wipe()
    chosen = Settings(store=server.uri, neo4j_user=USER, neo4j_password=PASSWORD, public_url=PUBLIC_URL)
    async with opened_store(settings(seeded)) as source, opened_store(chosen) as target:
        await copy(source, target)
    async with serving(chosen) as service:
        before = await service.store.content_hash(), await service.store.revision()
        for call in GETS:
            for name in LANGUAGES_OF_THE_STORE:
                await attack(service, call, quote(INJECTIONS[name], safe=""))
        assert (await service.store.content_hash(), await service.store.revision()) == before
