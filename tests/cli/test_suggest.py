"""exchange-graph suggest, as a person at a terminal meets it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from exchange_graph.domain.canonical import canonical
from exchange_graph.domain.records import AnyRecord
from exchange_graph.domain.vocabulary import Country
from exchange_graph.matching.explain import RECOUNTED
from tests.building import NAMES, NORTH, SOUTH, STATES, exchange, group, sector, source
from tests.cli.conftest import Command, Read
from tests.real import held, without_record


def test_it_prints_experiences_with_whom_to_ask_and_the_statement(graph: Command) -> None:
    said = graph("suggest", "LBR", "revenue")
    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[0] == "Liberia: revenue"
    assert "Has done this with: Liberia" in lines
    assert "    Sierra Leone, Sweden → Liberia: revenue" in lines
    told = " ".join(said.out.split())
    assert "Liberia Revenue Authority (receives; took the place of Liberia's revenue department)" in told
    assert "Ask before you call" in lines
    assert "39(a)" in said.out


@pytest.mark.parametrize("lang", ["en", "ru", "ar", "zh"])
def test_no_line_is_wider_than_a_page_but_for_what_cannot_be_broken(graph: Command, lang: str) -> None:
    said = graph("suggest", "AGO", "core-government", "--lang", lang)
    assert [line for line in said.out.splitlines() if cell_len(line) > 80 and " " in line.strip()] == []


def test_json_is_the_shape_of_the_http_interface(graph: Command, read: Read) -> None:
    shape = json.loads(graph("suggest", "SOM", "police", "--json").out)
    assert shape == read("/v1/suggestions", recipient="SOM", sector="police")


def test_explain_reckons_one_state_wherever_it_stands(graph: Command) -> None:
    asked = ("suggest", "LBR", "revenue", "--explain", "SL")
    said, shape = " ".join(graph(*asked).out.split()), json.loads(graph(*asked, "--json").out)
    assert "together" in said
    assert shape["counterfactuals"]
    for one in shape["counterfactuals"]:
        assert f"without {one['without']}: {one['says']}" in said
    nobody = held(Country)[without_record()[0]]
    nowhere = graph("suggest", "SOM", "police", "--explain", nobody.id).out
    assert f"Nothing on record places {nobody.name.en}" in " ".join(nowhere.split())
    stopped = graph("suggest", "CIV", "security-sector-reform", "--explain", "AGO").out
    assert "- interrupted  [voa-20120610-missang]" in stopped


def test_what_is_told_to_happen_without_an_exchange_happens_where_it_is_struck(graph: Command) -> None:
    asked = ("suggest", "LBR", "revenue", "--explain", "SLE", "--json")
    for one in json.loads(graph(*asked).out)["counterfactuals"][:: RECOUNTED // 2]:
        then = json.loads(graph(*asked, "--struck", one["without"]).out)
        assert (then["total"], then["struck"]) == (one["total"], [one["without"]])


def test_with_an_exchange_struck_the_answer_is_as_if_it_were_not_there_and_says_so_on_top(
    bare: Command, tmp_path: Path
) -> None:
    with_it, without_it = [str(tmp_path / name) for name in ("with", "without")]
    records = [source(), *STATES, SOUTH, NORTH, group("states", *NAMES, serves="states"), sector("tax")]
    given = {"recipient": "CAV", "sectors": "tax"}
    records += [exchange("x-1", provider="ARD", **given), exchange("x-2", provider="DOS", **given)]
    apply(bare, with_it, *records)
    apply(bare, without_it, *records[:-1])
    plain = bare("suggest", "CAV", "tax", data=with_it).out
    assert plain.count("x-2") > 0
    struck = bare("suggest", "CAV", "tax", "--struck", "x-2", data=with_it).out
    first, note, *others = struck.splitlines()
    assert note == "As if not on record: x-2"
    assert [first, *others] == bare("suggest", "CAV", "tax", data=without_it).out.splitlines()


def apply(command: Command, folder: str, *records: AnyRecord) -> None:
    """These records into a graph of their own."""
    Path(folder).mkdir()
    file = Path(f"{folder}.ndjson")
    file.write_text("".join(f"{canonical(record)}\n" for record in records), "utf-8")
    by = ("--actor", "curator@Test Bureau", "--reason", "testing")
    assert command("apply", str(file), *by, data=folder).code == 0


def test_nothing_on_record_is_said_in_words(graph: Command) -> None:
    said = graph("suggest", "FJI", "corrections", "--lang", "fr")
    assert said.code == 0
    assert "Ce n’est pas une absence d’expérience." in " ".join(said.out.split())


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("LBR", "polise"), "did you mean police?"), (("g7plus", "police"), "name one of its members"),
        (("LBR", "police", "--struck", "x-1"), "is no exchange on record"),
        (("LBR", "police", "--as-of", "2999"), "lies ahead"),
        (("a-68-696-need-lbr-revenue", "--language", "en"), "says itself what must hold"),
        (("LBR",), "name at least one sector"), (("LBR", "police", "--language", "xx"), "ISO 639"),
        (("SOM", "police", "--explain", "xx"), "--explain: no record has this name or code"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_one_clear_line(graph: Command, words: tuple[str, ...], why: str) -> None:
    said = graph("suggest", *words)
    assert said.code == 1
    assert why in said.err
    assert "Traceback" not in said.err


def test_a_day_that_is_none_is_wrong_use(graph: Command) -> None:
    said = graph("suggest", "LBR", "police", "--as-of", "soon")
    assert (said.code, said.out) == (2, "")
    assert "Invalid value for --as-of: soon is no date: write 2012" in said.err


def test_a_need_on_record_is_answered_by_its_id_and_its_status_stands_above(graph: Command) -> None:
    said = graph("suggest", "a-68-696-need-lbr-revenue")
    assert said.code == 0
    assert said.out.splitlines()[0] == "Liberia: revenue"
    shape = json.loads(graph("suggest", "a-68-696-need-lbr-revenue", "--json").out)
    assert shape["need"]["id"] == "a-68-696-need-lbr-revenue"
    status = shape["need"]["status"]
    assert (f"This need is no longer open ({status}" in said.out) == (status != "open")


def test_the_day_of_the_data_is_told_apart_from_the_day_asked_for(graph: Command) -> None:
    last = " ".join(graph("suggest", "LBR", "revenue", "--as-of", "2018").out.split())
    assert "only what was public by 2018, ages counted to 2018-12-31" in last
    assert "data of 2018" not in last


def test_only_the_very_words_of_a_source_stand_between_quotation_marks(graph: Command) -> None:
    for need in (("LBR", "revenue"), ("SSD", "legislative-drafting"), ("YEM", "national-dialogue")):
        shape = json.loads(graph("suggest", *need, "--json").out)
        quotes = {card["citation"]["quote"] for card in shape["cards"].values()}
        said = " ".join(graph("suggest", *need).out.split())
        assert set(re.findall("“([^”]*)”", said)) <= quotes
        for card in shape["cards"].values():
            ours = card["citation"]["translation"]
            assert ours is None or f"our translation: {ours}" in said


def test_payers_bodies_and_what_is_not_told_have_their_words(graph: Command) -> None:
    said = graph("suggest", "HTI", "agriculture").out
    assert not re.search(r"^ *\+\d", said, re.MULTILINE), "a bare number needs a word"
    for card in json.loads(graph("suggest", "HTI", "agriculture", "--json").out)["cards"].values():
        for one in card.get("beside", ()):
            assert one["actor"]["label"] in " ".join(said.split())


@pytest.mark.parametrize("need", [("LBR", "revenue"), ("SSD", "legislative-drafting")])
def test_no_line_of_french_begins_with_a_mark(graph: Command, need: tuple[str, str]) -> None:
    said = graph("suggest", *need, "--lang", "fr").out
    assert " ;" in said
    assert not [line for line in said.splitlines() if line.lstrip()[:1] in (";", ":", "!", "»")]
