"""exchange-graph find: documented exchanges that fit."""

from __future__ import annotations

from typing import Annotated

import typer

from exchange_graph.cli.options import NONE, Json, LangOption, Values, language, question
from exchange_graph.cli.printing import as_json, say, table
from exchange_graph.cli.running import on_store
from exchange_graph.graph.query import PageRequest
from exchange_graph.graph.store import GraphStore
from exchange_graph.render.exchange import item
from exchange_graph.render.shapes.exchange import ExchangeItem, PeriodShape

Words = Annotated[list[str] | None, typer.Argument(help="Words that must all occur, in any language")]
Limit = Annotated[int, typer.Option(min=1, max=200)]


def find(  # noqa: PLR0913 - one parameter is one option
    words: Words = None,
    provider: Values = None,
    recipient: Values = None,
    party: Values = None,
    sector: Values = None,
    limit: Limit = 50,
    lang: LangOption = "en",
    json: Json = False,
) -> None:
    """List documented exchanges that fit all conditions.

    Examples: `exchange-graph find Liberia tax`, `exchange-graph find --provider RWA --sector police`
    """
    speaking = language(lang)

    async def ask(store: GraphStore) -> tuple[list[ExchangeItem], int]:
        query, speaker = await question(
            store, speaking, words, provider=provider, recipient=recipient, party=party, sector=sector
        )
        page = await store.find(query, PageRequest(limit), "relevance" if words else "-start")
        return [item(i.view, i.version, i.at, speaker) for i in page.items], page.total

    items, total = on_store(ask)
    if json:
        as_json({"items": items, "total": total})
        return
    rows = [(i["id"], str(i["heading"]), when(i["period"]), i["grade"]) for i in items]
    table(("id", "exchange", "period", "grade"), rows)
    say(f"{len(items)} of {total} exchanges" if total else NONE)


def when(period: PeriodShape) -> str:
    """A period in words: "2012 to 2014", "since 2012", "year not stated, by 2014-01-06"."""
    start, end = period["start"], period["end"]
    if start and end:
        return f"{start} to {end}"
    if start or end:
        return f"since {start}" if start else f"until {end}"
    earliest, latest = period["earliest"], period["latest"]
    bounds = f"between {earliest} and {latest}" if earliest else f"by {latest}"
    return f"year not stated, {bounds}"
