"""The record that an id in a path leads to, or the problem that says what became of it or was meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import Path

from api.errors import NoSuchRecord, RecordGone, RecordMoved
from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.nearest import exchanges_alike, nearest
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
    meant = meant or [i for i in known.named(record_id) if known.records[i].kind == kind]
    alike = meant or nearest(record_id, await _alike(record_id, kind, known, source))
    raise NoSuchRecord(kind, record_id, alike)


async def _is(kind: Kind, record_id: str, source: GraphStore) -> bool:
    found = await source.get(record_id)
    return isinstance(found, Found) and found.record.kind == kind


def was(kind: Kind, past: Sequence[Past]) -> bool:
    """Whether versions are those of a record of that kind; one that only its end is known of may be."""
    return all(line.record is None or line.record.kind == kind for line in past)


async def _alike(record_id: str, kind: Kind, known: Catalogue, source: GraphStore) -> list[str]:
    """Ids that may have been meant: all of the kind, or the exchanges whose id begins alike."""
    if kind == "country" and len(record_id) <= _CODE:
        return []  # a code is like too many others
    if kind != "exchange":
        return [i for i, record in known.records.items() if record.kind == kind]
    return await exchanges_alike(record_id, source)


def _as_written(record_id: str, kind: Kind, known: Catalogue) -> str:
    """The id behind a country code in any case, or behind a DAC code that means one sector."""
    if kind == "country" and (country := known.country(record_id)):
        return country.id
    if kind == "sector" and len(sectors := known.sectors(record_id)) == 1:
        return sectors[0]
    return record_id
