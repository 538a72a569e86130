"""From the list's themes and goals to our sectors: only where both point to one.

The first theme is the row's main one. Under "Governance" with goal 16 lie four of the five core areas of
the report, and gender equality is no sector: such rows get none, and are listed for a curator.
"""

from __future__ import annotations

import re

from exchange_graph.importers.known import Known
from exchange_graph.importers.undp_projects.columns import GOAL, GOALS, THEMES, ListEntry
from exchange_graph.importers.undp_projects.source import LIST

SECTORS: dict[tuple[str, str], str] = {
    (row["theme"], goal): row["sector"] for row in LIST["sectors"] for goal in row["goals"]
}
"""(first theme, primary goal) -> our sector. Assigned: it is our classification, not the list's word."""
_GOAL = re.compile(r"^SDG(?:[1-9]|1[0-7])$")


def sector(entry: ListEntry, known: Known) -> str | None:
    """Our sector for a row, or None, noted with what the list says."""
    for column in (GOAL, GOALS):
        _check_goals(entry, column)
    theme = entry[THEMES].split(",")[0].strip()
    found = SECTORS.get((theme, entry[GOAL]))
    if found in known.sectors:
        return found
    said = f"{entry[THEMES]} / {entry[GOAL]}"
    entry.note(
        THEMES, "no-sector", value=said, proposal="a curator assigns it from the text", done="no sector"
    )
    return None


def _check_goals(entry: ListEntry, column: str) -> None:
    for word in re.split("[,;]", entry[column]):
        if word.strip() and not _GOAL.match(word.strip()):
            entry.note(column, "no-goal", value=word.strip(), proposal="SDG1 to SDG17", done="not used")
