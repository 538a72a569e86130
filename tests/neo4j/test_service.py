"""After a copy the service answers with the same bytes, whichever store is behind it."""

from __future__ import annotations

from pathlib import Path
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


async def everything(service: Service) -> dict[str, bytes]:
    """The bytes of every list, page by page, of every record, and of the reads beside them, by address."""
    seen: dict[str, bytes] = {}
    for noun in NOUNS:
        address: str | None = f"/v1/{noun}?limit=100"
        while address:
            answer = await service.get(address)
            seen[address] = answer.content
            ids = [item["id"] for item in answer.json()["items"]]
            for lang in LANGUAGES:
                for record_id in ids:
                    path = f"/v1/{noun}/{record_id}?lang={lang}"
                    seen[path] = (await service.get(path)).content
            following = answer.json()["page"]["next"]
            address = f"/v1/{noun}?limit=100&cursor={following}" if following else None
    facets = "provider,recipient,sector,modality,kind,outcome,group,year,funder,facilitator"
    for path in (f"/v1/exchanges?facets={facets}", "/v1/provider-experience?limit=200", "/v1/stats",
                 "/v1/changes?limit=200", "/v1/exchanges?q=police&sort=relevance",
                 "/v1/exchanges?provider=g7plus", "/v1/exchanges?recipient=g7plus"):  # fmt: skip
        seen[path] = (await service.get(path)).content
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
    assert len(left) > 2 * 900


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
