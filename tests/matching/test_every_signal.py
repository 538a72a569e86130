"""A signal is one function whose docstring is what the reader sees, with a weight and where it is from."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from string import Formatter
from types import ModuleType

import pytest

from exchange_graph.errors import BadInput
from exchange_graph.matching.signals import CAPS, FAMILIES, SIGNALS
from exchange_graph.matching.signals.signal import Signal
from exchange_graph.matching.weights import SHIPPED, read, shipped


def english() -> dict[str, str]:
    text = resources.files("exchange_graph.render.locales").joinpath("en.json").read_text("utf-8")
    read: dict[str, str] = json.loads(text)
    return read


@pytest.mark.parametrize("signal", SIGNALS.values(), ids=lambda s: s.name)
def test_the_docstring_is_the_sentence(signal: Signal) -> None:
    assert english()[f"signal.{signal.name}"] == signal.sentence
    assert any(name for _, name, _, _ in Formatter().parse(signal.sentence))


def test_the_shipped_weights_are_equal_and_the_model_is_named_by_their_file(tmp_path: Path) -> None:
    assert {*shipped().of.values()} == {0.3}
    copy = tmp_path / "weights.csv"
    copy.write_bytes(SHIPPED.read_bytes())
    assert read(copy) == shipped()
    copy.write_text(SHIPPED.read_text("utf-8").replace("in_all,0.3", "in_all,0.2"), "utf-8")
    assert read(copy).model != shipped().model


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("in_all,0.3", "in_all,-1", "line 8: -1 is no weight"), ("in_all,0.3", "in_all,inf", "no weight"),
        ("in_all,", "in_most,", "line 8: in_most is no signal"), ("in_all,", "in_sector,", "given twice"),
        ("signal,weight", "signal,value", "the columns are signal, weight"),
    ],
)  # fmt: skip
def test_a_file_of_weights_that_is_not_right_is_refused(old: str, new: str, why: str, tmp_path: Path) -> None:
    file = tmp_path / "weights.csv"
    file.write_text(SHIPPED.read_text("utf-8").replace(old, new), "utf-8")
    with pytest.raises(BadInput, match=why):
        read(file)


def test_a_file_that_leaves_a_signal_out_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "weights.csv"
    file.write_text("".join(SHIPPED.read_text("utf-8").splitlines(keepends=True)[:-1]), "utf-8")
    with pytest.raises(BadInput, match="has no weight for gender_expertise"):
        read(file)


@pytest.mark.parametrize("module", FAMILIES, ids=lambda m: m.__name__.rpartition(".")[2])
def test_one_file_is_one_family(module: ModuleType) -> None:
    own = [s for s in vars(module).values() if isinstance(s, Signal)]
    assert own
    assert {s.family for s in own} == {module.__name__.rpartition(".")[2]}


def test_no_sentence_of_a_signal_is_without_its_function() -> None:
    said = {key.removeprefix("signal.") for key in english() if key.startswith("signal.")}
    assert said == SIGNALS.keys()


def test_only_a_family_that_is_there_has_a_cap() -> None:
    assert CAPS.keys() <= {signal.family for signal in SIGNALS.values()}
