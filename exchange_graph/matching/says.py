"""What is to be said, before it is said in a language: a key of a sentence, and what fills its blanks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


class Name(str):
    """The id of a record, said by its label."""

    __slots__ = ()


class Word(str):
    """The key of a word or sentence of ours, said in the reader's language."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Says:
    """A sentence: its key, and its blanks by name. Tuples are listed as the language does."""

    key: str
    values: tuple[tuple[str, Any], ...] = ()

    @classmethod
    def of(cls, key: str, **values: Any) -> Says:
        """A sentence with these blanks filled."""
        return cls(key, tuple(values.items()))


def years(oldest: int, newest: int, latest: int) -> Says:
    """When: the years of dated exchanges, or the year by which the newest undated one had taken place."""
    if not newest:
        return Says.of("when.by", year=latest)
    if oldest == newest:
        return Says.of("when.year", year=newest)
    return Says.of("when.years", first=oldest, last=newest)
