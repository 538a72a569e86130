"""Live records as one writing transaction sees them, with what it is about to write laid over them.

Deriving asks for records one by one and cannot wait for a server. So what is not here yet is noted as missing
and read as absent; whoever derived on that ground fetches all that is missing at once, and derives again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from exchange_graph.domain.context import Context
from exchange_graph.domain.records import AnyRecord, parse
from exchange_graph.domain.references import references
from exchange_graph.domain.vocabulary import Group
from exchange_graph.graph.neo4j import where
from exchange_graph.graph.neo4j.connection import Row, Transaction, rows_of
from exchange_graph.graph.neo4j.cypher import write

BATCH = 1_000
_CLAUSES = 500
"""Lucene takes 1,024 clauses a question."""


_parsed = lru_cache(maxsize=2_000)(parse)
"""Groups and the vocabulary are read by nearly every write; records are values, so they may be shared."""


@dataclass(slots=True)
class Node:
    """A record's state; `note` is where it was merged into, or why it was withdrawn.

    `body` is empty where it was merged or withdrawn before this graph ever held it.
    """

    kind: str
    state: str
    version: int
    at: str
    body: str
    note: str = ""
    derived: str = ""


class Live:
    """Records by id, each read once. `missing` collects the ids that were asked for and are not here yet."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self.nodes: dict[str, Node | None] = {}
        self.aliases: dict[str, str | None] = {}
        self.missing: set[str] = set()
        self._context: Context | None = None

    async def fetch(self, ids: Iterable[str]) -> None:
        """Bring these ids here, and all that merges and old keys lead on to."""
        ahead = sorted(set(ids) - self.nodes.keys())
        while ahead:
            for start in range(0, len(ahead), BATCH):
                found = await rows_of(self._transaction, write.LOOKUP, {"ids": ahead[start : start + BATCH]})
                for row in found:
                    self._keep(row)
                    self.aliases.setdefault(row["id"], row["leads"])
            ahead = sorted({i for one in ahead if (i := self._onward(one)) and i not in self.nodes})

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
            node = self.nodes[record_id]
            if node is not None and node.state == "live" and node.kind != "group":
                found |= {reference.id for reference in references(_parsed(node.body))}
        return found

    async def dependants(self, ids: Iterable[str]) -> set[str]:
        """Ids of the records that depend on one of these, or on what leads to one; they are here then."""
        asked = sorted(await self._with_leading(set(ids)))
        found: set[str] = set()
        for start in range(0, len(asked), _CLAUSES):
            question = where.dependants(asked[start : start + _CLAUSES])
            for row in await rows_of(self._transaction, write.DEPENDANTS, {"question": question}):
                self._keep(row)
                found.add(row["id"])
        return found

    async def _with_leading(self, ids: set[str]) -> set[str]:
        """These ids, and every merged id and old key that leads to one of them, however far."""
        found, ahead = set(ids), set(ids)
        while ahead:
            (row,) = await rows_of(self._transaction, write.LEADING, {"ids": sorted(ahead)})
            here = {i for i in self.nodes if self._onward(i) in ahead}
            ahead = {*row["ids"], *here} - found
            found |= ahead
        return found

    async def with_groups(self) -> None:
        """Bring every group here: who derives exchanges needs all of them."""
        for row in await rows_of(self._transaction, write.GROUPS, {}):
            self._keep(row)

    def get(self, record_id: str) -> AnyRecord | None:
        """The live record under an id; merged ids and old keys lead on."""
        if record_id not in self.nodes:
            self.missing.add(record_id)
            return None
        node = self.nodes[record_id]
        if node is not None and node.state == "live":
            return _parsed(node.body)
        onward = self._onward(record_id)
        return self.get(onward) if onward else None

    def leads_to(self, start: str, end: str) -> bool:
        """Whether merges lead from one id to another; every id on the way is here."""
        current = start
        while current != end and (node := self.nodes.get(current)) and node.state == "merged":
            current = node.note
        return current == end

    def last(self, record_id: str) -> AnyRecord | None:
        """What was last written under an id, whether it lives or not; None where it only ever ended here."""
        node = self.nodes[record_id]
        return _parsed(node.body) if node and node.body else None

    def context(self) -> Context:
        """The context of deriving, with every live group that is here."""
        if self._context is None:
            groups = (self.get(i) for i in sorted(self.nodes) if self._is_live_group(i))
            self._context = Context(self.get, (g for g in groups if isinstance(g, Group)))
        return self._context

    def _is_live_group(self, record_id: str) -> bool:
        node = self.nodes[record_id]
        return node is not None and node.kind == "group" and node.state == "live"

    def _onward(self, record_id: str) -> str | None:
        node = self.nodes[record_id]
        if node is None:
            return self.aliases.get(record_id)
        return node.note if node.state == "merged" else None

    def _keep(self, row: Row) -> None:
        node = None
        if row["state"] is not None:
            node = Node(
                row["kind"],
                row["state"],
                row["version"],
                row["at"],
                row["body"],
                row["note"],
                row["derived"] or "",
            )
        self.nodes.setdefault(row["id"], node)
