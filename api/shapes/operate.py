"""The change feed and the state of the service."""

from __future__ import annotations

from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict

from api.shapes.common import PageInfo
from exchange_graph.render.changes import DifferenceShape
from exchange_graph.render.shapes.common import AuthorShape, WordsShape


class ChangeShape(TypedDict):
    """One record changed by one revision; `fields` names what changed, `says` and `changes` put it in words.

    Where something of what was written has been redacted, `op` says that instead of what was done.
    With `records=true`, `record` is the canonical record as it stands now: null where it was not put, or
    lives under this id no more.
    """

    revision: int
    at: str
    kind: str
    id: str
    op: Literal["put", "merged", "withdrawn", "redacted"]
    into: str | None
    actor: AuthorShape
    reason: str
    fields: list[str]
    label: WordsShape
    says: WordsShape
    changes: list[DifferenceShape]
    self: str
    record: NotRequired[dict[str, Any] | None]


class ChangeList(TypedDict):
    """The change feed in revision order; `total` counts the lines after `since`."""

    items: list[ChangeShape]
    page: PageInfo


class PastShape(TypedDict):
    """One version of a record; `fields` names what it changed, `says` and `changes` put it in words."""

    revision: int
    at: str
    op: Literal["put", "merged", "withdrawn", "redacted"]
    into: str | None
    actor: AuthorShape
    reason: str
    fields: list[str]
    says: WordsShape
    changes: list[DifferenceShape]


class History(TypedDict):
    """The versions of a record, oldest first."""

    items: list[PastShape]
    page: PageInfo


class Stats(TypedDict):
    """What the graph holds and how well it is documented. `coverage` counts exchanges by each value."""

    counts: dict[str, int]
    coverage: dict[str, dict[str, int]]
    data_revision: int
    data_date: str | None
    content_hash: str
    model: str
    licences: dict[str, str]


class Health(TypedDict):
    """The process answers."""

    status: Literal["ok"]


class Ready(TypedDict):
    """The store answers."""

    status: Literal["ready"]
    data_revision: int
