"""A question cut into pieces: names, years, words that do something in a sentence, and the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from typing import Literal

from exchange_graph.catalogue.lexicon import Lexicon, Meaning, longest_name, standing
from exchange_graph.domain.languages import Lang
from exchange_graph.questions.decades import decades
from exchange_graph.questions.special import marked, special
from exchange_graph.questions.vocabulary import Markers, adjectives, common_words, everyday_words, markers
from exchange_graph.text.forms import ARTICLE, JOINED, TO_THE
from exchange_graph.text.phrases import Phrases
from exchange_graph.text.tokens import FUNCTION_WORDS
from exchange_graph.text.units import Unit, units

PieceKind = Literal["name", "region", "sector", "value", "year", "marker", "ignored", "apart", "word"]
_YEAR = re.compile(rf"(?P<joined>{'|'.join(JOINED)})?ـ?(?P<year>(?:19|20)\d\d)")


LEADING = frozenset(("from", "to", "in", "by", "with", "and", "of"))
"""What words do that lead to a name: prepositions and what joins."""


@dataclass(slots=True)
class Piece:
    """A run of units and what it is; `classes` are those of a marker, `ids` what a name leads to.

    `joined`: what is written together with a name; `oblique`: it stands in another form than it is listed in;
    `owning`: with 's. `filters` are those that it gave, as `name=value`.
    """

    kind: PieceKind
    text: str
    first: int
    last: int
    start: int
    end: int
    meanings: tuple[Meaning, ...] = ()
    classes: frozenset[str] = frozenset()
    ids: tuple[str, ...] = ()
    joined: str = ""
    oblique: bool = False
    owning: bool = False
    filters: list[str] = field(default_factory=list)

    @property
    def what(self) -> str:
        """What kind of party a name leads to."""
        return self.meanings[0].what if self.meanings else self.kind

    @property
    def is_attribute(self) -> bool:
        """Whether it is an adjective or a people, not a name itself."""
        return bool(self.meanings) and all(one.way in ("adjective", "people") for one in self.meanings)

    @property
    def is_party(self) -> bool:
        """Whether it names somebody who may have a role."""
        return self.kind in ("name", "region") and self.what != "programme"


@dataclass(frozen=True, slots=True)
class Cutter:
    """Cuts texts of one language, with the names of one revision; `held` are the records that there are."""

    lang: Lang
    names: Lexicon
    regions: Phrases[Meaning]
    held: Container[str]

    def cut(self, text: str) -> list[Piece]:
        """The pieces of a text, in order, without gaps."""
        read, known = units(text), markers(self.lang)
        found: list[Piece] = []
        at = 0
        while at < len(read):
            piece = self._piece(text, read, at, known)
            found.append(piece)
            at = piece.last + 1
        return found

    def _piece(self, text: str, read: list[Unit], at: int, known: Markers) -> Piece:
        options = [*self._options(text, read, at, known)]
        longest = max(options, key=lambda piece: piece.last)
        if (other := self._special(text, read, at)) and other.last >= longest.last:
            return other
        same = [piece for piece in options if piece.last == longest.last]
        classes = frozenset().union(*(piece.classes for piece in same))
        if classes & _COMMON:  # "States" is no list here
            same = [piece for piece in same if piece.what != "group"]
        chosen = min(same, key=lambda piece: _ORDER.index(piece.kind))
        if chosen.kind != "value":
            chosen.classes |= classes
        return chosen

    def _special(self, text: str, read: list[Unit], at: int) -> Piece | None:
        """A group as people call it, a name of something else, words that no filter can hold."""
        found = special(self.lang).longest(read, at)
        if found is None:
            return None
        meant = found[1][0]
        if meant.kind == "group":
            group = Meaning("group", (meant.record,), "short")
            return _named(text, read, at, found[0], [group]) if meant.record in self.held else None
        return _cut("apart" if meant.kind == "apart" else "word", text, read, at, found[0])

    def _options(self, text: str, read: list[Unit], at: int, known: Markers) -> Iterator[Piece]:
        if (named := longest_name(self.names, read, at)) and (
            meant := self._meant(text, read[at : named[0]], named[1])
        ):
            yield self._with_form(_named(text, read, at, named[0], meant), read[at : named[0]])
        if (noun := adjectives(self.lang).longest(read, at)) and (meant := self._sector(noun[1][0])):
            yield _named(text, read, at, noun[0], meant)
        if region := self.regions.longest(read, at):
            yield self._region(text, read, at, *region)
        if (said := known.longest(read, at)) and (said := self._uncut(read, at, said, known)):
            yield _marked(text, read, at, *said)
        if decade := decades(self.lang).longest(read, at):
            yield _cut("year", text, read, at, decade[0], ids=decade[1][0])
        if year := _YEAR.fullmatch(read[at].word):
            piece = _cut("year", text, read, at, at + 1, ids=(year["year"],))
            piece.joined = year["joined"] or ""
            yield piece
        yield _cut(_left(read[at]), text, read, at, at + 1)

    def _uncut(
        self, read: list[Unit], at: int, said: tuple[int, list[str]], known: Markers
    ) -> tuple[int, list[str]] | None:
        """A marker that cuts no group's name in two: quels | pays arabes."""
        for inner in range(at + 1, said[0]):
            group = special(self.lang).longest(read, inner)
            if group and group[0] > said[0]:
                return known.longest(read[:inner], at)
        return said

    def _meant(self, text: str, words: list[Unit], found: list[Meaning]) -> list[Meaning]:
        if state := marked(text, words):
            return [Meaning("country", (state,), "capital", self.lang)]
        stands = standing(found, text, words, self.lang)
        return stands if len(words) > 1 else [m for m in stands if not self._is_word(m, text, words[0])]

    def _is_word(self, meaning: Meaning, text: str, word: Unit) -> bool:
        """Whether a name is only a word of the language here: "las" is no League, "bad" no bank."""
        if meaning.written == "acronym":
            return word.word in common_words(self.lang) and not _in_capitals(text, word)
        return (
            word.word in everyday_words(self.lang) and text[word.start].islower() and meaning.way == "short"
        )

    def _region(self, text: str, read: list[Unit], at: int, end: int, found: list[Meaning]) -> Piece:
        piece = _cut("region", text, read, at, end, ids=tuple(dict.fromkeys(m.ids[0] for m in found)))
        piece.meanings = tuple(found)
        piece.oblique = not self.regions.has(read[at:end])
        return piece

    def _sector(self, noun: str) -> list[Meaning]:
        """What a noun names, where that is a sector."""
        words = units(noun)
        found = self.names.longest(words, 0)
        whole = found is not None and found[0] == len(words)
        return [one for one in found[1] if one.what == "sector"] if found and whole else []

    def _with_form(self, piece: Piece, words: list[Unit]) -> Piece:
        """The piece with what its form tells: the case, the preposition that is written together with it."""

        def known(first: Unit) -> bool:
            found = self.names.longest([first, *words[1:]], 0)
            return found is not None and any(set(m.ids) & set(piece.ids) for m in found[1])

        piece.oblique = not self.names.has(words)
        if self.lang == "ar":
            piece.joined = _joined(words[0].word, known)
        return piece


