"""exchange-graph experience: who has done what, with whom, with what result."""

from __future__ import annotations

from typing import Any

from exchange_graph.catalogue.filters import ExchangeFilters
from exchange_graph.cli.filters import filtered
from exchange_graph.cli.options import AsJson, LangOption, Nothing, nothing, question
from exchange_graph.cli.printing import as_json, table
from exchange_graph.cli.running import on_store
from exchange_graph.graph.store import GraphStore
from exchange_graph.render.experience import experience_row


@filtered
def experience(filters: ExchangeFilters, lang: LangOption = "en", json: AsJson = False) -> None:
    """Provider by sector over documented exchanges; not a ranking.

    Examples: `exchange-graph experience --sector police`,
    `exchange-graph experience --sector revenue --recipient-region "Western Africa"`
    """

    async def ask(store: GraphStore) -> tuple[list[Any], Nothing | None]:
        understood, speaker = await question(filters, lang, store)
        rows = [experience_row(row, speaker) for row in await store.experience(understood.query)]
        return rows, None if rows else await nothing(understood.query, speaker, store)

    rows, none = on_store(ask)
    if json:
        as_json(rows)
        return
    columns = ("provider", "sector", "exchanges", "recipients", "outcomes", "best grade")
    table(columns, [_line(row) for row in rows])
    if none:
        none.tell()


def _line(row: Any) -> tuple[str, ...]:
    outcomes = ", ".join(f"{count} {rating}" for rating, count in row["outcomes"].items())
    return (
        str(row["provider"]["label"]), str(row["sector"]["label"]), str(row["exchanges"]),
        ", ".join(row["recipients"]), outcomes or "not stated", row["best_grade"],
    )  # fmt: skip
