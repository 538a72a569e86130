"""Years, sectors, texts, doubled rows: what is taken, what is only named, what is left out."""

from __future__ import annotations

import pytest

from exchange_graph.importers.undp_projects.columns import COLUMNS, DESCRIPTION
from exchange_graph.importers.undp_projects.problems import PROBLEMS
from exchange_graph.importers.undp_projects.reading import read_list
from exchange_graph.importers.undp_projects.sectors import SECTORS
from exchange_graph.importers.undp_projects.source import RECORD
from tests import real
from tests.importers.lists import a_list, around, found, read, row, taken


def years(start: str, end: str) -> tuple[str | None, str | None, str | None]:
    record = taken(read(row(start=start, end=end)))
    span = record.period[0].value if record.period else None
    return (
        span.start if span else None, span.end if span else None,
        record.status[0].value if record.status else None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("start", "end", "expected", "problem"),
    [
        ("2015", "2018", ("2015", "2018", None), None),
        ("2015", "Present", ("2015", None, "ongoing"), "present"),
        ("2015", "Present ", ("2015", None, "ongoing"), "present"),
        ("", "Present", (None, None, "ongoing"), "present no-start"),
        ("2015", "", ("2015", None, None), "no-end"),
        ("", "2018", (None, "2018", None), "no-start"),
        ("", "", (None, None, None), "no-year"),
        ("2015", "2026", ("2015", "2026", None), "planned-end"),
        ("2018", "2015", (None, None, None), "year"),
        ("about 2015", "2018", (None, "2018", None), "year"),
        ("2015", "9999", ("2015", None, None), "year"),
    ],
)
def test_years_stand_as_the_list_has_them_and_what_is_odd_is_said(
    start: str, end: str, expected: tuple[str | None, str | None, str | None], problem: str | None
) -> None:
    assert years(start, end) == expected
    assert list(read(row(start=start, end=end)).findings.counts()) == (problem or "").split()


def test_a_sector_is_assigned_where_theme_and_goal_point_to_one_else_the_row_is_listed() -> None:
    (claim,) = taken(read(row(themes="Energy,Environment", goal="SDG7"))).sectors
    assert (claim.value, claim.basis) == ("infrastructure", "assigned")
    unclear = read(row(themes="Governance", goal="SDG16"))
    assert taken(unclear).sectors == ()
    assert found(unclear, "no-sector").value == "Governance / SDG16"


def test_every_sector_of_the_table_is_one_of_the_seeds() -> None:
    assert set(SECTORS.values()) <= {record.id for record in real.seeds().records if record.kind == "sector"}


def test_a_goal_that_is_none_is_named() -> None:
    assert found(read(row(goal="SDG18")), "no-goal").value == "SDG18"


def test_an_address_of_a_person_is_neither_loaded_nor_repeated_in_the_report() -> None:
    reading = read(row(text="Ardania trained Cavira. Write to ann.doe@example.org for more."))
    assert taken(reading).summary.en == "Ardania trained Cavira. Write to [e-mail] for more."
    assert "example.org" not in repr(reading)
    assert found(reading, "e-mail").column == DESCRIPTION


def test_columns_of_persons_are_not_read_and_their_values_are_nowhere() -> None:
    rows = [row() | {"Contact person": "Ann Doe", "E-mail": "ann.doe@example.org"}]
    reading = read_list(a_list(*rows, columns=[*COLUMNS, "Contact person", "E-mail"]), "list.csv", around())
    assert [f.column for f in reading.findings.of("column-not-read")] == ["Contact person", "E-mail"]
    assert "Doe" not in repr(reading)


def test_title_and_description_are_taken_as_they_are_in_their_language() -> None:
    record = taken(read(row(title=" Wells \n for all ", text="Ardania  gave.")))
    assert (record.title.en, record.summary.en, record.title.languages()) == (
        "Wells for all",
        "Ardania gave.",
        ("en",),
    )
    assert taken(read(row(text=""))).summary.en == "Wells"


@pytest.mark.parametrize(
    ("problem", "cells", "value"),
    [
        ("text-other-state", {"text": "Wells for Dosara."}, "DOS"),
        ("text-other-region", {"text": "Wells in Latin America."}, "Africa; the text says LAC"),
        ("text-other-years", {"text": "Cavira went in July 2009."}, "2015 to 2018; the text says 2009"),
        ("working-note", {"text": "Wells. I do not know where."}, "I do not know"),
    ],
)
def test_a_text_that_contradicts_the_columns_is_named_and_the_columns_stand(
    problem: str, cells: dict[str, str], value: str
) -> None:
    reading = read(row(**cells))
    assert found(reading, problem).value == value
    assert [c.value.actor.id for c in taken(reading).participations] == ["ARD", "CAV"]


def test_a_row_that_says_the_same_as_an_earlier_one_is_left_out_and_names_it() -> None:
    reading = read(row(90), row(123, title="Wells, again", text="The same wells."), row(124, end="2019"))
    assert reading.left_out == {"123": "says the same as 90"}
    assert (found(reading, "doubled").row, found(reading, "doubled").proposal) == ("123", "merge with 90")


def test_rows_that_agree_in_all_but_the_title_are_named_and_both_loaded() -> None:
    reading = read(row(1), row(2, title="Pumps"))
    assert found(reading, "perhaps-doubled").proposal == "compare with 1"
    assert sorted(reading.taken) == ["1", "2"]


def test_rows_that_share_parties_and_a_long_sentence_are_named_and_both_loaded() -> None:
    told = "Engineers dug one well after the other in all of the twelve northern provinces."
    reading = read(
        row(1, text=told), row(2, text=f"Later. {told}", start="2016"), row(3, text=told, hosts="DOS")
    )
    assert found(reading, "perhaps-doubled").row == "2"
    assert sorted(reading.taken) == ["1", "2", "3"]


@pytest.mark.parametrize("cell", ["=1+1", "+41", "-1", "@SUM(A1)"])
def test_a_row_with_a_cell_like_a_formula_is_left_out_with_its_place(cell: str) -> None:
    reading = read(row(1), row(2, title=cell))
    assert reading.left_out == {"2": "a cell begins like a formula"}
    assert (found(reading, "formula").line, found(reading, "formula").value) == (3, cell)


def test_rows_without_a_number_of_their_own_or_a_name_are_left_out() -> None:
    reading = read(row("x"), row(""), row(3), row(3), row(4, title=""), row("05"), row("٦"))
    assert not reading.taken
    assert reading.findings.counts() == {"no-number": 4, "number-twice": 2, "no-title": 1}


def test_every_problem_has_a_title() -> None:
    noted = read(row(hosts="QQQ;CAV", start="", goal="SDG0"), row("x"), row(8, text="")).findings.counts()
    assert noted.keys() <= PROBLEMS.keys()


def test_the_source_that_an_import_mints_is_the_one_of_the_curated_seeds() -> None:
    (curated,) = [record for record in real.seeds().records if record.id == RECORD.id]
    assert curated == RECORD
