"""exchange-graph doctor: is everything in place, and if not, what to do."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from exchange_graph.cli.printing import as_json, complain, say
from exchange_graph.cli.running import on_store, settings
from exchange_graph.domain.records import Kind
from exchange_graph.errors import ExchangeGraphError
from exchange_graph.graph.query import Dimension, ExchangeQuery, PageRequest, RecordQuery
from exchange_graph.graph.store import GraphStore

KINDS: tuple[Kind, ...] = ("country", "group", "institution", "sector", "source", "need", "offer", "lesson")
COVERED = (Dimension.GRADE, Dimension.DATED, Dimension.KIND, Dimension.OUTCOME)


def doctor(json: Annotated[bool, typer.Option("--json", help="For programs")] = False) -> None:
    """Check the settings and the graph, and say what the data can and cannot answer.

    Example: exchange-graph doctor
    """
    try:
        chosen = settings()
        found = on_store(_examined)
    except ExchangeGraphError as error:
        complain(str(error))
        sys.exit(1)
    if json:
        as_json(found)
        return
    say(f"store        {chosen.store or f'sqlite in {chosen.data}'}: answers, revision {found['revision']}")
    say(f"content      {found['content_hash']}")
    for kind, count in found["counts"].items():
        say(f"{kind:<12} {count}")
    for name, values in found["coverage"].items():
        say(f"by {name:<9} " + ", ".join(f"{value} {count}" for value, count in values.items()))
    if not found["counts"]["exchange"]:
        say("The graph is empty: run `exchange-graph seed`.")


async def _examined(store: GraphStore) -> dict[str, Any]:
    await store.health()
    page = await store.find(ExchangeQuery(), PageRequest(1), facets=COVERED)
    counts = {"exchange": page.total}
    for kind in KINDS:
        counts[kind] = (await store.browse(kind, RecordQuery(), PageRequest(1))).total
    return {
        "revision": page.revision,
        "content_hash": await store.content_hash(),
        "counts": counts,
        "coverage": {d.value: dict(values) for d, values in page.facets.items()},
    }
