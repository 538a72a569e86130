"""exchange-graph path: how two records are tied."""

from __future__ import annotations

from typing import Annotated, cast, get_args

import typer

from exchange_graph.cli.blocks import text
from exchange_graph.cli.options import AsJson, LangOption, catalogue
from exchange_graph.cli.printing import as_json
from exchange_graph.cli.running import on_store
from exchange_graph.domain.languages import Lang
from exchange_graph.graph import walking
from exchange_graph.graph.store import GraphStore
from exchange_graph.render.locales import say
from exchange_graph.render.paths import PathEnd, PathsQuery
from exchange_graph.render.paths import paths as told
from exchange_graph.render.shapes.ties import PathsShape
from exchange_graph.render.speaking import Speaker

EndArgument = Annotated[str, typer.Argument(help="A country code or the id of any record")]
MaxHops = Annotated[int, typer.Option(min=1, max=6, help="The longest path that counts, in ties")]
ViaOption = Annotated[
    list[str] | None, typer.Option(help="What also counts as a tie: groups, sectors or sources")
]


def path(
    start: EndArgument,
    end: EndArgument,
    max_hops: MaxHops = 4,
    via: ViaOption = None,
    limit: Annotated[int, typer.Option(min=1, max=100)] = 20,
    lang: LangOption = "en",
    json: AsJson = False,
) -> None:
    """Tell all shortest paths between two records, each as a sentence.

    Examples: `exchange-graph path RWA LBR`, `exchange-graph path RWA lbr-revenue-authority --via groups`
    """
    asked = PathsQuery(PathEnd("start", start), PathEnd("end", end), max_hops, _via(via), limit)

    async def ask(store: GraphStore) -> PathsShape:
        return await told(asked, store, Speaker(await catalogue(store), lang))

    shape = on_store(ask)
    if json:
        as_json(shape)
    else:
        _say(shape, lang)


def _say(shape: PathsShape, lang: Lang) -> None:
    for one in shape["paths"]:
        text(str(one["sentence"]), 0, 2)
    if "note" in shape:
        text(str(shape["note"]))
    elif shape["truncated"]:
        text(say(lang, "paths.more", hops=shape["paths"][0]["length"]))


def _via(given: list[str] | None) -> tuple[walking.Via, ...]:
    for name in given or ():
        if name not in get_args(walking.Via):
            known = ", ".join(get_args(walking.Via))
            raise typer.BadParameter(f"{name} is none of {known}", param_hint="--via")
    return cast(tuple[walking.Via, ...], tuple(given or ()))
