"""Names of all that is not an exchange: what a search box offers while somebody types, spelling mended."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from exchange_graph.catalogue.listed_names import listed_names, other_words
from exchange_graph.catalogue.mending import SHORTEST, is_slip_of_name, slips
from exchange_graph.domain.languages import Lang, Text
from exchange_graph.domain.records import KINDS, AnyRecord, Kind
from exchange_graph.domain.vocabulary import AlsoCalled, Country, Institution, Sector
from exchange_graph.text.tokens import DIRECTIONS, LINKING, fold, query_tokens, tokens
from exchange_graph.text.units import is_han, words_in

_ALIKE = 0.7
_SHORTEST = 4
_MOST_OFFERS = 5


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
    own: int
    """So many of them, from the first, stand on the records; the others are of lists, and come after."""
    by_word: dict[str, set[int]]
    words: tuple[str, ...]
    meant: tuple[str, ...]
    """The words that a typing error is mended to: of names proper, but for acronyms and sensitive sectors."""
    guarded: frozenset[str]
    """The records that are a State or area, or act for one: only a slip of their very name leads to them."""

    def find(self, text: str, lang: Lang, whole: Collection[str] = ()) -> list[RecordName]:
        """The records that are called so, each once by the name that fits best, the best first.

        Every word must begin a word of the name, but for those of `whole`, which are one; a State or area is
        found by less than its name only where that less can be no other's. The whole name comes before its
        beginning, and that before words inside it; of names that fit equally well, the one in `lang`.
        """
        best: dict[str, tuple[tuple[int, ...], RecordName]] = {}
        folded = fold(text).strip()
        for number in sorted(self._fitting(text, whole)):
            name = self.every[number]
            if name.kind == "country" and not self._leads(number, folded):
                continue
            foreign = (name.lang != lang) + (name.lang is None)
            kind = KINDS[name.kind].traits.rank
            rank = (_fit(folded, name.words), kind, number >= self.own, foreign, len(name.words))
            if name.record not in best or rank < best[name.record][0]:
                best[name.record] = (rank, name)
        ranked = sorted(best.values(), key=lambda one: (one[0][:3], one[0][4], one[1].record))
        return [name for _, name in ranked]

    def mended(self, text: str, lang: Lang) -> str | None:
        """`text` with each word that begins no name replaced by the one of which it is a typing error.

        None where nothing had to be replaced, or a word may be several or none.
        """
        asked = [token for token, _ in query_tokens(text)]
        unknown = [token for token in asked if not self._is_known(token)]
        better = {token: self._one(token, asked, lang) for token in unknown}
        if not better or None in better.values():
            return None
        return " ".join(better.get(token) or token for token in asked)

    def mended_in(self, word: str, asked: Collection[str], lang: Lang) -> str | None:
        """The one word of a name that a word can be a typing error of, beside the other words `asked`."""
        token = " ".join(words_in(word))
        return None if token in self.by_word or token in other_words() else self._one(token, asked, lang)

    def offered(self, text: str, lang: Lang, *, alike: bool = True) -> list[str]:
        """The records that may have been meant by words that begin no name, the likest first.

        `alike`: by words that are further away than a slip, too.
        """
        asked = [token for token, _ in query_tokens(text)]
        found: dict[str, None] = {}
        for token in asked:
            if not self._is_known(token):
                for word in self._candidates(token, lang) or (self._alike(token) if alike else ()):
                    found |= dict.fromkeys(self._called(word, asked, token))
        return list(found)[:_MOST_OFFERS]

    def slips_of(self, text: str) -> Iterator[RecordName]:
        """The names of which a whole text is a typing error."""
        written = " ".join(words_in(text))
        for token in tokens(text):
            if token in other_words():
                continue
            for word in slips(token, self._begun(token[0])):
                for name in (self.every[number] for number in self.by_word[word]):
                    if is_slip_of_name(written, " ".join(words_in(name.words))):
                        yield name

    def _called(self, word: str, asked: Collection[str], token: str) -> list[str]:
        """The records of whose name a word is the greatest part; a State by a slip of its very name alone."""
        names = sorted((self.every[n] for n in self.by_word[word]), key=lambda name: len(name.words))
        slip = word in slips(token, [word])
        return [
            name.record
            for name in names
            if name.record not in self.guarded or (slip and self._is_whole(name, word, asked))
        ][:2]

    def _one(self, token: str, asked: Collection[str], lang: Lang) -> str | None:
        """The one word that a typing error can be, if there is one."""
        likely = self._candidates(token, lang)
        kept = [word for word in likely if self._may_be(word, asked)]
        return kept[0] if len(likely) == len(kept) == 1 else None

    def _candidates(self, token: str, lang: Lang) -> list[str]:
        """The words of which a token is a slip: those of the reader's language, where there are any."""
        found = slips(token, self.meant)
        own = [word for word in found if any(self.every[n].lang == lang for n in self.by_word[word])]
        return own or found

    def _may_be(self, word: str, asked: Collection[str]) -> bool:
        """Whether a word is of a name that is no State's, or of a State's whose other words are all there."""
        names = [self.every[number] for number in self.by_word[word]]
        return any(n.record not in self.guarded or self._is_whole(n, word, asked) for n in names)

    @staticmethod
    def _is_whole(name: RecordName, word: str, asked: Collection[str]) -> bool:
        return all(other == word or other in asked for other, _ in query_tokens(name.words))

    def _is_known(self, token: str) -> bool:
        return bool(self._begun(token)) or token in other_words()

    def _alike(self, token: str) -> list[str]:
        """Words of names that are no State's, further away than a slip: to be offered only."""
        if len(token) < _SHORTEST:
            return []
        alike = extract(token, self.meant, scorer=OSA.normalized_similarity, score_cutoff=_ALIKE, limit=3)
        # A longer word is another word, not a slip of the shorter one.
        return [word for word, _, _ in alike if not token.startswith(word)]

    def _fitting(self, text: str, whole: Collection[str]) -> set[int]:
        found: set[int] | None = None
        for token, prefix in query_tokens(text):
            words = self._begun(token) if prefix and token not in whole else [token]
            having = {number for word in words for number in self.by_word.get(word, ())}
            found = having if found is None else found & having
        return found or set()

    def _leads(self, number: int, asked: str) -> bool:
        """Whether words lead to a State or area: its whole name, or a part of one that stands on its record.

        Such a part is the beginning of the name, or words of it, each whole or long enough to be mended. A
        direction alone is none.
        """
        name = self.every[number]
        words, parts = set(tokens(name.words)), [token for token, _ in query_tokens(asked)]
        if words - set(parts) <= LINKING:
            return True
        if number >= self.own or DIRECTIONS.issuperset(parts):
            return False
        begins = _fit(asked, name.words) < 2 and len(asked) >= _SHORTEST
        return begins or all(part in words or len(part) >= SHORTEST or is_han(part) for part in parts)

    def _begun(self, token: str) -> tuple[str, ...]:
        first = bisect_left(self.words, token)
        return self.words[first : bisect_left(self.words, token + "\U0010ffff")]


