"""Putting what matching says into words: labels of records, words of ours, lists as languages join them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from exchange_graph.domain.languages import Lang, Text
from exchange_graph.matching.sentence import LabelOf, Sentence, Tongue, Word
from exchange_graph.render import punctuation
from exchange_graph.render.languages import language
from exchange_graph.render.locales import say
from exchange_graph.render.shapes.common import WordsShape
from exchange_graph.render.speaking import Speaker

LabelInLang = Callable[[str, Lang], str]


class Sentences:
    """Says sentences in the language of a speaker; `label` names what the catalogue does not: exchanges."""

    def __init__(self, speaker: Speaker, label: LabelInLang | None = None) -> None:
        self._speaker = speaker
        self._label = label or speaker.catalogue.label

    def words(self, says: Sentence) -> WordsShape:
        """A sentence as asked."""
        asked = self._speaker.asked
        known: WordsShape | None = says.words.get(asked)
        if known is None:
            known = says.words[asked] = self._speaker.composed(lambda lang: in_words(says, lang, self._label))
        return known

    def maybe(self, says: Sentence | None) -> WordsShape | None:
        """A sentence, where there is one."""
        return self.words(says) if says else None

    def listed(self, said: tuple[Sentence, ...]) -> WordsShape:
        """Several short ones as a list."""
        return self._speaker.composed(lambda lang: punctuation.joined(self._each(said, lang), lang))

    def clauses(self, said: tuple[Sentence, ...]) -> WordsShape:
        """Several that each could stand alone, in one line."""
        return self._speaker.composed(lambda lang: punctuation.clauses(self._each(said, lang), lang))

    def _each(self, said: tuple[Sentence, ...], lang: Lang) -> list[str]:
        return [in_words(one, lang, self._label) for one in said]


def in_words(says: Sentence, lang: Lang, label: LabelInLang) -> str:
    """A sentence in one language; `label` gives the name of a record."""
    return say(lang, says.key, **{name: _said(value, lang, label) for name, value in says.values})


def _said(value: Any, lang: Lang, label: LabelInLang) -> Any:
    match value:
        case Sentence():
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
