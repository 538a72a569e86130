"""Options that several commands share, and what they mean."""

from __future__ import annotations

from typing import Annotated

import typer

from exchange_graph.catalogue.asking import Understood, understand
from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.filters import ExchangeFilters
from exchange_graph.catalogue.following import follow_catalogue
from exchange_graph.catalogue.lifting import lifted
from exchange_graph.cli.blocks import text
from exchange_graph.cli.printing import reading
from exchange_graph.domain.languages import Lang
from exchange_graph.errors import Unusable
from exchange_graph.graph.query import ExchangeQuery
from exchange_graph.graph.store import GraphStore
from exchange_graph.render.fields import field_name
from exchange_graph.render.lifting import lifted_shapes, nothing_found
from exchange_graph.render.locales import say
from exchange_graph.render.shapes.common import LiftedShape, WordsShape
from exchange_graph.render.speaking import Speaker

AsJson = Annotated[bool, typer.Option("--json", help="For programs: the shapes of the HTTP interface")]


def _heard(lang: Lang) -> Lang:
    """What goes wrong is told in the language asked for, too."""
    reading.set(lang)
    return lang


LangOption = Annotated[Lang, typer.Option(help="Language of labels and texts", callback=_heard)]


class Nothing:
    """What is told where no exchange fits: how much is known of what was asked, what is left without it."""

    def __init__(self, said: WordsShape, without: list[LiftedShape]) -> None:
        self.shape = {"note": said, "without": without}
        self._said, self._without = str(said), without

    def tell(self, lang: Lang) -> None:
        """Say it, with a line for each condition."""
        text(self._said)
        for one in self._without:
            name = field_name(one["filter"], lang)
            text(say(lang, "none.without", name=name, total=one["total"]), 2, 4)


async def nothing(query: ExchangeQuery, speaker: Speaker, store: GraphStore) -> Nothing:
    """What to tell of a question that finds nothing."""
    conditions = await lifted(query, store)
    return Nothing(nothing_found(conditions, speaker), lifted_shapes(conditions))


async def catalogue(store: GraphStore) -> Catalogue:
    """What the graph knows beside exchanges; `Unusable` where it knows nothing at all yet."""
    known = await follow_catalogue(store).current()
    if not known.revision:
        raise Unusable("the graph is empty: run `exchange-graph seed`, or name another one in EXCHANGE_STORE")
    return known


async def question(filters: ExchangeFilters, lang: Lang, store: GraphStore) -> tuple[Understood, Speaker]:
    """The question that filters mean, and a speaker of the language asked for."""
    known = await catalogue(store)
    return await understand(filters, known, store), Speaker(known, lang)