def names_of(records: Iterable[AnyRecord]) -> RecordNames:
    """The names of these records, those of the lists among them."""
    held = tuple(records)
    own = tuple(name for record in held for name in _of(record))
    countries = {record.id for record in held if isinstance(record, Country)}
    every = own + tuple(
        RecordName(n.country, "country", n.words, n.lang) for n in listed_names() if n.country in countries
    )
    by_word: dict[str, set[int]] = defaultdict(set)
    for number, name in enumerate(every):
        for word in tokens(name.words):
            by_word[word].add(number)
    named = {record.id for record in held if _is_proper(record)}
    spelt = {n for n, name in enumerate(every) if name.record in named and not name.words.isupper()}
    proper = (word for word, having in by_word.items() if spelt & having)
    guarded = frozenset(record.id for record in held if _is_guarded(record))
    return RecordNames(every, len(own), dict(by_word), tuple(sorted(by_word)), tuple(sorted(proper)), guarded)


def _is_proper(record: AnyRecord) -> bool:
    """Whether a record has a name of its own rather than a title or a text."""
    sensitive = isinstance(record, Sector) and record.sensitive
    return record.traits.proper and not sensitive


def _is_guarded(record: AnyRecord) -> bool:
    return isinstance(record, Country) or (isinstance(record, Institution) and record.acts_for is not None)


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
