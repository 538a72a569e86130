"""The columns of the list, by the names of its header, and one row of it."""

from __future__ import annotations

from dataclasses import dataclass

from exchange_graph.importers.cells import FileRow
from exchange_graph.importers.findings import Findings

NUMBER = "Number"
TITLE = "Project Name"
LINKS = "Links"
DESCRIPTION = "Description"
HOSTS = "Host/Recipient Country/ies"
PROVIDERS = "Provider Country/ies"
REGIONS = "Regions Involved"
ENTITIES = "Entity/ies Supporting and/or Implementing"
IMPLEMENTOR = "UNDP as Implementor"
DONOR = "UNDP as Donor"
START = "Start year"
END = "End year"
THEMES = "Thematic Areas"
GOAL = "Primary SDG Contribution"
GOALS = "Secondary SDG Contribution"
UNREAD = (LINKS, "Is the private sector involved?", "Does it involve LDCs?")
"""Columns of the list that no claim is made of; `docs/importing.md` says why."""
COLUMNS = (
    NUMBER, TITLE, LINKS, DESCRIPTION, HOSTS, PROVIDERS, REGIONS, ENTITIES, *UNREAD[1:], IMPLEMENTOR, DONOR,
    START, END, THEMES, GOAL, GOALS,
)  # fmt: skip
FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One row under its number, and where what is wrong with it is noted."""

    number: str
    row: FileRow
    findings: Findings

    def __getitem__(self, column: str) -> str:
        return self.row[column]

    def note(
        self, column: str, problem: str, *, value: str | None = None, proposal: str = "", done: str = ""
    ) -> None:
        """Note a problem of this row; the value is the whole cell unless a part of it is given."""
        said = value if value is not None else self.row.cells.get(column, "")
        self.findings.note(
            self.number, self.row.line, column, said, problem, proposal=proposal, done=done
        )  # fmt: skip
