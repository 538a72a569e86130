"""Lists of our own in the columns of UNDP's, about invented States. Nothing of the real list is copied."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from functools import cache

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.domain.exchange import Exchange
from exchange_graph.domain.records import AnyRecord
from exchange_graph.importers.findings import Finding
from exchange_graph.importers.known import Known, known_from
from exchange_graph.importers.undp_projects.columns import (
    COLUMNS,
    DESCRIPTION,
    DONOR,
    END,
    ENTITIES,
    GOAL,
    HOSTS,
    IMPLEMENTOR,
    NUMBER,
    PROVIDERS,
    REGIONS,
    START,
    THEMES,
    TITLE,
)
from exchange_graph.importers.undp_projects.reading import ReadList, read_list
from tests.building import NORTH, SOUTH, STATES, body, country, sector, source

KOREA = country("KOR", "Republic of Korea")
SECTORS = ("infrastructure", "environment-and-disaster-risk", "economic-revitalization", "health")
AROUND: tuple[AnyRecord, ...] = (
    *STATES, KOREA, NORTH, SOUTH, source(), body("undp", type="un-entity"), *(sector(s) for s in SECTORS),
)  # fmt: skip
"""A graph around the list: five invented States and one of another name, Nordmark the Northern one."""
USUAL = {
    NUMBER: "7", TITLE: "Wells", DESCRIPTION: "Engineers of Ardania trained those of Cavira.", HOSTS: "CAV",
    PROVIDERS: "ARD", REGIONS: "Africa", ENTITIES: "UNDP", IMPLEMENTOR: "", DONOR: "", START: "2015",
    END: "2018", THEMES: "Energy", GOAL: "SDG7",
}  # fmt: skip


def row(number: int | str = 7, **cells: str) -> dict[str, str]:
    """A row without any problem, but for the cells given by the names below."""
    names = {
        "title": TITLE, "text": DESCRIPTION, "hosts": HOSTS, "providers": PROVIDERS, "regions": REGIONS,
        "entities": ENTITIES, "implementor": IMPLEMENTOR, "donor": DONOR, "start": START, "end": END,
        "themes": THEMES, "goal": GOAL,
    }  # fmt: skip
    return USUAL | {NUMBER: str(number)} | {names[name]: value for name, value in cells.items()}


def a_list(*rows: Mapping[str, str], columns: Sequence[str] = COLUMNS) -> bytes:
    """The file of these rows."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


@cache
def around() -> Known:
    """What the graph around the list knows."""
    return known_from(Catalogue({record.id: record for record in AROUND}, 1))


def read(*rows: Mapping[str, str], accept: bool = False) -> ReadList:
    """The reading of a list of these rows."""
    return read_list(a_list(*rows), "list.csv", around(), accept=accept)


def taken(reading: ReadList, number: int = 7) -> Exchange:
    """The exchange of a row."""
    return reading.taken[str(number)]


def roles(record: Exchange) -> dict[str, str]:
    """Who takes which role on which basis: `{"provider ARD": "stated"}`."""
    claims = sorted(record.participations, key=lambda c: c.order)
    return {f"{c.value.role} {c.value.actor.id or c.value.actor.words}": c.basis for c in claims}


def found(reading: ReadList, problem: str) -> Finding:
    """The one finding of a kind."""
    (only,) = reading.findings.of(problem)
    return only
