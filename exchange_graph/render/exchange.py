"""An exchange in the reader's language: the item of a list, and the record with its claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from exchange_graph.domain.claims import Claim
from exchange_graph.domain.contested import contradictions
from exchange_graph.domain.exchange import Exchange, Outcome, facts
from exchange_graph.domain.kind import DerivedKind
from exchange_graph.domain.knowledge import Lesson
from exchange_graph.domain.numbers import plain
from exchange_graph.domain.party import Party
from exchange_graph.domain.view import ExchangeView, FigureView, SectorView
from exchange_graph.domain.vocabulary import Institution
from exchange_graph.render.shapes.common import Ref
from exchange_graph.render.shapes.exchange import (
    ActorShape,
    ClaimShape,
    ExchangeItem,
    ExchangeRecord,
    FigureOfExchange,
    KindShape,
    LessonRef,
    Lineage,
    OutcomeShape,
    ParticipationShape,
    Relation,
    SectorShape,
)
from exchange_graph.render.speaking import Speaker, everything


def item(view: ExchangeView, version: int, at: str, speaker: Speaker) -> ExchangeItem:
    """An exchange as it stands in lists."""
    return {
        "id": view.id,
        "heading": speaker.heading(view),
        "title": speaker.words(view.title),
        "summary": speaker.words(view.summary),
        "lang": speaker.other(view.title) or speaker.asked,
        "programme": speaker.ref(view.programme) if view.programme else None,
        "mutual": view.mutual,
        "participations": [_participation(party, speaker) for party in view.parties],
        "sectors": [_sector(sector, speaker) for sector in view.sectors],
        "modality": list(view.modality),
        "form": view.form,
        "status": view.status,
        "kind": _kind(view.kind, speaker),
        "period": {
            "start": view.period.start,
            "end": view.period.end,
            "earliest": view.period.earliest,
            "latest": view.period.latest,
            "dated": view.period.dated,
        },
        "outcome": _outcome(view.outcome, speaker),
        "figures": [_figure(figure) for figure in view.figures],
        "contested": list(view.contested),
        "grade": view.grade,
        "responds_to": speaker.refs(view.responds_to),
        "verification": "recorded",
        "citations": speaker.citations(view.citations),
        "lessons": [_lesson(lesson, speaker) for lesson in speaker.catalogue.lessons(view.id)],
        "revision": version,
        "updated_at": at,
    }


def record(exchange: Exchange, view: ExchangeView, version: int, at: str, speaker: Speaker) -> ExchangeRecord:
    """An exchange with every claim, and what its institutions were and became."""
    return {
        **item(view, version, at, speaker),
        "claims": _claims(exchange, view, speaker),
        "institutions": _lineages(view, speaker),
    }


def _participation(party: Party, speaker: Speaker) -> ParticipationShape:
    return {
        "role": party.role,
        "part": party.part,
        "actor": _actor(party, speaker),
        "country": party.country,
        "basis": party.basis,
        "citations": list(party.citations),
    }


def _actor(party: Party, speaker: Speaker) -> ActorShape:
    if party.id:
        return {"type": party.type, **speaker.ref(party.id)}
    ours = party.translation
    if ours and speaker.asked == "all":
        every = {str(party.lang): party.words or ""} | everything(ours)
        return {"type": party.type, "id": None, "label": every}
    if ours and ours.get(speaker.lang):
        return {"type": party.type, "id": None, "label": speaker.words(ours)}
    return {"type": party.type, "id": None, "label": party.words or "", "lang": party.lang or "und"}


def _sector(sector: SectorView, speaker: Speaker) -> SectorShape:
    return {**speaker.ref(sector.id), "basis": sector.basis}


def _kind(kind: DerivedKind, speaker: Speaker) -> KindShape:
    because = speaker.say(f"kind.{kind.rule}")
    if kind.basis == "stated":
        same = kind.by_rule in (kind.value, "undetermined")
        key = "kind.stated" if same else "kind.stated-otherwise"
        because = speaker.say(key, by_rule=kind.by_rule)
    return {"value": kind.value, "basis": kind.basis, "because": because}


def _outcome(outcome: Outcome | None, speaker: Speaker) -> OutcomeShape | None:
    if outcome is None:
        return None
    shape: OutcomeShape = {"rating": outcome.rating, "text": speaker.maybe(outcome.text)}
    if outcome.text and (other := speaker.other(outcome.text)):
        shape["lang"] = other
    return shape


def _figure(figure: FigureView) -> FigureOfExchange:
    return {
        "measure": figure.measure,
        "value": plain(figure.value),
        "unit": figure.unit,
        "stage": figure.stage,
        "date": figure.date,
        "citations": list(figure.citations),
    }


def _lesson(lesson: Lesson, speaker: Speaker) -> LessonRef:
    shape: LessonRef = {"id": lesson.id, "text": speaker.words(lesson.text)}
    if other := speaker.other(lesson.text):
        shape["lang"] = other
    return shape


def _claims(exchange: Exchange, view: ExchangeView, speaker: Speaker) -> list[ClaimShape]:
    numbers = {citation: number for number, citation in enumerate(view.citations)}
    against: dict[str, list[str]] = defaultdict(list)
    for found in contradictions(exchange):
        one, other = found.claims
        against[one].append(other)
        against[other].append(one)
    return [
        {
            "id": claim.id,
            "fact": _fact(field, claim),
            "value": _plain(claim.value),
            "basis": claim.basis,
            "because": speaker.maybe(claim.because),
            "citations": [numbers[citation] for citation in claim.citations],
            "contested_with": against[claim.id],
        }
        for field, claim in facts(exchange)
    ]


def _fact(field: str, claim: Claim[Any]) -> str:
    """The name of the fact: role:supporter:SWE, sector:revenue, period, figure:officers trained."""
    if field == "participations":
        return f"role:{claim.value.role}:{claim.value.actor.id or 'unnamed'}"
    if field == "sectors":
        return f"sector:{claim.value}"
    if field == "figures":
        return f"figure:{claim.value.measure}"
    return "kind" if field == "kind_stated" else field


def _plain(value: Any) -> Any:
    return value.model_dump(mode="json", exclude_none=True) if hasattr(value, "model_dump") else value


def _lineages(view: ExchangeView, speaker: Speaker) -> list[Lineage]:
    bodies = dict.fromkeys(p.id for p in view.parties if p.type == "institution" and p.id)
    return [lineage for body in bodies for lineage in _around(body, speaker)]


def _around(body: str, speaker: Speaker) -> Iterator[Lineage]:
    """What a body became, then what it was before, one step each."""
    catalogue = speaker.catalogue
    institution = catalogue.get(Institution, body)
    for step in institution.succeeded_by if institution else ():
        yield _lineage(speaker.ref(step.id), "successor", body, step.date)
    for other in catalogue.predecessors(body):
        before = catalogue.get(Institution, other)
        dates = [step.date for step in before.succeeded_by if step.id == body] if before else [None]
        yield _lineage(speaker.ref(other), "predecessor", body, dates[0])


def _lineage(ref: Ref, relation: Relation, of: str, date: str | None) -> Lineage:
    return {**ref, "relation": relation, "of": of, "date": date}
