"""Live records as one transaction sees them."""

from __future__ import annotations

import sqlite3

from exchange_graph.domain.context import Context
from exchange_graph.domain.records import AnyRecord, parse
from exchange_graph.domain.vocabulary import Group
from exchange_graph.graph.embedded import sql


class Live:
    """Live records as the transaction sees them, each parsed once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[str, AnyRecord | None] = {}
        self._context: Context | None = None

    def get(self, record_id: str) -> AnyRecord | None:
        """The live record under an id; merged ids and old keys lead on."""
        if record_id not in self._known:
            self._known[record_id] = self._read(record_id)
        return self._known[record_id]

    def current(self, record_id: str) -> str | None:
        """The id under which a record lives now, or None."""
        record = self.get(record_id)
        return record.id if record else None

    def _read(self, record_id: str) -> AnyRecord | None:
        row = self._connection.execute(sql.RECORD, (record_id,)).fetchone()
        if row is None:
            alias = self._connection.execute(sql.ALIAS, (record_id,)).fetchone()
            return self.get(alias[0]) if alias else None
        _, _, state, _, _, body, note = row
        if state == "live":
            return parse(body)
        return self.get(note) if state == "merged" else None

    def forget(self) -> None:
        """Read anew from now on: records were written."""
        self._known.clear()
        self._context = None

    def context(self) -> Context:
        """The context of deriving, with every live group."""
        if self._context is None:
            groups = (parse(body) for (body,) in self._connection.execute(sql.GROUPS))
            self._context = Context(self.get, (g for g in groups if isinstance(g, Group)))
        return self._context
