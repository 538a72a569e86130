"""The operator's private file: read whole or refused by its line, and nothing in it is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from exchange_graph.errors import BadInput, Unusable
from exchange_graph.matching import set_aside
from exchange_graph.matching.explain import explain
from exchange_graph.matching.giving import answerable
from exchange_graph.matching.need import need_of
from exchange_graph.matching.suggest import suggest
from exchange_graph.seeding.reading import SEEDS
from tests.building import body, need, text
from tests.matching.test_places import experience, gave
from tests.matching.world import asked, everyone, told, world

HEAD = "provider,recipient,sectors,note\n"


def written(folder: Path, lines: str) -> Path:
    file = folder / "aside.csv"
    file.write_text(lines, "utf-8")
    return file


@pytest.mark.parametrize(
    ("lines", "hidden"),
    [
        ("ARD,CAV,,secret\n", {"ARD"}), ("ARD,,,\n", {"ARD"}), ("ARD,CAV,core,\n", {"ARD"}),
        ("ARD,CAV,tax; police,\n", {"ARD"}), ("ARD,CAV,police,\n", set()), ("ARD,DOS,,\n", set()),
        (",CAV,,\n", {"ARD", "DOS", "NDM", "ELU"}), ("# a remark\n\n", set()),
    ],
)  # fmt: skip
def test_a_line_holds_for_its_pair_its_sectors_and_all_below_them(
    lines: str, hidden: set[str], tmp_path: Path
) -> None:
    known = world().known
    read = set_aside.read(written(tmp_path, HEAD + lines), known)
    assert read.hidden("CAV", ("tax",), known) == hidden


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("provider,recipient,note\nARD,CAV,secret\n", "line 1: the columns are provider, recipient"),
        (HEAD + "ARD,CAV,,\nsecret,CAV,,\n", "line 3: provider is no code"),
        (HEAD + "ARD,secret,,\n", "line 2: recipient is no code"),
        (HEAD + "ARD,CAV,secret,\n", "line 2: sectors names an id that is not on record"),
        (HEAD + ",,tax,secret\n", "line 2: names neither provider nor recipient"),
        (HEAD + "ARD,CAV\n", "line 2: has 2 cells instead of 4"), ("", "line 1: the columns are"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_right_is_refused_by_its_line_and_its_content_is_not_said(
    content: str, why: str, tmp_path: Path
) -> None:
    with pytest.raises(BadInput, match=why) as refused:
        set_aside.read(written(tmp_path, content), world().known)
    assert "secret" not in str(refused.value)


def test_a_file_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="EXCHANGE_SET_ASIDE: the file cannot be read"):
        set_aside.read(tmp_path / "nowhere.csv", world().known)


def test_the_template_that_ships_is_right_and_names_nobody() -> None:
    read = set_aside.read(SEEDS / "matching" / "set_aside.template.csv", world().known)
    assert (len(read), read.key) == (0, b"")


def test_who_is_set_aside_is_taken_out_before_tiers_thinness_and_abstention() -> None:
    evidence = world(*(gave(f"x-{n}") for n in range(3)), gave("x-9", provider="DOS"))
    aside = set_aside.SetAside((set_aside.AsideLine("ARD", "CAV", frozenset()),))
    given = suggest(asked(evidence), evidence, aside)
    assert everyone(given).keys() == {"DOS"}
    assert given.thin
    only = world(gave())
    assert suggest(asked(only), only, aside).abstained
    reckoning = explain(asked(evidence), evidence, "ARD", aside)
    assert (reckoning.band, reckoning.total) == (None, 0)


def test_a_joint_exchange_tells_the_others_as_a_number_and_no_text_or_body_names_them() -> None:
    joint = gave(
        provider=["ARD", "DOS", "tax-office-of-ardania"], title=text("Ardania and Dosara teach"),
        facilitator="un",
    )  # fmt: skip
    office = body("tax-office-of-ardania", "ARD", name=text("Tax Office"))
    evidence = world(joint, office, body("un", type="un-entity"))
    aside = set_aside.SetAside((set_aside.AsideLine("ARD", "CAV", frozenset()),))
    shape = told(suggest(asked(evidence), evidence, aside), evidence)
    card = shape["cards"]["x-1"]
    assert (card["heading"], card["title"]) == ("Dosara, +1 → Cavira: tax", None)
    assert [one["institution"]["id"] for one in card["ask"]] == ["un"]


def test_each_start_has_a_key_of_its_own() -> None:
    line = (set_aside.AsideLine("ARD", None, frozenset()),)
    assert set_aside.SetAside(line).key != set_aside.SetAside(line).key


def test_a_need_is_listed_for_who_could_answer_it_and_not_for_who_is_set_aside() -> None:
    asked_for = [need(f"n-{sector}", "CAV", sectors=(sector,)) for sector in ("tax", "police", "budget")]
    own = need("n-own", "ARD", sectors=("tax",))
    evidence = world(*asked_for, own, experience(), gave(recipient="DOS", sectors="police"))
    assert answerable("ARD", evidence, set_aside.NOBODY_IS) == ["n-tax"], "in police it has not done it here"
    aside = set_aside.SetAside((set_aside.AsideLine("ARD", "CAV", frozenset({"core"})),))
    assert answerable("ARD", evidence, aside) == []
    assert need_of("CAV", ("police",), evidence.known).guarded
