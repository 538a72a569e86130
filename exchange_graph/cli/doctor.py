"""exchange-graph doctor: is everything in place, and if not, what to do."""

from __future__ import annotations

import sys
from collections import Counter
from typing import Annotated, Any, get_args

import typer

from exchange_graph.catalogue.following import follow_catalogue
from exchange_graph.cli.printing import as_json, complain, say
from exchange_graph.cli.running import on_store, settings
from exchange_graph.cli.serving import NO_CONTACT
from exchange_graph.coverage import coverage, in_languages
from exchange_graph.domain.records import KINDS
from exchange_graph.domain.vocabulary import Serves
from exchange_graph.exporters import reading
from exchange_graph.graph.query import ExchangeQuery, PageRequest
from exchange_graph.graph.store import GraphStore
from exchange_graph.matching import set_aside


def doctor(
    deep: Annotated[
        bool, typer.Option("--deep", help="Compare every record with what is kept beside it")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="For programs")] = False,
) -> None:
    """Check the settings and the graph, and say what the data can and cannot answer.

    Example: `exchange-graph doctor --deep`
    """
    chosen = settings()
    found = on_store(_examined)
    strange = on_store(lambda store: store.examine()) if deep else []
    if json:
        as_json(found | {"strange": [f"{p.where}: {p.why}" for p in strange]})
        sys.exit(1 if strange else 0)
    say(
        f"settings       address {chosen.base_url}, data {chosen.data}, contact {chosen.contact or 'not set'}"
    )
    say(f"store          {chosen.store or f'sqlite in {chosen.data}'}: answers, revision {found['revision']}")
    say(f"content        {found['content_hash']}")
    for kind, count in found["counts"].items():
        say(f"{kind:<14} {count}")
    say(
        "lists          "
        + "; ".join(f"{serves}: {' '.join(i) or 'none'}" for serves, i in found["lists"].items())
    )
    say(f"set aside      {found['set_aside']} lines (EXCHANGE_SET_ASIDE)")
    for name, values in found["coverage"].items():
        say(f"by {name:<11} " + ", ".join(f"{value} {count}" for value, count in values.items()))
    say("texts          " + ", ".join(f"{lang} {count}" for lang, count in found["texts"].items()))
    if not chosen.contact:
        say(f"corrections    {NO_CONTACT}")
    say("cannot say     " + _limits(found["coverage"], found["counts"]["exchange"]))
    if not found["counts"]["exchange"]:
        say("The graph is empty: run `exchange-graph seed`.")
    elif not (found["lists"]["south"] and found["lists"]["north"]):
        say(
            "No list serves for South or for North, so no exchange is South-South and nobody is suggested: "
            "run `exchange-graph seed`, or write a group of your own with `serves`."
        )
    for problem in strange:
        complain(f"{problem.where}: {problem.why}")
    if deep:
        say(f"deep           {len(strange)} records are not as they should be")
        sys.exit(1 if strange else 0)


def _limits(coverage: dict[str, dict[str, int]], total: int) -> str:
    """What the data cannot answer, in one sentence of counts."""
    missing = {"outcome": "what came of it", "status": "whether it ended", "sector": "in which sector"}
    parts = [f"{words} for {coverage[name].get('unknown', 0)}" for name, words in missing.items()]
    parts.append(f"in which year for {coverage['dated'].get('bounded', 0)}")
    empty = sum(1 for count in coverage["region"].values() if not count)
    return f"{'; '.join(parts)} of {total} exchanges; nothing is recorded for {empty} regions"


async def _examined(store: GraphStore) -> dict[str, Any]:
    await store.health()
    known = await follow_catalogue(store).current()
    kinds = Counter(record.kind for record in known.records.values())
    total = (await store.find(ExchangeQuery(), PageRequest(1))).total
    return {
        "revision": known.revision,
        "content_hash": await store.content_hash(),
        "counts": {"exchange": total} | {kind: kinds[kind] for kind in KINDS if kind != "exchange"},
        "lists": {serves: known.context.lists(serves) for serves in get_args(Serves)},
        "coverage": await coverage(store, known),
        "texts": await in_languages(reading.records(store)),
        "set_aside": len(set_aside.read(settings().set_aside, known)),
    }
