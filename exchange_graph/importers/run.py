"""Bringing a reading into the graph: compare first, write only differences, in change sets of bounded size.

Every step is keyed by the hash of its operations and expected versions, and refers to earlier ones only: an
import that was killed is finished by running it again, and ends at the same content.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exchange_graph.curation import submit
from exchange_graph.domain.canonical import canonical, digest, dumps
from exchange_graph.domain.changes import ChangeSet, Put, Withdraw, encode
from exchange_graph.domain.exchange import Exchange
from exchange_graph.domain.notes import Author
from exchange_graph.domain.vocabulary import Source
from exchange_graph.graph.store import GraphStore
from exchange_graph.importers.holding import PREFIX, Held, holders

IMPORTER = Author(role="import", organisation="Exchange Graph")
BATCH = 25


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What writing would do: operations in order, records as they are, rows that curated records hold.

    `lingering` are records of earlier imports whose row was not taken this time; they stay.
    """

    operations: tuple[Put | Withdraw, ...]
    expect: dict[str, int]
    unchanged: tuple[str, ...]
    kept: dict[str, tuple[str, ...]]
    lingering: tuple[str, ...]


async def plan(store: GraphStore, source: Source, taken: dict[str, Exchange]) -> ImportPlan:
    """Compare exchanges by row number with the graph. A row that somebody else holds stays with them."""
    held = await holders(store, source.id, taken)
    present = await store.get_many([source.id, *(record.id for record in taken.values())])
    operations: list[Put | Withdraw] = [] if source.id in present else [Put(record=source)]
    unchanged: list[str] = []
    kept: dict[str, tuple[str, ...]] = {}
    for number, record in taken.items():
        own, others = _parted(held.get(number, []))
        if others:
            kept[number] = tuple(others)
            if record.id in own and record.id in present:
                operations.append(_given_up(record.id, kept[number]))
        elif record.id in present and canonical(present[record.id].record) == canonical(record):
            unchanged.append(record.id)
        else:
            operations.append(Put(record=record))
    expect = {o.target: present[o.target].version if o.target in present else 0 for o in operations}
    earlier = {h.record for number, group in held.items() if number not in taken for h in group if h.imported}
    return ImportPlan(tuple(operations), expect, tuple(unchanged), kept, tuple(sorted(earlier)))


def _parted(held: Sequence[Held]) -> tuple[list[str], list[str]]:
    """Records that an import wrote last, and those of others."""
    return [h.record for h in held if h.imported], [h.record for h in held if not h.imported]


def _given_up(record_id: str, others: Sequence[str]) -> Withdraw:
    return Withdraw(id=record_id, reason=f"held by the curated {', '.join(others)}"[:500])


async def write(store: GraphStore, planned: ImportPlan, reason: str, *, dry_run: bool = False) -> int:
    """Write a plan and return the revision; everything is checked before the first write.

    A `dry_run` ends after that.
    """
    revision = await store.revision()
    if planned.operations:
        whole = _changeset(planned.operations, planned.expect, reason)
        await submit(store, whole, planned.expect, dry_run=True)
    for step in () if dry_run else _batches(planned.operations):
        expect = {operation.target: planned.expect[operation.target] for operation in step}
        revision = (await submit(store, _changeset(step, expect, reason), expect)).revision
    return revision


def _batches(operations: Sequence[Put | Withdraw]) -> Iterator[tuple[Put | Withdraw, ...]]:
    return (tuple(operations[start : start + BATCH]) for start in range(0, len(operations), BATCH))


def _changeset(operations: Sequence[Put | Withdraw], expect: dict[str, int], reason: str) -> ChangeSet:
    content = dumps([[encode(operation) for operation in operations], expect])
    return ChangeSet(
        key=PREFIX + digest(content), actor=IMPORTER, reason=reason, operations=tuple(operations)
    )
