"""exchange-graph copy: a whole graph with its history into another store."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from exchange_graph.cli.printing import after_writing, as_json, progress, say
from exchange_graph.cli.running import settings
from exchange_graph.copying import Copied
from exchange_graph.copying import copy as run
from exchange_graph.errors import BadInput, Problem
from exchange_graph.wiring import opened_store

Address = "sqlite:PATH, bolt://HOST:PORT or neo4j://HOST:PORT"


def copy(
    source: Annotated[str, typer.Option("--from", help=Address)],
    target: Annotated[str, typer.Option("--to", help=Address)],
    json: Annotated[bool, typer.Option("--json", help="For programs")] = False,
) -> None:
    """Copy a graph with its history; ends by comparing the contents. User and password: EXCHANGE_NEO4J_*.

    Example: `exchange-graph copy --from sqlite:data/exchange-graph.db --to bolt://localhost:7687`
    """
    chosen = settings()

    async def both() -> Copied:
        here, there = (chosen.model_copy(update={"store": address}) for address in (source, target))
        async with opened_store(here, serving=False) as one, opened_store(there, serving=False) as other:
            if not await one.revision():
                raise BadInput([Problem("--from", f"{source} holds no graph: there is nothing to copy")])
            return await run(one, other, lambda done, last: progress(f"revision {done} of {last}"))

    copied = asyncio.run(both())
    with after_writing(copied.revision):
        if json:
            as_json({"changesets": copied.changesets, "revision": copied.revision,
                     "content_hash": copied.content_hash})  # fmt: skip
            return
        say(
            f"{copied.changesets} change sets copied, revision {copied.revision}, same content on both sides:"
        )
        say(copied.content_hash)
