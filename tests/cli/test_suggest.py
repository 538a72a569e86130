"""exchange-graph suggest, as a person at a terminal meets it."""

from __future__ import annotations

import json
import re

import pytest
from rich.cells import cell_len

from tests.cli.conftest import Command


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


def test_json_is_the_shape_of_the_http_interface(graph: Command) -> None:
    shape = json.loads(graph("suggest", "SOM", "police", "--json").out)
    stand = [one["provider"]["id"] for t in shape["bands"][0]["tiers"] for one in t["candidates"]]
    assert "TUR" in stand
    assert shape["model"]["id"].startswith("evidence-bands-2-")


def test_explain_reckons_one_state_wherever_it_stands(graph: Command) -> None:
    said = graph("suggest", "LBR", "revenue", "--explain", "SL").out
    assert "together" in said
    assert "without a-68-696-13c: " in said
    nowhere = graph("suggest", "SOM", "police", "--explain", "Iceland").out
    assert "Nothing on record places Iceland" in nowhere
    stopped = graph("suggest", "CIV", "security-sector-reform", "--explain", "AGO").out
    assert "- interrupted  [voa-20120610-missang]" in stopped


def test_with_an_exchange_struck_the_answer_is_another_and_says_so_on_top(graph: Command) -> None:
    said = graph("suggest", "LBR", "revenue", "--struck", "a-68-696-13c").out
    assert said.splitlines()[1] == "As if not on record: a-68-696-13c"
    assert said.count("a-68-696-13c") == 1


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
