"""A small folder of seed files, correct as it stands, to be copied and broken in one place."""

from __future__ import annotations

from pathlib import Path

from exchange_graph.seeding.tables import COUNTRY_COLUMNS

_STATES = {"ARD": "Ardania", "CAV": "Cavira", "NDM": "Nordmark"}


def _country(code: str, name: str) -> str:
    cells = {"id": code, "iso2": code[:2], "m49": "000"} | {
        column: name for column in COUNTRY_COLUMNS if column.startswith("name_")
    }
    return ",".join(cells.get(column, "") for column in COUNTRY_COLUMNS)


FILES = {
    "countries.csv": "\n".join([",".join(COUNTRY_COLUMNS), *map(_country, _STATES, _STATES.values()), ""]),
    "sources.yaml": """\
sources:
- id: doc
  title: {en: A document}
  publisher: {en: An office}
  published: "2014-01"
  retrieved: "2020-02-02"
""",
    "sectors.yaml": """\
sectors:
- id: economy
  label: {en: economy}
- id: tax
  label: {en: tax}
  broader: economy
""",
    "groups/south.csv": "country,from,to,seen,reason\nARD,,,2020,\nCAV,,,2020,\n",
    "groups.yaml": """\
citations:
  list: {source: doc, lang: en, grade: A}
groups:
- id: south
  name: {en: the South}
  members_file: south
  cites: [list]
""",
    "exchanges.yaml": """\
citations:
  p1: {source: doc, locator: "1", lang: en, grade: A, quote: advisers went}
exchanges:
- id: doc-1
  aliases: [X1]
  title: {en: Advisers on tax}
  summary: {en: Advisers went from Ardania to Cavira.}
  claims:
    c1: {provider: ARD, cites: [p1]}
    c2: {recipient: CAV, cites: [p1]}
    c3: {sector: tax, basis: assigned, cites: [p1]}
    c4: {period: {start: "2010", end: "2012"}, cites: [p1]}
""",
}


def write(folder: Path, **changed: bytes | str) -> Path:
    """The files in `folder`; `changed` gives other content by name (`exchanges_yaml`)."""
    for name, content in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        given = changed.get(name.replace(".", "_").replace("/", "_"), content)
        path.write_bytes(given if isinstance(given, bytes) else given.encode())
    return folder


def edit(folder: Path, name: str, old: str, new: str) -> None:
    """Change one place of a file; it must be there once."""
    path = folder / name
    before = path.read_text("utf-8")
    assert before.count(old) == 1, f"{old!r} stands {before.count(old)} times in {name}"
    path.write_text(before.replace(old, new), "utf-8")
