"""Bodies against the service's own OpenAPI, read strictly: a field it does not describe is an error."""

from __future__ import annotations

from functools import cache
from typing import Any

from fastapi import FastAPI
from jsonschema_rs import Draft202012Validator


class Described:
    """The OpenAPI document of an application and a validator for each of its answers."""

    def __init__(self, app: FastAPI) -> None:
        self._read(app.openapi())

    @classmethod
    def of(cls, document: dict[str, Any]) -> Described:
        """The same for a document that is written down."""
        made = cls.__new__(cls)
        made._read(document)
        return made

    def _read(self, document: dict[str, Any]) -> None:
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
