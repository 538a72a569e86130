"""What a person and a program get from the commands."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from exchange_graph.domain.canonical import canonical
from exchange_graph.domain.exchange import Exchange
from exchange_graph.domain.languages import LANGUAGES
from tests.building import STATES, exchange, group, source
from tests.cli.conftest import Command
from tests.real import given, held, without_record
from tests.seeds.folder import write

COMMANDS = ("serve", "seed", "find", "show", "cite", "experience", "doctor")


def test_seeding_says_what_it_wrote_and_the_second_time_that_nothing_changed(
    bare: Command, tmp_path: Path
) -> None:
    seeding = ("seed", "--folder", str(write(tmp_path / "seeds")))
    first = bare(*seeding, data=tmp_path)
    assert first.code == 0
    assert " records written, 0 unchanged" in first.out
    assert "reading the seed files" in first.err, "progress is shown, apart from the answer"
    second = bare(*seeding, "--json", data=tmp_path)
    told = json.loads(second.out)
    assert (told["written"], told["kept"], told["revision"]) == (0, [], 1)
    assert f"{told['unchanged']} records written" in first.out


@pytest.mark.parametrize(
    "words",
    [
        ("find", "Liberia", "tax"), ("find", "塞拉利昂", "税收"), ("find", "سيراليون الضرائب"),
        ("find", "--provider", "sle", "--recipient", "LBR"),
        ("find", "--party", "SWE", "--sector", "revenue"),
        ("find", "--party", "LBR", "--sector", "revenue", "--lang", "fr"),
    ],
)  # fmt: skip
def test_find_lists_the_exchange_with_its_heading_and_period(graph: Command, words: tuple[str, ...]) -> None:
    found = graph(*words)
    assert found.code == 0
    (block,) = [one for one in found.out.split("\n\n") if "[a-68-696-13c]" in one]
    told = " ".join(block.split())
    assert "→" in told
    assert ("entre 2012 et 2014-01-06" if "fr" in words else "between 2012 and 2014-01-06") in told


def test_find_speaks_the_language_asked_for(graph: Command) -> None:
    assert "塞拉利昂、瑞典 → 利比里亚" in graph("find", "--provider", "SLE", "--lang", "zh").out
    assert "السويد ← ليبريا" in graph("find", "--provider", "SLE", "--lang", "ar").out


def test_find_mends_a_typing_error_and_says_so(graph: Command) -> None:
    found = graph("find", "Siera", "Leone")
    assert "read as: sierra leone" in found.out
    assert "a-68-696-13c" in found.out
    assert json.loads(graph("find", "Siera", "Leone", "--json").out)["mended"] == "sierra leone"


def test_find_says_how_many_there_are_beyond_those_shown(graph: Command) -> None:
    assert f"Exchanges shown: 3 of {len(held(Exchange))}" in graph("find", "--limit", "3").out


@pytest.mark.parametrize(
    "words", [("find", "--provider", "ISL"), ("find", "xyzzy"), ("experience", "--provider", "ISL")]
)
def test_no_record_is_not_called_no_experience(graph: Command, words: tuple[str, ...]) -> None:
    assert "That is not absence of experience." in " ".join(graph(*words).out.split())


def test_show_tells_every_claim_and_its_sources(graph: Command) -> None:
    shown = graph("show", "a-68-696-13c").out
    assert "Sierra Leone, Sweden → Liberia: revenue" in shown
    told = " ".join(shown.split())
    assert "is named as supporting: Sweden [2] (c7)" in told
    assert "A/68/696-S/2014/5, 13(c); grade A" in told
    assert "在瑞典的支持下借鉴塞拉利昂的经验以加强税收" in "".join(shown.split())
    assert "provider: Sierra Leone (expertise, training) [1][2][3]; Sweden" in told


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ("X003", "a-68-696-13c"),
        ("sle", "SLE"),
        ("capmatch", "capmatch"),
        ("a-68-696-offer-13f", "a-68-696-offer-13f"),
    ],
)
def test_show_takes_any_record_and_old_keys_and_codes(graph: Command, record: str, expected: str) -> None:
    told = json.loads(graph("show", record, "--json").out)
    assert told["id"] == expected


def test_experience_lists_who_has_done_it_with_whom(graph: Command) -> None:
    asked = ("experience", "--sector", "police")
    rows = {row["provider"]["label"]: row for row in json.loads(graph(*asked, "--json").out)}
    parts = re.split(r"^(\S.*): police$", graph(*asked).out, flags=re.MULTILINE)[1:]
    told = {label: " ".join(words.split()) for label, words in zip(parts[::2], parts[1::2], strict=True)}
    assert told.keys() == rows.keys()
    for label, words in told.items():
        exchanges = given(rows[label]["provider"]["id"], "police")
        rated = any(exchange.outcome for exchange in exchanges)
        assert words.startswith(f"exchanges on record: {rows[label]['exchanges']}; "), label
        assert ("outcome: not stated in the sources; " in words) is not rated, label
        assert f"best evidence, grade: {rows[label]['best_grade']}" in words, label
    assert rows["Rwanda"]["exchanges"] == len(given("RWA", "police"))
    assert "Liberia" in told["Rwanda"].partition("best evidence")[0], "States stand by their names"


def test_show_of_a_state_is_its_profile(graph: Command) -> None:
    told = " ".join(graph("show", "Liberia").out.split())
    for words in (
        "Liberia (LBR)", "Experience shared", "Experience received", "Own experience", "Needs",
        "[a-68-696-need-lbr-revenue]", "Lists that name it",
    ):  # fmt: skip
        assert words in told
    held_of_it = json.loads(graph("show", "LBR", "--json").out)
    for side in ("provided", "received", "took_part"):
        newest = [f"{one['heading']} [{one['id']}]" for one in held_of_it[side]["newest"]]
        assert [words in told for words in newest[:10]] == [True] * len(newest[:10])
    nothing = " ".join(graph("show", without_record()[0]).out.split())
    assert "That is not absence of experience." in nothing


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [60, 80])
def test_nothing_is_cut_and_no_line_is_wider_than_the_terminal(
    graph: Command, monkeypatch: pytest.MonkeyPatch, lang: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for words in (
        ("show", "a-68-696-13c"), ("show", "BRA"), ("show", "police"), ("find", "--party", "LBR"),
        ("experience", "--sector", "revenue"), ("path", "SWE", "LBR"), ("suggest", "LBR", "revenue"),
        ("holes", "--group", "g7plus"), ("holes", "--sector", "police", "--by-name"),
    ):  # fmt: skip
        out = graph(*words, "--lang", lang).out
        wide = [line for line in out.splitlines() if cell_len(line) > width and " " in line.strip()]
        assert wide == [], words
    assert "[allafrica-202412120334-capacity]" in graph("find", "--party", "SWE", "--lang", lang).out


def test_holes_are_told_with_what_is_on_record_and_the_sums(graph: Command) -> None:
    told = graph("holes", "--group", "g7plus", "--sector", "revenue", "--by-name")
    assert re.search(r"^Liberia$\n  revenue: \d", told.out, re.MULTILINE)
    assert re.search(r"^Haiti$\n  nothing on record: revenue", told.out, re.MULTILINE)
    sums = json.loads(graph("holes", "--json").out)["totals"]
    assert sums["pairs"] > sums["on_record"] > sums["grade_a"] > 0


@pytest.mark.parametrize("style", ["text", "ris", "bibtex", "csl-json"])
def test_cite_tells_how_to_cite_any_record(graph: Command, style: str) -> None:
    for asked, record in (("a-68-696-13c",) * 2, ("a-68-696",) * 2, ("Liberia", "LBR")):
        told = graph("cite", asked, "--style", style)
        assert told.code == 0
        assert "http" in told.out
        assert record in told.out


def test_doctor_says_that_nobody_is_told_where_corrections_go(graph: Command) -> None:
    assert "EXCHANGE_CONTACT" in graph("doctor").out
    assert "EXCHANGE_CONTACT" not in graph("doctor", contact="desk@un.example").out


def test_doctor_tells_what_the_graph_holds_and_how_well_it_is_documented(graph: Command) -> None:
    told = graph("doctor")
    assert told.code == 0
    lines = told.out.splitlines()
    assert ["exchange", str(len(held(Exchange)))] in [line.split() for line in lines]
    for name in ("grade", "dated"):
        (line,) = [line for line in lines if line.startswith(f"by {name} ")]
        assert sum(map(int, re.findall(r"\d+", line))) == len(held(Exchange)), line


def test_doctor_says_that_an_empty_graph_wants_seeding(bare: Command, tmp_path: Path) -> None:
    told = bare("doctor", data=tmp_path)
    assert told.code == 0
    assert "run `exchange-graph seed`" in told.out


def test_doctor_says_that_no_list_serves_for_south(bare: Command, tmp_path: Path) -> None:
    records = (
        source(),
        *STATES,
        group("ours", "ARD", "CAV"),
        exchange("x-1", provider="ARD", recipient="CAV"),
    )
    file = tmp_path / "records.ndjson"
    file.write_text("".join(f"{canonical(record)}\n" for record in records), "utf-8")
    by = ("--actor", "curator@Test Bureau", "--reason", "testing")
    assert bare("apply", str(file), *by, data=tmp_path).code == 0
    assert "No list serves for South" in bare("doctor", data=tmp_path).out
    lists = (group("ours", "ARD", "CAV", serves="south"), group("theirs", "NDM", serves="north"))
    file.write_text("".join(f"{canonical(record)}\n" for record in lists), "utf-8")
    assert bare("apply", str(file), *by, data=tmp_path).code == 0
    told = bare("doctor", data=tmp_path).out
    assert "No list serves" not in told
    assert "south: ours; north: theirs" in told


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("find", "tax", "--json"), {"items", "total"}),
        (("show", "LBR", "--json"), {"id", "label", "iso2"}),
        (("doctor", "--json"), {"revision", "content_hash", "counts", "lists", "coverage", "texts"}),
        (("seed", "--json"), {"written", "unchanged", "kept", "revision"}),
    ],
)  # fmt: skip
def test_programs_get_json_and_nothing_else(graph: Command, words: tuple[str, ...], names: set[str]) -> None:
    assert names <= json.loads(graph(*words).out).keys()


def test_programs_get_the_shapes_of_the_http_interface(graph: Command) -> None:
    rows = json.loads(graph("experience", "--sector", "police", "--json").out)
    assert {"id": "RWA", "label": "Rwanda"} in [row["provider"] for row in rows]
    items = json.loads(graph("find", "--provider", "SLE", "--sector", "revenue", "--json").out)["items"]
    (item,) = [item for item in items if item["id"] == "a-68-696-13c"]
    assert item["period"]["latest"] == "2014-01-06"


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_each_command_has_an_example(bare: Command, command: str) -> None:
    told = bare(command, "--help")
    assert told.code == 0
    assert "Example" in told.out
    assert f"exchange-graph {command}" in told.out


def test_help_lists_every_command(bare: Command) -> None:
    told = bare("--help").out
    assert all(f"  {command} " in told for command in COMMANDS)
