"""Searching by words: spelling mended where nothing is written as it was typed, or what may be meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from exchange_graph.catalogue.asking import Understood
from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.lexicon import longest_name
from exchange_graph.catalogue.names import RecordName
from exchange_graph.catalogue.wording import Led, Worded
from exchange_graph.domain.languages import Lang
from exchange_graph.domain.records import Kind
from exchange_graph.graph.query import Dimension, ExchangeQuery, Listed, Page, PageRequest, Sort
from exchange_graph.graph.store import GraphStore
from exchange_graph.text.tokens import FUNCTION_WORDS, content_of, fold
from exchange_graph.text.units import is_han, units

_MOST_PARTS = 8


@dataclass(frozen=True, slots=True)
class Alone:
    """A part of what was typed, and how many exchanges hold it alone."""

    text: str
    total: int


@dataclass(frozen=True, slots=True)
class Sought:
    """What is called so, and a page of the exchanges that say so; `text` are the words searched by.

    `led`: names in it that lead to a State that is called otherwise. `meant`: records that may have been
    meant. `alone`: where no record has all words together, what each part finds.
    """

    text: str
    names: tuple[RecordName, ...]
    exchanges: Page[Listed]
    led: tuple[Led, ...] = ()
    meant: tuple[str, ...] = ()
    alone: tuple[Alone, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.names or self.exchanges.total)


@dataclass(frozen=True, slots=True)
class Searching:
    """What to search: records of these kinds (none: of all), names of `lang` first, so many exchanges."""

    kinds: Sequence[Kind]
    lang: Lang
    limit: int

    async def search(self, text: str, known: Catalogue, store: GraphStore) -> Sought:
        """Records by name, exchanges by every word they hold; mended or offered where there are none."""
        found = await self._search(text, known, store)
        if found:
            return found
        mended = known.names.mended(text, self.lang)
        if mended and (better := await self._search(mended, known, store)):
            return better
        offered = tuple(i for i in known.names.offered(text, self.lang) if self._wanted(known, i))
        return replace(found, meant=offered, alone=tuple(await self._alone(text, known, store)))

    async def _search(self, text: str, known: Catalogue, store: GraphStore) -> Sought:
        wording = known.worded(text)
        names = [name for name in self._names(text, wording, known) if self._wanted(known, name.record)]
        if self.kinds and "exchange" not in self.kinds:
            return Sought(text, tuple(names), Page((), 0, None, known.revision), wording.led)
        query = ExchangeQuery(wording.text, meant=wording.meant)
        page = await store.find(query, PageRequest(self.limit), "relevance")
        return Sought(text, tuple(names), page, wording.led)

    def _names(self, text: str, wording: Worded, known: Catalogue) -> list[RecordName]:
        """Records by name, before them a State that is called otherwise where that is all that was typed."""
        found = known.names.find(text, self.lang, [token for token, _ in wording.meant])
        alone = {i for words, ids in wording.led for i in ids if words == content_of(text)}
        if not alone:
            return found
        held = {name.record for name in found}
        led = [RecordName(i, "country", text.strip(), None) for i in sorted(alone - held)]
        return [*led, *(name for name in found if name.kind != "country" or name.record in alone)]

    def _wanted(self, known: Catalogue, record: str) -> bool:
        return not self.kinds or known.records[record].kind in self.kinds

    async def _alone(self, text: str, known: Catalogue, store: GraphStore) -> list[Alone]:
        """What each part finds, where there are several: names whole, other words one by one."""
        parts = [part for part in parts_of(text, known) if fold(part) not in FUNCTION_WORDS][:_MOST_PARTS]
        return [await _counted(part, known, store) for part in parts] if len(parts) > 1 else []


def parts_of(text: str, known: Catalogue) -> list[str]:
    """A text in the parts that a person would look for: each name, each other word."""
    read, found, at = units(text), list[str](), 0
    while at < len(read):
        match = longest_name(known.lexicon, read, at)
        end = match[0] if match else _run(text, at, known)
        found.append(text[read[at].start : read[end - 1].end])
        at = end
    return list(dict.fromkeys(found))


def _run(text: str, at: int, known: Catalogue) -> int:
    """The end of a word that is no name: a run of Chinese characters up to the next name."""
    read, end = units(text), at + 1
    while is_han(read[at].word) and end < len(read) and is_han(read[end].word):
        if known.lexicon.longest(read, end):
            break
        end += 1
    return end


async def _counted(part: str, known: Catalogue, store: GraphStore) -> Alone:
    wording = known.worded(part)
    page = await store.find(ExchangeQuery(wording.text, meant=wording.meant), PageRequest(1))
    return Alone(part, page.total)


async def find_mended(
    understood: Understood, known: Catalogue, store: GraphStore, page: PageRequest, sort: Sort,
    facets: Sequence[Dimension] = (), lang: Lang = "en",
) -> tuple[Understood, Page[Listed]]:  # fmt: skip
    """The page of a question; where nothing fits, of the same question with its spelling mended.

    Where it cannot be mended, the question tells which records may have been meant.
    """
    query = understood.query
    answer = await store.find(query, page, sort, facets)
    if not query.text or answer.total:
        return understood, answer
    if mended := known.names.mended(query.text, lang):
        wording = known.worded(mended)
        asked = replace(understood, query=replace(query, text=wording.text, meant=wording.meant), text=mended)
        again = await store.find(asked.query, page, sort, facets)
        return (asked, again) if again.total else (understood, answer)
    return replace(understood, meant=tuple(known.names.offered(query.text, lang))), answer
