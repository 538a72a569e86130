"""From claims to the reader's view: the one function that every list, page and suggestion rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from exchange_graph.domain.activity import last_active
from exchange_graph.domain.claims import BASES, Citation, Claim, Grade
from exchange_graph.domain.contested import Contradiction, contradictions
from exchange_graph.domain.context import Context, Interval
from exchange_graph.domain.exchange import Exchange, Modality, facts
from exchange_graph.domain.kind import kind_of
from exchange_graph.domain.knowledge import Need
from exchange_graph.domain.party import Party, party_of
from exchange_graph.domain.period import period_of
from exchange_graph.domain.status import status_of
from exchange_graph.domain.view import ExchangeView, FigureView, FormView, OutcomeView, SectorView
from exchange_graph.domain.vocabulary import Programme, Sector

T = TypeVar("T")


def derive(exchange: Exchange, context: Context) -> ExchangeView:
    """The view of an exchange in its context. Pure: the same claims and context give the same view."""
    numbers, found = _numbered(exchange), contradictions(exchange)
    status = status_of(exchange, context)
    period = period_of(exchange, status, context)
    when = period.interval()
    parties = _parties(exchange, numbers, found, when, context)
    stated = [claim.value for claim in _best_of_all(exchange.kind_stated)]
    return ExchangeView(
        id=exchange.id, title=exchange.title, summary=exchange.summary,
        programme=_current(Programme, exchange.programme, context), mutual=exchange.mutual,
        responds_to=tuple(filter(None, (_current(Need, i, context) for i in exchange.responds_to))),
        parties=parties, sectors=_sectors(exchange, numbers, context),
        modality=_modality(exchange), form=_form(exchange), status=status,
        kind=kind_of(parties, stated, exchange.mutual, when, context), period=period,
        last_active=last_active(exchange, status, period, context), outcome=_outcome(exchange),
        figures=_figures(exchange, numbers), contested=tuple(dict.fromkeys(c.fact for c in found)),
        grade=_grade(exchange), citations=tuple(numbers), notes=exchange.notes,
    )  # fmt: skip


Numbers = dict[Citation, int]


def _numbered(exchange: Exchange) -> Numbers:
    """Every distinct citation and its number, in the order in which the claims cite them."""
    cited = (citation for _, claim in facts(exchange) for citation in claim.citations)
    return {citation: number for number, citation in enumerate(dict.fromkeys(cited))}


def _cites(claim: Claim[T], numbers: Numbers) -> tuple[int, ...]:
    return tuple(numbers[citation] for citation in claim.citations)


def _parties(
    exchange: Exchange, numbers: Numbers, found: Iterable[Contradiction], when: Interval, context: Context
) -> tuple[Party, ...]:
    claims = sorted(exchange.participations, key=lambda c: c.order)
    against = {claim.id: _against(claim.id, found) & {c.id for c in claims} for claim in claims}
    return tuple(party_of(c, _cites(c, numbers), tuple(sorted(against[c.id])), when, context) for c in claims)


def _against(claim: str, found: Iterable[Contradiction]) -> set[str]:
    """The claims that cannot hold beside one."""
    return {other for c in found if claim in c.claims for other in c.claims if other != claim}


def _grade(exchange: Exchange) -> Grade:
    """The weakest of what makes it an exchange: who gave, received and took part; else of any party."""
    claims = exchange.participations
    sides = [c for c in claims if c.value.role in ("provider", "recipient", "participant")]
    return max(claim.grade for claim in sides or claims)


def _sectors(exchange: Exchange, numbers: Numbers, context: Context) -> tuple[SectorView, ...]:
    views: dict[str, SectorView] = {}
    for claim in _by_evidence(exchange.sectors):
        sector = _current(Sector, claim.value, context) or claim.value
        views.setdefault(sector, SectorView(id=sector, basis=claim.basis, citations=_cites(claim, numbers)))
    return tuple(views.values())


def _figures(exchange: Exchange, numbers: Numbers) -> tuple[FigureView, ...]:
    return tuple(
        FigureView(**claim.value.model_dump(), citations=_cites(claim, numbers))
        for claim in sorted(exchange.figures, key=lambda c: c.order)
    )


def _modality(exchange: Exchange) -> tuple[Modality, ...]:
    claims = sorted(exchange.modality, key=lambda c: c.order)
    return tuple(dict.fromkeys(value for claim in claims for value in claim.value))


def _form(exchange: Exchange) -> FormView | None:
    best = _best(exchange.form)
    return FormView(value=best.value, basis=best.basis) if best else None


def _outcome(exchange: Exchange) -> OutcomeView | None:
    best = _best(exchange.outcome)
    return OutcomeView(rating=best.value.rating, text=best.value.text, basis=best.basis) if best else None


def _by_evidence(claims: Sequence[Claim[T]]) -> list[Claim[T]]:
    """Stated before inferred before assigned, better grades first, then as minted."""
    return sorted(claims, key=lambda c: (BASES.index(c.basis), c.grade, c.order))


def _best_of_all(claims: Sequence[Claim[T]]) -> list[Claim[T]]:
    """All claims that have the best evidence."""
    ranked = _by_evidence(claims)
    return [c for c in ranked if (c.basis, c.grade) == (ranked[0].basis, ranked[0].grade)]


def _best(claims: Sequence[Claim[T]]) -> Claim[T] | None:
    """The claim with the best evidence. Where claims contradict, `contested` says so beside it."""
    return next(iter(_by_evidence(claims)), None)


def _current(
    kind: type[Programme] | type[Need] | type[Sector], record_id: str | None, context: Context
) -> str | None:
    """The id under which a referred record lives now (merged ids lead on)."""
    if record_id is None:
        return None
    found = context.get(kind, record_id)
    return found.id if found else record_id
