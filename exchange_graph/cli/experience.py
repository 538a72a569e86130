"""exchange-graph experience: who has done what, with whom, with what result."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from exchange_graph.catalogue.filters import ExchangeFilters
from exchange_graph.cli.blocks import text
from exchange_graph.cli.filters import filtered
from exchange_graph.cli.options import AsJson, LangOption, Nothing, nothing, question
from exchange_graph.cli.printing import as_json
from exchange_graph.cli.running import on_store
from exchange_graph.domain.languages import Lang
from exchange_graph.graph.store import GraphStore
from exchange_graph.render.experience import experience_row
from exchange_graph.render.fields import field_name
from exchange_graph.render.locales import say
from exchange_graph.render.punctuation import clauses, joined, opened
from exchange_graph.render.times import span


@filtered
def experience(filters: ExchangeFilters, lang: LangOption = "en", json: AsJson = False) -> None:
    """Provider by sector over documented exchanges; not a ranking.

    Examples: `exchange-graph experience --sector police`,
    `exchange-graph experience --sector revenue --recipient-region "Western Africa"`
    """

    async def ask(store: GraphStore) -> tuple[list[Any], dict[str, str], Nothing | None]:
        understood, speaker = await question(filters, lang, store)
        rows = [experience_row(row, speaker) for row in await store.experience(understood.query)]
        names = {i: speaker.catalogue.label(i, lang) for row in rows for i in row["recipients"]}
        return rows, names, None if rows else await nothing(understood.query, speaker, store)

    rows, names, none = on_store(ask)
    if json:
        as_json(rows)
        return
    for row in rows:
        text(opened(str(row["provider"]["label"]), str(row["sector"]["label"]), lang))
        text(clauses(_said(row, names, lang), lang), 2)
    if none:
        none.tell(lang)
    else:
        text("\n" + say(lang, "experience.note"))


def _said(row: Any, names: dict[str, str], lang: Lang) -> Iterator[str]:
    """How much, with whom, when, with what result, and the best evidence."""
    yield say(lang, "show.count", count=row["exchanges"])
    if row["recipients"]:
        yield opened(field_name("partners", lang), joined((names[i] for i in row["recipients"]), lang), lang)
    if row["first_year"]:
        yield span(str(row["first_year"]), str(row["last_year"]), lang)
    rated = [
        opened(say(lang, f"value.outcome.{rating}"), str(n), lang) for rating, n in row["outcomes"].items()
    ]
    yield opened(field_name("outcome", lang), joined(rated, lang) or say(lang, "not_stated"), lang)
    yield opened(say(lang, "show.best_grade"), row["best_grade"], lang)
