"""What a record is tied to, from either end: the relationships that walks go along."""

from __future__ import annotations

from exchange_graph.graph.edges import ROLES, TYPES
from exchange_graph.graph.query import Link
from exchange_graph.graph.store import GraphStore
from tests.building import body, by, exchange, group, member, merge, need, programme, sector, withdraw
from tests.contract.asking import USUAL, write

EXCHANGE = exchange(
    "x-1", provider="ARD", recipient="office", sectors="tax", programme="prog", responds_to=("need",),
)  # fmt: skip


async def links(store: GraphStore, *ids: str, types: tuple[str, ...] = TYPES, limit: int = 100) -> list[str]:
    found = await store.links(ids, types, limit)
    return [f"{link.start} {link.type} {link.end}" for link in found]


async def written(store: GraphStore) -> None:
    await write(store, *USUAL, sector("tax"), programme(), need(), body("office", "CAV"), EXCHANGE)


async def test_an_exchange_is_tied_to_all_it_names_and_a_body_brings_its_state(store: GraphStore) -> None:
    await written(store)
    assert await links(store, "x-1") == [
        "x-1 PROVIDED_BY ARD", "x-1 RECEIVED_BY CAV", "x-1 RECEIVED_BY office", "x-1 RESPONDS_TO need",
        "x-1 PART_OF prog", "x-1 IN_SECTOR tax", "x-1 CITED_IN doc",
    ]  # fmt: skip


async def test_a_tie_is_found_from_where_it_ends(store: GraphStore) -> None:
    await written(store)
    assert "x-1 RECEIVED_BY CAV" in await links(store, "CAV")
    assert await links(store, "need", types=("RESPONDS_TO",)) == ["x-1 RESPONDS_TO need"]


async def test_ties_come_in_the_order_of_the_types_asked_for_and_no_more_than_asked(
    store: GraphStore,
) -> None:
    await written(store)
    asked = ("RECEIVED_BY", "PROVIDED_BY")
    assert await links(store, "x-1", "CAV", types=asked) == [
        "x-1 RECEIVED_BY CAV", "x-1 RECEIVED_BY office", "x-1 PROVIDED_BY ARD",
    ]  # fmt: skip
    assert await links(store, "x-1", types=asked, limit=2) == [
        "x-1 RECEIVED_BY CAV",
        "x-1 RECEIVED_BY office",
    ]
    assert await links(store, "x-1", types=()) == []
    assert await links(store, "nobody") == []


async def test_of_several_claims_the_strongest_basis_stands(store: GraphStore) -> None:
    twice = [by("ARD", basis="inferred"), by("ARD", basis="stated")]
    await write(store, *USUAL, exchange("x-1", provider=twice))
    assert await store.links(["x-1"], ["PROVIDED_BY"], 10) == [Link("x-1", "PROVIDED_BY", "ARD", "stated")]


async def test_a_merge_leads_ties_on_and_an_end_cuts_them(store: GraphStore) -> None:
    await written(store)
    await write(store, body("bureau", "DOS"), merge("office", "bureau"))
    assert "x-1 RECEIVED_BY bureau" in await links(store, "bureau", types=tuple(ROLES.values()))
    assert "x-1 RECEIVED_BY DOS" in await links(store, "DOS")
    assert await links(store, "CAV", types=tuple(ROLES.values())) == []
    assert await links(store, "office") == []
    await write(store, withdraw("x-1"))
    assert await links(store, "ARD", types=tuple(ROLES.values())) == []
    assert await links(store, "x-1") == []


async def test_membership_follows_the_list(store: GraphStore) -> None:
    await write(store, *USUAL, group("club", "ARD", "DOS"))
    assert await links(store, "club", types=("MEMBER_OF",)) == ["ARD MEMBER_OF club", "DOS MEMBER_OF club"]
    await write(store, group("club", "ARD", "CAV"))
    assert await links(store, "club", types=("MEMBER_OF",)) == ["ARD MEMBER_OF club", "CAV MEMBER_OF club"]
    await write(store, withdraw("club"))
    assert "ARD MEMBER_OF club" not in await links(store, "ARD")


async def test_a_membership_that_ended_is_not_walked(store: GraphStore) -> None:
    """Ties are told in the present tense; who left and came back belongs."""
    left, back = member("ARD", "1990", "2001-05"), member("CAV", "2010")
    await write(store, *USUAL, group("club", left, member("CAV", "1990", "2001"), back, "DOS"))
    walked = ["CAV MEMBER_OF club", "DOS MEMBER_OF club"]
    assert await links(store, "club", types=("MEMBER_OF",)) == walked
    assert "ARD MEMBER_OF club" not in await links(store, "ARD")
    inside = await store.links(["ARD", "CAV", "club"], ("MEMBER_OF",), 100, inside=True)
    assert [(link.start, link.end) for link in inside] == [("CAV", "club")]


async def test_a_record_written_again_keeps_no_old_tie(store: GraphStore) -> None:
    await written(store)
    await write(store, exchange("x-1", provider="DOS"))
    assert await links(store, "x-1", types=tuple(ROLES.values())) == ["x-1 PROVIDED_BY DOS"]
    assert await links(store, "ARD", types=tuple(ROLES.values())) == []
