"""Ids that differ by case alone are one id: the second one is refused, with the name of the first."""

from __future__ import annotations

import pytest

from exchange_graph.domain.changes import Recorded, Tombstone
from exchange_graph.domain.records import AnyRecord
from exchange_graph.errors import BadInput
from exchange_graph.graph.query import Moved
from exchange_graph.graph.store import GraphStore
from tests.building import Step, body, changes, merge, source, withdraw
from tests.contract.asking import record, write
from tests.contract.stores import Door


@pytest.mark.parametrize(
    ("step", "other"),
    [
        (source("Doc"), "doc"),
        (body("DOC"), "doc"),
        (source("old"), "OLD"),
        (source("new", aliases=("Old",)), "OLD"),
        (source("new", aliases=("Doc",)), "doc"),
        (source("doc", aliases=("OLD", "DOC")), "doc"),
        (source("Gone"), "gone"),
        (source("TWIN"), "twin"),
        (Tombstone(id="Doc", kind="source", reason="why"), "doc"),
        (Tombstone(id="away", kind="source", into="doc", aliases=("Twin",)), "twin"),
    ],
    ids=repr,
)
async def test_ids_that_differ_by_case_alone_are_one_id(store: GraphStore, step: Step, other: str) -> None:
    await write(store, source("doc", aliases=("OLD",)), source("twin"), source("gone"))
    await write(store, merge("twin", "doc"), withdraw("gone"))
    before = await store.content_hash()
    for dry_run in (True, False):
        with pytest.raises(BadInput, match=f"differs from {other} by case alone") as told:
            await store.apply(changes(source("more"), step), dry_run=dry_run)
        assert len(told.value.problems) == 1
    assert await store.content_hash() == before


@pytest.mark.parametrize(
    "steps",
    [
        [source("new"), source("New")],
        [source("new", aliases=("Key",)), source("key")],
        [source("new", aliases=("Key", "KEY"))],
        [source("new"), source("other", aliases=("NEW",))],
    ],
)
async def test_ids_of_one_change_set_that_differ_by_case_alone_are_one_id(
    store: GraphStore, steps: list[AnyRecord]
) -> None:
    with pytest.raises(BadInput, match="by case alone"):
        await write(store, *steps)
    assert await store.revision() == 0


async def test_an_old_key_that_is_given_up_may_be_written_in_another_case(store: GraphStore) -> None:
    await write(store, source("doc", aliases=("OLD",)))
    await write(store, source("doc", aliases=("old",)))
    assert (await store.get("old"), await store.get("OLD")) == (Moved("doc"), None)
    await write(store, source("doc"), source("Old"))


async def test_a_history_with_ids_that_differ_by_case_is_told_as_it_was(
    store: GraphStore, door: Door
) -> None:
    """A graph from before they were refused is copied, opens, and can be written."""
    for revision, one in enumerate((source("doc"), source("Doc"), source("more", aliases=("DOC",))), 1):
        await store.replay(Recorded(revision=revision, at="2020-01-01T00:00:00.000Z", changeset=changes(one)))
    again = door()
    await again.open()
    try:
        await write(again, source("doc", "2019"), source("Doc", "2018"))
        assert (await record(again, "Doc")).record == source("Doc", "2018")
        with pytest.raises(BadInput, match="by case alone"):
            await write(again, source("dOC"))
    finally:
        await again.close()
