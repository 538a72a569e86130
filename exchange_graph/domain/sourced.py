"""The days behind a citation: when it was published, when it was read, from when the public could know it."""

from __future__ import annotations

from collections.abc import Iterable

from exchange_graph.domain.claims import Citation
from exchange_graph.domain.context import Context
from exchange_graph.domain.dates import last_day
from exchange_graph.domain.vocabulary import Source

UNKNOWN_DATE = "0001"


def known_from(citation: Citation, context: Context) -> str:
    """The date from which the public could know what a citation says: published, else the day it was read."""
    source = context.get(Source, citation.source)
    return source.known_from if source else UNKNOWN_DATE


def published(citations: Iterable[Citation], context: Context) -> str | None:
    """The newest date of publication; None where no source has one. The day of reading is none."""
    sources = (context.get(Source, citation.source) for citation in citations)
    return max((s.published for s in sources if s and s.published), default=None)


def seen_until(citations: Iterable[Citation], context: Context) -> str:
    """The last day that one of these sources can tell of: what it puts later can only be a plan."""
    sources = (context.get(Source, citation.source) for citation in citations)
    days = [last_day(day) for s in sources if s for day in (s.published, s.retrieved) if day]
    return max(days, default=last_day(UNKNOWN_DATE))
