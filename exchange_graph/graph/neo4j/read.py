"""Reading: each function is one question in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from exchange_graph.domain.changes import Recorded, Tombstone
from exchange_graph.domain.records import KINDS, Kind
from exchange_graph.graph import from_rows
from exchange_graph.graph.facets import Remembered
from exchange_graph.graph.from_rows import Row
from exchange_graph.graph.neo4j import where
from exchange_graph.graph.neo4j.connection import Transaction, rows_of
from exchange_graph.graph.neo4j.counting import Counting
from exchange_graph.graph.neo4j.cypher import find as finding
from exchange_graph.graph.neo4j.cypher import read
from exchange_graph.graph.neo4j.steady import steady
from exchange_graph.graph.query import (
    UNKNOWN,
    Change,
    Dimension,
    ExchangeQuery,
    ExperienceRow,
    Facets,
    Found,
    Gone,
    Key,
    Link,
    Listed,
    Moved,
    Page,
    PageRequest,
    Past,
    RecordQuery,
    Snapshot,
    Sort,
)

_TRACES_A_ROW = 5_000
_BEYOND = "2"
"""After every `by_newest`, which begins with 0 or 1."""


async def revision(transaction: Transaction) -> int:
    (row,) = await rows_of(transaction, read.REVISION, {})
    return int(row["revision"])


async def get(transaction: Transaction, record_id: str) -> Found | Moved | Gone | None:
    known = await _looked_up(transaction, [record_id])
    return from_rows.answer(record_id, known.__getitem__)


async def get_many(transaction: Transaction, ids: Iterable[str]) -> dict[str, Found]:
    wanted = list(dict.fromkeys(ids))
    known = await _looked_up(transaction, wanted)
    answers = {record_id: from_rows.followed(record_id, known.__getitem__) for record_id in wanted}
    return {record_id: answer for record_id, answer in answers.items() if answer}


async def _looked_up(transaction: Transaction, ids: list[str]) -> dict[str, Row]:
    """The rows of these ids, and of all that they lead on to."""
    known: dict[str, Row] = {}
    while ids:
        fetched = await steady(transaction, read.LOOKUP, {"ids": ids})
        known |= {row["id"]: row for row in fetched}
        ids = list(dict.fromkeys(i for row in fetched if (i := from_rows.leads_to(row)) and i not in known))
    return known


async def versions(transaction: Transaction, record_id: str) -> list[Past]:
    (row,) = await steady(transaction, read.VERSIONS, {"id": record_id})
    return from_rows.versions(row["items"])


async def changes(transaction: Transaction, since: tuple[int, int], limit: int) -> list[Change]:
    parameters = {"revision": since[0], "position": since[1], "limit": limit}
    (row,) = await steady(transaction, read.CHANGES, parameters)
    return [from_rows.change(item) for item in row["items"]]


async def count_changes(transaction: Transaction, since: tuple[int, int]) -> int:
    parameters = {"revision": since[0], "position": since[1]}
    (row,) = await steady(transaction, read.COUNT_CHANGES, parameters)
    return int(row["number"])


async def changesets(transaction: Transaction, since: int, limit: int) -> list[Recorded]:
    (row,) = await steady(transaction, read.CHANGESETS, {"since": since, "limit": limit})
    return [from_rows.recorded(item, item["bodies"]) for item in row["items"]]


async def find(
    transaction: Transaction, query: ExchangeQuery, page: PageRequest, sort: Sort,
    dimensions: Sequence[Dimension], remembered: Remembered,
) -> Page[Listed]:  # fmt: skip
    if sort == "relevance" and query.text is None:
        sort = "-start"
    text = (finding.FIND_ALL if query == ExchangeQuery() else finding.FIND_HITS)[sort]
    counting = Counting(query, dimensions)
    parameters = _parameters(query, page, sort) | counting.parameters()
    while True:
        (row,) = await steady(transaction, text, parameters)
        facets = await counting.facets(transaction, row["counts"], row["revision"], remembered)
        if facets is not None:
            return _page(row, page, facets)


def _page(row: Row, page: PageRequest, facets: Facets) -> Page[Listed]:
    items = row["items"]
    more = len(items) > page.limit
    following: Key | None = tuple(items[page.limit - 1][:-3]) if more else None
    shown = tuple(from_rows.listed(*item[-3:]) for item in items[: page.limit])
    return Page(shown, row["total"], following, row["revision"], facets)


def _parameters(query: ExchangeQuery, page: PageRequest, sort: Sort) -> dict[str, Any]:
    parameters: dict[str, Any] = {
        "question": where.exchanges(query), "joint": where.joint(query),
        "after": _BEYOND if sort in ("-start", "relevance") else "",
        "limit": page.limit + 1,
    }  # fmt: skip
    if page.after:
        parameters["after"] = page.after[-1]
    if sort == "relevance":
        words, places = where.places(query)
        worth = page.after[0] if page.after else 1_000
        parameters |= {"words": words, "places": places, "after_worth": worth}
    return parameters


async def experience(transaction: Transaction, query: ExchangeQuery) -> list[ExperienceRow]:
    (row,) = await steady(transaction, finding.EXPERIENCE, {
        "question": where.exchanges(query),
        "sectors": query.values(Dimension.SECTOR) or None,
        "joint": where.joint(query), "givers": where.asked(query.on_party(Dimension.PROVIDER)),
        "takers": where.asked(query.without(Dimension.RECIPIENT).on_party(Dimension.RECIPIENT)),
    })  # fmt: skip
    found = [
        from_rows.experience(
            item,
            sorted({r for states in item["recipients"] for r in states} - {UNKNOWN}),
            Counter(item["outcomes"]),
        )
        for item in row["items"]
    ]
    return sorted(found, key=lambda one: (one.provider, one.sector))


async def browse(transaction: Transaction, kind: Kind, query: RecordQuery, page: PageRequest) -> Page[Found]:
    unconditional = query.text is None and not query.about
    text = read.BROWSE if unconditional else read.BROWSE_HITS
    (row,) = await steady(transaction, text, {
        "kind": kind, "question": where.records(kind, query), "limit": page.limit + 1,
        "after": page.after[0] if page.after else "",
    })  # fmt: skip
    items = tuple(from_rows.found(*item[1:]) for item in row["items"][: page.limit])
    following: Key | None = (row["items"][page.limit - 1][0],) if len(row["items"]) > page.limit else None
    return Page(items, row["total"], following, row["revision"])


async def links(
    transaction: Transaction, ids: Sequence[str], types: Sequence[str], limit: int, inside: bool
) -> list[Link]:  # fmt: skip
    ranks = {kind: rank for rank, kind in enumerate(types)}
    (row,) = await steady(
        transaction, read.LINKS_INSIDE if inside else read.LINKS, {"ids": ids, "ranks": ranks, "limit": limit}
    )
    return [Link(*item) for item in row["items"]]


async def ended(transaction: Transaction, after: str, limit: int) -> list[Tombstone]:
    parameters = {"kinds": list(KINDS), "after": after, "limit": limit}
    (row,) = await steady(transaction, read.ENDED, parameters)
    return [from_rows.tombstone(item) for item in row["items"]]


async def snapshot(transaction: Transaction, since: int) -> Snapshot:
    while True:
        (before,) = await steady(transaction, read.STATE, {})
        found = await _changed_traces(transaction, since) if since else await _all_traces(transaction)
        written = await rows_of(transaction, read.WRITTEN_AT, {"revision": before["revision"]})
        (after,) = await steady(transaction, read.STATE, {})
        if before["revision"] == after["revision"]:
            return Snapshot(before["revision"], written[0]["at"] if written else "", tuple(found))


async def _all_traces(transaction: Transaction) -> list[tuple[str, str | None]]:
    """Many to a row: the driver spends its time on rows."""
    found: list[tuple[str, str | None]] = []
    after = ""
    while True:
        parameters = {"after": after, "limit": _TRACES_A_ROW}
        (row,) = await rows_of(transaction, read.TRACES, parameters)
        if not row["ids"]:
            return found
        found += zip(row["ids"], row["traces"], strict=True)
        after = row["ids"][-1]


async def _changed_traces(transaction: Transaction, since: int) -> list[tuple[str, str | None]]:
    rows = [
        row
        for text in (read.TRACES_SINCE, read.ENDED_TRACES)
        for row in await rows_of(transaction, text, {"since": since})
    ]
    return [(row["id"], row["trace"]) for row in rows]


async def content_hash(transaction: Transaction) -> str:
    while True:
        content = from_rows.ContentHash()
        (before,) = await steady(transaction, read.STATE, {})
        async for row in await transaction.run(read.CONTENT):
            content.add(row)
        (after,) = await steady(transaction, read.STATE, {})
        if before["revision"] == after["revision"]:
            return content.hexdigest()
