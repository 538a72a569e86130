"""The record that an id in a path leads to, or the problem that says what became of it or was meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import Path

from api.errors import NoSuchRecord, RecordGone, RecordMoved
from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.nearest import exchanges_alike, nearest, nearest_name
from exchange_graph.domain.records import Kind
from exchange_graph.graph.query import Found, Gone, Moved, Past
from exchange_graph.graph.store import GraphStore

_CODE = 3


def id_of(example: str | None) -> Any:
    """The id of a record as a part of a path."""
    return Path(max_length=100, examples=[example] if example else None)


async def record_or_problem(
    record_id: str, kind: Kind, path: str, known: Catalogue, source: GraphStore
) -> Found:
    """The live record of that kind; else the answer is a redirect, gone, or not found with near matches.

    `path` is that of the request with `{id}` in it: where a redirect leads.
    """
    found = await source.get(_as_written(record_id, kind, known))
    if isinstance(found, Found) and found.record.kind == kind:
        return found
    if isinstance(found, Moved) and await _is(kind, found.to, source):
        raise RecordMoved(path.format(id=found.to))
    if isinstance(found, Gone) and was(kind, await source.versions(record_id)):
        raise RecordGone(record_id, found.reason, found.at)
    meant = known.sectors(record_id) if kind == "sector" else []  # of a DAC code, several
    meant = meant or _named(record_id, kind, known)
    raise NoSuchRecord(kind, record_id, meant or await _alike(record_id, kind, known, source))


async def _is(kind: Kind, record_id: str, source: GraphStore) -> bool:
    found = await source.get(record_id)
    return isinstance(found, Found) and found.record.kind == kind


def was(kind: Kind, past: Sequence[Past]) -> bool:
    """Whether versions are those of a record of that kind; one that only its end is known of may be."""
    return all(line.record is None or line.record.kind == kind for line in past)


async def _alike(record_id: str, kind: Kind, known: Catalogue, source: GraphStore) -> list[str]:
    """Ids that may have been meant: of a mistyped name or id, or of exchanges whose id begins alike.

    A code is like too many others, and no State is offered for another one's name.
    """
    if kind == "exchange":
        return nearest(record_id, await exchanges_alike(record_id, source))
    if len(record_id) <= _CODE:
        return []
    close = nearest_name(record_id, (kind,), known)
    ids = [i for i, record in known.records.items() if record.kind == kind and i not in known.names.guarded]
    return list(dict.fromkeys([*([close] if close else []), *nearest(record_id, ids)]))


def _named(name: str, kind: Kind, known: Catalogue) -> list[str]:
    """The records of that kind that bear a name."""
    return [i for i in known.named(name) if known.records[i].kind == kind]


def _as_written(record_id: str, kind: Kind, known: Catalogue) -> str:
    """The id behind a code, or behind an exact name that one record of that kind bears."""
    if kind == "country" and (country := known.country(record_id)):
        return country.id
    if kind == "sector" and len(sectors := known.sectors(record_id)) == 1:
        return sectors[0]
    named = _named(record_id, kind, known) if record_id not in known.records else []
    return named[0] if len(named) == 1 else record_id
