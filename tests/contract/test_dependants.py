"""What is derived follows what it was derived from, in the same change set, without a new version."""

from __future__ import annotations

from exchange_graph.domain.exchange import Span
from exchange_graph.domain.languages import Text
from exchange_graph.domain.view import ExchangeView
from exchange_graph.domain.vocabulary import ActsFor
from exchange_graph.graph.store import GraphStore
from tests.building import body, by, country, exchange, group, merge, sector, source, withdraw
from tests.contract.asking import ALL, USUAL, ids, question, record, write


async def view(store: GraphStore, record_id: str = "x-1") -> ExchangeView:
    page = await store.find(question(), ALL)
    (found,) = [listed.view for listed in page.items if listed.view.id == record_id]
    return found


async def test_a_source_that_gets_a_date_moves_the_period(store: GraphStore) -> None:
    undated = source("doc", None, retrieved="2020-02-02")
    await write(store, *USUAL, undated, exchange("x-1", provider="ARD"))
    assert await ids(store, years=(2020, 2020)) == [], "the day of reading is no year"
    await write(store, source("doc", "2012-10"))
    assert (await view(store)).period.latest == "2012-10"
    assert await ids(store, years=(2020, 2020)) == []
    assert await ids(store, years=(2012, 2012)) == ["x-1"]
    assert await ids(store, year="2012") == [], "no source states that it ran then"


async def test_a_source_that_is_newer_than_the_start_ends_the_announcement(store: GraphStore) -> None:
    await write(store, *USUAL, exchange("x-1", provider="ARD", period=Span(start="2015")))
    assert await ids(store, status="planned") == ["x-1"]
    await write(store, source("doc", "2015-06"))
    assert await ids(store, status="planned") == []
    assert await ids(store, year="2015") == ["x-1"]


async def test_a_source_that_gets_a_later_date_decides_the_status(store: GraphStore) -> None:
    said = [by("completed", "early"), by("ongoing", "late")]
    await write(store, *USUAL, source("early", "2011"), source("late", "2012"))
    await write(store, exchange("x-1", provider="ARD", status=said))
    assert await ids(store, status="ongoing") == ["x-1"]
    await write(store, source("early", "2013"))
    assert await ids(store, status="completed") == ["x-1"]


async def test_a_state_that_joins_or_leaves_a_list_changes_kind_and_group(store: GraphStore) -> None:
    await write(store, *USUAL, exchange("x-1", provider="ELU", recipient="CAV"))
    assert await ids(store, kind="undetermined") == ["x-1"]
    await write(store, group("south", "ARD", "CAV", "ELU", serves="south"), group("club", "ELU"))
    assert await ids(store, kind="south-south", group="club") == ["x-1"]
    await write(store, group("south", "ARD", "CAV", serves="south"), group("club", "ARD"))
    assert await ids(store, kind="undetermined") == ["x-1"]
    assert await ids(store, group="club") == []


async def test_a_list_that_learns_a_date_changes_who_was_member_then(store: GraphStore) -> None:
    span = Span(start="2010", end="2011")
    await write(store, *USUAL, exchange("x-1", provider="ARD", recipient="CAV", funder="NDM", period=span))
    assert await ids(store, kind="triangular") == ["x-1"]
    from_2013 = group("north", {"country": "NDM", "start": "2013", "seen": "2020"}, serves="north")  # type: ignore[arg-type]
    await write(store, from_2013)
    assert await ids(store, kind="south-south") == ["x-1"]


async def test_a_list_that_serves_for_something_from_now_on_decides_it(store: GraphStore) -> None:
    await write(store, *USUAL, group("south", "ARD", "CAV"), exchange("x-1", provider="ARD", recipient="CAV"))
    assert await ids(store, kind="undetermined") == ["x-1"], "no id of a list means anything by itself"
    await write(store, group("our-list", "ARD", "CAV"))
    await write(store, group("our-list", "ARD", "CAV", serves="south"))
    assert await ids(store, kind="south-south") == ["x-1"]


