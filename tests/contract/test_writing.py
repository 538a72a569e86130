"""A change set is applied whole or not at all, once, and on what its writer had read."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from exchange_graph.domain.changes import ChangeSet
from exchange_graph.errors import BadInput, Conflict, KeyReused
from exchange_graph.graph.query import Found
from exchange_graph.graph.store import GraphStore
from tests.building import body, changes, country, exchange, merge, source, withdraw
from tests.contract.asking import USUAL, ids, record, write
from tests.contract.stores import Door

X = exchange("x-1", provider="ARD", recipient="CAV")


async def test_an_empty_store_is_at_revision_0_and_each_change_set_is_the_next(store: GraphStore) -> None:
    assert await store.revision() == 0
    for expected in (1, 2, 3):
        applied = await write(store, source(f"doc-{expected}"), source(f"more-{expected}"))
        assert applied.revision == await store.revision() == expected
        assert applied.versions == {f"doc-{expected}": expected, f"more-{expected}": expected}
        assert not applied.replayed


REFUSED = [
    changes(X, source("new"), withdraw("nothing")),
    changes(X, source("new"), merge("nothing", "doc")),
    changes(X, source("new"), merge("doc", "nothing")),
    changes(X, source("new"), merge("doc", "doc")),
    changes(X, source("new"), merge("ARD", "doc")),
    changes(X, source("new"), body("doc")),
    changes(X, source("new"), source("other", aliases=("doc",))),
    changes(X, source("new"), source("other", aliases=("OLD",))),
    changes(X, source("new"), source("OLD")),
    changes(X, source("new"), source("other", aliases=("other",))),
    changes(X, source("new"), withdraw("new"), withdraw("new")),
]


@pytest.mark.parametrize("refused", REFUSED, ids=lambda changeset: repr(changeset.operations[-1])[:60])
async def test_a_change_set_that_cannot_be_applied_leaves_nothing_behind(
    store: GraphStore, refused: ChangeSet
) -> None:
    await write(store, *USUAL, body("tax-agency", aliases=("OLD",)))
    before = await store.content_hash()
    with pytest.raises(BadInput):
        await store.apply(refused)
    assert await store.content_hash() == before
    assert await store.revision() == 1
    assert await store.get("x-1") is None
    assert await store.get("new") is None
    assert await ids(store) == []
    assert len(await store.changesets(0, 10)) == 1
    assert (await write(store, X)).revision == 2


@pytest.mark.parametrize("refused", REFUSED, ids=lambda changeset: repr(changeset.operations[-1])[:60])
async def test_a_dry_run_is_refused_in_the_same_words(store: GraphStore, refused: ChangeSet) -> None:
    await write(store, *USUAL, body("tax-agency", aliases=("OLD",)))
    said = []
    for dry_run in (True, False):
        with pytest.raises(BadInput) as told:
            await store.apply(refused, dry_run=dry_run)
        said.append(told.value.problems)
    assert said[0] == said[1]


async def test_a_dry_run_answers_what_writing_does_and_writes_nothing(store: GraphStore) -> None:
    await write(store, *USUAL, source("twin"), body("agency"))
    changeset = changes(X, country("ARD", "New Ardania"), merge("twin", "doc"), withdraw("agency"))
    before = await store.content_hash()
    dry = await store.apply(changeset, {"doc": 1}, dry_run=True)
    assert (await store.content_hash(), await store.revision(), await store.get("x-1")) == (before, 1, None)
    with pytest.raises(Conflict):
        await store.apply(changeset, {"doc": 2}, dry_run=True)
    done = await store.apply(changeset, {"doc": 1})
    assert (dry.revision, dry.versions) == (done.revision, done.versions)
    assert [replace(line, at="") for line in dry.changes] == [replace(line, at="") for line in done.changes]
    assert (await store.apply(changeset, {"doc": 1}, dry_run=True)).replayed
    with pytest.raises(KeyReused):
        await store.apply(changes(X, key=changeset.key), dry_run=True)


async def test_what_a_change_set_did_are_its_lines_of_the_change_feed(store: GraphStore) -> None:
    await write(store, *USUAL, source("twin"))
    changeset = changes(X, country("ARD", "New Ardania"), merge("twin", "doc"), withdraw("x-1"))
    applied = await store.apply(changeset)
    assert list(applied.changes) == (await store.changes((0, -1), 100))[-4:]
    assert [line.fields for line in applied.changes][1:] == [("name",), (), ()]
    assert (await store.apply(changeset)).changes == applied.changes


async def test_a_writer_who_read_an_older_version_is_told_and_overwrites_nothing(store: GraphStore) -> None:
    await write(store, source("doc", "2012"))
    await write(store, source("doc", "2013"))
    with pytest.raises(Conflict) as told:
        await store.apply(changes(source("doc", "2014"), source("new")), {"doc": 1})
    assert (told.value.record, told.value.expected, told.value.actual) == ("doc", 1, 2)
    assert (await record(store, "doc")).record == source("doc", "2013")
    assert await store.get("new") is None
    assert await store.revision() == 2


async def test_a_writer_who_read_the_present_version_may_write(store: GraphStore) -> None:
    await write(store, source("doc", "2012"))
    applied = await store.apply(changes(source("doc", "2013")), {"doc": 1, "absent": 0})
    assert applied.versions == {"doc": 2}


async def test_who_expects_a_record_not_to_exist_does_not_overwrite_one(store: GraphStore) -> None:
    await write(store, source("doc"))
    with pytest.raises(Conflict):
        await store.apply(changes(source("doc", "2013")), {"doc": 0})


async def test_a_withdrawal_is_a_version_that_a_writer_must_have_seen(store: GraphStore) -> None:
    await write(store, source("doc"))
    await write(store, withdraw("doc"))
    with pytest.raises(Conflict):
        await store.apply(changes(source("doc")), {"doc": 1})
    await store.apply(changes(source("doc")), {"doc": 2})


async def test_the_same_change_set_again_does_nothing_and_answers_the_same(store: GraphStore) -> None:
    first = changes(*USUAL, X, key="import-7")
    applied = await store.apply(first, {"x-1": 0})
    await write(store, exchange("x-1", provider="DOS"))
    again = await store.apply(first, {"x-1": 0})
    assert again.replayed
    assert (again.revision, again.versions) == (applied.revision, applied.versions)
    assert await store.revision() == 2
    assert await ids(store, provider="DOS") == ["x-1"]


async def test_a_key_that_stands_for_other_content_is_refused(store: GraphStore) -> None:
    await store.apply(changes(source("doc", "2012"), key="import-7"))
    with pytest.raises(KeyReused):
        await store.apply(changes(source("doc", "2013"), key="import-7"))
    assert (await record(store, "doc")).record == source("doc", "2012")


async def test_a_change_set_that_was_refused_leaves_its_key_free(store: GraphStore) -> None:
    with pytest.raises(BadInput):
        await store.apply(changes(source("doc"), withdraw("nothing"), key="import-7"))
    assert not (await store.apply(changes(source("doc"), key="import-7"))).replayed


async def test_later_steps_of_a_change_set_see_the_earlier_ones(store: GraphStore) -> None:
    await write(store, *USUAL, source("doc", "2012"), source("new", "2013"), source("new", "2014"), X)
    assert (await record(store, "new")).record == source("new", "2014")
    await write(
        store, withdraw("x-1"), exchange("x-1", provider="DOS"), body("a"), body("b"), merge("a", "b")
    )
    assert await ids(store, provider="DOS") == ["x-1"]
    assert await ids(store) == ["x-1"]


async def test_writers_at_the_same_time_get_one_revision_each(door: Door, store: GraphStore) -> None:
    beside = door()
    await beside.open()
    try:
        sets = [changes(country("ARD", f"Ardania {n}"), source(f"doc-{n}")) for n in range(12)]
        done = await asyncio.gather(*(s.apply(c) for c, s in zip(sets, [store, beside] * 6, strict=True)))
        assert sorted(applied.revision for applied in done) == list(range(1, 13))
        kept = await store.changesets(0, 100)
        assert [k.revision for k in kept] == list(range(1, 13))
        last = kept[-1].changeset.operations[0]
        found = await beside.get("ARD")
        assert isinstance(found, Found)
        assert last == changes(found.record).operations[0]
    finally:
        await beside.close()


async def test_of_writers_who_read_the_same_version_one_wins(store: GraphStore) -> None:
    await write(store, source("doc"))
    rivals = [store.apply(changes(source("doc", str(year))), {"doc": 1}) for year in range(2001, 2007)]
    outcomes = await asyncio.gather(*rivals, return_exceptions=True)
    assert sum(not isinstance(outcome, BaseException) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 5
