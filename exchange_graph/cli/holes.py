"""exchange-graph holes: where the record is empty, State by sector."""

from __future__ import annotations

from itertools import groupby
from typing import Annotated, Any

import typer

from exchange_graph.catalogue.following import follow_catalogue
from exchange_graph.cli.blocks import named, text
from exchange_graph.cli.options import AsJson, LangOption, catalogue
from exchange_graph.cli.printing import as_json
from exchange_graph.cli.running import on_store
from exchange_graph.domain.languages import Lang
from exchange_graph.graph.store import GraphStore
from exchange_graph.matching.following import EvidenceFollower
from exchange_graph.matching.holes import HoleSum, asked, pairs
from exchange_graph.render.holes import PairShape, pair_shape, totals
from exchange_graph.render.locales import say
from exchange_graph.render.punctuation import joined, opened
from exchange_graph.render.speaking import Speaker


def holes(
    group: Annotated[
        list[str] | None, typer.Option(help="States on one of these lists; without it, on the fragile one")
    ] = None,
    sector: Annotated[
        list[str] | None, typer.Option(help="Sector ids or DAC codes; without it, every leaf")
    ] = None,
    by_name: Annotated[bool, typer.Option("--by-name", help="Name the sectors that are empty")] = False,
    lang: LangOption = "en",
    json: AsJson = False,
) -> None:
    """Where the record is empty: what each State received in each sector, in roles that a source states.

    Examples: `exchange-graph holes`, `exchange-graph holes --group g7plus --sector police --by-name`
    """

    async def ask(store: GraphStore) -> Any:
        known = await catalogue(store)
        question = await asked(group or (), sector or (), known, store)
        evidence = await EvidenceFollower(store, follow_catalogue(store)).current()
        every, speaker = pairs(question, evidence), Speaker(known, lang)
        return [pair_shape(one, speaker) for one in every], totals(every, known, speaker)

    rows, sums = on_store(ask)
    if json:
        as_json({"items": rows, "totals": sums})
        return
    for country, of_state in groupby(rows, lambda row: str(row["country"]["label"])):
        text(country)
        _tell([*of_state], lang, by_name=by_name)
    text("")
    named(say(lang, "holes.all"), _sum(sums, lang), lang)
    for area in sums["areas"]:
        named(str(area["area"]["label"]), _sum(area, lang), lang, 2)
    text("\n" + say(lang, "holes.note"))


def _tell(rows: list[PairShape], lang: Lang, *, by_name: bool) -> None:
    """What one State received, with how many exchanges; then where nothing is on record, or in how much."""
    held = [opened(str(r["sector"]["label"]), str(r["exchanges"]), lang) for r in rows if r["exchanges"]]
    empty = [str(row["sector"]["label"]) for row in rows if not row["exchanges"]]
    if held:
        text(joined(held, lang), 2, 4)
    if empty:
        said = joined(empty, lang) if by_name else str(len(empty))
        text(opened(say(lang, "holes.empty"), said, lang), 2, 4)


def _sum(sums: HoleSum, lang: Lang) -> str:
    return say(lang, "holes.sum", **{name: n for name, n in sums.items() if isinstance(n, int)})