async def test_a_list_that_is_withdrawn_decides_nothing_any_more(store: GraphStore) -> None:
    await write(store, *USUAL, exchange("x-1", provider="ARD", recipient="CAV"))
    await write(store, withdraw("south"))
    assert await ids(store, kind="undetermined", group="unknown") == ["x-1"]


async def test_a_body_that_turns_out_to_act_for_a_state_is_found_under_it(store: GraphStore) -> None:
    await write(store, *USUAL, body("agency"), exchange("x-1", provider="agency", recipient="CAV"))
    assert await ids(store, provider="ARD") == []
    await write(store, body("agency", "ARD"))
    assert await ids(store, provider="ARD", kind="south-south", text="ardania") == ["x-1"]
    await write(store, body("agency", ActsFor(country="ARD", end="2001")))
    assert await ids(store, provider="ARD") == []


async def test_a_body_whose_parent_is_multilateral_makes_it_triangular(store: GraphStore) -> None:
    branch = body("branch", type="centre", part_of="parent")
    await write(store, *USUAL, branch, body("parent", type="company"))
    await write(store, exchange("x-1", provider="ARD", recipient="CAV", funder="branch"))
    assert await ids(store, kind="south-south") == ["x-1"]
    await write(store, body("parent", type="un-entity"))
    assert await ids(store, kind="triangular") == ["x-1"]


async def test_a_sector_that_is_moved_takes_its_exchanges_with_it(store: GraphStore) -> None:
    await write(store, *USUAL, sector("economy"), sector("security"), sector("customs", "economy"))
    await write(
        store, sector("border-posts", "customs"), exchange("x-1", provider="ARD", sectors="border-posts")
    )
    assert await ids(store, sector="economy") == ["x-1"]
    await write(store, sector("customs", "security"))
    assert await ids(store, sector="economy") == []
    assert await ids(store, sector="security") == ["x-1"]


async def test_a_new_name_of_a_country_is_found_and_the_old_one_is_not(store: GraphStore) -> None:
    await write(store, *USUAL, body("agency", "ARD"), exchange("x-1", provider="agency"))
    assert await ids(store, "ardania") == ["x-1"]
    await write(store, country("ARD", names=Text(en="New Land", ar="الأرض الجديدة")))
    assert await ids(store, "ardania") == []
    assert await ids(store, "new land") == ["x-1"]
    assert await ids(store, "أرض") == ["x-1"]


async def test_a_record_that_arrives_later_is_seen_by_those_that_named_it(store: GraphStore) -> None:
    await write(store, exchange("x-1", provider="agency", recipient="CAV", sectors="tax"))
    await write(store, *USUAL, sector("economy"), sector("tax", "economy"), body("agency", "ARD"))
    assert await ids(store, "ardania", provider="ARD", sector="economy", kind="south-south") == ["x-1"]


async def test_a_merge_changes_what_is_derived_from_the_record(store: GraphStore) -> None:
    await write(store, *USUAL, source("copy", "2018"), exchange("x-1", provider=by("ARD", "copy")))
    assert await ids(store, years=(2018, None)) == ["x-1"]
    await write(store, merge("copy", "doc"))
    assert await ids(store, years=(2014, 2014)) == ["x-1"]


async def test_following_a_change_is_no_new_version_of_what_follows(store: GraphStore) -> None:
    await write(store, *USUAL, body("agency"), exchange("x-1", provider="agency"))
    before = await record(store, "x-1")
    await write(store, body("agency", "ARD"))
    after = await record(store, "x-1")
    assert (after.record, after.version, after.at) == (before.record, before.version, before.at)
    assert [past.version for past in await store.versions("x-1")] == [1]
    (listed,) = (await store.find(question(provider="ARD"), ALL)).items
    assert (listed.version, listed.at) == (before.version, before.at)
