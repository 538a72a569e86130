"""All seed files as records, each with the place it was written at; or every problem of every file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from exchange_graph.domain.records import NOUNS, AnyRecord, parse_object
from exchange_graph.errors import BadInput, Problem
from exchange_graph.render.refusal import of_field
from exchange_graph.seeding.marked import Marked, Where, read_yaml
from exchange_graph.seeding.shorthand import CITATIONS, Body, Shorthand
from exchange_graph.seeding.sides import misplaced
from exchange_graph.seeding.tables import (
    BORDER_COLUMNS,
    COUNTRY_COLUMNS,
    DEPLOYMENT_COLUMNS,
    LANGUAGE_COLUMNS,
    MEMBER_COLUMNS,
    CsvRow,
    borders,
    country,
    deployment,
    languages,
    membership,
    read_table,
)
from exchange_graph.seeding.texts import Translations

SEEDS = Path(__file__).parents[2] / "seeds"
LISTS = {noun: kind for noun, kind in NOUNS.items() if kind != "country"}
"""What the lists in a file are called; countries are a table of their own."""


@dataclass(frozen=True, slots=True)
class Seeds:
    """The records of a folder of seed files; `places` leads from (record id, part) to `file:line`."""

    records: tuple[AnyRecord, ...]
    places: Mapping[tuple[str, str], str]

    def place(self, where: str) -> str:
        """The file and line behind a problem's `record-id part`."""
        record_id, _, part = where.partition(" ")
        return self.places.get((record_id, part)) or self.places.get((record_id, "")) or where


def read_seeds(folder: Path = SEEDS) -> Seeds:
    """Read and check every file under `folder`; `BadInput` lists all problems with file and line."""
    paths = _yaml_files(folder)
    reading = _SeedsReader(folder)
    reading.countries()
    reading.deployments()
    files = [_checked(read_yaml(path, path.relative_to(folder).as_posix())) for path in paths]
    for marked in files:
        reading.announce(marked)
    for marked in files:
        reading.file(marked)
    reading.problems += misplaced(reading.records, lambda *where: reading.places[where])
    if reading.problems:
        raise BadInput(reading.problems)
    if not reading.records:
        raise BadInput([Problem(str(folder), "holds no seed files")])
    return Seeds(tuple(reading.records), reading.places)


def _yaml_files(folder: Path) -> list[Path]:
    try:
        if folder.is_dir():
            return sorted(folder.rglob("*.yaml"))
    except OSError as error:
        raise BadInput([Problem(str(folder), f"cannot be read: {error.strerror}")]) from None
    raise BadInput([Problem(str(folder), "is no folder of seed files")])


class _SeedsReader:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._translations = Translations(folder)
        self._kinds: dict[str, str] = {}
        self.records: list[AnyRecord] = []
        self.places: dict[tuple[str, str], str] = {}
        self.problems: list[Problem] = []

    def countries(self) -> None:
        spoken = languages(row for _, row in self._table("languages.csv", LANGUAGE_COLUMNS))
        bordered = borders(row for _, row in self._table("borders.csv", BORDER_COLUMNS))
        for place, row in self._table("countries.csv", COUNTRY_COLUMNS):
            iso3 = row["id"]
            self._announce(iso3, "country", place)
            tables = {"working_languages": spoken.get(iso3), "borders": bordered.get(iso3)}
            self._row(country(row) | tables, place)

    def deployments(self) -> None:
        for place, row in self._table("deployments.csv", DEPLOYMENT_COLUMNS):
            written = deployment(row)
            self._announce(written["id"], "deployment", place)
            self._row(written, place)

    def _row(self, written: Body, place: str) -> None:
        try:
            self._keep(parse_object(written), place)
        except ValidationError as error:
            self.problems += [Problem(place, of_field(e, e["loc"][1:])) for e in error.errors()]

    def _table(self, name: str, columns: tuple[str, ...]) -> Iterator[tuple[str, CsvRow]]:
        path = self._folder / name
        return read_table(path, name, columns) if path.exists() else iter(())

    def announce(self, marked: Marked) -> None:
        """Note which ids a file defines, so that any file may name them."""
        for kind, body, where in _bodies(marked):
            if isinstance(body, dict) and isinstance(body.get("id"), str):
                self._announce(body["id"], kind, f"{marked.file}:{marked.line(where)}")

    def _announce(self, record_id: str, kind: str, place: str) -> None:
        if record_id in self._kinds:
            self.problems.append(Problem(place, f"the id {record_id} is used twice"))
        self._kinds[record_id] = kind

    def file(self, marked: Marked) -> None:
        shorthand, parts = Shorthand(marked, self._kinds.get), marked.inside(2)
        for kind, body, where in _bodies(marked):
            shorthand.origin.clear()
            before = len(marked.problems)
            written = shorthand.record(kind, body, where)
            if written is None or len(marked.problems) > before:
                continue
            if record := self._record(marked, shorthand, self._with_members(written), where):
                self._keep(record, f"{marked.file}:{marked.line(where)}")
                for place, line in parts[where]:
                    self.places.setdefault((record.id, str(place[-1])), f"{marked.file}:{line}")
        self.problems += marked.problems

    def _with_members(self, written: Body) -> Body:
        name = written.pop("members_file", None)
        if written["kind"] == "group" and name:
            path = self._folder / "groups" / f"{name}.csv"
            if not path.exists():
                raise BadInput(
                    [Problem(f"groups/{name}.csv", f"the members of {written.get('id')} are missing")]
                )
            rows = list(read_table(path, f"groups/{path.name}", MEMBER_COLUMNS))
            written["members"] = [membership(row) for _, row in rows]
            self.places |= {(str(written.get("id")), row["country"]): place for place, row in rows}
        return written

    def _record(self, marked: Marked, shorthand: Shorthand, written: Body, where: Where) -> AnyRecord | None:
        try:
            return parse_object(written)
        except ValidationError as error:
            for problem in error.errors():
                location = tuple(problem["loc"][1:])
                inside = shorthand.origin.get(location[:2], (*where, *location))
                marked.refuse(inside, of_field(problem, location))
            return None

    def _keep(self, record: AnyRecord, place: str) -> None:
        self.records.append(self._translations.of(record))
        self.places[record.id, ""] = place


def _checked(marked: Marked) -> Marked:
    """The file with its records by kind; what stands in the place of such a list is told and left out."""
    written = marked.data or {}
    if not isinstance(written, dict):
        marked.refuse((), f"is no list of records by kind: begin with one of {', '.join(LISTS)}")
        written = {}
    for key, value in written.items():
        if key not in LISTS and key != CITATIONS:
            marked.refuse((key,), f"{key} is no kind of record; kinds are {', '.join(LISTS)}")
        elif value and not isinstance(value, dict if key == CITATIONS else list):
            what = "citations by name" if key == CITATIONS else "records, each after a dash"
            marked.refuse((key,), f"{key} holds no {what}")
    kept = dict.fromkeys(LISTS, list) | {CITATIONS: dict}
    marked.data = {key: value for key, value in written.items() if isinstance(value, kept.get(key, ()))}
    return marked


def _bodies(marked: Marked) -> Iterator[tuple[str, Any, Where]]:
    for key, bodies in marked.data.items():
        for number, body in enumerate(bodies if key != CITATIONS else ()):
            yield LISTS[key], body, (key, number)
