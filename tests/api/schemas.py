"""Bodies against the service's own OpenAPI, read strictly: a field it does not describe is an error."""

from __future__ import annotations

from functools import cache
from typing import Any

from jsonschema_rs import Draft202012Validator


class Described:
    """An OpenAPI document and a validator for each answer that it describes."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self._components = {"components": _closed(self.document["components"])}
        self._validator = cache(self._made)

    def paths(self) -> set[str]:
        return set(self.document["paths"])

    def complaints(self, path: str, body: Any, status: int = 200) -> list[str]:
        """Where the body of an answer is not what OpenAPI says of `path`."""
        errors = self._validator(path, status).iter_errors(body)
        return [f"{path} {error.instance_path}: {error.message[:200]}" for error in errors]

    def _made(self, path: str, status: int) -> Draft202012Validator:
        answer = self.document["paths"][path]["get"]["responses"][str(status)]
        content = answer["content"]["application/json" if status < 400 else "application/problem+json"]
        return Draft202012Validator({**_closed(content["schema"]), **self._components})


def _closed(schema: Any) -> Any:
    """The schema with every object closed to fields that it does not name."""
    if isinstance(schema, list):
        return [_closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: _closed(part) for key, part in schema.items()}
    if isinstance(schema.get("properties"), dict) and schema.get("type") == "object":
        closed.setdefault("additionalProperties", False)
    return closed
