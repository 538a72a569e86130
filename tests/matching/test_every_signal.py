"""A signal is one function whose docstring is what the reader sees, with a weight and where it is from."""

from __future__ import annotations

import json
from importlib import resources
from string import Formatter
from types import ModuleType

import pytest

from exchange_graph.matching.scoring import WEIGHTS
from exchange_graph.matching.signals import CAPS, FAMILIES, SIGNALS
from exchange_graph.matching.signals.found import Signal


def english() -> dict[str, str]:
    text = resources.files("exchange_graph.render.locales").joinpath("en.json").read_text("utf-8")
    read: dict[str, str] = json.loads(text)
    return read


@pytest.mark.parametrize("signal", SIGNALS.values(), ids=lambda s: s.name)
def test_the_docstring_is_the_sentence(signal: Signal) -> None:
    assert english()[f"signal.{signal.name}"] == signal.sentence
    assert any(name for _, name, _, _ in Formatter().parse(signal.sentence))


@pytest.mark.parametrize("signal", SIGNALS.values(), ids=lambda s: s.name)
def test_a_signal_has_a_weight_that_is_published_and_says_where_it_is_from(signal: Signal) -> None:
    assert WEIGHTS[signal.name] == signal.weight > 0
    assert signal.source


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
