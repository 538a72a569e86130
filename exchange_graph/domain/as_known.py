"""What the public could know of an exchange at a date: claims whose sources were published by then."""

from __future__ import annotations

from typing import Any

from exchange_graph.domain.claims import Citation, Claim
from exchange_graph.domain.context import Context
from exchange_graph.domain.dates import last_day
from exchange_graph.domain.exchange import FACTS, Exchange
from exchange_graph.domain.sourced import known_from


def as_known(exchange: Exchange, date: str, context: Context) -> Exchange | None:
    """The exchange with the citations published by `date` (its last day counts), or None.

    A claim stands while one of its citations remains, with the grade of what remains.
    """
    kept = {name: _kept(getattr(exchange, name), last_day(date), context) for name in FACTS}
    if not kept["participations"]:
        return None
    ids = {claim.id for claims in kept.values() for claim in claims}
    marks = tuple(mark for mark in exchange.incompatible if set(mark.claims) <= ids)
    notes = tuple(note for note in exchange.notes if last_day(note.date) <= last_day(date))
    return exchange.model_copy(update={**kept, "incompatible": marks, "notes": notes})


def _kept(claims: tuple[Claim[Any], ...], day: str, context: Context) -> tuple[Claim[Any], ...]:
    return tuple(
        claim.model_copy(update={"citations": citations})
        for claim in claims
        if (citations := tuple(c for c in claim.citations if is_published(c, day, context)))
    )


def is_published(citation: Citation, day: str, context: Context) -> bool:
    """A publication known only by year or month counts from the end of it."""
    return last_day(known_from(citation, context)) <= day
