"""Every kind of record, and the way from JSON to them.

A record class of the modules below is a kind. What holds for it stands in its `traits` and in the marks of
its fields; whoever treats kinds differently has a case for each and is checked with `complete`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping
from inspect import isclass
from typing import TYPE_CHECKING, Annotated, Literal, Union, get_args

from pydantic import Field, TypeAdapter

from exchange_graph.domain import exchange, knowledge, vocabulary
from exchange_graph.domain.base import Record, Traits
from exchange_graph.domain.references import values_in
from exchange_graph.domain.value import ID, Refers, Value

KINDS: dict[str, type[Record]] = {
    model.model_fields["kind"].default: model
    for module in (vocabulary, exchange, knowledge)
    for model in vars(module).values()
    if isclass(model) and issubclass(model, Record) and model.__module__ == module.__name__
}
"""Every kind by name, in the order in which they are counted and listed."""
NOUNS = {model.traits.noun: kind for kind, model in KINDS.items()}
"""The kind behind the word for many of it."""

if TYPE_CHECKING:
    AnyRecord = Record
    Kind = str
else:
    AnyRecord = Annotated[Union[tuple(KINDS.values())], Field(discriminator="kind")]  # noqa: UP007
    Kind = Literal[tuple(KINDS)]

_ANY: TypeAdapter[AnyRecord] = TypeAdapter(AnyRecord)


def parse(body: str | bytes) -> AnyRecord:
    """The record in a canonical JSON text."""
    return _ANY.validate_json(body)


def parse_object(body: object) -> AnyRecord:
    """The record in a plain mapping; raises pydantic's ValidationError naming the place."""
    return _ANY.validate_python(body)


def complete(what: str, cases: Container[str], kinds: Mapping[str, type[Record]] = KINDS) -> None:
    """`NotImplementedError` names the kinds without a case; `what` says what one is, and where it belongs."""
    missing = [kind for kind in kinds if kind not in cases]
    if missing:
        raise NotImplementedError(f"the kind {', '.join(missing)} has no {what}")


def sound(kinds: Mapping[str, type[Record]]) -> None:
    """`TypeError` tells what a kind forgot to say of itself, or says as another kind does."""
    for kind, model in kinds.items():
        if not isinstance(getattr(model, "traits", None), Traits):
            raise TypeError(f"the kind {kind} has no traits: {model.__name__} says there what it is")
        strange = [name for name in model.traits.called if name not in model.model_fields]
        unmarked = [] if model is exchange.Exchange else _unmarked(model)
        if strange:
            raise TypeError(f"the kind {kind} is called by {strange[0]}, which is no field of it")
        if unmarked:
            raise TypeError(f"{unmarked[0]} names records, but is not marked with what it Refers to")
    for trait in ("noun", "order", "rank"):
        said = Counter(getattr(model.traits, trait) for model in kinds.values())
        for kind, model in kinds.items():
            if said[own := getattr(model.traits, trait)] > 1:
                raise TypeError(f"the kind {kind} has the {trait} of another kind: {own}")


def _unmarked(holder: type[Value]) -> list[str]:
    """Fields that hold ids, itself or inside, and do not say of which kinds."""
    found = []
    for name, field in holder.model_fields.items():
        marked = any(isinstance(mark, Refers) for mark in field.metadata)
        own = issubclass(holder, Record) and name in Record.model_fields
        if not (marked or own) and (ID in field.metadata or _holds_ids(field.annotation)):
            found.append(f"{holder.__name__}.{name}")
        found += [inner for value in values_in(field.annotation) for inner in _unmarked(value)]
    return found


def _holds_ids(annotation: object) -> bool:
    return ID in getattr(annotation, "__metadata__", ()) or any(map(_holds_ids, get_args(annotation)))


sound(KINDS)
