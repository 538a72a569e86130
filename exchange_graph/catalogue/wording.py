"""The names of States in words that are searched: whole words, that also mean the State by its code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from exchange_graph.catalogue.lexicon import Lexicon, Meaning, longest_name, standing
from exchange_graph.domain.languages import Lang
from exchange_graph.domain.vocabulary import Country
from exchange_graph.text.tokens import FUNCTION_WORDS, LINKING, Meant, query_tokens
from exchange_graph.text.units import Unit, is_han, units, words_in

Led = tuple[str, tuple[str, ...]]
"""Words as they were written, and the States that they lead to though these are called otherwise."""
Inside = frozenset[tuple[str, Lang | None]]
_IN_INDEX = ("short", "code")
"""Names of these kinds stand among the words of a record by themselves."""


@dataclass(frozen=True, slots=True)
class Worded:
    """Words to search by, `meant` as in a query; `led`: which of them are other names of a State."""

    text: str
    meant: Meant = ()
    led: tuple[Led, ...] = ()


@dataclass(slots=True)
class _Match:
    parts: list[str] = field(default_factory=list)
    meant: dict[str, tuple[str, ...]] = field(default_factory=dict)
    led: list[Led] = field(default_factory=list)


def worded(text: str, names: Lexicon, inside: Inside) -> Worded:
    """The words of a text with the names of States in them. Chinese is parted at every name.

    `inside`: names (id, language) that are a part of another State's name: these are searched by code alone.
    """
    read, found, last = units(text), _Match(), 0
    for words, meanings in _named(text, read, names):
        start, stop = words[0].start, words[-1].end
        found.parts += (text[last:start], _name(text[start:stop], words, meanings, found, inside))
        last = stop
    found.parts.append(text[last:])
    return Worded(" ".join(" ".join(found.parts).split()), tuple(found.meant.items()), tuple(found.led))


def names_inside(countries: Iterable[Country]) -> Inside:
    """Names of one word, by State and language, that stand in the name of another State: Guinea, 苏丹."""
    named = [(c.id, lang, " ".join(words_in(name))) for c in countries for lang, name in c.name.all().items()]
    having: dict[str, set[str]] = defaultdict(set)
    for country, _, name in named:
        for word in name.split() if not is_han(name[0]) else _runs(name):
            having[word].add(country)
    return frozenset((country, lang) for country, lang, name in named if len(having[name]) > 1)


def _runs(name: str) -> Iterator[str]:
    """Every run of Chinese characters in a name, as units stand in it."""
    characters = name.split()
    for start in range(len(characters)):
        for end in range(start + 2, len(characters) + 1):
            yield " ".join(characters[start:end])


def _named(text: str, read: list[Unit], names: Lexicon) -> Iterator[tuple[list[Unit], list[Meaning]]]:
    """The names in a text, from left to right, the longest first: of States, and in Chinese all."""
    at = 0
    while at < len(read):
        match = longest_name(names, read, at)
        words = read[at : match[0]] if match else read[at : at + 1]
        meanings = standing(match[1], text, words, None) if match else []
        of_state = any(meaning.what in ("country", "ended") for meaning in meanings)
        if meanings and (of_state or is_han(read[at].word)):
            yield words, meanings
        at += len(words) if meanings else 1


def _name(written: str, words: list[Unit], meanings: list[Meaning], found: _Match, inside: Inside) -> str:
    """The words of a name to search by, with what they mean noted."""
    states = [meaning for meaning in meanings if meaning.what in ("country", "ended")]
    ids = tuple(dict.fromkeys(i for meaning in states for i in meaning.ids))
    if not ids:
        return written
    codes = tuple(i.lower() for i in ids)
    if all(meaning.way not in _IN_INDEX for meaning in states):
        found.led.append((written, ids))
    # A word that is searched without may be all that tells: "sur" in Sudán del Sur, "La" in La Paz.
    without = FUNCTION_WORDS - LINKING if states[0].way in _IN_INDEX else FUNCTION_WORDS
    tells = any(unit.word in without for unit in words)
    part = len(ids) == 1 and any((m.ids[0], m.lang) in inside for m in states if m.way == "short")
    if tells or part:
        found.meant[codes[0]] = codes[1:]
        return codes[0]
    for token, _ in query_tokens(written):
        found.meant[token] = codes
    return written
