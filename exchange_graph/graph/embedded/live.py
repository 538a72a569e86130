"""Live records as one transaction sees them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from functools import lru_cache

from exchange_graph.domain.context import Context
from exchange_graph.domain.records import AnyRecord, parse
from exchange_graph.domain.vocabulary import Group
from exchange_graph.graph.embedded import sql

_parsed = lru_cache(maxsize=4_096)(parse)
"""The vocabulary is read by nearly every write; a text always means the same record, so it is shared."""


class Live:
    """Live records as the transaction sees them, each parsed once; what it wrote itself is `known`."""

    def __init__(self, connection: sqlite3.Connection, known: Mapping[str, AnyRecord] | None = None) -> None:
        self._connection = connection
        self._known: dict[str, AnyRecord | None] = dict(known or {})
        self._numbers: dict[str, int] = {}
        self._tags: dict[tuple[str, str], int] = {}
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
        self._numbers[record_id], kind, state, _, _, body, note = row
        if state == "live":
            return parse(body) if kind == "exchange" else _parsed(body)
        return self.get(note) if state == "merged" else None

    def number(self, record_id: str) -> int:
        """The number that a record has in the file."""
        if record_id not in self._numbers:
            self._numbers[record_id] = self._connection.execute(sql.RECORD, (record_id,)).fetchone()[0]
        return self._numbers[record_id]

    def context(self) -> Context:
        """The context of deriving, with every live group."""
        if self._context is None:
            groups = (_parsed(body) for (body,) in self._connection.execute(sql.GROUPS))
            self._context = Context(self.get, (g for g in groups if isinstance(g, Group)))
        return self._context

    def tag(self, dimension: str, value: str) -> int:
        """The number of a term; one that nobody had yet gets the next."""
        term = dimension, value
        if term not in self._tags:
            row = self._connection.execute(sql.TAG, term).fetchone()
            if row is None:
                self._connection.execute(sql.ADD_TAG, term)
                row = self._connection.execute(sql.TAG, term).fetchone()
            self._tags[term] = int(row[0])
        return self._tags[term]
