"""What is to be said, before it is said in a language: a key of a sentence, and what fills its blanks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


class LabelOf(str):
    """The id of a record, said by its label."""

    __slots__ = ()


class Word(str):
    """The key of a word or sentence of ours, said in the reader's language."""

    __slots__ = ()


class Tongue(str):
    """The ISO 639 code of a language, said by its name."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its key, and its blanks by name. Tuples are listed as the language does.

    `words` keeps what it was put into, by language: a sentence lives as long as the labels it names.
    """

    key: str
    values: tuple[tuple[str, Any], ...] = ()
    words: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, key: str, **values: Any) -> Sentence:
        """A sentence with these blanks filled."""
        return cls(key, tuple(values.items()))


def years(dated: Sequence[int], undated: Sequence[int]) -> Sentence:
    """When: the years of dated exchanges, and by which year those without one had surely begun."""
    if not dated:
        return Sentence.of("when.by", year=max(undated))
    first, last = min(dated), max(dated)
    when = (
        Sentence.of("when.year", year=last)
        if first == last
        else Sentence.of("when.years", first=first, last=last)
    )
    return Sentence.of("when.partly", when=when, count=len(undated)) if undated else when
