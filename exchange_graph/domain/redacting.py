"""What redacting takes out of a record: a citation, the claims that rest on it alone, or all of it."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from exchange_graph.domain.canonical import canonical
from exchange_graph.domain.changes import Redact, digest_of_quote
from exchange_graph.domain.exchange import FACTS
from exchange_graph.domain.records import AnyRecord, parse_object

_GONE = object()


@dataclass(frozen=True, slots=True)
class Redaction:
    """What is to go; `ids` are that of the operation and all that lead to it."""

    operation: Redact
    ids: Collection[str]

    def left_of(self, record: AnyRecord) -> AnyRecord | None:
        """What may still be told of a record: itself, less of it, or nothing where no record is left."""
        claim, quote = self.operation.claim, self.operation.quote
        if record.id in self.ids and not (claim or quote):
            return None
        if claim and record.id not in self.ids:
            return record
        body = json.loads(canonical(record))
        left = {name: kept for name, value in body.items() if (kept := self._left(value)) is not _GONE}
        return record if left == body else _as_record(left)

    def _left(self, value: Any) -> Any:
        if isinstance(value, list):
            return [kept for one in value if (kept := self._left(one)) is not _GONE]
        if not isinstance(value, dict):
            return value
        if self._is_meant(value):
            return _GONE
        left = {name: kept for name, one in value.items() if (kept := self._left(one)) is not _GONE}
        return _GONE if value.get("citations") and not left["citations"] else left

    def _is_meant(self, value: dict[str, Any]) -> bool:
        """A claim, a citation, or a fact that names its one source as a citation does."""
        claim, quote = self.operation.claim, self.operation.quote
        if claim:
            return value.get("id") == claim and "citations" in value
        if value.get("source") not in self.ids:
            return False
        return quote is None or digest_of_quote(value.get("quote") or "") == quote


def _as_record(left: dict[str, Any]) -> AnyRecord | None:
    """The record, if what is left is one: not without a citation, or a participation, where it needs them."""
    if "incompatible" in left:
        left["incompatible"] = _marks_of(left)
    try:
        return parse_object(left)
    except ValidationError:
        return None


def _marks_of(exchange: dict[str, Any]) -> list[dict[str, Any]]:
    """What a curator marked as impossible together, of the claims that are left."""
    claims = {claim["id"] for name in FACTS for claim in exchange.get(name, ())}
    kept = [
        mark | {"claims": [i for i in mark["claims"] if i in claims]} for mark in exchange["incompatible"]
    ]
    return [mark for mark in kept if len(mark["claims"]) > 1]
