"""/v1/changes: what changed, in revision order, for consumers that keep a copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, cast

import orjson
from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from api.deps import Store
from api.http import cursor
from api.http.admission import costly_if_wide
from api.http.answers import listed
from api.http.openapi import listing
from api.params.records import ChangesParams
from api.routes import paths_of
from api.shapes.operate import ChangeList, ChangeShape
from exchange_graph.domain.canonical import canonical
from exchange_graph.domain.records import KINDS
from exchange_graph.exporters import tables
from exchange_graph.graph.query import Change
from exchange_graph.graph.store import GraphStore

router = paths_of("changes")
_TELLING = ("put", "redacted")
"""After these a record may live; the line of one that does not says how it ended."""
_BEFORE_ALL_LINES = 1 << 40


@router.get(
    "/v1/changes", name="list_changes", summary="What changed since a revision", responses=listing(ChangeList)
)
@costly_if_wide
async def changes(request: Request, params: Annotated[ChangesParams, Query()], store: Store) -> Response:
    """Lines after `since` in revision order; whoever follows `next` to the end misses nothing.

    With `records=true` a put, redacted since or not, carries its record as it stands now: a copy that applies
    the lines in order is the graph once it has reached the end, because whatever was written later has a line
    of its own.
    """
    question = ("changes", params.since, params.records)
    after = cursor.decode(params.cursor, question, (int, int))
    revision = await store.revision()
    since = (int(after[0]), int(after[1])) if after else (params.since, _BEFORE_ALL_LINES)
    lines = await store.changes(since, params.limit + 1)
    shown, following = cursor.cut(lines, params.limit, lambda line: (line.revision, line.position), question)
    total = await store.count_changes((params.since, _BEFORE_ALL_LINES))
    current = await _current(store, shown) if params.records else None
    body: ChangeList = {
        "items": [_change(line, current) for line in shown],
        "page": cursor.page(params.limit, following, total, revision),
    }
    return listed(request, params, body, tables.CHANGES)


async def _current(store: GraphStore, lines: Sequence[Change]) -> dict[str, orjson.Fragment]:
    """The canonical JSON of the records that were put and still live under the same id."""
    found = await store.get_many(line.id for line in lines if line.op in _TELLING)
    return {i: orjson.Fragment(canonical(f.record)) for i, f in found.items() if f.record.id == i}


def _change(line: Change, current: Mapping[str, orjson.Fragment] | None) -> ChangeShape:
    shape: ChangeShape = {
        "revision": line.revision,
        "at": line.at,
        "kind": line.kind,
        "id": line.id,
        "op": line.op,
        "into": line.into,
        "actor": {"role": line.author.role, "organisation": line.author.organisation},
        "reason": line.reason,
        "fields": list(line.fields),
        "self": f"/v1/{KINDS[line.kind].traits.noun}/{line.id}",
    }
    if current is None:
        return shape
    return cast(ChangeShape, {**shape, "record": current.get(line.id) if line.op in _TELLING else None})
