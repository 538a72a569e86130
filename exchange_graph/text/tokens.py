"""Words to search by, in any script: what is written in one form is found in the other.

NFKC, case and accent folding; Arabic letter forms and the article; Chinese runs as two-character words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from exchange_graph.text.traditional import SIMPLIFIED

MAX_TOKEN = 64
MAX_QUERY_TOKENS = 32

AskedWord = tuple[tuple[str, bool], ...]
Meant = tuple[tuple[str, tuple[str, ...]], ...]
"""Tokens of a question that are part of a name, each with the tokens that say the same."""

FUNCTION_WORDS = frozenset(
    (
        "a an and at by for from in into of on or the to with "
        "au aux avec chez d dans de des du en et l la le les ou par pour sur un une "
        "al con del el las los para por sobre y "
        "в во для за и из к ко на о об от по с со у "
        "في من الي على عن مع و او"
    ).split()
)
"""Words that carry grammar alone. A query is searched without them, unless it has no other word."""
LINKING = frozenset("a an and the of d de des du et l la le les del el los las y и و".split())
"""Those that may be left out of a name: the others may be all that tells two names apart (Sudán del Sur)."""

DIRECTIONS = frozenset(
    (
        "north northern south southern east eastern west western central "
        "nord sud est ouest oriental orientale occidental occidentale centrale "
        "norte sur este oeste septentrional meridional "
        "север северный северная юг южный южная восток восточный восточная запад западный западная "
        "شمال شماليه جنوب جنوبيه شرق شرقيه غرب غربيه"
    ).split()
)
"""Directions as they are compared: alone they are a part of many a name and tell no place."""

_WORD = re.compile(r"[^\W_]+")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_PARTICLES = str.maketrans("的在", "  ")
_ARABIC = str.maketrans("ىةکیھہەگ", "يهكيهههك", "ـ")
_LETTERS = {**SIMPLIFIED, **_ARABIC, **_PARTICLES}
"""Letters that are one: traditional and simplified Chinese, Arabic and Persian forms."""
POINT = re.compile(r"(?<=[0-9])\s?\(([a-z])\)")
"""A point of a paragraph, as documents print it: 13(c) is one word, 13c."""
_PARAGRAPH = re.compile(
    r"第\s*([0-9]+[a-z]?)\s*段|\b(?:paras?|paragraphs?|paragraphes?|parrafos?|пункты?|пункте|п|الفقره)\b\.?\s*(?=[0-9])"
)
"""What stands before the number of a paragraph: the number is what is looked for."""
_ARTICLE = re.compile(r"^(?:[وفبك]?ال|لل)(?=.{3})")


def fold(text: str) -> str:
    """`text` without differences of case, accent, width and Arabic letter form; particles part words."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
    return unicodedata.normalize("NFKC", bare).translate(_LETTERS)


def tokens(text: str) -> tuple[str, ...]:
    """The tokens of a text to be indexed; a Chinese run also gives its last character."""
    found: list[str] = []
    for word in _WORD.findall(POINT.sub(r"\1", fold(text))):
        for part, is_han in _parts(word):
            found.extend([*_pairs(part), part[-1]] if is_han else [_shorten(part)])
    return tuple(found)


def query_tokens(text: str) -> list[tuple[str, bool]]:
    """The tokens that must all occur, each with whether it matches as a prefix; at most 32 of them.

    The last word and every word of four letters or more are prefixes; Chinese pairs are exact.
    """
    return list(_asked(text).items())[:MAX_QUERY_TOKENS]


def asked_words(text: str, meant: Meant = ()) -> list[AskedWord]:
    """The words that must all occur, each in one of its forms: (token, whether it begins a word only).

    A token of `meant` is a whole word, and may be written as one of its others instead.
    """
    others = dict(meant)
    return [
        ((token, prefix and token not in others), *((other, False) for other in others.get(token, ())))
        for token, prefix in query_tokens(text)
    ]


def content_of(text: str) -> str:
    """The words of a query that it is searched by: without function words, unless it has no other."""
    kept = [word for word in text.split() if fold(word) not in FUNCTION_WORDS]
    return " ".join(kept) or text


def is_too_long(text: str) -> bool:
    """True where a query has more words than are searched: better refused than cut."""
    return len(_asked(text)) > MAX_QUERY_TOKENS


def _asked(text: str) -> dict[str, bool]:
    asked_for = _PARAGRAPH.sub(r"\1", POINT.sub(r"\1", fold(text)))
    every = [part for word in _WORD.findall(asked_for) for part in _parts(word)]
    parts = [part for part in every if part[0] not in FUNCTION_WORDS] or every
    asked: dict[str, bool] = {}
    for position, (part, is_han) in enumerate(parts):
        last = position == len(parts) - 1
        words = _pairs(part) if is_han else [_shorten(part)]
        for token in words:
            prefix = len(token) == 1 if is_han else last or len(token) >= 4
            asked[token] = asked.get(token, True) and prefix
    return asked


def _parts(word: str) -> Iterator[tuple[str, bool]]:
    """Runs of Chinese characters and runs of everything else, in order."""
    end = 0
    for run in _HAN.finditer(word):
        if run.start() > end:
            yield word[end : run.start()], False
        yield run.group(), True
        end = run.end()
    if end < len(word):
        yield word[end:], False


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def _shorten(word: str) -> str:
    return _ARTICLE.sub("", word)[:MAX_TOKEN]
