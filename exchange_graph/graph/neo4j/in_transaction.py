"""Live records as one writing transaction sees them, brought many at a time.

Deriving asks for records one by one and cannot wait for a server. So what is not here yet is noted as missing
and read as absent; whoever derived on that ground fetches all that is missing at once, and derives again.
"""

from __future__ import annotations

from collections.abc import Iterable

from exchange_graph.domain.changes import Redact
from exchange_graph.domain.references import references
from exchange_graph.graph.from_rows import Row
from exchange_graph.graph.in_transaction import InTransaction, PastOperation, StoredRecord
from exchange_graph.graph.neo4j import where
from exchange_graph.graph.neo4j.connection import Transaction, rows_of
from exchange_graph.graph.neo4j.cypher import write

BATCH = 1_000
_CLAUSES = 500
"""Lucene takes 1,024 clauses a question."""


class Neo4jInTransaction(InTransaction):
    """`missing` collects ids that were asked for and are not here yet.

    `digests` are those of what stands on the nodes of live records.
    """

    def __init__(self, transaction: Transaction) -> None:
        super().__init__()
        self._transaction = transaction
        self.digests: dict[str, str] = {}
        self.missing: set[str] = set()

    def bring(self, record_id: str) -> bool:
        self.missing.add(record_id)
        return False

    async def fetch(self, ids: Iterable[str]) -> None:
        """Bring these ids here, and all that they lead on to."""
        ahead = sorted(set(ids) - self.records.keys())
        while ahead:
            for start in range(0, len(ahead), BATCH):
                some = {"ids": ahead[start : start + BATCH]}
                self._keep(await rows_of(self._transaction, write.LOOKUP, some))
            ahead = self.ahead(ahead)

    async def fetch_twins(self, ids: Iterable[str]) -> None:
        """Bring here what differs from unknown ones of these ids, which are here, by case alone."""
        new = [{"id": i, "folded": i.lower()} for i in self.unknown(ids)]
        for start in range(0, len(new), BATCH):
            found = await rows_of(self._transaction, write.TWINS, {"new": new[start : start + BATCH]})
            for row in found:
                self.twins[row["id"]].append(row["twin"])
            await self.fetch(row["twin"] for row in found)

    async def fetch_past(self, redactions: Iterable[Redact]) -> None:
        """Bring the history of all that is to be redacted, and of all that may cite it, here."""
        for redaction in redactions:
            self.leading[redaction.id] = await self._with_leading({redaction.id})
        named = set().union(*self.leading.values())
        citing = await rows_of(self._transaction, write.CITING, {"ids": sorted(named)})
        ids = sorted(named | {row["id"] for row in citing})
        for start in range(0, len(ids), BATCH):
            some = {"ids": ids[start : start + BATCH]}
            for row in await rows_of(self._transaction, write.PAST, some):
                one = PastOperation(
                    row["revision"], row["position"], row["op"], row["body"], tuple(row["fields"])
                )
                self.past[row["id"]].append(one)
        await self.fetch(ids)
        await self.fetch(self.old_keys_of(ids))

    async def fetch_around(self, ids: Iterable[str]) -> None:
        """Bring these ids here with what they name and what that names: nearly all that deriving asks for."""
        ahead = set(ids)
        await self.fetch(ahead)
        for _ in range(2):
            ahead = self._named(ahead)
            await self.fetch(ahead)

    def _named(self, ids: Iterable[str]) -> set[str]:
        """What these live records name; but not the members of groups, which are all States there are."""
        found: set[str] = set()
        for record_id in ids:
            stored = self.records[record_id]
            if stored and stored.lives and stored.kind != "group" and (record := self.get(record_id)):
                found |= {reference.id for reference in references(record)}
        return found

    async def dependants(self, ids: Iterable[str]) -> set[str]:
        """Ids of the records that depend on one of these, or on what leads to one; they are here then."""
        asked = sorted(await self._with_leading(set(ids)))
        found: set[str] = set()
        for start in range(0, len(asked), _CLAUSES):
            question = where.dependants(asked[start : start + _CLAUSES])
            rows = await rows_of(self._transaction, write.DEPENDANTS, {"question": question})
            self._keep(rows)
            found |= {row["id"] for row in rows}
        return found

    async def _with_leading(self, ids: set[str]) -> set[str]:
        """These ids, and every merged id and old key that leads to one of them, however far."""
        found, ahead = set(ids), set(ids)
        while ahead:
            (row,) = await rows_of(self._transaction, write.LEADING, {"ids": sorted(ahead)})
            here = {i for i in self.records if self.onward(i) in ahead}
            ahead = {*row["ids"], *here} - found
            found |= ahead
        return found

    async def fetch_groups(self) -> None:
        """Bring every group here: who derives exchanges needs all of them."""
        self._keep(await rows_of(self._transaction, write.GROUPS, {}))

    def _keep(self, rows: Iterable[Row]) -> None:
        for row in rows:
            record_id, stored = row["id"], None
            if row["state"] is not None:
                names = ("kind", "state", "version", "at", "body", "note")
                stored = StoredRecord(*(row[name] for name in names))
                self.digests.setdefault(record_id, row["derived"] or "")
            if row["leads"]:
                self.aliases.setdefault(record_id, row["leads"])
            self.records.setdefault(record_id, stored)
