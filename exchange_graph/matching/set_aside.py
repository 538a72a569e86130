"""The States that an operator sets aside for a recipient: never suggested to it; facts stay whole.

The file is the operator's own and is read once. What it holds is never served, logged or printed: a refusal
names the line and the column, and nothing that stands there.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from secrets import token_bytes

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.domain.vocabulary import Country, Sector
from exchange_graph.errors import BadInput, Problem, Unusable

COLUMNS = ("provider", "recipient", "sectors", "note")
WHERE = "EXCHANGE_SET_ASIDE"


@dataclass(frozen=True, slots=True)
class AsideLine:
    """One line of the file: None means any State, no sectors any sector."""

    provider: str | None
    recipient: str | None
    sectors: frozenset[str]


class SetAside:
    """All lines of a file. `key` is another at each start: tags of answers tell nothing of what is in it."""

    def __init__(self, lines: tuple[AsideLine, ...] = ()) -> None:
        self._lines = lines
        self.key = token_bytes(16) if lines else b""

    def __len__(self) -> int:
        return len(self._lines)

    def hidden(self, recipient: str, sectors: tuple[str, ...], known: Catalogue) -> frozenset[str]:
        """The States never suggested to this one in these sectors; a line holds below its sectors, too."""
        found: set[str] = set()
        for line in self._lines:
            if line.recipient in (None, recipient) and self._holds(line, sectors, known):
                found |= {line.provider} if line.provider else {one.id for one in known.all(Country)}
        return frozenset(found - {recipient})

    def _holds(self, line: AsideLine, sectors: tuple[str, ...], known: Catalogue) -> bool:
        return not line.sectors or any(line.sectors & {*known.context.ancestors(one)} for one in sectors)


NOBODY_IS = SetAside()
"""Where the operator named no file."""


def read(path: Path | None, known: Catalogue) -> SetAside:
    """The file that the settings name, checked against the records held.

    `Unusable` where it cannot be read, `BadInput` with every line that is not as it should be.
    """
    if path is None:
        return NOBODY_IS
    try:
        rows = [*csv.reader(path.read_text("utf-8-sig").splitlines())]
    except (OSError, UnicodeDecodeError, csv.Error):
        raise Unusable(f"{WHERE}: the file cannot be read as a CSV file in UTF-8") from None
    numbered = [(n, row) for n, row in enumerate(rows, 1) if row and not row[0].startswith("#")]
    if not numbered or [cell.strip() for cell in numbered[0][1]] != [*COLUMNS]:
        line = numbered[0][0] if numbered else 1
        raise BadInput([Problem(f"{WHERE}, line {line}", f"the columns are {', '.join(COLUMNS)}")])
    problems: list[Problem] = []
    lines = tuple(_line(n, row, known, problems) for n, row in numbered[1:] if any(map(str.strip, row)))
    if problems:
        raise BadInput(problems)
    return SetAside(lines)


def _line(number: int, row: list[str], known: Catalogue, problems: list[Problem]) -> AsideLine:
    where = f"{WHERE}, line {number}"
    if len(row) != len(COLUMNS):
        problems.append(Problem(where, f"has {len(row)} cells instead of {len(COLUMNS)}"))
        return AsideLine(None, None, frozenset())
    provider, recipient, sectors, _ = (cell.strip() for cell in row)
    for column, cell in (("provider", provider), ("recipient", recipient)):
        if cell and known.country(cell) is None:
            problems.append(Problem(where, f"{column} is no code on record: write ISO3, such as LBR"))
    if not provider and not recipient:
        problems.append(Problem(where, "names neither provider nor recipient: nobody would be suggested"))
    return AsideLine(
        _code(provider, known), _code(recipient, known),
        frozenset(_sectors(sectors.replace(";", " ").split(), where, known, problems)),
    )  # fmt: skip


def _code(cell: str, known: Catalogue) -> str | None:
    country = known.country(cell)
    return country.id if country else None


def _sectors(ids: list[str], where: str, known: Catalogue, problems: list[Problem]) -> Iterator[str]:
    for one in ids:
        if (sector := known.get(Sector, one)) is None:
            problems.append(Problem(where, "sectors names an id that is not on record"))
        else:
            yield sector.id
