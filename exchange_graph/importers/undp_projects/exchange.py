"""One row of the list as an exchange: every fact a claim that cites the row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from exchange_graph.domain.claims import Basis, Citation, Claim
from exchange_graph.domain.exchange import (
    Actor,
    Exchange,
    Participation,
    PeriodClaim,
    Role,
    Span,
    StatusClaim,
)
from exchange_graph.domain.languages import Text
from exchange_graph.importers.undp_projects.codes import NamedParty
from exchange_graph.importers.undp_projects.payers import Payer
from exchange_graph.importers.undp_projects.sides import Sides
from exchange_graph.importers.undp_projects.source import BODY, RECORD, locator


@dataclass(frozen=True, slots=True)
class RowFacts:
    """All that was taken from one row."""

    number: str
    title: str
    summary: str
    sides: Sides
    payers: tuple[Payer, ...]
    implements: bool
    donor: bool
    sector: str | None
    span: Span | None
    ongoing: bool


def record_id(number: str) -> str:
    """The id of a row's exchange: the list's own number."""
    return f"{RECORD.id}-{number}"


def exchange(facts: RowFacts) -> Exchange:
    """The record of a row. Claims are numbered in the order: parties, bodies, payers, sector, time."""
    numbers = count(1)

    def said(
        value: Any, basis: Basis = "stated", because: str | None = None, quote: str | None = None
    ) -> dict[str, Any]:
        cited = Citation(source=RECORD.id, locator=locator(facts.number), lang="en", grade="B", quote=quote)
        reason = Text(en=because) if because else None
        return {
            "id": f"c{next(numbers)}", "value": value, "basis": basis, "because": reason,
            "citations": (cited,),
        }  # fmt: skip

    parties: list[Claim[Participation]] = [Claim(**said(*part)) for part in _participations(facts)]
    return Exchange(
        id=record_id(facts.number), title=Text(en=facts.title), summary=Text(en=facts.summary),
        mutual=facts.sides.mutual, participations=tuple(parties),
        sectors=(Claim(**said(facts.sector, "assigned")),) if facts.sector else (),
        period=(PeriodClaim(**said(facts.span)),) if facts.span else (),
        status=(StatusClaim(**said("ongoing")),) if facts.ongoing else (),
    )  # fmt: skip


def _participations(facts: RowFacts) -> Iterator[tuple[Participation, Basis, str | None, str | None]]:
    yield from _named("provider", facts.sides.providers)
    yield from _named("recipient", facts.sides.recipients)
    yield from _named("participant", facts.sides.participants)
    undp = Actor(type="institution", id=BODY)
    if facts.implements:
        yield Participation(role="facilitator", actor=undp, part="implements"), "stated", None, None
    if facts.donor:
        yield Participation(role="funder", actor=undp), "stated", None, None
    for payer in facts.payers:
        because = "Listed among the providers; the row's own words show the " + payer.role
        state = Actor(type="country", id=payer.code)
        yield Participation(role=payer.role, actor=state), "inferred", because, payer.words


def _named(
    role: Role, parties: Iterable[NamedParty]
) -> Iterator[tuple[Participation, Basis, str | None, None]]:
    for party in parties:
        if party.actor:
            yield Participation(role=role, actor=party.actor), party.basis, party.because, None
