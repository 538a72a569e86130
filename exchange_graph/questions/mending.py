"""Typing errors in a question: names mended by the rule of search, other words to those a question has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.domain.languages import Lang
from exchange_graph.questions.vocabulary import slips_of
from exchange_graph.text.units import words_in

_CHARACTERS = 4
"""A shorter word is like too many others."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A word as it was written, and as it was read."""

    written: str
    meant: str


def mended(text: str, unknown: Iterable[str], lang: Lang, known: Catalogue) -> tuple[str, tuple[Mended, ...]]:
    """A question with the words mended that are in no record, and can be one word only."""
    found = []
    for word in unknown:
        if better := _better(word, text, lang, known):
            better = better.capitalize() if word[:1].isupper() else better
            found.append(Mended(word, better))
            text = text.replace(word, better, 1)
    return text, tuple(found)


def _better(word: str, text: str, lang: Lang, known: Catalogue) -> str | None:
    if lang == "zh":
        return _of_characters(word, known)
    return known.names.mended_in(word, words_in(text), lang) or _of_questions(word, lang)


def _of_characters(word: str, known: Catalogue) -> str | None:
    """The one name of a sector of which a longer Chinese word has one character wrong."""
    alike = {
        name.words
        for name in known.names.every
        if name.kind == "sector"
        and len(name.words) == len(word) >= _CHARACTERS
        and sum(one != other for one, other in zip(name.words, word, strict=True)) == 1
    }
    return alike.pop() if len(alike) == 1 else None


def _of_questions(word: str, lang: Lang) -> str | None:
    """The one word of questions that a word can be a typing error of."""
    likely = slips_of(word, lang)
    return likely[0] if len(likely) == 1 else None
