"""exchange-graph find: documented exchanges that fit."""

from __future__ import annotations

from typing import Annotated

import typer

from exchange_graph.catalogue.filters import ExchangeFilters
from exchange_graph.catalogue.searching import find_mended
from exchange_graph.cli.blocks import text
from exchange_graph.cli.filters import filtered
from exchange_graph.cli.options import AsJson, LangOption, Nothing, nothing, question
from exchange_graph.cli.printing import as_json
from exchange_graph.cli.running import on_store
from exchange_graph.cli.telling import tell_listed
from exchange_graph.graph.query import PageRequest, Sort
from exchange_graph.graph.store import GraphStore
from exchange_graph.render.exchange import item
from exchange_graph.render.locales import say
from exchange_graph.render.shapes.exchange import ExchangeItem

Limit = Annotated[int, typer.Option(min=1, max=200)]


@filtered
def find(filters: ExchangeFilters, limit: Limit = 50, lang: LangOption = "en", json: AsJson = False) -> None:
    """List documented exchanges that fit all conditions.

    Examples: `exchange-graph find Liberia tax`, `exchange-graph find --provider RWA --sector police`,
    `exchange-graph find --status interrupted`, `exchange-graph find --contested`
    """

    async def ask(store: GraphStore) -> tuple[list[ExchangeItem], int, str | None, Nothing | None]:
        understood, speaker = await question(filters, lang, store)
        sort: Sort = "relevance" if filters.q else "-start"
        read, page = await find_mended(understood, speaker.catalogue, store, PageRequest(limit), sort)
        mended = read.text if read != understood else None
        none = None if page.total else await nothing(read.query, speaker, store)
        return [item(i.view, i.version, i.at, speaker) for i in page.items], page.total, mended, none

    items, total, mended, none = on_store(ask)
    if json:
        told = {"mended": mended} if mended else {}
        as_json({"items": items, "total": total, **told, **(none.shape if none else {})})
        return
    if mended:
        text(say(lang, "find.mended", words=mended) + "\n")
    for one in items:
        tell_listed(one, lang)
        text("")
    if none:
        none.tell(lang)
    else:
        text(say(lang, "find.shown", shown=len(items), total=total))
