"""Who takes part: codes, codes that are none, States on both sides. Nothing is mended without being said."""

from __future__ import annotations

import pytest

from exchange_graph.importers.undp_projects.columns import HOSTS, PROVIDERS
from tests.importers.lists import found, read, roles, row, taken


def test_a_row_without_problems_gives_stated_claims_that_cite_its_number() -> None:
    reading = read(row(22))
    record = taken(reading, 22)
    assert (record.id, reading.findings.items) == ("undp-projects-22", [])
    assert roles(record) == {"provider ARD": "stated", "recipient CAV": "stated"}
    (cited,) = record.participations[0].citations
    assert (cited.source, cited.locator, cited.lang, cited.grade) == ("undp-projects", "no. 22", "en", "B")


def test_undp_implements_and_pays_where_the_columns_say_so() -> None:
    record = taken(read(row(implementor="YES", donor="Yes")))
    assert {"facilitator undp", "funder undp"} <= roles(record).keys()
    odd = read(row(donor="maybe"))
    assert "funder undp" not in roles(taken(odd))
    assert found(odd, "flag").value == "maybe"


@pytest.mark.parametrize(
    ("cell", "text", "proposed"),
    [
        ("CAV.", "", "CAV"), ("cav", "", "CAV"), ("CAV.DOS", "", "CAV, DOS"), ("CA", "", "CAV"),
        ("ROK", "", "KOR"), ("CAX", "Wells in Cavira", "CAV"),
        ("CAX", "Wells", "correct the code"), ("QQQ", "Wells in Cavira", "correct the code"),
    ],
)  # fmt: skip
def test_a_code_that_is_none_is_named_with_a_proposal_and_not_loaded(
    cell: str, text: str, proposed: str
) -> None:
    reading = read(row(hosts=cell, text=f"{text}, by Ardania"))
    finding = found(reading, "no-code")
    assert (finding.row, finding.line, finding.column, finding.value) == ("7", 2, HOSTS, cell)
    assert finding.proposal.startswith(proposed)
    assert finding.done == "not loaded"
    assert roles(taken(reading)) == {"provider ARD": "stated"}


def test_a_proposal_that_the_user_accepts_is_loaded_as_inferred_with_its_reason() -> None:
    reading = read(row(hosts="CAV.DOS"), accept=True)
    record = taken(reading)
    assert roles(record) == {
        "provider ARD": "stated", "recipient CAV": "inferred", "recipient DOS": "inferred",
    }  # fmt: skip
    because = record.participations[1].because
    assert because is not None
    assert because.en == "The list writes CAV.DOS, read as CAV: codes with another separator"
    assert found(reading, "no-code").done == "loaded as inferred, as proposed"


def test_an_area_outside_m49_is_a_party_named_by_the_lists_word_and_shown_by_the_policys_name() -> None:
    reading = read(row(hosts="CAV,RKS"))
    actor = taken(reading).participations[2].value.actor
    assert (actor.type, actor.words, actor.lang) == ("unnamed", "RKS", "en")
    assert actor.translation is not None
    assert actor.translation.fr == "Kosovo"
    assert "areas_policy.csv" in found(reading, "no-code").proposal


def test_the_odd_separator_and_a_code_that_stands_twice_are_read_and_said() -> None:
    reading = read(row(providers="ARD;DOS,ARD"))
    assert list(roles(taken(reading))) == ["provider ARD", "provider DOS", "recipient CAV"]
    assert found(reading, "separator").column == PROVIDERS
    assert found(reading, "code-twice").value == "ARD"


@pytest.mark.parametrize("side", ["hosts", "providers"])
def test_an_empty_side_is_said_and_the_other_side_stands(side: str) -> None:
    reading = read(row(**{side: ""}))
    assert found(reading, {"hosts": "empty-host", "providers": "empty-provider"}[side])
    assert len(roles(taken(reading))) == 1


@pytest.mark.parametrize("cells", [("", ""), ("QQQ", ""), ("QQQ", "QQX")])
def test_a_row_without_any_party_that_can_be_loaded_is_left_out(cells: tuple[str, str]) -> None:
    reading = read(row(hosts=cells[0], providers=cells[1]))
    assert reading.left_out == {"7": "no provider and no recipient that can be loaded"}


@pytest.mark.parametrize(
    ("hosts", "providers", "expected", "rule"),
    [
        ("ARD,CAV", "CAV,ARD", {"participant ARD": "stated", "participant CAV": "stated"}, "mutual"),
        ("CAV", "CAV,ARD", {"provider ARD": "stated", "recipient CAV": "inferred"}, "receives"),
        ("CAV,ARD", "ARD", {"provider ARD": "inferred", "recipient CAV": "stated"}, "gives"),
        ("CAV,ARD", "ARD,DOS",
         {"provider ARD": "inferred", "provider DOS": "stated", "recipient CAV": "stated"}, "gives"),
        ("CAV", "CAV,QQQ", {"recipient CAV": "inferred"}, "receives"),
        ("RKS,CAV", "RKS", {"provider RKS": "inferred", "recipient CAV": "stated"}, "gives"),
    ],
)  # fmt: skip
def test_a_state_on_both_sides_is_settled_by_a_named_rule_and_said(
    hosts: str, providers: str, expected: dict[str, str], rule: str
) -> None:
    reading = read(row(hosts=hosts, providers=providers))
    assert roles(taken(reading)) == expected
    assert taken(reading).mutual == (rule == "mutual")
    assert f"“{rule}”" in found(reading, "shared-state").done


def test_one_state_alone_on_both_sides_is_no_exchange() -> None:
    reading = read(row(hosts="CAV", providers="CAV"))
    assert "no second party" in reading.left_out["7"]
    assert "“alone”" in found(reading, "shared-state").done


def test_a_shared_state_that_commas_alone_do_not_show_is_said_to_be_one() -> None:
    assert "only where ';'" in found(read(row(hosts="CAV,DOS", providers="DOS;ARD")), "shared-state").proposal
    assert "only where" not in found(read(row(hosts="CAV,DOS", providers="DOS,ARD")), "shared-state").proposal
