"""Putting what matching says into words: labels of records, words of ours, lists as languages join them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from exchange_graph.domain.languages import Lang, Text
from exchange_graph.matching.says import Name, Says, Word
from exchange_graph.render.locales import has, say

_JOINED: dict[Lang, str] = {"zh": "、", "ar": "، "}
Label = Callable[[str, Lang], str]


def in_words(says: Says, lang: Lang, label: Label) -> str:
    """A sentence in one language; `label` gives the name of a record."""
    return say(lang, says.key, **{name: _said(value, lang, label) for name, value in says.values})


def joined(says: tuple[Says, ...], lang: Lang, label: Label) -> str:
    """Several short ones as a list."""
    return _JOINED.get(lang, ", ").join(in_words(one, lang, label) for one in says)


def _said(value: Any, lang: Lang, label: Label) -> Any:
    if isinstance(value, Says):
        return in_words(value, lang, label)
    if isinstance(value, Name):
        return label(value, lang)
    if isinstance(value, Word):
        return say(lang, value) if has(value) else value.rpartition(".")[2]
    if isinstance(value, Text):
        return value.best(lang)[0]
    if isinstance(value, tuple):
        return _JOINED.get(lang, ", ").join(str(_said(one, lang, label)) for one in value)
    return value
