"""Putting what matching says into words: labels of records, words of ours, lists as languages join them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from exchange_graph.domain.languages import Lang, Text
from exchange_graph.matching.says import LabelOf, Says, Tongue, Word
from exchange_graph.render import punctuation
from exchange_graph.render.languages import language
from exchange_graph.render.locales import say

LabelInLang = Callable[[str, Lang], str]


def in_words(says: Says, lang: Lang, label: LabelInLang) -> str:
    """A sentence in one language; `label` gives the name of a record."""
    return say(lang, says.key, **{name: _said(value, lang, label) for name, value in says.values})


def joined(says: tuple[Says, ...], lang: Lang, label: LabelInLang) -> str:
    """Several short ones as a list."""
    return punctuation.joined((in_words(one, lang, label) for one in says), lang)


def _said(value: Any, lang: Lang, label: LabelInLang) -> Any:
    match value:
        case Says():
            said: Any = in_words(value, lang, label)
        case LabelOf():
            said = label(value, lang)
        case Word():
            said = say(lang, value)
        case Tongue():
            said = language(value, lang)
        case Text():
            said = value.best(lang)[0]
        case tuple():
            said = punctuation.joined((str(_said(one, lang, label)) for one in value), lang)
        case _:
            said = value
    return said
