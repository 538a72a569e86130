"""/v1/changes: what changed, in revision order, for consumers that keep a copy."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from api import cursor
from api.answering import answer
from api.deps import Store
from api.params import ChangesParams
from api.routes.described import described
from api.shapes.operate import ChangeList, ChangeShape
from exchange_graph.graph.query import Change

router = APIRouter(tags=["changes"])
_BEFORE_ALL_LINES = 1 << 40
PATHS = {"country": "countries"}


@router.get("/v1/changes", name="list_changes", responses=described(ChangeList), response_class=Response)
async def changes(request: Request, params: Annotated[ChangesParams, Query()], store: Store) -> Response:
    """Lines after `since` in revision order; whoever follows `next` to the end misses nothing."""
    question = ("changes", params.since)
    after = cursor.decode(params.cursor, question, (int, int))
    revision = await store.revision()
    since = (int(after[0]), int(after[1])) if after else (params.since, _BEFORE_ALL_LINES)
    lines = await store.changes(since, params.limit + 1)
    shown = lines[: params.limit]
    more = len(lines) > params.limit
    following = cursor.encode((shown[-1].revision, shown[-1].position), question) if more else None
    body: ChangeList = {
        "items": [_change(line) for line in shown],
        "page": {
            "limit": params.limit,
            "next": following,
            "total": await store.count_changes((params.since, _BEFORE_ALL_LINES)),
            "data_revision": revision,
        },
    }
    return answer(request, body, following)


def _change(line: Change) -> ChangeShape:
    noun = PATHS.get(line.kind, f"{line.kind}s")
    return {
        "revision": line.revision,
        "at": line.at,
        "kind": line.kind,
        "id": line.id,
        "op": line.op,
        "into": line.into,
        "actor": {"role": line.author.role, "organisation": line.author.organisation},
        "reason": line.reason,
        "fields": list(line.fields),
        "self": f"/v1/{noun}/{line.id}",
    }
