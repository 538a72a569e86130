"""A text as the units that names are made of: words, points of paragraphs, single Chinese characters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from exchange_graph.text.tokens import POINT, fold

_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_OF_NUMBER = r"(?:(?<=[0-9])\s?[(（][A-Za-z][)）])?"
_UNIT = re.compile(rf"[{_HAN}]|(?:[^\W_{_HAN}][{_MARKS}]*)+{_OF_NUMBER}")
"""A point of a paragraph belongs to its number: 13(c)."""
_HAS_HAN = re.compile(f"[{_HAN}]")
_PARTICLES = ("的", "在")


@dataclass(frozen=True, slots=True)
class Unit:
    """A word as it is compared, and where it stands in the text."""

    word: str
    start: int
    end: int


def units(text: str) -> list[Unit]:
    """The units of a text, in order."""
    return [Unit(_plain(m.group()), m.start(), m.end()) for m in _UNIT.finditer(text)]


def words_in(text: str) -> list[str]:
    """The units of a text without their places."""
    if _HAS_HAN.search(text):
        return [_plain(found.group()) for found in _UNIT.finditer(text)]
    return [_pointed(found.group()) for found in _UNIT.finditer(fold(text))]


def is_han(word: str) -> bool:
    """Whether a unit is a Chinese character."""
    return _HAS_HAN.match(word) is not None


@lru_cache(maxsize=8_192)
def _plain(word: str) -> str:
    return word if word in _PARTICLES else _pointed(fold(word))


def _pointed(word: str) -> str:
    """A folded unit without the brackets of a point."""
    return POINT.sub(r"\1", word)
