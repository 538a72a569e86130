"""Records as one transaction sees them: each read once, with what it is about to write laid over them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from exchange_graph.domain.context import Context
from exchange_graph.domain.records import AnyRecord, Kind, parse
from exchange_graph.domain.vocabulary import Group
from exchange_graph.graph.query import Op

_shared = lru_cache(maxsize=4_096)(parse)
"""The vocabulary is read by nearly every write; a text always means the same record, so it is shared."""


RecordState = Literal["live", "merged", "withdrawn"]


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record's newest state. `note` is where it was merged into, or why it was withdrawn.

    `body` is its last canonical JSON; empty where it ended before this graph ever held it.
    """

    kind: Kind
    state: RecordState
    version: int
    at: str
    body: str
    note: str = ""

    @property
    def lives(self) -> bool:
        return self.state == "live"

    @property
    def onward(self) -> str | None:
        """The id that this one leads to."""
        return self.note if self.state == "merged" else None

    def record(self) -> AnyRecord:
        """What `body` says."""
        return parse(self.body) if self.kind == "exchange" else _shared(self.body)


@dataclass(frozen=True, slots=True)
class PastOperation:
    """One operation on a record as history keeps it, with its line of the change feed."""

    revision: int
    position: int
    op: Op
    body: str
    fields: tuple[str, ...]


class InTransaction(ABC):
    """What is kept under ids. None stands for an id under which nothing is kept; `aliases` lead to ids.

    `twins` are the ids and old keys that differ from an id under which nothing is kept by case alone.
    Where something is to be redacted, `leading` are the ids that lead to a record, its own among them, and
    `past` is the history of every record that may name one of them.
    """

    def __init__(self) -> None:
        self.records: dict[str, StoredRecord | None] = {}
        self.aliases: dict[str, str] = {}
        self.twins: dict[str, list[str]] = defaultdict(list)
        self.leading: dict[str, set[str]] = {}
        self.past: dict[str, list[PastOperation]] = defaultdict(list)
        self._read: dict[str, AnyRecord] = {}
        self._context: Context | None = None

    @abstractmethod
    def bring(self, record_id: str) -> bool:
        """Bring what is kept under an id into `records` and `aliases`; False where that has to wait."""

    def get(self, record_id: str) -> AnyRecord | None:
        """The live record under an id; merged ids and old keys lead on."""
        if record_id in self._read:
            return self._read[record_id]
        if record_id not in self.records and not self.bring(record_id):
            return None
        stored = self.records[record_id]
        if stored is not None and stored.lives:
            self._read[record_id] = stored.record()
            return self._read[record_id]
        onward = self.onward(record_id)
        return self.get(onward) if onward else None

    def current(self, record_id: str) -> str | None:
        """The id under which a record lives now, or None."""
        record = self.get(record_id)
        return record.id if record else None

    def onward(self, record_id: str) -> str | None:
        """Where an id that is here leads: what it was merged into, or whose old key it is."""
        stored = self.records[record_id]
        return stored.onward if stored else self.aliases.get(record_id)

    def ahead(self, ids: Iterable[str]) -> list[str]:
        """What these ids, which are here, lead to and is not here yet."""
        onward = {self.onward(record_id) for record_id in ids}
        return sorted(i for i in onward if i and i not in self.records)

    def unknown(self, ids: Iterable[str]) -> list[str]:
        """Those of these ids, which are here, under which nothing is kept and that lead nowhere."""
        return sorted(i for i in ids if self.records[i] is None and i not in self.aliases)

    def old_keys_of(self, ids: Iterable[str]) -> set[str]:
        """The old keys that were last written with these ids, which are here."""
        kept = (self.records[record_id] for record_id in ids)
        return {alias for stored in kept if stored and stored.body for alias in stored.record().aliases}

    def context(self) -> Context:
        """The context of deriving, with every live group that is here."""
        if self._context is None:
            kept = sorted(i for i, one in self.records.items() if one and one.kind == "group" and one.lives)
            groups = [self.get(record_id) for record_id in kept]
            self._context = Context(self.get, (g for g in groups if isinstance(g, Group)))
        return self._context

    def lay(
        self, records: Mapping[str, StoredRecord], written: Mapping[str, AnyRecord],
        freed: Collection[str], aliases: Mapping[str, str],
    ) -> None:  # fmt: skip
        """Lay what will be written over what is kept; `written` are the live ones among `records`, read.

        Ids in `freed` give up their old keys, then `aliases` lead to their owners.
        """
        self.records.update(records)
        for record_id in records:
            self._read.pop(record_id, None)
        self._read.update(written)
        self.aliases = {alias: of for alias, of in self.aliases.items() if of not in freed} | dict(aliases)
        self._context = None
