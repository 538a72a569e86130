"""How an exchange stands: what the newest source says, and what was only announced.

A status that was published later replaces an earlier one. If nothing says that it began, it is planned.
"""

from __future__ import annotations

from exchange_graph.domain.claims import Basis, Citation, strongest
from exchange_graph.domain.context import Context
from exchange_graph.domain.dates import first_day, last_day
from exchange_graph.domain.exchange import Exchange, Status, StatusClaim, facts
from exchange_graph.domain.languages import Text
from exchange_graph.domain.sourced import known_from
from exchange_graph.domain.value import Value

NOT_GIVEN: tuple[Status, ...] = ("proposed", "planned", "cancelled")
"""Statuses under which no experience has been given: their dates are plans, and they count nowhere."""
AT_WORK: tuple[Status, ...] = ("ongoing", "completed", "interrupted")


class StatusView(Value):
    """A status with its basis, the day on which it was last known, and why it ended before its time."""

    value: Status
    basis: Basis
    as_of: str | None = None
    cause: Text | None = None


def status_of(exchange: Exchange, context: Context) -> StatusView | None:
    """The status of the newest source; None where no source says one and something was done."""
    newest = max(exchange.status, key=lambda claim: (day_of(claim, context), claim.order), default=None)
    if (newest is None or newest.value in AT_WORK) and is_announced(exchange, context):
        return StatusView(value="planned", basis="inferred", as_of=_newest(exchange, context))
    if newest is None:
        return None
    same = [claim for claim in exchange.status if claim.value == newest.value]
    return StatusView(
        value=newest.value, basis=strongest(claim.basis for claim in same), as_of=day_of(newest, context),
        cause=next((claim.cause for claim in same if claim.cause), None),
    )  # fmt: skip


def day_of(claim: StatusClaim, context: Context) -> str:
    """The day of which a claim says how it stood: its own, else that of its newest source."""
    return claim.as_of or max(known_from(citation, context) for citation in claim.citations)


def is_announced(exchange: Exchange, context: Context) -> bool:
    """True where every source is older than the start, or tells only of what is planned."""
    actual = [claim.value for claim in exchange.period if claim.stage == "actual"]
    starts = [span.start for span in actual if span.start]
    if starts:
        return last_day(_newest(exchange, context)) < first_day(min(starts))
    done = exchange.outcome or any(claim.value in AT_WORK for claim in exchange.status)
    return bool(exchange.period) and not actual and not done


def _newest(exchange: Exchange, context: Context) -> str:
    return max((known_from(c, context) for c in citations_of(exchange)), key=last_day)


def citations_of(exchange: Exchange) -> list[Citation]:
    """Every citation of every claim."""
    return [citation for _, claim in facts(exchange) for citation in claim.citations]
