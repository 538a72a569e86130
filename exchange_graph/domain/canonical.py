"""One JSON text per content: what is hashed, stored, copied and compared."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from exchange_graph.domain.value import Value


def canonical(value: Value) -> str:
    """JSON with sorted keys and no defaults, so that a new optional field changes no old text."""
    body: dict[str, Any] = value.model_dump(mode="json", exclude_defaults=True)
    kind = getattr(value, "kind", None)
    if isinstance(kind, str):
        body["kind"] = kind
    return dumps(body)


def dumps(body: Any) -> str:
    """Canonical JSON of plain data: keys sorted, no spaces, no escapes of letters."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    """SHA-256 of a canonical text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
