"""Packed texts answer as the list of them does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange_graph.projection.packed import Packed, Positions


@given(st.lists(st.text()))
def test_every_text_comes_back_in_its_place(texts: list[str]) -> None:
    packed = Packed.of(texts)
    assert list(packed) == [packed[place] for place in range(len(packed))] == texts
    assert packed[-2:] == texts[-2:]
    assert packed == Packed(text.encode() for text in texts)


@given(st.sets(st.text(), min_size=1), st.text())
def test_a_text_is_found_where_it_stands_and_another_nowhere(texts: set[str], other: str) -> None:
    ordered = sorted(texts)
    positions = Positions(Packed.of(ordered))
    assert dict(positions) == {text: place for place, text in enumerate(ordered)}
    assert (other in positions) == (other in texts)


def test_a_place_after_the_last_text_is_refused() -> None:
    with pytest.raises(IndexError):
        Packed.of(["a"])[1]
