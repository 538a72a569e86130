"""A file that is not the list is refused with the place and the way out, in bounded memory."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange_graph.errors import BadInput
from exchange_graph.importers.cells import MAX_BYTES, MAX_CELL, read_bytes
from exchange_graph.importers.undp_projects.columns import COLUMNS, TITLE
from exchange_graph.importers.undp_projects.reading import read_list
from tests.importers.lists import a_list, around, row

GOOD = a_list(row(1), row(2, title="Pumps"))


def workbook() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("xl/workbook.xml", "<workbook/>")
    return out.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(BadInput) as refused:
        read_list(data, "list.csv", around())
    return str(refused.value)


@pytest.mark.parametrize(
    ("data", "place", "why"),
    [
        (b"", "list.csv:1", "no column 'Number'"),
        (b"id,name\n1,Wells\n", "list.csv:1", "is not the list"),
        (GOOD.replace(b",", b";"), "list.csv:1", "separated by ';'"),
        (GOOD.replace(b"Project Name", b"Project Names"), "list.csv:1", "is it 'Project Names'?"),
        (workbook(), "list.csv", "an Excel or zip file, not CSV: open it in a spreadsheet and save it as"),
        (b"\xd0\xcf\x11\xe0" + bytes(8), "list.csv", "an old Excel file"),
        (GOOD.decode().encode("utf-16"), "list.csv", "UTF-16 text"),
        (GOOD.decode().encode("utf-16-le"), "list.csv", "zero bytes"),
        (GOOD.replace(b"Pumps", b"Pomp\xe9s"), "list.csv:3", "not UTF-8"),
        (GOOD[:-4] + b"\n", "list.csv:3", f"cells, not {len(COLUMNS)}"),
        (GOOD.rstrip(b"\n") + b",more\n", "list.csv:3", f"{len(COLUMNS) + 1} cells"),
        (GOOD + b'3,"Wells', "list.csv:4", "unexpected end"),
        (a_list(row(1), row(2, text="x" * 1_000_000)), "list.csv:3", f"longer than {MAX_CELL}"),
        (a_list(row(1), row(2, text="x" * (MAX_CELL + 1))), "list.csv:3", "Description has 20001 characters"),
        (GOOD.replace(b"Links", TITLE.encode()), "list.csv:1", "no column 'Links'"),
        (GOOD.replace(b"\n", b",Links\n", 1), "list.csv:1", "stands twice"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_the_list_is_refused_with_the_place_and_the_way_out(
    data: bytes, place: str, why: str
) -> None:
    said = refusal(data)
    assert said.startswith(f"{place}: ")
    assert why in said


def test_a_mark_at_the_beginning_and_windows_line_ends_are_no_problem() -> None:
    reading = read_list(b"\xef\xbb\xbf" + GOOD.replace(b"\n", b"\r\n"), "list.csv", around())
    assert sorted(reading.taken) == ["1", "2"]


def test_a_hundred_megabytes_are_refused_without_being_read(tmp_path: Path) -> None:
    large = tmp_path / "list.csv"
    with large.open("wb") as file:
        file.truncate(100_000_000)
    tracemalloc.start()
    with pytest.raises(BadInput, match=r"larger than 10 MB"):
        read_bytes(large)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3 * MAX_BYTES


@pytest.mark.parametrize("path", ["nothing.csv", "."])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, path: str) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        read_bytes(tmp_path / path)


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_other_bytes_are_refused(data: bytes) -> None:
    refusal(data)


CELL = st.text(max_size=30) | st.sampled_from(
    ["ARD", "ARD,CAV", "ARD;CAV.", "RKS", "ROK", "Present", "2010", "YES"]
)


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(COLUMNS, CELL)), max_size=4))
def test_any_cells_are_read_to_the_end_and_every_row_is_taken_or_left_out(rows: list[dict[str, str]]) -> None:
    try:
        reading = read_list(a_list(*rows), "list.csv", around(), accept=True)
    except BadInput:
        return
    assert reading.rows <= len(rows)
    assert len(reading.taken) + len(reading.left_out) <= reading.rows
    assert all(f.problem and f.line for f in reading.findings.items)
