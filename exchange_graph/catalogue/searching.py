"""Searching by words, with spelling mended where nothing is written as it was typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from exchange_graph.catalogue.asking import Understood
from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.names import RecordName
from exchange_graph.domain.languages import Lang
from exchange_graph.domain.records import Kind
from exchange_graph.graph.query import Dimension, ExchangeQuery, Listed, Page, PageRequest, Sort
from exchange_graph.graph.store import GraphStore


@dataclass(frozen=True, slots=True)
class Sought:
    """What is called so, and a page of the exchanges that say so; `text` are the words searched by."""

    text: str
    names: tuple[RecordName, ...]
    exchanges: Page[Listed]

    def __bool__(self) -> bool:
        return bool(self.names or self.exchanges.total)


@dataclass(frozen=True, slots=True)
class Searching:
    """What to search: records of these kinds (none: of all), names of `lang` first, so many exchanges."""

    kinds: Sequence[Kind]
    lang: Lang
    limit: int

    async def search(self, text: str, known: Catalogue, store: GraphStore) -> Sought:
        """Records by name, exchanges by every word they hold; with spelling mended where there are none."""
        found = await self._search(text, known, store)
        mended = None if found else known.names.mended(text)
        return await self._search(mended, known, store) if mended else found

    async def _search(self, text: str, known: Catalogue, store: GraphStore) -> Sought:
        named = known.names.find(text, self.lang)
        names = tuple(name for name in named if not self.kinds or name.kind in self.kinds)
        if self.kinds and "exchange" not in self.kinds:
            return Sought(text, names, Page((), 0, None, known.revision))
        query = ExchangeQuery(known.parted(text))
        return Sought(text, names, await store.find(query, PageRequest(self.limit), "relevance"))


async def find_mended(
    understood: Understood, known: Catalogue, store: GraphStore, page: PageRequest, sort: Sort,
    facets: Sequence[Dimension] = (),
) -> tuple[Understood, Page[Listed]]:  # fmt: skip
    """The page of a question; where nothing fits, of the same question with its spelling mended."""
    query = understood.query
    answer = await store.find(query, page, sort, facets)
    mended = known.names.mended(query.text) if query.text and not answer.total else None
    if mended is None:
        return understood, answer
    asked = replace(understood, query=replace(query, text=mended), text=mended)
    again = await store.find(asked.query, page, sort, facets)
    return (asked, again) if again.total else (understood, answer)
