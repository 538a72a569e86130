"""How a kind of record is told to clients: a function for each, and the shape it gives, which is published.

A kind is told in the module that is called as that of its model: `vocabulary` or `knowledge`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import singledispatch
from typing import Any, NotRequired, get_type_hints

from typing_extensions import TypedDict

from exchange_graph.domain.base import Record
from exchange_graph.domain.claims import Citation
from exchange_graph.render.links import LinksShape
from exchange_graph.render.shapes.common import CitationShape, NoteShape, OtherLang, Ref, WordsShape
from exchange_graph.render.speaking import Speaker

Plain = Mapping[str, Any]


class RecordShape(TypedDict):
    """What every record says of itself. `unofficial`: the languages that its label is our translation in."""

    id: str
    kind: str
    label: WordsShape
    lang: NotRequired[OtherLang]
    unofficial: list[str]
    aliases: list[str]
    notes: list[NoteShape]
    revision: int
    updated_at: str
    links: LinksShape


class Cited(RecordShape):
    """A record that rests on citations."""

    citations: list[CitationShape]


@singledispatch
def told(record: Record, base: RecordShape, speaker: Speaker) -> Plain:
    """A record of any kind but exchange, in the shape of its kind."""
    raise NotImplementedError(f"the kind {record.kind} has no shape")


def shapes() -> dict[str, Any]:
    """The shape of every kind that is told here, by its name."""
    functions = {model: function for model, function in told.registry.items() if model is not object}
    return {model.model_fields["kind"].default: get_type_hints(f)["return"] for model, f in functions.items()}


def cited(base: RecordShape, citations: Iterable[Citation], speaker: Speaker) -> Cited:
    """What every record says of itself, with what this one rests on."""
    return {**base, "citations": speaker.citations(citations)}


def maybe_ref(record_id: str | None, speaker: Speaker) -> Ref | None:
    """Another record, or null."""
    return speaker.ref(record_id) if record_id else None
