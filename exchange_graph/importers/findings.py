"""What is wrong with a list: each problem with its row, column and value, a proposal, and what was done."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

VALUE_SHOWN = 160
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+")
"""Begins where such a run of signs begins, and takes all of it: a long run without @ is read once."""
HIDDEN = "[e-mail]"


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem. `row` is the list's own number, `line` the line of the file it begins on."""

    row: str
    line: int
    column: str
    value: str
    problem: str
    proposal: str = ""
    done: str = ""


@dataclass(slots=True)
class Findings:
    """The problems of a list in the order in which they were met."""

    items: list[Finding] = field(default_factory=list)

    def note(
        self,
        row: str,
        line: int,
        column: str,
        value: str,
        problem: str,
        *,
        proposal: str = "",
        done: str = "",
    ) -> None:
        """Keep one problem; long values are cut, addresses of persons are not repeated."""
        self.items.append(Finding(row, line, column, shown(value), problem, proposal, done))

    def counts(self) -> dict[str, int]:
        """How many problems of each kind there are, most first."""
        return dict(Counter(f.problem for f in self.items).most_common())

    def of(self, problem: str) -> list[Finding]:
        """The problems of one kind."""
        return [f for f in self.items if f.problem == problem]


def shown(value: str) -> str:
    """A value as a report may show it: on one line, not too long, without e-mail addresses."""
    line = EMAIL.sub(HIDDEN, " ".join(value.split()))
    return line if len(line) <= VALUE_SHOWN else f"{line[: VALUE_SHOWN - 1]}…"


def listed(words: Iterable[str]) -> str:
    """Words in one line: "CHL, ECU"."""
    return ", ".join(words)
