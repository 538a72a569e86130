"""From claims to the reader's view: the one function that every list, page and suggestion rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from exchange_graph.domain.claims import Citation, Claim
from exchange_graph.domain.contested import contradictions
from exchange_graph.domain.context import Context, Interval
from exchange_graph.domain.exchange import Exchange, Modality, Status, facts
from exchange_graph.domain.kind import kind_of
from exchange_graph.domain.knowledge import Need
from exchange_graph.domain.party import Party, party_of
from exchange_graph.domain.period import known_from, period_of
from exchange_graph.domain.view import ExchangeView, FigureView, SectorView
from exchange_graph.domain.vocabulary import Programme, Sector

T = TypeVar("T")


def derive(exchange: Exchange, context: Context) -> ExchangeView:
    """The view of an exchange in its context. Pure: the same claims and context give the same view."""
    numbers = _numbered(exchange)
    period = period_of(exchange, context)
    parties = _parties(exchange, numbers, period.interval(), context)
    stated = [claim.value for claim in _by_evidence(exchange.kind_stated)]
    return ExchangeView(
        id=exchange.id, title=exchange.title, summary=exchange.summary,
        programme=_current(Programme, exchange.programme, context), mutual=exchange.mutual,
        responds_to=tuple(filter(None, (_current(Need, i, context) for i in exchange.responds_to))),
        parties=parties, sectors=_sectors(exchange, numbers, context),
        modality=_modality(exchange), form=_best(exchange.form),
        status=_status(exchange, context),
        kind=kind_of(parties, stated, period.interval(), context), period=period,
        outcome=_best(exchange.outcome), figures=_figures(exchange, numbers),
        contested=tuple(dict.fromkeys(c.fact for c in contradictions(exchange))),
        grade=min(citation.grade for citation in numbers), citations=tuple(numbers),
    )  # fmt: skip


Numbers = dict[Citation, int]


def _numbered(exchange: Exchange) -> Numbers:
    """Every distinct citation and its number, in the order in which the claims cite them."""
    cited = (citation for _, claim in facts(exchange) for citation in claim.citations)
    return {citation: number for number, citation in enumerate(dict.fromkeys(cited))}


def _cites(claim: Claim[T], numbers: Numbers) -> tuple[int, ...]:
    return tuple(numbers[citation] for citation in claim.citations)


def _parties(exchange: Exchange, numbers: Numbers, when: Interval, context: Context) -> tuple[Party, ...]:
    return tuple(
        party_of(c.id, c.value, c.basis, _cites(c, numbers), when, context)
        for c in sorted(exchange.participations, key=lambda c: c.order)
    )


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


def _status(exchange: Exchange, context: Context) -> Status | None:
    """The status of the newest source: a later published status replaces an earlier one."""
    claims = sorted(
        exchange.status,
        key=lambda c: (max(known_from(citation, context) for citation in c.citations), c.order),
    )
    return claims[-1].value if claims else None


def _by_evidence(claims: Sequence[Claim[T]]) -> list[Claim[T]]:
    """Stated before inferred before assigned, better grades first, then as minted."""
    order = {"stated": 0, "inferred": 1, "assigned": 2}
    return sorted(claims, key=lambda c: (order[c.basis], c.grade, c.order))


def _best(claims: Sequence[Claim[T]]) -> T | None:
    """The value with the best evidence. Where claims contradict, `contested` says so beside it."""
    ranked = _by_evidence(claims)
    return ranked[0].value if ranked else None


def _current(
    kind: type[Programme] | type[Need] | type[Sector], record_id: str | None, context: Context
) -> str | None:
    """The id under which a referred record lives now (merged ids lead on)."""
    if record_id is None:
        return None
    found = context.get(kind, record_id)
    return found.id if found else record_id
