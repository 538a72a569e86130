"""Dates that carry their own precision: "2012", "2012-10", "2012-10-05".

ISO strings sort, slice and compare as they are; nothing here invents a day that no source gave.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Annotated

from pydantic import AfterValidator

from exchange_graph.errors import Wording

_FORM = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


def _check(text: str) -> str:
    if not _FORM.fullmatch(text):
        shown = text.encode("utf-8", "backslashreplace").decode("utf-8")
        raise ValueError(Wording("{it} is no date: write 2012, 2012-10 or 2012-10-05", it=shown))
    try:
        dt.date.fromisoformat(first_day(text))
    except ValueError:
        raise ValueError(Wording("{it} is not in the calendar", it=text)) from None
    return text


PartialDate = Annotated[str, AfterValidator(_check)]
"""An ISO date of year, month or day precision."""


def first_day(date: str) -> str:
    """The earliest day that `date` can mean, as YYYY-MM-DD."""
    return date + "-01-01"[len(date) - 4 :] if len(date) < 10 else date


def last_day(date: str) -> str:
    """The latest day that `date` can mean, as YYYY-MM-DD."""
    if len(date) == 4:
        return f"{date}-12-31"
    if len(date) == 7:
        year, month = int(date[:4]), int(date[5:])
        return f"{date}-{calendar.monthrange(year, month)[1]:02d}"
    return date


def agree(one: str, other: str) -> bool:
    """True where both can be the same day: 2013 and 2013-09-30 agree, 2012-12 and 2013 do not."""
    return one.startswith(other) or other.startswith(one)


def more_precise(one: str, other: str) -> str:
    """Of two dates that agree, the one that says more."""
    return one if len(one) >= len(other) else other


def year(date: str) -> int:
    """The calendar year of a date."""
    return int(date[:4])
