"""Reading: each function is one question on one connection, inside one transaction."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

from exchange_graph.domain.changes import Recorded, Tombstone
from exchange_graph.domain.records import KINDS, Kind
from exchange_graph.graph import from_rows
from exchange_graph.graph.edges import TYPES
from exchange_graph.graph.embedded import counting, hits, sql
from exchange_graph.graph.facets import Remembered
from exchange_graph.graph.from_rows import Row
from exchange_graph.graph.query import (
    Change,
    Dimension,
    ExchangeQuery,
    ExperienceRow,
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


@contextmanager
def one_state(connection: sqlite3.Connection) -> Iterator[None]:
    """All reads inside see one committed state."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        with suppress(sqlite3.Error):  # a question that was stopped while it gathered hits has ended it
            connection.execute("ROLLBACK")


def named(connection: sqlite3.Connection, text: str, values: Sequence[object] = ()) -> Iterator[Row]:
    """Rows by the names of their columns."""
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    return map(dict, cursor.execute(text, values))


def revision(connection: sqlite3.Connection) -> int:
    return int(connection.execute(sql.HEAD).fetchone()[0])


def get(connection: sqlite3.Connection, record_id: str) -> Found | Moved | Gone | None:
    return from_rows.answer(record_id, partial(_look_up, connection))


def _look_up(connection: sqlite3.Connection, record_id: str) -> Row:
    return next(named(connection, sql.LOOK_UP, (record_id,)))


def get_many(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, Found]:
    wanted = list(dict.fromkeys(ids))
    found = {row[0]: from_rows.found(*row[1:]) for row in connection.execute(sql.LIVE, (json.dumps(wanted),))}
    look_up = partial(_look_up, connection)
    others = {i: from_rows.followed(i, look_up) for i in wanted if i not in found}
    return found | {i: one for i, one in others.items() if one}


def versions(connection: sqlite3.Connection, record_id: str) -> list[Past]:
    return from_rows.versions(named(connection, sql.VERSIONS, (record_id,)))


def changes(connection: sqlite3.Connection, since: tuple[int, int], limit: int) -> list[Change]:
    return lines(connection, sql.CHANGES, (*since, limit))


def lines(connection: sqlite3.Connection, text: str, values: Sequence[object]) -> list[Change]:
    """Lines of the change feed by one of its statements."""
    found = named(connection, text, values)
    return [from_rows.change({**row, "fields": json.loads(row["fields"])}) for row in found]


def count_changes(connection: sqlite3.Connection, since: tuple[int, int]) -> int:
    return int(connection.execute(sql.COUNT_CHANGES, since).fetchone()[0])


def changesets(connection: sqlite3.Connection, since: int, limit: int) -> list[Recorded]:
    found = []
    for row in named(connection, sql.CHANGESETS, (since, limit)):
        bodies = [body for (body,) in connection.execute(sql.OPERATIONS, (row["revision"],))]
        found.append(from_rows.recorded(row, bodies))
    return found


def find(
    connection: sqlite3.Connection, query: ExchangeQuery, page: PageRequest, sort: Sort,
    dimensions: Sequence[Dimension], remembered: Remembered,
) -> Page[Listed]:  # fmt: skip
    with one_state(connection):
        table = hits.select(connection, query)
        total = int(connection.execute(sql.COUNT.format(hits=table)).fetchone()[0])
        found = _page(connection, query, table, page, sort)
        items = tuple(from_rows.listed(*row[-3:]) for row in found[: page.limit])
        facets = counting.facets(connection, query, table, dimensions, remembered)
        more = len(found) > page.limit
        following: Key | None = tuple(found[page.limit - 1][:-3]) if more else None
        return Page(items, total, following, revision(connection), facets)


def _page(
    connection: sqlite3.Connection, query: ExchangeQuery, table: str, page: PageRequest, sort: Sort
) -> list[Any]:
    if sort == "relevance" and query.text is not None:
        words, places = hits.places(query.text, query.meant)
        worth, newest = page.after or (None, None)
        values = (worth, newest, json.dumps(words), json.dumps(places), page.limit + 1)
        return connection.execute(sql.BY_RELEVANCE, values).fetchall()
    after = page.after[0] if page.after else None
    text = sql.PAGE["-start" if sort == "relevance" else sort].format(hits=table)
    return connection.execute(text, (after, page.limit + 1)).fetchall()


def experience(connection: sqlite3.Connection, query: ExchangeQuery) -> list[ExperienceRow]:
    sectors = query.values(Dimension.SECTOR)
    givers = query.on_party(Dimension.PROVIDER)
    takers = query.without(Dimension.RECIPIENT).on_party(Dimension.RECIPIENT)
    with one_state(connection):
        table = hits.select(connection, query)
        hits.meant(connection, givers, takers)
        recipients: dict[tuple[str, str], list[str]] = defaultdict(list)
        taught = connection.execute(sql.RECIPIENTS.format(hits=table), (not givers, not takers))
        for provider, sector, recipient in taught:
            recipients[provider, sector].append(recipient)
        limits = json.dumps(sectors) if sectors else None, not givers
        found = named(connection, sql.EXPERIENCE.format(hits=table), limits)
        return [from_rows.experience(row, recipients[row["provider"], row["sector"]], row) for row in found]


def browse(connection: sqlite3.Connection, kind: Kind, query: RecordQuery, page: PageRequest) -> Page[Found]:
    match = None if query.text is None else hits.match(query.text, query.meant)
    asked = (kind, match, json.dumps(query.about))
    after = page.after[0] if page.after else ""
    with one_state(connection):
        found = connection.execute(sql.BROWSE, (*asked, after, page.limit + 1)).fetchall()
        if query == RecordQuery():
            total = int(connection.execute(sql.COUNT_OF_KIND, (kind,)).fetchone()[0])
        else:
            total = int(connection.execute(sql.BROWSE_COUNT, asked).fetchone()[0])
        items = tuple(from_rows.found(body, v, at) for _, v, at, body in found[: page.limit])
        following: Key | None = (found[page.limit - 1][0],) if len(found) > page.limit else None
        return Page(items, total, following, revision(connection))


def links(
    connection: sqlite3.Connection, ids: Iterable[str], types: Sequence[str], limit: int, inside: bool
) -> list[Link]:  # fmt: skip
    walked = [[place, TYPES.index(kind)] for place, kind in enumerate(types)]
    text = sql.LINKS_INSIDE if inside else sql.LINKS
    found = connection.execute(text, (json.dumps(list(ids)), json.dumps(walked), limit))
    return [Link(start, types[place], end, basis) for start, place, end, basis in found]


def ended(connection: sqlite3.Connection, after: str, limit: int) -> list[Tombstone]:
    found = named(connection, sql.TOMBSTONES, (json.dumps(list(KINDS)), after, limit))
    return [from_rows.tombstone({**row, "aliases": json.loads(row["aliases"])}) for row in found]


def snapshot(connection: sqlite3.Connection, since: int) -> Snapshot:
    with one_state(connection):
        now = revision(connection)
        written = connection.execute(sql.WRITTEN_AT, (now,)).fetchone()
        found = connection.execute(*((sql.TRACES_SINCE, (since,)) if since else (sql.TRACES,)))
        return Snapshot(now, written[0] if written else "", tuple(found.fetchall()))


def content_hash(connection: sqlite3.Connection) -> str:
    content = from_rows.ContentHash()
    with one_state(connection):
        for row in named(connection, sql.CONTENT):
            content.add(row)
    return content.hexdigest()
