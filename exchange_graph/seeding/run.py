"""Bringing the seeds into a store: compare first, write only differences, in one change set."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from exchange_graph.curation import submit
from exchange_graph.domain.canonical import canonical, digest, dumps
from exchange_graph.domain.changes import AnyOperation, ChangeSet, Merge, Put, encode
from exchange_graph.domain.notes import Author
from exchange_graph.domain.records import AnyRecord
from exchange_graph.errors import BadInput, Problem
from exchange_graph.graph.query import Found
from exchange_graph.graph.store import GraphStore
from exchange_graph.seeding.reading import Seeds

PREFIX = "seed:"
_PAGE = 1_000
_LAST = 1 << 40
SEEDER = Author(role="seed", organisation="Exchange Graph")


@dataclass(frozen=True, slots=True)
class Seeded:
    """What a seeding run did: records written, records left as they were, local edits that stay.

    `taken_out` are records of earlier runs, with their versions, that the files hold no more: they stay too.
    """

    written: tuple[str, ...]
    unchanged: int
    kept: tuple[str, ...]
    taken_out: dict[str, int]
    revision: int


async def seed(store: GraphStore, seeds: Seeds) -> Seeded:
    """Write what differs and whose last writer was a seed. `BadInput` names file and line."""
    last = await _last_writers(store)
    local = {record_id for record_id, author in last.items() if author != SEEDER}
    present = await store.get_many(record.id for record in seeds.records)
    differing = [
        r for r in seeds.records if r.id not in present or canonical(present[r.id].record) != canonical(r)
    ]
    puts = [r for r in differing if r.id not in local]
    kept = tuple(r.id for r in differing if r.id in local)
    revision = await _write(store, seeds, puts, present, local) if puts else await store.revision()
    gone = await _taken_out(store, seeds, last.keys() - local)
    unchanged = len(seeds.records) - len(differing)
    return Seeded(tuple(r.id for r in puts), unchanged, kept, gone, revision)


async def _last_writers(store: GraphStore) -> dict[str, Author]:
    """Who wrote each record last: whoever edited, merged or withdrew it."""
    last: dict[str, Author] = {}
    since = (0, _LAST)
    while lines := await store.changes(since, _PAGE):
        last |= {line.id: line.author for line in lines}
        since = (lines[-1].revision, lines[-1].position)
    return last


async def _taken_out(store: GraphStore, seeds: Seeds, seeded: Set[str]) -> dict[str, int]:
    """Live records that a seed wrote last and the files hold no more, with their versions."""
    found = await store.get_many(sorted(seeded - {record.id for record in seeds.records}))
    return {i: one.version for i, one in found.items() if one.record.id == i}


async def _renamed(store: GraphStore, puts: list[AnyRecord], local: Set[str]) -> list[AnyOperation]:
    """Records of earlier runs that the files now name as old keys of another are merged into that one."""
    new = {alias: record for record in puts for alias in record.aliases}
    found = await store.get_many(new)
    renamed = [
        (i, new[i]) for i, one in found.items()
        if one.record.id == i and one.record.kind == new[i].kind and i not in local
    ]  # fmt: skip
    targets = {record.id: record for _, record in renamed}
    bare = [record.model_copy(update={"aliases": ()}) for record in targets.values()]
    return [*(Put(record=r) for r in bare), *(Merge(source=i, into=r.id) for i, r in renamed)]


async def _write(
    store: GraphStore, seeds: Seeds, puts: list[AnyRecord], present: Mapping[str, Found], local: Set[str]
) -> int:  # fmt: skip
    """Write them, and return the revision."""
    expect = {r.id: present[r.id].version if r.id in present else 0 for r in puts}
    operations = (*await _renamed(store, puts, local), *(Put(record=record) for record in puts))
    content = dumps([[encode(o) for o in operations], expect])
    changeset = ChangeSet(
        key=PREFIX + digest(content), actor=SEEDER, reason="seed files", operations=operations
    )
    try:
        return (await submit(store, changeset, expect)).revision
    except BadInput as error:
        raise BadInput(
            [Problem(seeds.place(p.where), f"{p.where}: {p.why}") for p in error.problems]
        ) from None
