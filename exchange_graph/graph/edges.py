"""The relationships of a record: what questions about ties walk along, and what the Neo4j browser shows.

An institution that acts for a State has its edge and the State has one too, under the same `participation`,
so that a plain pattern finds all. Ends are the ids under which records live now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from exchange_graph.domain.base import Record
from exchange_graph.domain.claims import Basis, Citation
from exchange_graph.domain.languages import Text
from exchange_graph.domain.party import Party
from exchange_graph.domain.records import KINDS
from exchange_graph.domain.references import references, ties
from exchange_graph.domain.view import ExchangeView
from exchange_graph.domain.vocabulary import MEMBER_OF
from exchange_graph.graph.query import Link

ROLES = {
    "provider": "PROVIDED_BY", "recipient": "RECEIVED_BY", "facilitator": "FACILITATED_BY",
    "funder": "FUNDED_BY", "supporter": "SUPPORTED_BY", "participant": "JOINED_BY",
}  # fmt: skip
_TOLD = (
    *ROLES.values(), "RESPONDS_TO", "PART_OF", "ACTS_FOR", "SUCCEEDED_BY", "REQUESTED_BY", "OFFERED_BY",
    "OFFERED_TO", "OF_COUNTRY", "LEARNED_FROM", "CARRIED_BY", "IN_SECTOR", "BROADER", "RELATED_TO",
    MEMBER_OF.type, "LOCATED_IN", "ABOUT", "CITED_IN",
)  # fmt: skip
_OF_KINDS = (tie.type for model in KINDS.values() for tie in ties(model))
TYPES = tuple(dict.fromkeys((*_TOLD, *_OF_KINDS)))
"""Every type there is, in the order in which ties are told: what parties did first, documents last.

A kind may bring others. A place in this order is what the embedded store keeps, so none may change.
"""


@dataclass(frozen=True, slots=True)
class Edge:
    """One relationship from `start` to `end`; properties without a value are left out."""

    start: str
    type: str
    end: str
    properties: dict[str, Any] = field(default_factory=dict)

    def as_row(self) -> dict[str, Any]:
        """The edge as a parameter."""
        said = {name: value for name, value in self.properties.items() if value is not None}
        return {"start": self.start, "type": self.type, "end": self.end, "properties": said}


def links(edges: Iterable[Edge]) -> list[Link]:
    """The edges without their details, each once: of several claims the strongest basis stands.

    Links carry no dates and are told in the present tense, so a membership that has ended is none.
    """
    found: dict[tuple[str, str, str], Basis | None] = {}
    for edge in edges:
        if edge.type == MEMBER_OF.type and edge.properties["to"]:
            continue
        tie, basis = (edge.start, edge.type, edge.end), edge.properties.get("basis")
        found[tie] = max(filter(None, (found.get(tie), basis)), default=None)
    return [Link(*tie, basis) for tie, basis in found.items()]


Current = Callable[[str], str | None]
"""The id under which a record lives now, or None."""


def edges_of(record: Record, view: ExchangeView | None, current: Current) -> list[Edge]:
    """Every relationship that `record` is the source of, between live records only."""
    named = _of_view(view) if view else _of_record(record)
    cited = view.citations if view else getattr(record, "citations", ())
    found = []
    for edge in (*named, *_cited(record.id, cited)):
        start, end = current(edge.start), current(edge.end)
        if start and end:
            found.append(Edge(start, edge.type, end, edge.properties))
    return found


def _cited(record_id: str, citations: Iterable[Citation]) -> Iterator[Edge]:
    for c in citations:
        said = {"locator": c.locator, "grade": c.grade, "lang": c.lang, "quote": c.quote}
        yield Edge(record_id, "CITED_IN", c.source, said)


def _each(start: str, kind: str, ends: Iterable[str | None], **properties: Any) -> Iterator[Edge]:
    return (Edge(start, kind, end, properties) for end in ends if end)


def _of_view(view: ExchangeView) -> Iterator[Edge]:
    for party in view.parties:
        yield from _of_party(view, party)
    for sector in view.sectors:
        yield Edge(view.id, "IN_SECTOR", sector.id, {"basis": sector.basis})
    yield from _each(view.id, "PART_OF", [view.programme])
    yield from _each(view.id, "RESPONDS_TO", view.responds_to)


def _of_party(view: ExchangeView, party: Party) -> Iterator[Edge]:
    grades = [view.citations[number].grade for number in party.citations]
    said = {
        "participation": party.claim, "basis": party.basis, "part": party.part,
        "grade": min(grades, default=None),
    }  # fmt: skip
    yield from _each(view.id, ROLES[party.role], [party.id], **said)
    if party.type == "institution":
        yield from _each(view.id, ROLES[party.role], [party.country], **said, through=party.id)


def _of_record(record: Record) -> Iterator[Edge]:
    """What the marks on a record's fields say; a text is told in English, or the first language there is."""
    for reference in references(record):
        if tie := reference.tie:
            start, end = (reference.id, record.id) if tie.backwards else (record.id, reference.id)
            told = {name: _plain(getattr(reference.holder, field)) for name, field in tie.tells.items()}
            yield Edge(start, tie.type, end, told)


def _plain(value: Any) -> Any:
    return value.best("en")[0] if isinstance(value, Text) else value
