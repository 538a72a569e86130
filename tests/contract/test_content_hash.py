"""Equal graphs have equal hashes, however they came to be; other graphs have others."""

from __future__ import annotations

import pytest

from exchange_graph.graph.store import GraphStore
from tests.building import body, by, country, exchange, merge, source, withdraw
from tests.contract.asking import USUAL, write

X = exchange("x-1", provider=by("ARD"), recipient="CAV", aliases=("OLD",))


async def test_the_way_to_a_graph_leaves_no_trace_in_its_hash(store: GraphStore, copy: GraphStore) -> None:
    await write(store, *USUAL, X, source("twin"), source("gone"))
    await write(store, merge("twin", "doc"), withdraw("gone", "one reason"))

    await write(copy, source("gone", "1999"), exchange("x-1", provider="DOS", aliases=("OLDER",)))
    for step in reversed([*USUAL, source("twin", "1999"), X]):
        await write(copy, step)
    await write(copy, withdraw("gone", "another reason"))
    await write(copy, merge("twin", "doc"))

    assert await copy.revision() != await store.revision()
    assert await copy.content_hash() == await store.content_hash()


@pytest.mark.parametrize(
    "step",
    [
        source("doc", "2015"), source("new"), exchange("x-1", provider="ARD", recipient="CAV"),
        country("ARD", "Other"), withdraw("a"), merge("a", "b"), merge("b", "a"), body("a", aliases=("A1",)),
    ],
    ids=lambda step: f"{type(step).__name__}",
)  # fmt: skip
async def test_every_difference_of_content_is_a_difference_of_hash(store: GraphStore, step: object) -> None:
    await write(store, *USUAL, X, body("a"), body("b"))
    seen = {await store.content_hash()}
    await write(store, step)  # type: ignore[arg-type]
    seen.add(await store.content_hash())
    await write(store, withdraw("x-1"))
    seen.add(await store.content_hash())
    assert len(seen) == 3


async def test_an_empty_graph_has_a_hash_that_an_undone_write_does_not_bring_back(
    store: GraphStore, copy: GraphStore
) -> None:
    assert await store.content_hash() == await copy.content_hash()
    await write(store, source("doc"))
    await write(store, withdraw("doc"))
    assert await store.content_hash() != await copy.content_hash()
