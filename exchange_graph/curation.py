"""The only way to write: the rules that a single record cannot check, then the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from exchange_graph.domain.changes import ChangeSet, Put, Redact, Tombstone
from exchange_graph.domain.dates import first_day, last_day
from exchange_graph.domain.records import AnyRecord, Kind
from exchange_graph.domain.references import references
from exchange_graph.domain.vocabulary import Institution, Sector, Source
from exchange_graph.errors import BadInput, Problem
from exchange_graph.graph.query import Applied
from exchange_graph.graph.store import GraphStore

Lookup = Callable[[str], AnyRecord | None]
Kinds = dict[str, Kind]


async def submit(
    store: GraphStore, changeset: ChangeSet, expect: Mapping[str, int] | None = None, *, dry_run: bool = False
) -> Applied:  # fmt: skip
    """Check a change set against the graph and write it; `BadInput` names every rule it breaks.

    A `dry_run` is refused in the same words, and writes nothing.
    """
    problems = await check(store, changeset)
    if problems:
        raise BadInput(problems)
    return await store.apply(changeset, expect, dry_run=dry_run)


async def check(store: GraphStore, changeset: ChangeSet) -> list[Problem]:
    """Every broken rule: a reference to nothing or to the wrong kind, a chain that runs in a circle ..."""
    written = {o.record.id: o.record for o in changeset.operations if isinstance(o, Put)}
    written |= {alias: record for record in written.values() for alias in record.aliases}
    stones = [o for o in changeset.operations if isinstance(o, Tombstone)]
    named = {ref.id for record in written.values() for ref in references(record)}
    named |= {stone.into for stone in stones if stone.into}
    ending = {o.id for o in changeset.operations if isinstance(o, Redact) and not (o.claim or o.quote)}
    found = (await store.get_many(named - ending - written.keys())).items()
    kinds: Kinds = {stone.id: stone.kind for stone in stones}
    kinds |= {i: record.kind for i, record in [*((i, f.record) for i, f in found), *written.items()]}
    problems = [p for record in written.values() for p in _broken_references(record, kinds)]
    problems += [p for record in written.values() for p in _read_before_published(record)]
    problems += [p for stone in stones for p in _leading_nowhere(stone, kinds)]
    if not problems:
        chains = await _with_chains(store, written)
        problems = [p for record in written.values() for p in _circles(record, chains.get)]
    return list(dict.fromkeys(problems))


def _broken_references(record: AnyRecord, known: Kinds) -> Iterator[Problem]:
    """A tombstone in the same change set is known: what names it was written before it ended."""
    for ref in references(record):
        where = f"{record.id} {ref.where}"
        if ref.id not in known:
            what = " or ".join(ref.kinds) or "record"
            yield Problem(where, f"{ref.id} is no known {what}")
        elif ref.kinds and known[ref.id] not in ref.kinds:
            yield Problem(where, f"{ref.id} is a {known[ref.id]}, not a {' or '.join(ref.kinds)}")


def _read_before_published(record: AnyRecord) -> Iterator[Problem]:
    if not isinstance(record, Source) or record.published is None:
        return
    if first_day(record.published) > last_day(record.retrieved):
        why = f"{record.published} lies after the day of reading, {record.retrieved}: one of the two is wrong"
        yield Problem(f"{record.id} published", why)


def _leading_nowhere(stone: Tombstone, known: Kinds) -> Iterator[Problem]:
    if stone.into and known.get(stone.into) != stone.kind:
        what = f"is a {known[stone.into]}" if stone.into in known else "is not known"
        yield Problem(f"{stone.id} into", f"{stone.into} {what}: a {stone.kind} leads to a {stone.kind}")


async def _with_chains(store: GraphStore, written: Mapping[str, AnyRecord]) -> Mapping[str, AnyRecord]:
    """The written records and all that their broader, part-of and succession chains lead to."""
    known = dict(written)
    ahead = {i for record in written.values() for i in _onward(record)} - known.keys()
    while ahead:
        found = {i: f.record for i, f in (await store.get_many(ahead)).items()}
        known |= found
        ahead = {i for record in found.values() for i in _onward(record)} - known.keys()
    return known


def _circles(record: AnyRecord, lookup: Lookup) -> Iterator[Problem]:
    for field, following in _CHAINS:
        seen: set[str] = set()
        ahead = following(record)
        while ahead:
            current = ahead.pop()
            if current == record.id:
                yield Problem(f"{record.id} {field}", "leads back to itself: the chain is a circle")
                break
            found = lookup(current)
            if found is not None and current not in seen:
                seen.add(current)
                ahead += following(found)


def _broader(record: AnyRecord) -> list[str]:
    return [record.broader] if isinstance(record, Sector) and record.broader else []


def _part_of(record: AnyRecord) -> list[str]:
    return [record.part_of] if isinstance(record, Institution) and record.part_of else []


def _succeeded_by(record: AnyRecord) -> list[str]:
    return [s.id for s in record.succeeded_by] if isinstance(record, Institution) else []


_CHAINS = (("broader", _broader), ("part_of", _part_of), ("succeeded_by", _succeeded_by))


def _onward(record: AnyRecord) -> list[str]:
    return [i for _, following in _CHAINS for i in following(record)]