_COMMON = frozenset(("ignored", "members"))
_ORDER: tuple[PieceKind, ...] = (
    "year",
    "name",
    "region",
    "sector",
    "value",
    "marker",
    "ignored",
    "apart",
    "word",
)


_SILENT = frozenset(("ignored", "the", "not", "both", "members", "anyone", "that", "back", "as"))
"""Classes of words that lead to nothing by themselves."""


def _named(text: str, read: list[Unit], at: int, end: int, meant: list[Meaning]) -> Piece:
    sectors = [meaning for meaning in meant if meaning.what == "sector"]
    parties = [meaning for meaning in meant if meaning.what != "sector"]
    chosen = sectors if sectors and not any(m.what == "country" for m in parties) else parties
    ids = tuple(dict.fromkeys(i for meaning in chosen for i in meaning.ids))
    piece = _cut("sector" if chosen is sectors else "name", text, read, at, end, ids=ids)
    piece.meanings = tuple(chosen)
    piece.owning = end < len(read) and read[end].word == "s" and text[read[end - 1].end] in "'’"
    return piece


def _in_capitals(text: str, word: Unit) -> bool:
    """Whether a word stands in capitals by itself: in a text that is all capitals none does."""
    return text[word.start : word.end].isupper() and not (text.isupper() and " " in text.strip())


def _joined(word: str, known: Callable[[Unit], bool]) -> str:
    """What is written together with an Arabic name: a preposition of one letter, or two."""
    for joined in (*JOINED, TO_THE, "و" + TO_THE):
        rest = word.removeprefix(joined)
        article = ARTICLE if joined.endswith(TO_THE) else ""
        if word.startswith(joined) and known(Unit(article + rest, 0, 0)):
            return joined
    return ""


def _marked(text: str, read: list[Unit], at: int, end: int, said: list[str]) -> Piece:
    values = [one for one in said if "=" in one]
    classes = frozenset(one for one in said if "=" not in one)
    kind: PieceKind = "value" if values else "ignored" if classes <= _SILENT else "marker"
    piece = _cut(kind, text, read, at, end)
    piece.classes, piece.filters = classes, values
    return piece


def _left(unit: Unit) -> PieceKind:
    return "ignored" if unit.word in FUNCTION_WORDS or len(unit.word.strip()) == 0 else "word"


def _cut(kind: PieceKind, text: str, read: list[Unit], at: int, end: int, ids: tuple[str, ...] = ()) -> Piece:
    start, stop = read[at].start, read[end - 1].end
    return Piece(kind, text[start:stop], at, end - 1, start, stop, ids=ids)
