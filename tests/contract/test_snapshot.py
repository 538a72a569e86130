"""What suggestions rest on: every live exchange in short, and what changed since it was read."""

from __future__ import annotations

from exchange_graph.domain.exchange import Outcome, Span
from exchange_graph.domain.vocabulary import ActsFor
from exchange_graph.graph.store import GraphStore
from exchange_graph.graph.trace import Part, Trace, read
from tests.building import body, by, cite, exchange, merge, programme, sector, source, withdraw
from tests.contract.asking import USUAL, write


async def traces(store: GraphStore, since: int = 0) -> dict[str, Trace | None]:
    snapshot = await store.snapshot(since)
    return {record_id: read(text) if text else None for record_id, text in snapshot.traces}


async def test_an_empty_graph_has_an_empty_snapshot(store: GraphStore) -> None:
    snapshot = await store.snapshot()
    assert (snapshot.revision, snapshot.at, snapshot.traces) == (0, "", ())


async def test_a_snapshot_has_every_live_exchange_and_the_revision_it_is_of(store: GraphStore) -> None:
    await write(store, *USUAL, exchange("x-1", provider="ARD"), exchange("x-2", provider="CAV"))
    await write(store, exchange("x-3", provider="ARD"), withdraw("x-2"))
    snapshot = await store.snapshot()
    assert snapshot.revision == 2
    assert snapshot.at == (await store.changesets(1, 1))[0].at
    assert {record_id for record_id, _ in snapshot.traces} == {"x-1", "x-3"}


async def test_a_trace_tells_each_role_with_the_evidence_of_its_own_claim(store: GraphStore) -> None:
    await write(
        store, *USUAL, source("list", "2015-06"), source("page", "2018"), sector("tax"), programme(),
        body("office", ActsFor(country="ARD")),
    )  # fmt: skip
    given = exchange(
        "x-1", provider=by("office", "page"), recipient=by("CAV", cite("list", grade="B"), basis="inferred"),
        sectors="tax", modality=("training",), programme="prog", status="interrupted",
        period=Span(start="2011-03", end="2013"), outcome=Outcome(rating="mixed"),
    )  # fmt: skip
    await write(store, given)
    (trace,) = (await traces(store)).values()
    assert trace == Trace(
        id="x-1",
        parts=(
            Part("provider", "ARD", "office", "A", False, False, True),
            Part("recipient", "CAV", "CAV", "B", True, False, True),
        ),
        sectors=("tax",), modality=("training",), programme="prog", status="interrupted",
        start="2011-03", first=2011, last=2013, latest="2013", dated=True, outcome="mixed",
        contested=(), responds_to=(), grade="B", alone=None, published=("2014-01-31", "2018-12-31"),
        end="2013", planned=None,
    )  # fmt: skip


async def test_what_rests_on_one_list_alone_says_so(store: GraphStore) -> None:
    one = by("ARD", cite("list", grade="C")), by("CAV", cite("list", grade="B"))
    best = by("ARD", cite("list", grade="A"))
    await write(store, *USUAL, source("list"), exchange("x-1", provider=one[0], recipient=one[1]))
    await write(store, exchange("x-2", provider=one[0], recipient="CAV"), exchange("x-3", provider=best))
    alone = {record_id: trace.alone for record_id, trace in (await traces(store)).items() if trace}
    assert alone == {"x-1": "list", "x-2": None, "x-3": None}


async def test_what_changed_since_a_revision_is_told_and_what_ended(store: GraphStore) -> None:
    await write(store, *USUAL, *(exchange(f"x-{n}", provider="ARD") for n in (1, 2, 3, 4)))
    await write(store, exchange("x-1", provider="CAV"), withdraw("x-2"), merge("x-3", "x-4"))
    changed = await traces(store, since=1)
    changed.pop("x-4", None)  # a store may tell of one that another was merged into
    assert {record_id: trace and trace.parts[0].state for record_id, trace in changed.items()} == {
        "x-1": "CAV", "x-2": None, "x-3": None,
    }  # fmt: skip
    assert await traces(store, since=2) == {}
    await write(store, exchange("x-2", provider="DOS"))
    (again,) = (await traces(store, since=2)).values()
    assert again
    assert again.parts[0].state == "DOS"


async def test_a_trace_follows_the_bodies_and_sources_it_was_made_from(store: GraphStore) -> None:
    await write(store, *USUAL, body("office", "ARD"), exchange("x-1", provider="office"))
    await write(store, body("office", "CAV"), source("doc", "2019"))
    changed = (await traces(store, since=1))["x-1"]
    assert changed
    assert changed.parts[0].state == "CAV"
    assert changed.published == ("2019-12-31", "2019-12-31")
    assert await traces(store) == await traces(store, since=1)
