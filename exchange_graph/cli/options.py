"""Options that several commands share, and what they mean."""

from __future__ import annotations

from typing import Annotated

import typer

from exchange_graph.catalogue.asking import Understood, understand
from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.filters import ExchangeFilters
from exchange_graph.catalogue.following import follow_catalogue
from exchange_graph.domain.languages import Lang
from exchange_graph.errors import Unusable
from exchange_graph.graph.store import GraphStore
from exchange_graph.render.speaking import Speaker

Json = Annotated[bool, typer.Option("--json", help="For programs: the shapes of the HTTP interface")]
LangOption = Annotated[Lang, typer.Option(help="Language of labels and texts")]
NONE = "No exchange recorded. That is not absence of experience."


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
