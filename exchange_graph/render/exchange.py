"""An exchange in the reader's language: the item of a list, and the record with its claims."""

from __future__ import annotations

from collections.abc import Iterator

from exchange_graph.domain.exchange import Exchange
from exchange_graph.domain.knowledge import Lesson
from exchange_graph.domain.numbers import plain
from exchange_graph.domain.party import Party
from exchange_graph.domain.status import StatusView
from exchange_graph.domain.view import ExchangeView, FigureView, OutcomeView, SectorView
from exchange_graph.domain.vocabulary import Institution
from exchange_graph.render.claims import claims
from exchange_graph.render.kind_reason import reason
from exchange_graph.render.links import links
from exchange_graph.render.shapes.common import Ref
from exchange_graph.render.shapes.exchange import (
    ActorShape,
    ExchangeItem,
    ExchangeRecord,
    FigureOfExchange,
    KindShape,
    LessonRef,
    Lineage,
    OutcomeShape,
    ParticipationShape,
    PeriodShape,
    Relation,
    SectorShape,
    StatusShape,
)
from exchange_graph.render.speaking import Speaker, everything
from exchange_graph.render.times import last_active_says, period_says, status_says


def item(view: ExchangeView, version: int, at: str, speaker: Speaker) -> ExchangeItem:
    """An exchange as it stands in lists."""
    return {
        "id": view.id,
        "heading": speaker.heading(view),
        "title": speaker.words(view.title),
        "summary": speaker.words(view.summary),
        "lang": speaker.other(view.title) or speaker.asked,
        "unofficial": list(view.title.unofficial),
        "programme": speaker.ref(view.programme) if view.programme else None,
        "mutual": view.mutual,
        "participations": [_participation(party, speaker) for party in view.parties],
        "sectors": [_sector(sector, speaker) for sector in view.sectors],
        "modality": list(view.modality),
        "form": {"value": view.form.value, "basis": view.form.basis} if view.form else None,
        "status": _status(view.status, speaker),
        "kind": _kind(view, speaker),
        "period": _period(view, speaker),
        "outcome": _outcome(view.outcome, speaker),
        "figures": [_figure(figure, speaker) for figure in view.figures],
        "contested": list(view.contested),
        "grade": view.grade,
        "responds_to": speaker.refs(view.responds_to),
        "citations": speaker.citations(view.citations),
        "lessons": [_lesson(lesson, speaker) for lesson in speaker.catalogue.lessons(view.id)],
        "notes": speaker.notes(view.notes),
        "revision": version,
        "updated_at": at,
        "links": links("exchange", view.id, speaker.lang),
    }


def record(exchange: Exchange, view: ExchangeView, version: int, at: str, speaker: Speaker) -> ExchangeRecord:
    """An exchange with every claim, and what its institutions were and became."""
    return {
        **item(view, version, at, speaker),
        "claims": claims(exchange, view, speaker),
        "institutions": _lineages(view, speaker),
    }


def _participation(party: Party, speaker: Speaker) -> ParticipationShape:
    return {
        "role": party.role,
        "part": party.part,
        "actor": _actor(party, speaker),
        "country": party.country,
        "basis": party.basis,
        "support": list(party.support),
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


def _kind(view: ExchangeView, speaker: Speaker) -> KindShape:
    because = speaker.composed(lambda lang: reason(view, lang, speaker.label_in(lang)))
    return {"value": view.kind.value, "basis": view.kind.basis, "because": because}


def _status(status: StatusView | None, speaker: Speaker) -> StatusShape | None:
    if status is None:
        return None
    return {
        "value": status.value,
        "basis": status.basis,
        "as_of": status.as_of,
        "cause": speaker.maybe(status.cause),
        "says": speaker.composed(lambda lang: status_says(status, lang)),
    }


def _period(view: ExchangeView, speaker: Speaker) -> PeriodShape:
    period, active = view.period, view.last_active
    return {
        "start": period.start,
        "end": period.end,
        "earliest": period.earliest,
        "latest": period.latest,
        "dated": period.dated,
        "basis": period.basis,
        "planned": {"start": p.start, "end": p.end} if (p := period.planned) else None,
        "last_active": {
            "year": active.year,
            "says": speaker.composed(lambda lang: last_active_says(active, period, lang)),
        }
        if active
        else None,
        "says": speaker.composed(lambda lang: period_says(view, lang)),
    }


def _outcome(outcome: OutcomeView | None, speaker: Speaker) -> OutcomeShape | None:
    if outcome is None:
        return None
    shape: OutcomeShape = {
        "rating": outcome.rating,
        "text": speaker.maybe(outcome.text),
        "basis": outcome.basis,
    }
    if outcome.text and (other := speaker.other(outcome.text)):
        shape["lang"] = other
    return shape


def _figure(figure: FigureView, speaker: Speaker) -> FigureOfExchange:
    return {
        "measure": speaker.words(figure.measure),
        "value": plain(figure.value),
        "unit": speaker.words(figure.unit),
        "stage": speaker.maybe(figure.stage),
        "date": figure.date,
        "citations": list(figure.citations),
    }


def _lesson(lesson: Lesson, speaker: Speaker) -> LessonRef:
    shape: LessonRef = {"id": lesson.id, "text": speaker.words(lesson.text)}
    if other := speaker.other(lesson.text):
        shape["lang"] = other
    return shape


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
