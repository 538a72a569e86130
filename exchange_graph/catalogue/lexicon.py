"""Names as they stand in running text, and what they lead to: States and areas, bodies, groups, sectors."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from exchange_graph.catalogue.listed_names import ended_states, listed_names, other_words, policy_areas
from exchange_graph.domain.languages import Lang, Text
from exchange_graph.domain.records import AnyRecord
from exchange_graph.domain.vocabulary import AlsoCalled, Country, Group, Institution, Programme, Sector
from exchange_graph.text.forms import Bent
from exchange_graph.text.phrases import Phrases
from exchange_graph.text.units import Unit, is_han

NameOf = Literal["country", "institution", "group", "sector", "programme", "ended", "area", "region"]
NAMED = ("country", "institution", "group", "sector", "programme")
"""The kinds whose records are named in questions."""
Written = Literal["any", "acronym", "capital", "upper"]
_BENT: dict[str, Bent] = {"adjective": "adjective", "people": "adjective"}
_COMMON = frozenset("abc and are can car desk dom eau mail nor per pan us who was того".split())
"""Words of a language that are somebody's name or letters too: a name only in capitals."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name leads to: one record, or all successors of a State that ended. `way`: what kind of name.

    `lang` is None where it holds in every language. `written`: how it must be written to be the name.
    """

    what: NameOf
    ids: tuple[str, ...]
    way: str
    lang: Lang | None = None
    written: Written = "any"

    def fits(self, written: str, lang: Lang | None, *, alone: bool) -> bool:
        """Whether words in a text of that language are this name; `alone`: the text is nothing else."""
        if self.way in _BENT and lang not in (None, self.lang):
            return False
        if self.written == "upper":
            return written.isupper()
        return self.written in ("any", "acronym") or alone or written[:1].isupper()


Lexicon = Phrases[Meaning]


def lexicon_of(records: Iterable[AnyRecord]) -> Lexicon:
    """Every name of what exchanges are asked by."""
    names: Lexicon = Phrases()
    held = list(records)
    states = {record.id for record in held if isinstance(record, Country)}
    for record in held:
        if isinstance(record, Country):
            names.add(record.id, Meaning("country", (record.id,), "code", None, "upper"))
        if isinstance(record, Country | Institution | Group | Sector | Programme):
            for words, lang in _called(record):
                _add(names, words, _own(record, words, lang))
    for name in listed_names():
        if name.country in states:
            written = "capital" if name.common else _written(name.words)
            _add(names, name.words, Meaning("country", (name.country,), name.kind, name.lang, written))
    _add_others(names, states)
    return names


def _add_others(names: Lexicon, states: Container[str]) -> None:
    """States that ended, and areas by the operator's policy."""
    for state in ended_states():
        left = tuple(i for i in state.successors if i in states)
        for words, lang in state.names():
            if left:
                _add(names, words, Meaning("ended", left, "ended", lang))
    for area in policy_areas():
        for words in (*area.name.all().values(), *area.also):
            _add(names, words, Meaning("area", area.codes[:1], "short"))


def _own(
    record: Country | Institution | Group | Sector | Programme, words: str, lang: Lang | None
) -> Meaning:
    written = _written(words)
    if isinstance(record, Group) and words.istitle() and " " not in words:
        written = "capital"
    return Meaning(record.kind, (record.id,), "short", lang, written)


def _written(words: str) -> Written:
    """How these words must stand to be a name."""
    if is_han(words[0]):
        return "any"
    if len(words) == 2 or (words.isupper() and words.casefold() in _COMMON):
        return "upper"
    if words.isupper():
        return "acronym"
    return "capital" if words.casefold() in _COMMON else "any"


def _add(names: Lexicon, words: str, meaning: Meaning) -> None:
    plain: Bent = "name" if meaning.what in ("country", "ended", "area") else "noun"
    letters = words.isupper() and words.isascii()
    names.add(words, meaning, None if letters else _BENT.get(meaning.way, plain))


def _called(record: AnyRecord) -> Iterator[tuple[str, Lang | None]]:
    for field in record.traits.called:
        yield from _texts(getattr(record, field))


def _texts(value: object) -> Iterable[tuple[str, Lang | None]]:
    if isinstance(value, Text):
        return [(words, lang) for lang, words in value.all().items()]
    if isinstance(value, AlsoCalled):
        return value.by_language()
    return [(words, None) for words in value] if isinstance(value, tuple) else []


def longest_name(names: Lexicon, text: Sequence[Unit], at: int) -> tuple[int, list[Meaning]] | None:
    """The longest name that begins at a unit and cuts no State's name in two: Sudán | del Sur."""
    match = names.longest(text, at)
    for inner in range(at + 1, match[0] if match else at):
        further = names.longest(text, inner)
        if match and further and further[0] > match[0] and any(m.what == "country" for m in further[1]):
            return names.longest(text[:inner], at)
    return match


def standing(found: list[Meaning], text: str, words: list[Unit], lang: Lang | None) -> list[Meaning]:
    """Of what a phrase may mean, what it means as it stands in the text."""
    if len(words) == 1 and words[0].word in other_words():
        return []
    written = text[words[0].start : words[-1].end]
    alone = written == text.strip()
    kept = [meaning for meaning in found if meaning.fits(written, lang, alone=alone)]
    direct = [meaning for meaning in kept if meaning.way not in ("capital", *_BENT)]
    return direct or kept
