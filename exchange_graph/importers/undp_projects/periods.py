"""Years: start, end, and "Present" for what still ran at the edition of the list."""

from __future__ import annotations

import re
from dataclasses import dataclass

from exchange_graph.domain.exchange import Span
from exchange_graph.importers.undp_projects.columns import END, START, ListEntry

EDITION = "2023-11"
PRESENT = "present"
_YEAR = re.compile(r"^(?:19|20)\d\d$")


@dataclass(frozen=True, slots=True)
class When:
    """The years that the columns give, and whether the list says that the project is running."""

    span: Span | None
    ongoing: bool


def when(entry: ListEntry) -> When:
    """The period of a row; years that cannot stand are noted and not loaded."""
    ongoing = entry[END].lower() == PRESENT
    start, end = _year(entry, START), None if ongoing else _year(entry, END)
    if ongoing:
        entry.note(END, "present", proposal="the status is ongoing", done="status ongoing, no end")
    if start and end and start > end:
        entry.note(
            END, "year", value=f"{start} to {end}", proposal="correct the years", done="no period loaded"
        )
        return When(None, ongoing)
    if end and end > EDITION[:4]:
        entry.note(
            END,
            "planned-end",
            proposal=f"an end planned at {EDITION}",
            done="loaded as the end that the list gives",
        )
    _note_gaps(entry, end, ongoing=ongoing)
    return When(Span(start=start, end=end) if start or end else None, ongoing)


def _year(entry: ListEntry, column: str) -> str | None:
    cell = entry[column]
    if not cell or _YEAR.match(cell):
        return cell or None
    entry.note(column, "year", proposal="a year of four digits", done="not loaded")
    return None


def _note_gaps(entry: ListEntry, end: str | None, *, ongoing: bool) -> None:
    ask = {"proposal": "ask for the year", "done": "left open"}
    if not entry[START] and not entry[END]:
        entry.note(START, "no-year", **ask)
    elif not entry[START]:
        entry.note(START, "no-start", **ask)
    elif not entry[END] and not (end or ongoing):
        entry.note(END, "no-end", **ask)
