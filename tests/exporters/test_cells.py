"""A cell is text to a spreadsheet, whoever wrote it, and the text can be had back."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange_graph.exporters.cells import cell
from exchange_graph.exporters.columns import Column
from exchange_graph.exporters.format import Origin
from exchange_graph.exporters.formats.csv_table import CsvTable

RUN = re.compile(r"[\s\x00-\x1f\u200b-\u200f\u2060-\u2064\ufeff]*[=+\-@＝＋－＠]")
"""What a spreadsheet may run: a sign at the beginning, or after characters that nobody sees."""
TRICKY = st.text(st.sampled_from("=+-@＝＋－＠'\"\t\r\n ;,1a\u200b\ufeff税ض")) | st.text()


@given(TRICKY | st.lists(TRICKY | st.none(), max_size=4))
def test_no_text_begins_like_a_formula(value: Any) -> None:
    made = cell(value)
    assert not RUN.match(made) or re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", made), made
    assert not made.startswith(("\t", "\r"))


@given(TRICKY)
def test_the_text_behind_a_cell_can_be_had_back(text: str) -> None:
    made = cell(text)
    assert made in (text, f"'{text}"), "an apostrophe in front is all that is ever added"
    assert cell(f"'{text}") != made, "and no other text gives the same cell"


@given(st.lists(st.text(st.characters(exclude_characters=";'=+-@＝＋－＠\t\r\n")), min_size=2, max_size=5))
def test_the_entries_of_a_list_stay_as_many_and_in_order(entries: list[str]) -> None:
    assert cell(entries).split("; ") == entries


@given(st.lists(TRICKY, min_size=1, max_size=5))
def test_a_separator_inside_an_entry_does_not_part_it(entries: list[str]) -> None:
    assert len(cell(entries).split("; ")) == len(entries)


@given(st.lists(st.lists(TRICKY, min_size=3, max_size=3), max_size=4))
def test_a_table_is_read_back_by_any_reader_of_csv(records: list[list[str]]) -> None:
    table = tuple(Column(f"c{n}", lambda row, n=n: row["cells"][n]) for n in range(3))  # type: ignore[misc]
    writer = CsvTable(table, Origin("", "", 1, None, "en"))
    content = writer.rows({"cells": record} for record in records) + writer.end()
    text = content.decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert read == [["c0", "c1", "c2"], *([cell(value) for value in record] for record in records)]
    assert text.endswith("\r\n")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""), (True, "true"), (False, "false"), (0, "0"), (-6.3, "-6.3"), ("-5", "-5"), ([], ""),
        ([None, None], ""), (["a", None], "a; "), (["=a", "b"], "'=a; b"), (["-5", "3"], "'-5; 3"),
    ],
)  # fmt: skip
def test_values_have_one_way_to_be_written(value: Any, expected: str) -> None:
    assert cell(value) == expected
