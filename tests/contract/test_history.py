"""Everything that was written is kept: versions, the change feed, and the change sets themselves."""

from __future__ import annotations

import pytest

from exchange_graph.domain.changes import ChangeSet
from exchange_graph.errors import BadInput
from exchange_graph.graph.query import Change
from exchange_graph.graph.store import GraphStore
from tests.building import (
    CURATOR,
    NORTH,
    body,
    by,
    changes,
    country,
    exchange,
    merge,
    sector,
    source,
    text,
    withdraw,
)
from tests.contract.asking import USUAL, ids, record, write

HISTORY: list[ChangeSet] = [
    changes(*USUAL, sector("economy"), sector("tax", "economy", aliases=("OLD",))),
    changes(body("agency", "ARD"), body("office"), exchange("x-1", provider="agency", recipient="CAV")),
    changes(source("doc", "2015"), exchange("x-1", provider="agency", recipient="CAV", sectors="OLD")),
    changes(merge("office", "agency"), exchange("x-2", provider="office", mutual=False)),
    changes(withdraw("x-1", "entered twice")),
    changes(exchange("x-1", provider="NDM", recipient="CAV"), NORTH),
]


async def tell(store: GraphStore) -> None:
    for changeset in HISTORY:
        await store.apply(changeset)


async def test_every_version_of_a_record_is_kept_with_who_and_why(store: GraphStore) -> None:
    await tell(store)
    past = await store.versions("x-1")
    assert [(p.version, p.op) for p in past] == [(2, "put"), (3, "put"), (5, "withdrawn"), (6, "put")]
    assert [p.record for p in past][2] is None
    assert past[0].record == exchange("x-1", provider="agency", recipient="CAV")
    assert past[-1].record == (await record(store, "x-1")).record
    assert {(p.author, p.reason) for p in past} == {(CURATOR, "testing")}
    assert [p.key for p in past] == [HISTORY[n].key for n in (1, 2, 4, 5)]


async def test_a_merge_is_the_last_version_of_what_was_merged(store: GraphStore) -> None:
    await tell(store)
    past = await store.versions("office")
    assert [(p.op, p.into) for p in past] == [("put", None), ("merged", "agency")]
    assert await store.versions("nobody") == []


async def test_the_change_feed_tells_every_step_in_order(store: GraphStore) -> None:
    await tell(store)
    feed = await store.changes((0, -1), 1000)
    expected = [
        (
            revision,
            position,
            operation.op.replace("merge", "merged").replace("withdraw", "withdrawn"),
            operation.target,
        )
        for revision, changeset in enumerate(HISTORY, 1)
        for position, operation in enumerate(changeset.operations)
    ]
    assert [(line.revision, line.position, line.op, line.id) for line in feed] == expected
    ended = {(line.id, line.into, line.kind) for line in feed if line.op != "put"}
    assert ended == {("office", "agency", "institution"), ("x-1", None, "exchange")}


async def test_whoever_reads_the_feed_line_by_line_misses_nothing(store: GraphStore) -> None:
    await tell(store)
    whole = await store.changes((0, -1), 1000)
    read: list[Change] = []
    while more := await store.changes((read[-1].revision, read[-1].position) if read else (0, -1), 2):
        read += more
    assert read == whole


async def test_the_feed_names_the_fields_that_changed(store: GraphStore) -> None:
    await write(store, country("ARD"), source("doc", "2012"))
    await write(
        store, country("ARD", "New Ardania", region="Coast"), source("doc", "2013"), source("doc", "2013")
    )
    await write(store, withdraw("doc"))
    await write(store, source("doc", "2013"))
    feed = [line.fields for line in await store.changes((0, -1), 100)]
    full = ("published", "publisher", "retrieved", "title")
    assert feed == [("iso2", "m49", "name"), full, ("name", "region"), ("published",), (), (), full]


async def test_a_field_left_at_its_default_is_not_said_to_have_changed(store: GraphStore) -> None:
    await write(store, exchange("x-1", provider="ARD", mutual=False, programme=None, title=text("t")))
    (line,) = await store.changes((0, -1), 10)
    assert line.fields == ("participations", "summary", "title")


async def test_change_sets_come_back_as_they_were_given(store: GraphStore) -> None:
    await tell(store)
    kept = await store.changesets(0, 1000)
    assert [k.changeset for k in kept] == HISTORY
    assert [k.revision for k in kept] == [1, 2, 3, 4, 5, 6]
    assert [k.at for k in kept] == sorted(k.at for k in kept)
    assert [k.revision for k in await store.changesets(2, 3)] == [3, 4, 5]
    assert await store.changesets(6, 10) == []


async def test_a_copy_made_from_change_sets_is_the_same_graph_with_the_same_history(
    store: GraphStore, copy: GraphStore
) -> None:
    await tell(store)
    for kept in await store.changesets(0, 1000):
        applied = await copy.replay(kept)
        assert applied.revision == kept.revision
    assert await copy.content_hash() == await store.content_hash()
    assert await copy.changesets(0, 1000) == await store.changesets(0, 1000)
    assert await copy.changes((0, -1), 1000) == await store.changes((0, -1), 1000)
    assert await copy.versions("x-1") == await store.versions("x-1")
    assert await copy.get("agency") == await store.get("agency")
    assert await ids(copy, provider="agency") == await ids(store, provider="agency") == ["x-2"]


async def test_a_copy_that_is_made_twice_is_made_once(store: GraphStore, copy: GraphStore) -> None:
    await tell(store)
    for kept in await store.changesets(0, 1000):
        await copy.replay(kept)
        assert (await copy.replay(kept)).replayed
    assert await copy.revision() == len(HISTORY)


@pytest.mark.parametrize("wrong", [1, 3, 9])
async def test_a_copy_cannot_skip_or_repeat_a_revision(
    store: GraphStore, copy: GraphStore, wrong: int
) -> None:
    await tell(store)
    first, second, *_ = await store.changesets(0, 10)
    await copy.replay(first)
    with pytest.raises(BadInput):
        await copy.replay(second.model_copy(update={"revision": wrong}))
    assert await copy.revision() == 1
    await copy.replay(second)


async def test_a_claim_written_by_two_sources_keeps_both_in_every_version(store: GraphStore) -> None:
    told = exchange("x-1", provider=by("ARD", "doc", "press"), sectors=by("tax", "press", basis="assigned"))
    await write(store, *USUAL, told)
    await write(store, exchange("x-1", provider="ARD"))
    assert (await store.versions("x-1"))[0].record == told


async def test_a_close_look_finds_nothing_strange_after_changes_of_all_kinds(store: GraphStore) -> None:
    await write(store, source("doc"), country("ARD"), country("CAV"), sector("tax"))
    await write(store, exchange("x-1", provider="ARD", recipient="CAV", sectors="tax"))
    await write(store, sector("customs"), merge("tax", "customs"))
    await write(store, country("ARD", "Another name"))
    assert await store.examine() == []
