"""States whose name stands in the longer name of another one: no reading may take it alone out of that."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from exchange_graph.catalogue.names import RecordName
from exchange_graph.text.tokens import LINKING
from exchange_graph.text.units import words_in

_SAME_BEGINNING, _SHORTEST = 4, 2
_MOST_MORE = 2
"""A name that is longer by more words is a description."""
_MOST_STATES = 12
"""A word of more names tells none of them: Republic, Islands."""


@dataclass(frozen=True, slots=True)
class Lengthening:
    """A word that makes another State of a name: which one, and on which side it stands."""

    word: str
    state: str
    before: bool


Longer = dict[str, tuple[Lengthening, ...]]
"""By State, the words beside its name that lead to another State."""


def longer_names(names: Iterable[RecordName]) -> Longer:
    """What makes the name of one State that of another: South Sudan, Guinea-Bissau."""
    called = [
        (n.record, _content(n.words)) for n in names if n.kind == "country" and n.lang not in (None, "zh")
    ]
    short: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for state, words in called:
        short[words].add(state)
    found: dict[str, set[Lengthening]] = defaultdict(set)
    own: dict[str, set[str]] = defaultdict(set)
    for state, words in called:
        own[state].update(words)
        for inner, before, word in _parts(words):
            for other in short.get(inner, set()) - {state} if len(words) - len(inner) <= _MOST_MORE else ():
                found[other].add(Lengthening(word, state, before))
    having = Counter(word for words in own.values() for word in words)
    tells = {word for word, number in having.items() if number <= _MOST_STATES}
    return {
        state: tuple(one for one in beside if one.word in tells - own[state])
        for state, beside in found.items()
    }


def begun_names(names: Iterable[RecordName]) -> dict[str, tuple[str, ...]]:
    """By Chinese name of a State, what follows it in the longer names of others: 尼西亚 behind 印度."""
    called = [(n.record, n.words) for n in names if n.kind == "country" and n.lang == "zh"]
    of_name: dict[str, set[str]] = defaultdict(set)
    for state, words in called:
        of_name[words].add(state)
    found: dict[str, set[str]] = defaultdict(set)
    for state, words in called:
        for cut in range(_SHORTEST, len(words) - _SHORTEST + 1):
            if words[:cut] in of_name and state not in of_name[words[:cut]]:
                found[words[:cut]].add(words[cut:])
    return {name: tuple(sorted(rests)) for name, rests in found.items()}


def _content(name: str) -> tuple[str, ...]:
    return tuple(word for word in words_in(name) if word not in LINKING)


def _parts(words: Sequence[str]) -> Iterator[tuple[tuple[str, ...], bool, str]]:
    """Every run of words within a name, and the word that stands before or behind it."""
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            if start:
                yield tuple(words[start:end]), True, words[start - 1]
            if end < len(words):
                yield tuple(words[start:end]), False, words[end]


def is_written_for(written: str, word: str, *, shortened: bool) -> bool:
    """Whether a word stands for one of a name: with a slip, with another ending, cut off with a full stop."""
    if shortened:
        return len(written) < len(word) and word.startswith(written)
    if len(written) < _SAME_BEGINNING:
        return False
    same = len(word) - _SHORTEST if "\u0400" <= word[0] <= "\u04ff" else _SAME_BEGINNING
    begins = len(word) > 2 and abs(len(written) - len(word)) <= 3 and written[:same] == word[:same]
    return (begins and same > 2) or OSA.distance(written, word, score_cutoff=1) <= 1
