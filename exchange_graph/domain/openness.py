"""Whether a need is known to be open: a request is not open for ever because nobody closed it."""

from __future__ import annotations

from typing import Literal

from exchange_graph.domain.context import Context
from exchange_graph.domain.dates import first_day, last_day
from exchange_graph.domain.knowledge import Need
from exchange_graph.domain.sourced import known_from

NeedStatus = Literal["open", "answered", "closed", "not-known-to-be-open"]
KNOWN_YEARS = 2
"""What has no end of its own is known to stand this long after the day on which it was last known."""


def known_since(need: Need, context: Context) -> str:
    """The day on which the status was last known: its own, else that of the newest source."""
    return need.as_of or max(known_from(citation, context) for citation in need.citations)


def status_of_need(need: Need, today: str, context: Context) -> NeedStatus:
    """The status as of `today` (YYYY-MM-DD): what is open too long is not known to be open."""
    if need.status != "open":
        return need.status
    stands = need.valid_until or years_after(known_since(need, context), KNOWN_YEARS)
    return "open" if last_day(stands) >= today else "not-known-to-be-open"


def years_after(day: str, years: int) -> str:
    """The day so many years later, counted from the first that `day` can mean."""
    first = first_day(day)
    return f"{int(first[:4]) + years:04d}{first[4:]}"
