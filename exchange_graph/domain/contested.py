"""Where claims on one single-valued fact cannot both hold. Both sides are kept and shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any, get_args

from exchange_graph.domain.claims import Claim
from exchange_graph.domain.dates import agree, first_day, last_day
from exchange_graph.domain.exchange import Exchange, Measurement, Outcome, Span, Stage, facts
from exchange_graph.domain.languages import Text

SPAN_FIELDS = ("start", "end", "earliest", "latest")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two claims of one exchange that cannot both hold; `reason` is a curator's, where there is one."""

    fact: str
    claims: tuple[str, str]
    reason: Text | None = None


def contradictions(exchange: Exchange) -> tuple[Contradiction, ...]:
    """Every contradiction, found by rule or marked by a curator; a plan contradicts no fact."""
    stages = [[claim for claim in exchange.period if claim.stage == stage] for stage in get_args(Stage)]
    found = [
        *(pair for claims in stages for pair in _pairs("period", claims, _spans_differ)),
        *_pairs("outcome", exchange.outcome, _ratings_differ),
        *_pairs("figures", exchange.figures, _measurements_differ),
        *_marked(exchange),
    ]
    return tuple({(c.fact, c.claims): c for c in found}.values())


def _pairs(
    fact: str, claims: Iterable[Claim[Any]], differ: Callable[[Any, Any], bool]
) -> Iterator[Contradiction]:
    for one, other in combinations(sorted(claims, key=lambda c: c.order), 2):
        if differ(one.value, other.value):
            yield Contradiction(fact, (one.id, other.id))


def _marked(exchange: Exchange) -> Iterator[Contradiction]:
    fields = {claim.id: field for field, claim in facts(exchange)}
    for mark in exchange.incompatible:
        for one, other in combinations(mark.claims, 2):
            yield Contradiction(fields[one], (one, other), mark.reason)


def _spans_differ(one: Span, other: Span) -> bool:
    for field in SPAN_FIELDS:
        left, right = getattr(one, field), getattr(other, field)
        if left and right and not agree(left, right):
            return True
    return _ends_before(one, other) or _ends_before(other, one)


def _ends_before(one: Span, other: Span) -> bool:
    return bool(one.end and other.start and last_day(one.end) < first_day(other.start))


def _ratings_differ(one: Outcome, other: Outcome) -> bool:
    return one.rating != other.rating


def _measurements_differ(one: Measurement, other: Measurement) -> bool:
    def key(m: Measurement) -> tuple[Text, Text, Text | None, str | None]:
        return m.measure, m.unit, m.stage, m.date

    return key(one) == key(other) and one.value != other.value
