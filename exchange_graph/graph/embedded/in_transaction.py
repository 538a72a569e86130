"""Live records as one transaction sees them, read where they are asked for."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from exchange_graph.domain.changes import Redact
from exchange_graph.domain.context import Context
from exchange_graph.graph.embedded import sql
from exchange_graph.graph.in_transaction import InTransaction, PastOperation, StoredRecord


class EmbeddedInTransaction(InTransaction):
    """What a connection's transaction sees, with the numbers that records and terms have in the file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__()
        self._connection = connection
        self._numbers: dict[str, int] = {}
        self._tags: dict[tuple[str, str], int] = {}

    def bring(self, record_id: str) -> bool:
        self.fetch([record_id])
        return True

    def fetch(self, ids: Iterable[str]) -> None:
        """Bring these ids here, and all that they lead on to."""
        ahead = sorted(set(ids) - self.records.keys())
        while ahead:
            for row in self._connection.execute(sql.KEPT, (json.dumps(ahead),)):
                self._keep(row)
            ahead = self.ahead(ahead)

    def fetch_twins(self, ids: Iterable[str]) -> None:
        """Bring here what differs from unknown ones of these ids, which are here, by case alone."""
        for new, twin in self._connection.execute(sql.TWINS, (json.dumps(self.unknown(ids)),)):
            self.twins[new].append(twin)
            self.fetch([twin])

    def fetch_past(self, redactions: Iterable[Redact]) -> None:
        """Bring the history of all that is to be redacted, and of all that may cite it, here."""
        for redaction in redactions:
            led = self._connection.execute(sql.LEADING, (json.dumps([redaction.id]),))
            self.leading[redaction.id] = {record_id for (record_id,) in led}
        named = json.dumps(sorted(set().union(*self.leading.values())))
        citing = {record_id for (record_id,) in self._connection.execute(sql.CITING, (named,))}
        ids = sorted(citing.union(*self.leading.values()))
        for record_id, revision, position, op, body, fields in self._connection.execute(
            sql.PAST, (json.dumps(ids),)
        ):
            one = PastOperation(revision, position, op, body, tuple(json.loads(fields)))
            self.past[record_id].append(one)
        self.fetch(ids)
        self.fetch(self.old_keys_of(ids))

    def context(self) -> Context:
        """The context of deriving, with every live group."""
        if self._context is None:
            self.fetch(record_id for (record_id,) in self._connection.execute(sql.GROUPS))
        return super().context()

    def _keep(self, row: tuple[Any, ...]) -> None:
        record_id, n, kind, state, version, at, body, note, leads = row
        self.records[record_id] = None
        if n is not None:
            self.records[record_id] = StoredRecord(kind, state, version, at, body, note)
            self._numbers[record_id] = n
        if leads is not None:
            self.aliases[record_id] = leads

    def number(self, record_id: str) -> int:
        """The number that a record has in the file."""
        if record_id not in self._numbers:
            self._numbers[record_id] = self._connection.execute(sql.NUMBER, (record_id,)).fetchone()[0]
        return self._numbers[record_id]

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
