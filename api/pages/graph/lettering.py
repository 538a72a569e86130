"""Words of pictures in lines: how wide they are, nearly. It is good for wrapping, never for cutting."""

from __future__ import annotations

import re
import unicodedata

SIZE = 13
LINE = {"ltr": 17, "rtl": 20}
BETWEEN = {"ltr": 6, "rtl": 10}
"""How far lines of one name, and names, stand apart: Arabic letters rise and fall further."""
_WIDTHS = (
    (re.compile(r"[ilj.,:;'|!I()\[\]·’‘ ]"), 4.2),
    (re.compile(r"[ftr\-/\"]"), 5.6),
    (re.compile(r"[mwMW@%—&]"), 11.8),
    (re.compile(r"[A-Z]"), 9.2),
    (re.compile(r"[0-9]"), 7.6),
    (re.compile(r"[\u0400-\u04ff]"), 8.6),
    (re.compile(r"[\u0600-\u06ff]"), 7.0),
    (re.compile(r"[\u2e80-\u9fff\uff00-\uffef]"), 13.0),
)
_OTHERS = 7.6
_PARTS = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+\s?|\s+")


def width(words: str, *, strong: bool = False) -> float:
    """The width of words in pixels; of strong ones a little more."""
    plain = sum(_of(sign) for sign in words.rstrip())
    return plain * (1.08 if strong else 1.0)


def _of(sign: str) -> float:
    if unicodedata.combining(sign) or unicodedata.category(sign) == "Cf":
        return 0.0
    return next((wide for pattern, wide in _WIDTHS if pattern.match(sign)), _OTHERS)


def lines(words: str, most: float, *, strong: bool = False) -> list[str]:
    """The words in lines of at most so many pixels; one word that is wider stands alone."""
    made = [""]
    for part in _PARTS.findall(words):
        if made[-1] and width(made[-1] + part, strong=strong) > most:
            made.append("")
        made[-1] += part
    return [line.strip() for line in made if line.strip()]
