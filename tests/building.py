"""Short ways to write invented records. Ardania, Cavira and Dosara are Southern, Nordmark Northern."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count
from typing import Any, get_args

from exchange_graph.domain.changes import ChangeSet, Merge, Put, Redact, Tombstone, Withdraw
from exchange_graph.domain.claims import Basis, Citation, Claim, Grade
from exchange_graph.domain.context import Context
from exchange_graph.domain.derive import derive
from exchange_graph.domain.exchange import (
    FACTS,
    Actor,
    Exchange,
    FacilitatorPart,
    Participation,
    Role,
    Support,
)
from exchange_graph.domain.knowledge import Deployment, Need
from exchange_graph.domain.languages import Text
from exchange_graph.domain.notes import Author
from exchange_graph.domain.records import AnyRecord
from exchange_graph.domain.view import ExchangeView
from exchange_graph.domain.vocabulary import (
    ActsFor,
    Country,
    Group,
    Institution,
    Membership,
    Programme,
    Sector,
    Source,
)

CURATOR = Author(role="curator", organisation="Test Bureau")
NAMES = {"ARD": "Ardania", "CAV": "Cavira", "DOS": "Dosara", "NDM": "Nordmark", "ELU": "Eluria"}
_keys = count(1)


def text(en: str, **others: Any) -> Text:
    return Text(en=en, **others)


def cite(source: str = "doc", *, grade: Grade = "A", locator: str | None = None) -> Citation:
    return Citation(source=source, locator=locator, lang="en", grade=grade)


def source(record_id: str = "doc", published: str | None = "2014-01", **more: Any) -> Source:
    words = {"title": text(f"Document {record_id}"), "publisher": text("Test Bureau")}
    return Source(id=record_id, **{"published": published, "retrieved": "2020-02-02", **words, **more})


def country(record_id: str, name: str | None = None, **more: Any) -> Country:
    named = more.pop("names", None) or text(name or NAMES[record_id])
    return Country(id=record_id, iso2=record_id[:2], m49="000", name=named, **more)


def sector(record_id: str, broader: str | None = None, **more: Any) -> Sector:
    return Sector(id=record_id, broader=broader, **{"label": text(record_id), **more})


def programme(record_id: str = "prog", title: str = "Joint effort") -> Programme:
    return Programme(id=record_id, title=text(title), citations=(cite(),))


def need(record_id: str = "need", requested_by: str | None = "CAV", **more: Any) -> Need:
    words = {"title": text("A request"), "statement": text("Asked for advisers"), "citations": (cite(),)}
    return Need(id=record_id, requested_by=requested_by, **{"status": "open", **words, **more})


def deployment(record_id: str = "deployment", mission: str = "mission", **more: Any) -> Deployment:
    said = {"country": "ARD", "type": "individual-police", "start": "2009-11", "citations": (cite(),)}
    return Deployment(id=record_id, mission=mission, **{**said, **more})


def body(record_id: str, acts_for: str | ActsFor | None = None, **more: Any) -> Institution:
    """An institution; `acts_for` a State at any time, or an `ActsFor` with dates."""
    state = ActsFor(country=acts_for) if isinstance(acts_for, str) else acts_for
    words = {"type": "agency", "name": text(record_id), "citations": (cite(),)}
    return Institution(id=record_id, acts_for=state, **{**words, **more})


def member(state: str, start: str | None = None, end: str | None = None) -> Membership:
    return Membership(country=state, start=start, end=end, seen="2020")


def group(record_id: str, *members: str | Membership, complete: bool = True, **more: Any) -> Group:
    """A set of States; a bare code belongs at any time."""
    edges = tuple(member(m) if isinstance(m, str) else m for m in members)
    words = {"name": text(f"Group {record_id}"), "citations": (cite(),)}
    return Group(id=record_id, complete=complete, members=edges, **{**words, **more})


SOUTH = group("south", "ARD", "CAV", "DOS", serves="south")
NORTH = group("north", "NDM", serves="north")
STATES = [country(code) for code in NAMES]


@dataclass(frozen=True)
class Said:
    """A value with the evidence it rests on."""

    value: Any
    cites: tuple[Citation, ...]
    basis: Basis
    beside: dict[str, Any] = field(default_factory=dict)


def by(value: Any, *cites: Citation | str, basis: Basis = "stated", **beside: Any) -> Said:
    """`value` as these citations (or sources) have it; `beside` it a stage, a day, a cause."""
    cited = tuple(cite(c) if isinstance(c, str) else c for c in cites) or (cite(),)
    return Said(value, cited, basis, beside)


def planned(value: Any, *cites: Citation | str) -> Said:
    """A period as it was planned."""
    return by(value, *cites, stage="planned")


def took(role: Role, actor: str, part: FacilitatorPart | None = None, *support: Support) -> Participation:
    """`actor` in a role: ARD is a State, "south" a group, words with spaces unnamed, others are bodies."""
    if " " in actor:
        unnamed = Actor(type="unnamed", words=actor, lang="en")
        return Participation(role=role, part=part, support=support, actor=unnamed)
    kind = "country" if re.fullmatch("[A-Z]{3}", actor) else "institution"
    kind = "group" if actor in ("south", "north", "club") else kind
    named = Actor.model_validate({"type": kind, "id": actor})
    return Participation(role=role, part=part, support=support, actor=named)


def exchange(record_id: str = "x-1", **said: Any) -> Exchange:
    """An exchange from short arguments: a role takes actors, a fact its value, either alone or in a list.

    `by(value, ...)` gives a value evidence of its own. Claims are c1, c2, ... in the order written.
    """
    numbers = count(1)
    facts: dict[str, list[Any]] = {}
    plain: dict[str, Any] = {"title": text(f"Exchange {record_id}"), "summary": text("What was done")}
    for name, value in said.items():
        if name not in (*get_args(Role), *FACTS):
            plain[name] = value
            continue
        for one in value if isinstance(value, list) else [value]:
            evidence = one if isinstance(one, Said) else by(one)
            facet = name if name in FACTS else "participations"
            meant = took(name, evidence.value) if name in get_args(Role) else evidence.value  # type: ignore[arg-type]
            facts.setdefault(facet, []).append({
                "id": f"c{next(numbers)}", "value": meant, "basis": evidence.basis,
                "citations": evidence.cites, **evidence.beside,
            })  # fmt: skip
    return Exchange.model_validate({"id": record_id, **plain, **facts})


def claim(value: Any, *cites: Citation, number: int = 1, basis: Basis = "stated") -> Claim[Any]:
    return Claim(id=f"c{number}", value=value, basis=basis, citations=cites or (cite(),))


def around(*records: AnyRecord) -> Context:
    """The context in which these records live."""
    known = {record.id: record for record in records}
    return Context(known.get, [r for r in records if isinstance(r, Group)])


def seen(record: Exchange, *records: AnyRecord) -> ExchangeView:
    """The view of an exchange among the usual States and groups, the document `doc`, and `records`."""
    usual: Iterable[AnyRecord] = [*STATES, SOUTH, NORTH, source()]
    return derive(record, around(*usual, *records))


def merge(old: str, into: str) -> Merge:
    return Merge(source=old, into=into)


def withdraw(record_id: str, reason: str = "entered twice") -> Withdraw:
    return Withdraw(id=record_id, reason=reason)


Step = AnyRecord | Merge | Withdraw | Tombstone | Redact
"""What a change set is written of here; a record is put."""


def changes(*operations: Step, key: str | None = None) -> ChangeSet:
    """A change set; a record is put, and the key is a new one unless given."""
    steps = tuple(
        o if isinstance(o, Merge | Withdraw | Tombstone | Redact) else Put(record=o) for o in operations
    )
    return ChangeSet(key=key or f"key-{next(_keys)}", actor=CURATOR, reason="testing", operations=steps)
