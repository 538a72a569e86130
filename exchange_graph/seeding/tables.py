"""The flat tables: countries, the members of groups, deployments."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from exchange_graph.domain.languages import LANGUAGES
from exchange_graph.errors import BadInput, Problem
from exchange_graph.seeding.marked import read_text

CsvRow = dict[str, str]
COUNTRY_COLUMNS = (
    "id", "iso2", "m49", *(f"name_{lang}" for lang in LANGUAGES), *(f"inline_{lang}" for lang in LANGUAGES),
    "also", "region", "subregion", "intermediate", "latitude", "longitude",
)  # fmt: skip
LANGUAGE_COLUMNS = ("country", "languages", "source", "note")
BORDER_COLUMNS = ("country", "neighbour", "status", "source", "note")
MEMBER_COLUMNS = ("country", "from", "to", "seen", "reason")
DEPLOYMENT_COLUMNS = (
    "mission", "host", "country", "type", "start", "end", "most", "most_month", "women", "source",
)  # fmt: skip


def read_table(path: Path, name: str, columns: tuple[str, ...]) -> Iterator[tuple[str, CsvRow]]:
    """The rows of a CSV table with exactly these columns, each with its place (`file:line`)."""
    reader = csv.DictReader(io.StringIO(read_text(path, name)), strict=True)
    try:
        if set(reader.fieldnames or ()) != set(columns):
            raise BadInput([Problem(f"{name}:1", f"the columns must be {','.join(columns)}")])
        for row in reader:
            if None in row or None in row.values():
                raise BadInput([Problem(f"{name}:{reader.line_num}", f"a row has {len(columns)} cells")])
            yield f"{name}:{reader.line_num}", row
    except csv.Error as error:
        raise BadInput([Problem(f"{name}:{reader.line_num or 1}", f"not CSV: {error}")]) from None


def country(row: CsvRow) -> dict[str, Any]:
    """The fields of a Country from its row. Inline forms and alternative names are ours."""
    plain = {
        k: row[k]
        for k in ("id", "iso2", "m49", "region", "subregion", "intermediate", "latitude", "longitude")
    }
    return {
        "kind": "country",
        "name": _text(row, "name_"),
        "inline": _text(row, "inline_"),
        "also": [name.strip() for name in row["also"].split(";") if name.strip()],
        **{key: value or None for key, value in plain.items()},
    }


def languages(rows: Iterable[CsvRow]) -> dict[str, dict[str, Any]]:
    """By country, the fields of its WorkingLanguages."""
    return {
        row["country"]: {
            "codes": row["languages"].split(),
            "source": row["source"],
            "note": row["note"] or None,
        }
        for row in rows
    }


def borders(rows: Iterable[CsvRow]) -> dict[str, dict[str, Any]]:
    """By country, the fields of its LandBorders: each pair stands once and holds both ways."""
    found: dict[str, dict[str, Any]] = {}
    for row in sorted(rows, key=lambda row: (row["country"], row["neighbour"])):
        pair = (row["country"], row["neighbour"])
        for one, other in (pair, pair[::-1]) if row["neighbour"] else (pair,):
            known = found.setdefault(one, {"neighbours": [], "unstated": [], "source": row["source"]})
            if row["status"] == "border":
                known["neighbours"].append(other)
            elif row["status"] == "unstated":
                known["unstated"].append({"country": other, "why": row["note"]})
    return found


def membership(row: CsvRow) -> dict[str, Any]:
    """The fields of a Membership from its row."""
    names = {"country": "country", "from": "start", "to": "end", "seen": "seen", "reason": "reason"}
    return {field: row[column] for column, field in names.items() if row[column]}


def deployment(row: CsvRow) -> dict[str, Any]:
    """The fields of a Deployment from its row; the table of the month with most personnel is its place."""
    return {
        "kind": "deployment",
        "id": f"{row['mission']}-{row['country'].lower()}-{row['type']}",
        **{field: row[field] or None for field in ("country", "mission", "host", "type", "start", "end")},
        **{
            field: int(row[field]) if row[field].isdigit() else row[field] or None
            for field in ("most", "women")
        },
        "citations": [{"source": row["source"], "locator": row["most_month"], "lang": "en", "grade": "A"}],
    }


def _text(row: CsvRow, prefix: str) -> dict[str, Any] | None:
    words: dict[str, Any] = {lang: row[prefix + lang] for lang in LANGUAGES if row[prefix + lang]}
    if words and prefix == "inline_":
        words["unofficial"] = list(words)
    return words or None
