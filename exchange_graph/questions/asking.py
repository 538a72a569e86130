"""A question answered: read, asked of the store, with what no record holds set apart and said."""

from __future__ import annotations

from dataclasses import dataclass, replace

from exchange_graph.catalogue.asking import Understood, understand
from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.filters import ExchangeFilters
from exchange_graph.domain.languages import Lang
from exchange_graph.graph.query import ExchangeQuery, PageRequest, Sort
from exchange_graph.graph.store import GraphStore
from exchange_graph.questions.reading import Reading, read

LONGEST_QUESTION = 500
_MOST_WORDS = 12
"""As many words are looked up one by one; a question has fewer."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is put to the store, and how it was read."""

    reading: Reading
    filters: ExchangeFilters
    understood: Understood

    @property
    def sort(self) -> Sort:
        """The order of the answer: by relevance where words are searched."""
        return "relevance" if self.filters.q else "-start"


async def question(text: str, lang: Lang | None, known: Catalogue, store: GraphStore) -> Question:
    """Read a question and resolve what it asks for."""
    reading = await _searchable(read(text, lang, known), store)
    filters = reading.filters()
    return Question(reading, filters, await understand(filters, known, store))


async def _searchable(reading: Reading, store: GraphStore) -> Reading:
    """The reading with the words set apart that no exchange holds; what names an area is never left out."""
    looked_up = [word for word in reading.words[:_MOST_WORDS] if word not in reading.areas]
    missing = [word for word in looked_up if not await _held(word, store)] + [*reading.words[_MOST_WORDS:]]
    kept = tuple(word for word in reading.words if word not in missing)
    return replace(reading, words=kept, unread=tuple(dict.fromkeys(missing)))


async def _held(word: str, store: GraphStore) -> bool:
    page = await store.find(ExchangeQuery(text=word), PageRequest(1))
    return page.total > 0
