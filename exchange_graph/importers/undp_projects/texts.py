"""Title and description as the list has them, without addresses of persons; where they contradict the fields.

The fields stay as they are: a text that speaks of other States, regions or years is a reason to look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from exchange_graph.importers.findings import EMAIL, HIDDEN, listed
from exchange_graph.importers.known import Known
from exchange_graph.importers.undp_projects.columns import (
    DESCRIPTION,
    END,
    ENTITIES,
    REGIONS,
    START,
    TITLE,
    ListEntry,
)

CHECK = {"proposal": "compare with the project's page", "done": "fields kept as they are"}
_WORKING = re.compile(r"\b(?:I do not know|[Nn]eed more details|TBC|TBD|to be confirmed)\b")
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATED = re.compile(rf"\b(?:{_MONTH})(?: (?:and|to) (?:{_MONTH}))? ((?:19|20)\d\d)\b")
_REGIONS = {
    "MENA": r"\bMENA\b|Middle East and North Africa|\bArab (?:States|region|countries)",
    "LAC": r"Latin America|\bCaribbean\b|\bLAC\b",
    "Asia Pacific": r"(?<!Central )(?<!Western )\bAsia\b|\bPacific\b",
    "Africa": r"(?<!South )(?<!North )\bAfrica\b|\bAfrican\b(?! Republic)",
    "Europe": r"\bEurope\b|\bWestern Balkans\b",
}


def words(entry: ListEntry, column: str) -> str:
    """A cell of running text on one line, with e-mail addresses left out."""
    text = " ".join(entry[column].split())
    if EMAIL.search(text):
        entry.note(column, "e-mail", value=HIDDEN, proposal="take persons out of the list",
                   done=f"loaded with {HIDDEN} in its place")  # fmt: skip
    return EMAIL.sub(HIDDEN, text)


def compare(entry: ListEntry, named: Iterable[str], known: Known) -> None:
    """Note where title and description do not agree with the columns; `named` are the States of these."""
    text = f"{entry[TITLE]}\n{entry[DESCRIPTION]}"
    others = [c for c in known.names.found(text) if c not in {*named, *known.names.found(entry[ENTITIES])}]
    if others:
        entry.note(DESCRIPTION, "text-other-state", value=listed(others), **CHECK)
    _compare_regions(entry)
    _compare_years(entry, text)
    if found := _WORKING.search(entry[DESCRIPTION]):
        entry.note(DESCRIPTION, "working-note", value=found.group(), proposal="finish the text",
                   done="loaded as it stands")  # fmt: skip


def _compare_regions(entry: ListEntry) -> None:
    first = re.split(r"(?<=[a-z])\.\s*(?=[A-Z])", entry[DESCRIPTION])[0]
    named = [region for region, pattern in _REGIONS.items() if re.search(pattern, first)]
    given = entry[REGIONS]
    missing = [r for r in named if r not in given and not (r == "Asia Pacific" and "Asia" in given)]
    if missing and given and given != "Global":
        entry.note(REGIONS, "text-other-region", value=f"{given}; the text says {listed(missing)}", **CHECK)


def _compare_years(entry: ListEntry, text: str) -> None:
    start, end = entry[START], entry[END]
    if not (start.isdigit() and end.isdigit()):
        return
    outside = sorted({year for year in _DATED.findall(text) if not start <= year <= end})
    if outside:
        entry.note(
            DESCRIPTION,
            "text-other-years",
            value=f"{start} to {end}; the text says {listed(outside)}",
            **CHECK,
        )
