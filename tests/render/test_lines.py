"""Words as they stand in a line: the form that goes with a number, and what runs the other way kept whole."""

from __future__ import annotations

import pytest

from exchange_graph.domain.languages import LANGUAGES, Lang
from exchange_graph.render.counting import NumberInWords
from exchange_graph.render.locales import say
from exchange_graph.render.punctuation import isolated

FORMS = "{n:one=обмен|few=обмена|many=обменов|other=обмена}"


@pytest.mark.parametrize(
    ("number", "word"),
    [(1, "обмен"), (2, "обмена"), (5, "обменов"), (11, "обменов"), (21, "обмен"), (22, "обмена")],
)
def test_a_word_takes_the_form_of_its_number(number: int, word: str) -> None:
    assert FORMS.format(n=NumberInWords(number, "ru")) == word


def test_a_form_that_a_language_does_not_write_is_the_other_one() -> None:
    for number in range(120):
        assert "{n:one=a|other=b}".format(n=NumberInWords(number, "ar")) in ("a", "b")
    assert f"{NumberInWords(1234, 'fr')}" == "1234", "a year is no quantity"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nobody_reads_of_one_exchanges(lang: Lang) -> None:
    one = say(lang, "tier.one.exchanges", state="X", exchanges=1, states=1, most=0)
    assert "1 exchanges" not in one
    assert "1 États" not in one
    assert "1 Estados" not in one


@pytest.mark.parametrize(
    "text", ["2014-01-06", "2013-2017", "13(c)", "A/68/696-S/2014/5", "UNDP", "a-68-696-13c", "ÇA"]
)
def test_what_runs_the_other_way_is_kept_whole_in_arabic(text: str) -> None:
    assert isolated(text, "ar") == f"\u2066{text}\u2069"
    assert isolated(isolated(text, "ar"), "ar") == isolated(text, "ar"), "once"
    for lang in LANGUAGES:
        assert lang == "ar" or isolated(text, lang) == text


@pytest.mark.parametrize("text", ["ليبريا", "2012", "", "税收"])
def test_what_runs_along_is_left_alone_in_arabic(text: str) -> None:
    assert isolated(text, "ar") == text


def test_an_arabic_name_among_other_letters_is_kept_whole() -> None:
    assert isolated("ليبريا", "en") == "\u2068ليبريا\u2069"
