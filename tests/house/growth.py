"""What a client that was written against one OpenAPI document would miss in another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]
_NARROWER = {"maximum": min, "maxLength": min, "maxItems": min, "minimum": max, "minLength": max}


def losses(released: Json, current: Json) -> list[str]:
    """Every path, method, parameter, value, answer and field of `released` that `current` does not keep."""
    return list(_Comparison(released, current).paths())


class _Comparison:
    def __init__(self, released: Json, current: Json) -> None:
        self._old, self._new = released, current
        self._compared: set[tuple[str, str]] = set()

    def paths(self) -> Iterator[str]:
        for path, operations in self._old["paths"].items():
            for method, old in operations.items():
                new = self._new["paths"].get(path, {}).get(method)
                where = f"{method.upper()} {path}"
                if new is None:
                    yield f"{where} is gone"
                else:
                    yield from self._operation(where, old, new)

    def _operation(self, where: str, old: Json, new: Json) -> Iterator[str]:
        yield from self._parameters(where, _by_name(old), _by_name(new))
        if old["operationId"] != new["operationId"]:
            yield f"{where}: the operation {old['operationId']} has another name"
        for status, answer in old["responses"].items():
            if status not in new["responses"]:
                yield f"{where}: the answer {status} is gone"
                continue
            kept = new["responses"][status]
            yield from _missing(
                f"{where} {status}: the header", answer.get("headers", {}), kept.get("headers", {})
            )
            yield from self._contents(f"{where} {status}", answer.get("content", {}), kept.get("content", {}))

    def _parameters(self, where: str, old: Json, new: Json) -> Iterator[str]:
        yield from _missing(f"{where}: the parameter", old, new)
        for name, parameter in new.items():
            before = old.get(name)
            if parameter.get("required") and not (before and before.get("required")):
                yield f"{where}: the parameter {name} has become required"
            if before:
                yield from self._input(f"{where} {name}", before["schema"], parameter["schema"])

    def _input(self, where: str, old: Json, new: Json) -> Iterator[str]:
        """What clients send: nothing that was taken may be refused."""
        for value in set(old.get("enum", ())) - set(new.get("enum") or old.get("enum", ())):
            yield f"{where}: the value {value} is refused"
        for bound, tighter in _NARROWER.items():
            if bound in new and (bound not in old or tighter(old[bound], new[bound]) != old[bound]):
                yield f"{where}: {bound} has become narrower"
        if old.get("type") != new.get("type"):
            yield f"{where}: the type has changed"
        if "items" in old and "items" in new:
            yield from self._input(where, old["items"], new["items"])

    def _contents(self, where: str, old: Json, new: Json) -> Iterator[str]:
        yield from _missing(f"{where}: the media type", old, new)
        for media in old.keys() & new.keys():
            yield from self._output(where, old[media].get("schema", {}), new[media].get("schema", {}))

    def _output(self, where: str, old: Json, new: Json) -> Iterator[str]:
        """What clients read: every field that was there still is, and is what it was."""
        names = old.get("$ref", ""), new.get("$ref", "")
        if all(names) and names in self._compared:
            return
        self._compared.add(names)
        old, new = _resolved(self._old, old), _resolved(self._new, new)
        if "type" in old and old["type"] != new.get("type") and "anyOf" not in new:
            yield f"{where}: the type has changed"
        yield from _missing(f"{where}: the field", old.get("properties", {}), new.get("properties", {}))
        for name in set(old.get("required", ())) & new.get("properties", {}).keys() - set(
            new.get("required", ())
        ):
            yield f"{where}: the field {name} may be left out"
        for value in set(old.get("enum", ())) - set(new.get("enum", ())):
            yield f"{where}: the value {value} is gone"
        for name in old.get("properties", {}).keys() & new.get("properties", {}).keys():
            yield from self._output(f"{where} {name}", old["properties"][name], new["properties"][name])
        for key in ("items", "additionalProperties"):
            if isinstance(old.get(key), dict) and isinstance(new.get(key), dict):
                yield from self._output(where, old[key], new[key])
        yield from self._choices(where, old.get("anyOf", []), new.get("anyOf", [new]))

    def _choices(self, where: str, old: list[Json], new: list[Json]) -> Iterator[str]:
        """Of a value of several shapes: each shape that was, against the one like it that is."""
        for choice in old:
            alike = [
                c for c in new if c.get("$ref") == choice.get("$ref") and c.get("type") == choice.get("type")
            ]
            if not alike:
                yield f"{where}: the shape {choice.get('$ref') or choice.get('type')} is gone"
            else:
                yield from self._output(where, choice, alike[0])


def _by_name(operation: Json) -> Json:
    return {parameter["name"]: parameter for parameter in operation.get("parameters", [])}


def _missing(what: str, old: Json, new: Json) -> Iterator[str]:
    yield from (f"{what} {name} is gone" for name in old if name not in new)


def _resolved(document: Json, schema: Json) -> Json:
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema
