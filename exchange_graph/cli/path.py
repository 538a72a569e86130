"""exchange-graph path: how two records are tied."""

from __future__ import annotations

from typing import Annotated, cast, get_args

import typer

from exchange_graph.catalogue.identifying import live_id
from exchange_graph.cli.options import Json, LangOption, catalogue, language
from exchange_graph.cli.printing import as_json, say
from exchange_graph.cli.running import on_store
from exchange_graph.errors import BadInput, Problem
from exchange_graph.graph import walking
from exchange_graph.graph.store import GraphStore
from exchange_graph.render.shapes.ties import PathShape
from exchange_graph.render.speaking import Speaker
from exchange_graph.render.ties import Walks

End = Annotated[str, typer.Argument(help="A country code or the id of any record")]
Steps = Annotated[int, typer.Option(min=1, max=6, help="The longest path that counts, in ties")]
ViaOption = Annotated[
    list[str] | None, typer.Option(help="What also counts as a tie: groups, sectors or sources")
]


def path(
    start: End,
    end: End,
    max_hops: Steps = 4,
    via: ViaOption = None,
    limit: Annotated[int, typer.Option(min=1, max=100)] = 20,
    lang: LangOption = "en",
    json: Json = False,
) -> None:
    """Tell all shortest paths between two records, each as a sentence.

    Examples: `exchange-graph path RWA LBR`, `exchange-graph path RWA lbr-revenue-authority --via groups`
    """
    speaking, widened = language(lang), _via(via)

    async def ask(store: GraphStore) -> tuple[list[PathShape], bool, str]:
        known = await catalogue(store)
        first, last = await live_id(start, "start", known, store), await live_id(end, "end", known, store)
        if first == last:
            raise BadInput([Problem("end", f"is the same record as the start, {first}: name another one")])
        found, more = await walking.paths(store, first, last, max_hops, widened, limit)
        walks = Walks(Speaker(known, speaking), await store.get_many({i for p in found for i in p.nodes}))
        none = Speaker(known, speaking).say("paths.none", hops=max_hops)
        return [walks.path(one) for one in found], more, str(none)

    paths, more, none = on_store(ask)
    if json:
        as_json({"paths": paths, "truncated": more})
        return
    for one in paths:
        say(str(one["sentence"]))
    if not paths:
        say(none)
    elif more:
        say(f"there are more of {paths[0]['length']} ties: raise --limit")


def _via(given: list[str] | None) -> tuple[walking.Via, ...]:
    for name in given or ():
        if name not in get_args(walking.Via):
            known = ", ".join(get_args(walking.Via))
            raise typer.BadParameter(f"{name} is none of {known}", param_hint="--via")
    return cast(tuple[walking.Via, ...], tuple(given or ()))
