"""Names with the codes that they may lead to: other people's lists, our adjectives and ended States."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SEEDS = Path(__file__).parents[2] / "seeds"
OCHA, BBLOCKS = "hdx_countries_territories_taxonomy.csv", "bblocks_concordance.csv"
_LANGUAGES = ("English", "French", "Spanish", "Russian", "Chinese", "Arabic")
_TERMS = ("Preferred Term", "ISO Alt Term", "DGACM Alt Term", "HPC Tools Alt Term", "RW Short Name",
          "RW API Alt Term", "English Formal")  # fmt: skip
PARTS = {
    "AZO": "PRT",
    "CAI": "ESP",
    "CHI": "GGY JEY",
    "GLI": "ECU",
    "TWN": "",
    "XKX": "",
    "ANT": "BES CUW SXM",
}
"""Codes of lists that are no State or area of ours: what their names may lead to, if to anything."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name of a list; `homes` are the codes that it may lead to, `exact` whether it must lead to one."""

    source: str
    name: str
    homes: frozenset[str]
    exact: bool = False


def of_reference(folder: Path) -> Iterator[Named]:
    """Every name of every list in `country_reference`."""
    for row in _rows(folder / OCHA):
        if row["ID"].startswith("#"):
            continue
        code = row["ISO 3166-1 Alpha 3-Codes"] or row["x Alpha3 codes"]
        columns = {f"{lang} Short" for lang in _LANGUAGES} | {f"M49 {lang}" for lang in _LANGUAGES}
        for column in (*_TERMS, *sorted(columns)):
            if row[column]:
                yield _listed(f"ocha: {column}", row[column], code)
    for row in _rows(folder / BBLOCKS):
        for column in ("name_official", "name_short"):
            yield _listed(f"bblocks: {column}", row[column], row["iso3_code"])


def of_our_own(*kinds: str) -> Iterator[Named]:
    """Names of `seeds/names.csv` of these kinds, each with every State that it is said of."""
    said: dict[tuple[str, str], set[str]] = {}
    for row in _rows(SEEDS / "names.csv"):
        if row["kind"] in kinds:
            said.setdefault((row["kind"], row["name"]), set()).add(row["country"])
    for (kind, name), homes in said.items():
        yield Named(kind, name, frozenset(homes))


def ended() -> Iterator[Named]:
    """Every name of every State that ended."""
    for row in _rows(SEEDS / "ended_states.csv"):
        own = [value for column, value in row.items() if column.startswith("name_") and value]
        for name in dict.fromkeys([*own, *(n.strip() for n in row["also"].split(";") if n.strip())]):
            yield Named("ended", name, frozenset(row["successors"].split()))


def _listed(source: str, name: str, code: str) -> Named:
    homes = frozenset(PARTS[code].split() if code in PARTS else [code] if code else [])
    return Named(source, name.strip(), homes, exact=bool(homes) and code not in PARTS)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
