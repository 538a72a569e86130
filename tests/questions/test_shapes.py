"""Who gives and who receives, in sentences of every shape, with any State in either place."""

from __future__ import annotations

import pytest

from exchange_graph.domain.languages import LANGUAGES, Lang
from exchange_graph.questions.reading import read
from tests.questions import shapes
from tests.questions.test_reading import known

_TOPIC = ("sector", "modality")


def misread(written: dict[Lang, str], lang: Lang, *filters: str) -> dict[str, dict[str, list[str]]]:
    """By sentence what was read of its States, where that is not what its shape tells."""
    wrong = {}
    for one in shapes.filled({lang: written[lang]}):
        found = {n: v for n, v in read(one.text, lang, known()).values().items() if n not in _TOPIC}
        both = [one.first, one.second]
        told = (
            {filters[0]: both} if len(filters) == 1 else dict(zip(filters, ([i] for i in both), strict=True))
        )
        if {n: sorted(v) for n, v in found.items()} != {n: sorted(v) for n, v in told.items()}:
            wrong[one.text] = found
    return wrong


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_shape_tells_who_gives_and_who_receives_whichever_states_they_are(lang: Lang) -> None:
    assert misread(shapes.GIVEN, lang, "provider", "recipient") == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_states_side_by_side_ask_for_what_lies_between_them(lang: Lang) -> None:
    assert misread(shapes.BETWEEN, lang, "between") == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_states_parted_by_or_are_asked_for_as_either(lang: Lang) -> None:
    assert misread(shapes.EITHER, lang, "party") == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_those_learn_who_are_trained_in_the_country_of_another(lang: Lang) -> None:
    assert misread(shapes.TRAINED_IN, lang, "recipient", "provider") == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_whose_money_it_is_and_who_brings_others_together_are_told_apart(lang: Lang) -> None:
    assert misread(shapes.PAID, lang, "funder", "recipient") == {}
    assert misread(shapes.BROKERED, lang, "facilitator", "recipient") == {}
