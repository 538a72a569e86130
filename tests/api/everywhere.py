"""Every operation of the published contract with a request that succeeds: what tests of manners go over.

A path that is added is held to the same promises by being in OpenAPI. A parameter that must be given needs an
example there (beside its field in `api/params`; for a part of a path in `tests/house/publish.py`), else there
is nothing to ask.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.house import publish


@dataclass(frozen=True, slots=True)
class Call:
    """An operation: its method, its path with the names in braces, what OpenAPI says of it."""

    method: str
    path: str
    operation: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    def parameters(self, place: str) -> Iterator[dict[str, Any]]:
        """What can be given in a place: "path" or "query"."""
        yield from (p for p in self.operation.get("parameters", []) if p["in"] == place)

    def address(self, **given: str) -> str:
        """The path with the example of each name in it, or what is given for it."""
        names = {p["name"]: given.get(p["name"]) or _example(p) for p in self.parameters("path")}
        return self.path.format(**names)

    def needed(self) -> dict[str, Any]:
        """The query without which there is no answer."""
        return {p["name"]: _example(p) for p in self.parameters("query") if p.get("required")}

    @property
    def is_list(self) -> bool:
        """Whether the answer is a page of items that others follow."""
        return any(parameter["name"] == "cursor" for parameter in self.parameters("query"))

    @property
    def is_kept(self) -> bool:
        """Whether clients may keep the answer and ask if it still holds."""
        return "304" in self.operation["responses"]


def _example(parameter: dict[str, Any]) -> Any:
    schema = parameter["schema"]
    shown = [*schema.get("examples", ()), *schema.get("enum", ())]
    assert shown, f"{parameter['name']} needs an example"
    return shown[0]


CALLS = [
    Call(method.upper(), path, operation)
    for path, operations in json.loads(publish.CURRENT.read_text("utf-8"))["paths"].items()
    for method, operation in operations.items()
]
GETS = [call for call in CALLS if call.method == "GET"]
"""What can be read of the seeds."""
METHODS = {path: {c.method for c in CALLS if c.path == path} for path in dict.fromkeys(c.path for c in CALLS)}
