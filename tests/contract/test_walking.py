"""Walks over a store: what stands around a record, and every shortest way between two."""

from __future__ import annotations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from exchange_graph.graph.edges import TYPES
from exchange_graph.graph.query import Link
from exchange_graph.graph.store import GraphStore
from exchange_graph.graph.walking import USUAL, Via, neighbourhood, paths
from tests.building import body, exchange, group, need, programme, sector
from tests.contract.asking import USUAL as RECORDS
from tests.contract.asking import write


async def written(store: GraphStore) -> None:
    """ARD gave to CAV twice; CAV and DOS share a programme; ELU is tied by its office and a need alone."""
    await write(
        store, *RECORDS, sector("tax"), programme(), group("club", "ARD", "ELU"),
        body("office", "ELU"), need("need", requested_by="office"),
        exchange("x-1", provider="ARD", recipient="CAV", sectors="tax"),
        exchange("x-2", provider="ARD", recipient="CAV", funder="ARD", programme="prog"),
        exchange("x-3", provider="NDM", recipient="DOS", programme="prog", responds_to=("need",)),
    )  # fmt: skip


async def ways(
    store: GraphStore, start: str, end: str, hops: int = 6, via: tuple[Via, ...] = (), limit: int = 50
) -> list[tuple[str, ...]]:
    found, _ = await paths(store, start, end, hops, via, limit)
    return [path.nodes for path in found]


async def test_all_shortest_ways_are_told_each_once_with_all_its_ties(store: GraphStore) -> None:
    await written(store)
    (first, second), more = await paths(store, "ARD", "CAV", 6, (), 50)
    assert (first.nodes, second.nodes, more) == (("ARD", "x-1", "CAV"), ("ARD", "x-2", "CAV"), False)
    assert first.links == (
        Link("x-1", "PROVIDED_BY", "ARD", "stated"),
        Link("x-1", "RECEIVED_BY", "CAV", "stated"),
    )
    assert {link.type for link in second.links} == {"PROVIDED_BY", "FUNDED_BY", "RECEIVED_BY"}


async def test_the_way_back_is_the_way_there(store: GraphStore) -> None:
    await written(store)
    there, back = await ways(store, "ARD", "ELU"), await ways(store, "ELU", "ARD")
    assert sorted(there) == sorted(way[::-1] for way in back)
    assert there == [("ARD", "x-2", "prog", "x-3", "need", "office", "ELU")]


async def test_no_way_within_the_steps_allowed_is_an_empty_answer(store: GraphStore) -> None:
    await written(store)
    assert await ways(store, "ARD", "ELU", hops=5) == []
    assert await ways(store, "ARD", "south") == []


async def test_groups_sectors_and_sources_tie_where_that_is_asked_for(store: GraphStore) -> None:
    await written(store)
    assert await ways(store, "ARD", "ELU", via=("groups",)) == [("ARD", "club", "ELU")]
    assert await ways(store, "x-1", "x-3", via=("sources",)) == [("x-1", "doc", "x-3")]
    assert await ways(store, "tax", "CAV", via=("sectors",)) == [("tax", "x-1", "CAV")]
    assert await ways(store, "tax", "CAV") == []


async def test_what_is_left_out_is_said(store: GraphStore) -> None:
    await written(store)
    found, more = await paths(store, "ARD", "CAV", 6, (), 1)
    assert ([path.nodes for path in found], more) == ([("ARD", "x-1", "CAV")], True)


async def test_around_a_record_the_nearest_come_first_and_no_tie_leads_out(store: GraphStore) -> None:
    await written(store)
    near = await neighbourhood(store, "x-1", 1, 50)
    assert near.nodes == ("x-1", "ARD", "CAV", "tax", "doc")
    assert not near.truncated
    further = await neighbourhood(store, "x-1", 2, 50)
    assert further.nodes[:5] == near.nodes
    assert {"x-2", "club", "x-3"} <= set(further.nodes)
    assert set(near.links) < set(further.links)


async def test_around_a_record_what_is_left_out_is_said(store: GraphStore) -> None:
    await written(store)
    few = await neighbourhood(store, "x-1", 2, 3)
    assert (few.nodes, few.truncated) == (("x-1", "ARD", "CAV"), True)
    assert all({link.start, link.end} <= set(few.nodes) for link in few.links)


NAMES = "abcdefg"
TIES = st.sets(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda t: t[0] < t[1]), max_size=14
)


class Drawn:
    """A graph of ties alone."""

    def __init__(self, ties: set[tuple[str, str]]) -> None:
        self.ties = ties

    async def revision(self) -> int:
        return 1

    async def links(
        self, ids: list[str], types: tuple[str, ...], limit: int, *, inside: bool = False
    ) -> list[Link]:  # fmt: skip
        met = sorted(tie for tie in self.ties if {*tie} & {*ids})
        return [Link(start, "PART_OF", end) for start, end in met][:limit]


@given(TIES, st.integers(1, 6))
async def test_ways_are_those_of_networkx_in_any_graph(ties: set[tuple[str, str]], hops: int) -> None:
    drawn = nx.Graph(ties)
    drawn.add_nodes_from(NAMES)
    expected = nx.all_shortest_paths(drawn, "a", "g") if nx.has_path(drawn, "a", "g") else ()
    within = sorted(tuple(way) for way in expected if len(way) <= hops + 1)
    assert sorted(await ways(Drawn(ties), "a", "g", hops, limit=500)) == within  # type: ignore[arg-type]


def test_every_type_that_is_walked_is_a_type_there_is() -> None:
    assert set(USUAL) <= set(TYPES)
