"""Which id leads where: old keys that a change set takes and gives, and ids that it cannot have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NoReturn

from exchange_graph.errors import BadInput, Problem
from exchange_graph.graph.in_transaction import InTransaction, StoredRecord


def refuse(where: str, why: str) -> NoReturn:
    """`BadInput` of one problem."""
    raise BadInput([Problem(where, why)])


class OldKeys:
    """Old keys as a plan has them so far: ids in `freed` give theirs up, then `given` lead to their owners.

    `records` are those of the plan. `strict`: ids that differ by case alone are refused; what a history holds
    is told as it was.
    """

    def __init__(self, live: InTransaction, records: Mapping[str, StoredRecord], *, strict: bool) -> None:
        self.freed: dict[str, None] = {}
        self.given: dict[str, str] = {}
        self._live = live
        self._records = records
        self._strict = strict
        self._new: dict[str, list[str]] = {}

    def owner(self, alias: str) -> str | None:
        """Whose old key an id is by now."""
        if alias in self.given:
            return self.given[alias]
        owner = self._live.aliases.get(alias)
        return None if owner in self.freed else owner

    def refuse_taken(self, record_id: str) -> None:
        """A new id cannot be the old key of a record, or differ from another one by case alone."""
        self._refuse_twin(record_id, record_id)
        if owner := self.owner(record_id):
            refuse(record_id, f"is already an old key of {owner}")

    def free(self, record_id: str) -> None:
        """A record that is written again has the old keys that it is written with, and no others."""
        if self._live.records[record_id]:
            self.freed[record_id] = None
        if record_id in self._records:
            self.given = {alias: owner for alias, owner in self.given.items() if owner != record_id}

    def take(self, record_id: str, aliases: Iterable[str]) -> list[str]:
        """Let `aliases` lead to a record; those that did not before."""
        new = []
        for alias in aliases:
            owner = self.owner(alias)
            if record_id in (owner, self._onward(alias)):
                continue
            if owner or self._is_kept(alias):
                refuse(record_id, f"alias {alias} already leads to {owner or alias}")
            if alias not in self._live.aliases:
                self._refuse_twin(record_id, alias)
            self.given[alias] = record_id
            new.append(alias)
        return new

    def _refuse_twin(self, where: str, new: str) -> None:
        named = self._new.setdefault(new.lower(), [])
        for other in (*self._live.twins.get(new, ()), *named):
            present = other != new and (self._is_kept(other) or self.owner(other))
            if present and self._strict:
                refuse(where, f"{new} differs from {other} by case alone, and such ids are one: use {other}")
        named.append(new)

    def _is_kept(self, record_id: str) -> bool:
        return self._kept(record_id) is not None

    def _onward(self, record_id: str) -> str | None:
        """Where an id leads that was merged: a record may name it among its old keys, too."""
        kept = self._kept(record_id)
        return kept.onward if kept else None

    def _kept(self, record_id: str) -> StoredRecord | None:
        return self._records.get(record_id) or self._live.records[record_id]
