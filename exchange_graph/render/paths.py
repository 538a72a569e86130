"""How two records are tied, from what a reader wrote to sentences: for HTTP and the command line alike."""

from __future__ import annotations

from dataclasses import dataclass

from exchange_graph.catalogue.identifying import live_id
from exchange_graph.errors import BadInput, Problem, Wording
from exchange_graph.graph import walking
from exchange_graph.graph.store import GraphStore
from exchange_graph.render.shapes.ties import PathsShape
from exchange_graph.render.speaking import Speaker
from exchange_graph.render.ties import Walks


@dataclass(frozen=True, slots=True)
class PathEnd:
    """A country code or an id as it was `written`, and the name of the `place` where it was."""

    place: str
    written: str


@dataclass(frozen=True, slots=True)
class PathsQuery:
    """Shortest paths of at most `max_hops` ties, at most `limit`; `via` names what also counts as a tie."""

    start: PathEnd
    end: PathEnd
    max_hops: int
    via: tuple[walking.Via, ...]
    limit: int


async def paths(asked: PathsQuery, store: GraphStore, speaker: Speaker) -> PathsShape:
    """Every path whose records all live when they are told; `BadInput` names an end that is none.

    A record that is withdrawn while the answer is made takes the paths over it along.
    """
    start, end = [
        await live_id(one.written, one.place, speaker.catalogue, store) for one in (asked.start, asked.end)
    ]
    if start == end:
        why = Wording(
            "is the same record as `{place}`, {it}: name another one", place=asked.start.place, it=start
        )
        raise BadInput([Problem(asked.end.place, why)])
    found, more = await walking.paths(store, start, end, asked.max_hops, asked.via, asked.limit)
    records = await store.get_many({i for path in found for i in path.nodes})
    walks = Walks(speaker, records)
    told: PathsShape = {
        "paths": [walks.path(path) for path in found if records.keys() >= {*path.nodes}],
        "truncated": more,
    }
    if not told["paths"]:
        told["note"] = speaker.say("paths.none", hops=asked.max_hops)
    return told
