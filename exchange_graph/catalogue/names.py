"""Names of all that is not an exchange: what a search box offers while somebody types, spelling mended."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from exchange_graph.domain.languages import Lang, Text
from exchange_graph.domain.records import KINDS, AnyRecord, Kind
from exchange_graph.domain.vocabulary import AlsoCalled, Sector
from exchange_graph.text.tokens import fold, query_tokens, tokens

_ALIKE = 0.7
_SHORTEST = 4
"""A shorter word is like too many others."""


@dataclass(frozen=True, slots=True)
class RecordName:
    """One way in which a record is called; `lang` is None for an id or a symbol."""

    record: str
    kind: Kind
    words: str
    lang: Lang | None


@dataclass(frozen=True, slots=True)
class RecordNames:
    """All names at one revision, by the words in them."""

    every: tuple[RecordName, ...]
    by_word: dict[str, set[int]]
    words: tuple[str, ...]
    meant: tuple[str, ...]
    """The words that a typing error is mended to: of names proper, and of no sensitive sector."""

    def find(self, text: str, lang: Lang) -> list[RecordName]:
        """The records that are called so, each once by the name that fits best, the best first.

        Every word must begin a word of the name. The whole name comes before its beginning, and that
        before words inside it; of names that fit equally well, the one in `lang`.
        """
        best: dict[str, tuple[tuple[int, ...], RecordName]] = {}
        folded = fold(text).strip()
        for number in sorted(self._fitting(text)):
            name = self.every[number]
            foreign = (name.lang != lang) + (name.lang is None)
            rank = (_fit(folded, name.words), KINDS[name.kind].traits.rank, foreign, len(name.words))
            if name.record not in best or rank < best[name.record][0]:
                best[name.record] = (rank, name)
        ranked = sorted(best.values(), key=lambda one: (one[0][:2], one[0][3], one[1].record))
        return [name for _, name in ranked]

    def mended(self, text: str) -> str | None:
        """`text` with each word that begins no name replaced by the likest one that does.

        None where nothing had to be replaced, or nothing is alike.
        """
        asked = [token for token, _ in query_tokens(text)]
        better = {token: self._likest(token) for token in asked if not self._begun(token)}
        if not better or None in better.values():
            return None
        return " ".join(better.get(token) or token for token in asked)

    def _fitting(self, text: str) -> set[int]:
        found: set[int] | None = None
        for token, prefix in query_tokens(text):
            words = self._begun(token) if prefix else [token]
            having = {number for word in words for number in self.by_word.get(word, ())}
            found = having if found is None else found & having
        return found or set()

    def _begun(self, token: str) -> tuple[str, ...]:
        first = bisect_left(self.words, token)
        return self.words[first : bisect_left(self.words, token + "\U0010ffff")]

    def _likest(self, token: str) -> str | None:
        if len(token) < _SHORTEST:
            return None
        alike = extract(token, self.meant, scorer=OSA.normalized_similarity, score_cutoff=_ALIKE, limit=None)
        # A longer word is another word, not a slip of the shorter one.
        near = [one for one in alike if not token.startswith(one[0])]
        return min(near, key=lambda one: self._unlikeness(token, one[0], one[1]))[0] if near else None

    def _unlikeness(self, token: str, word: str, alike: float) -> tuple[float, bool, int, str]:
        """Of words as alike, one that begins the same, then one that more names have."""
        return -alike, word[0] != token[0], -len(self.by_word[word]), word


def names_of(records: Iterable[AnyRecord]) -> RecordNames:
    """The names of these records."""
    held = tuple(records)
    every = tuple(name for record in held for name in _of(record))
    by_word: dict[str, set[int]] = defaultdict(set)
    for number, name in enumerate(every):
        for word in tokens(name.words):
            by_word[word].add(number)
    named = {record.id for record in held if _is_proper(record)}
    proper = (word for word, having in by_word.items() if any(every[n].record in named for n in having))
    return RecordNames(every, dict(by_word), tuple(sorted(by_word)), tuple(sorted(proper)))


def _is_proper(record: AnyRecord) -> bool:
    """Whether a record has a name of its own rather than a title or a text."""
    sensitive = isinstance(record, Sector) and record.sensitive
    return record.traits.proper and not sensitive


def _of(record: AnyRecord) -> Iterator[RecordName]:
    for identity in (record.id, *record.aliases):
        yield RecordName(record.id, record.kind, identity, None)
    for field in record.traits.called:
        for words, lang in _texts(getattr(record, field)):
            yield RecordName(record.id, record.kind, words, lang)


def _texts(value: object) -> Iterator[tuple[str, Lang | None]]:
    if isinstance(value, Text):
        yield from ((words, lang) for lang, words in value.all().items())
    elif isinstance(value, AlsoCalled):
        yield from value.by_language()
    elif isinstance(value, tuple):
        yield from ((words, None) for words in value)
    elif isinstance(value, str):
        yield value, None


def _fit(asked: str, name: str) -> int:
    folded = fold(name).strip()
    if folded == asked:
        return 0
    return 1 if folded.startswith(asked) else 2
