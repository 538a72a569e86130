"""Typing errors in a question: names mended by the rule of search, other words to those a question has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.domain.languages import Lang
from exchange_graph.questions.vocabulary import slips_of
from exchange_graph.text.units import words_in


@dataclass(frozen=True, slots=True)
class Mended:
    """A word as it was written, and as it was read."""

    written: str
    meant: str


def mended(text: str, unknown: Iterable[str], lang: Lang, known: Catalogue) -> tuple[str, tuple[Mended, ...]]:
    """A question with the words mended that are in no record, and can be one word only."""
    found = []
    for word in unknown:
        if better := known.names.mended_in(word, words_in(text), lang) or _of_questions(word, lang):
            better = better.capitalize() if word[:1].isupper() else better
            found.append(Mended(word, better))
            text = text.replace(word, better, 1)
    return text, tuple(found)


def _of_questions(word: str, lang: Lang) -> str | None:
    """The one word of questions that a word can be a typing error of."""
    likely = slips_of(word, lang)
    return likely[0] if len(likely) == 1 else None
