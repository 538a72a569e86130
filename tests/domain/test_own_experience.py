"""A country's own experience places it only where it led to something, and figures say what they hold."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

from exchange_graph.domain.knowledge import Experience, Figure, Result
from tests.building import cite, text

WORDS = {"title": text("t"), "citations": (cite(),)}


def lived(rating: str | None, drawn_on_by: tuple[str, ...]) -> Experience:
    said = {"rating": rating, "text": text("r"), "citations": [cite()]}
    result = Result.model_validate(said) if rating else None
    return Experience(
        id="e", country="ARD", summary=text("s"), sectors=("tax",), result=result, drawn_on_by=drawn_on_by,
        **WORDS,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rating", "drawn_on_by", "places"),
    [
        (None, (), False), (None, ("x-1",), True), ("positive", (), True), ("mixed", (), True),
        ("negative", (), False), ("negative", ("x-1",), False),
    ],
)  # fmt: skip
def test_a_troubled_process_is_no_model(
    rating: str | None, drawn_on_by: tuple[str, ...], places: bool
) -> None:
    assert lived(rating, drawn_on_by).places is places


def test_a_result_needs_its_words_and_a_citation() -> None:
    for missing in ("text", "citations"):
        fields = {"rating": "positive", "text": text("r"), "citations": (cite(),)}
        fields.pop(missing)
        with pytest.raises(ValidationError, match=missing):
            Result.model_validate(fields)
    with pytest.raises(ValidationError, match="at least 1 item"):
        Result.model_validate({"rating": "positive", "text": text("r"), "citations": ()})


def figure(**numbers: int) -> Figure:
    return Figure.model_validate({"id": "f", "measure": "m", "unit": "%", **WORDS, **numbers})


BOUNDS = {"at_least": 30, "at_most": 45}


@pytest.mark.parametrize("numbers", [{"value": 85}, {"at_least": 50}, {"at_most": 5}, BOUNDS])
def test_a_figure_holds_a_value_or_bounds(numbers: dict[str, int]) -> None:
    found = figure(**numbers)
    assert {name: getattr(found, name) for name in numbers} == {n: Decimal(v) for n, v in numbers.items()}


@pytest.mark.parametrize(
    "numbers",
    [{}, {"value": 30, **BOUNDS}, {"value": 30, "at_most": 45}, {**BOUNDS, "at_least": 45}],
)
def test_a_figure_that_says_nothing_or_two_things_is_refused(numbers: dict[str, int]) -> None:
    with pytest.raises(ValidationError):
        figure(**numbers)
