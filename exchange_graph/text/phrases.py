"""Phrases that mean something, found in running text: the longest that begins at a place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

from exchange_graph.text.forms import Bent, bases, forms
from exchange_graph.text.tokens import LINKING
from exchange_graph.text.units import Unit, words_in

T = TypeVar("T")
ANY_ENDING = "*"
_LEFT_OUT = LINKING
"""Words that may stand inside a phrase, or not: "Republic of the Congo", "Republic Congo"."""


@dataclass(slots=True)
class _Node(Generic[T]):
    following: dict[str, _Node[T]] = field(default_factory=dict)
    beginning: dict[str, _Node[T]] = field(default_factory=dict)
    meanings: list[T] = field(default_factory=list)


class Phrases(Generic[T]):
    """Phrases by their words, met in any of their forms; a word that ends in `*` in any that begins so."""

    def __init__(self) -> None:
        self._root: _Node[T] = _Node()
        self._bent: dict[str, set[Bent]] = {}

    def add(self, phrase: str, meaning: T, bent: Bent | None = None, *, whole: bool = False) -> None:
        """A phrase and what it means; `bent`: which forms its words have; `whole`: none is left out."""
        node = self._root
        for word in _parts(phrase, whole):
            if word.endswith(ANY_ENDING):
                node = node.beginning.setdefault(word[:-1], _Node())
                continue
            if bent:
                self._bent.setdefault(word, set()).add(bent)
            node = node.following.setdefault(word, _Node())
        if node is not self._root and meaning not in node.meanings:
            node.meanings.append(meaning)

    def longest(self, text: Sequence[Unit], at: int) -> tuple[int, list[T]] | None:
        """Where the longest phrase that begins at a unit ends, and all that it means; None without one."""
        found: dict[int, list[T]] = {}
        waiting = [(self._root, at)]
        while waiting:
            node, place = waiting.pop()
            if place < len(text):
                for after, forward in self._after(node, text[place].word):
                    waiting.append((after, place + 1))
                    if forward and after.meanings:
                        found.setdefault(place + 1, []).extend(after.meanings)
        return max(found.items(), key=lambda one: one[0]) if found else None

    def has(self, words: Sequence[Unit]) -> bool:
        """Whether these words are a phrase as it was given, in no other form."""
        node = self._root
        for unit in words:
            if unit.word in node.following:
                node = node.following[unit.word]
            elif node is self._root or unit.word not in _LEFT_OUT:
                return False
        return bool(node.meanings)

    def _after(self, node: _Node[T], word: str) -> Iterator[tuple[_Node[T], bool]]:
        """The nodes that a word leads to, and whether it is a word of the phrase."""
        for key in (word, *self._bases(word)):
            if key in node.following:
                yield node.following[key], True
        for beginning, following in node.beginning.items():
            if word.startswith(beginning):
                yield following, True
        if node is not self._root and word in _LEFT_OUT:
            yield node, False

    def _bases(self, word: str) -> set[str]:
        """The words of phrases of which this one is a form."""
        return {
            base
            for base in bases(word)
            if base != word and any(word in forms(base, bent) for bent in self._bent.get(base, ()))
        }


@lru_cache(maxsize=32_768)
def _parts(phrase: str, whole: bool) -> tuple[str, ...]:
    """The words of a phrase without those that may be left out, unless it has no other.

    Remembered: the names of a graph are put together anew whenever one of them changes.
    """
    if ANY_ENDING not in phrase:
        found = words_in(phrase)
    else:
        found = [word for part in phrase.split() for word in _of(part)]
    kept = [word for word in found if whole or word not in _LEFT_OUT]
    return tuple(kept or found)


def _of(part: str) -> list[str]:
    words = words_in(part)
    if part.endswith(ANY_ENDING) and words:
        words[-1] += ANY_ENDING
    return words
