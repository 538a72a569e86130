"""A question answered: read, asked of the store, with what no record holds mended or set apart, and said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from exchange_graph.catalogue.asking import Understood, understand
from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.filters import ExchangeFilters
from exchange_graph.catalogue.listed_names import PolicyArea
from exchange_graph.domain.languages import Lang
from exchange_graph.graph.query import ExchangeQuery, PageRequest, Sort
from exchange_graph.graph.store import GraphStore
from exchange_graph.questions.mending import Mended, mended
from exchange_graph.questions.reading import QuestionRead, read

_MOST_WORDS = 12
"""As many words are looked up one by one; a question has fewer."""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as it is put to the store, and how it was read.

    `mended`: typing errors, each with what it was read as; `meant`: records that may have been meant.
    `areas` are those outside the M49 list that it names; they are searched by their names.
    """

    reading: QuestionRead
    filters: ExchangeFilters
    understood: Understood
    mended: tuple[Mended, ...] = ()
    meant: tuple[str, ...] = ()
    areas: tuple[PolicyArea, ...] = ()

    @property
    def sort(self) -> Sort:
        """The order of the answer: by relevance where words are searched."""
        return "relevance" if self.filters.q else "-start"


async def question(text: str, lang: Lang | None, known: Catalogue, store: GraphStore) -> AskedQuestion:
    """Read a question and resolve what it asks for."""
    reading = read(text, lang, known)
    unknown = [word for word in _looked_up(reading) if not await _held(ExchangeQuery(text=word), store)]
    better, slips = mended(text, unknown, reading.lang, known)
    reading = await _searchable(read(better, reading.lang, known) if slips else reading, known, store)
    filters = reading.filters()
    offered = [i for word in reading.unread for i in known.names.offered(word, reading.lang, alike=False)]
    understood = await understand(filters, known, store)
    areas = tuple(area for name in reading.areas if (area := known.exact.area(name)))
    return AskedQuestion(reading, filters, understood, slips, tuple(dict.fromkeys(offered)), areas)


async def _searchable(reading: QuestionRead, known: Catalogue, store: GraphStore) -> QuestionRead:
    """The reading with the words set apart that no exchange holds which fits the rest.

    Where nothing fits the rest, those that no exchange holds at all. What names an area is never left out.
    Where nothing else would be asked for, all are searched: what leads nowhere finds nothing.
    """
    words = _looked_up(reading)
    asked = (await understand(replace(reading, words=()).filters(), known, store)).query
    if not await _held(asked, store):
        asked = ExchangeQuery()
    missing = [word for word in words if not await _held(replace(asked, text=word), store)]
    left = [*missing, *reading.words[_MOST_WORDS:]]
    kept = tuple(word for word in reading.words if word not in left)
    if not kept and not reading.sources:
        return replace(reading, words=(*reading.words, *reading.apart))
    return replace(reading, words=kept, unread=tuple(dict.fromkeys(left)))


def _looked_up(reading: QuestionRead) -> Iterable[str]:
    return [word for word in reading.words[:_MOST_WORDS] if word not in reading.areas]


async def _held(query: ExchangeQuery, store: GraphStore) -> bool:
    return (await store.find(query, PageRequest(1))).total > 0
