"""Options that several commands share, and what they mean."""

from __future__ import annotations

from typing import Annotated

import typer

from exchange_graph.catalogue.asking import Asked, Understood, understand
from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.following import CatalogueKeeper
from exchange_graph.domain.languages import LANGUAGES, Lang
from exchange_graph.errors import Unusable
from exchange_graph.graph.query import Dimension
from exchange_graph.graph.store import GraphStore
from exchange_graph.render.speaking import Speaker

Values = Annotated[list[str] | None, typer.Option(help="May be given several times; any of them fits")]
Json = Annotated[bool, typer.Option("--json", help="For programs: the shapes of the HTTP interface")]
LangOption = Annotated[str, typer.Option(help="ar, zh, en, fr, ru or es")]
NONE = "No exchange recorded. That is not absence of experience."


def language(lang: str) -> Lang:
    """One of the six languages, or a refusal that lists them."""
    for known in LANGUAGES:
        if lang == known:
            return known
    raise typer.BadParameter(f"{lang} is none of {', '.join(LANGUAGES)}", param_hint="--lang")


async def catalogue(store: GraphStore) -> Catalogue:
    """What the graph knows beside exchanges; `Unusable` where it knows nothing at all yet."""
    known = await CatalogueKeeper(store).current()
    if not known.revision:
        raise Unusable("the graph is empty: run `exchange-graph seed`, or name another one in EXCHANGE_STORE")
    return known


async def question(
    store: GraphStore, speaking: Lang, words: list[str] | None = None, **values: list[str] | None
) -> tuple[Understood, Speaker]:
    """The question that words and options mean, and a speaker of the language asked for."""
    known = await catalogue(store)
    where = {Dimension(name): given for name, given in values.items() if given}
    asked = Asked(where, " ".join(words or []) or None)
    return await understand(asked, known, store), Speaker(known, speaking)
