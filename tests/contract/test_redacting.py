"""What is redacted is told no more: not by records, their past, the change feed, change sets or copies."""

from __future__ import annotations

from typing import Any

import pytest

from exchange_graph.copying import copy as copy_graph
from exchange_graph.curation import submit
from exchange_graph.domain.changes import Redact, digest_of_quote
from exchange_graph.domain.claims import Citation
from exchange_graph.domain.exchange import Exchange
from exchange_graph.domain.vocabulary import Institution, Succession
from exchange_graph.errors import BadInput, KeyReused
from exchange_graph.graph.query import Dimension, Found, Gone, Moved
from exchange_graph.graph.store import GraphStore
from tests.building import body, by, changes, exchange, merge, sector, source, text, withdraw
from tests.contract.asking import USUAL, counts, ids, record, write

SECRET = "zebra"
"""A word that stands in whatever is redacted below, and nowhere else."""


def secret(record_id: str = "memo", **more: Any) -> Any:
    return source(record_id, "2015", title=text(f"The {SECRET} memorandum"), **more)


def quoted(source_id: str = "doc", words: str = f"A {SECRET} was sent.") -> Citation:
    return Citation(source=source_id, lang="en", grade="B", quote=words)


def redact(record_id: str = "memo", **what: Any) -> Redact:
    return Redact(id=record_id, reason="asked for by the donor", **what)


async def told(store: GraphStore) -> str:
    """All that a store tells of present and past, as text."""
    feed = await store.changes((0, -1), 1000)
    every = {line.id for line in feed}
    parts: list[object] = [feed, await store.changesets(0, 1000), await store.ended("", 1000)]
    parts += [await store.get(i) for i in sorted(every)]
    parts += [await store.versions(i) for i in sorted(every)]
    parts.append((await store.snapshot()).traces)
    return repr(parts)


async def nothing_is_told_of_it(store: GraphStore) -> None:
    assert SECRET not in await told(store)
    assert await ids(store, SECRET) == []
    assert await store.examine() == []


X = {"title": text("Tax audit"), "provider": "ARD"}


async def with_a_past(store: GraphStore) -> None:
    """x-1 rests on two sources, x-2 on the memo alone, x-3 did at first; x-4 was withdrawn, x-5 merged."""
    await write(store, *USUAL, secret(aliases=("M-2015",)), secret("memo-copy"), body("agency", "ARD"))
    await write(
        store,
        exchange(
            "x-1",
            **X,
            recipient=by("CAV", "memo"),
            outcome=by({"rating": "positive"}, "memo", "doc"),
            aliases=("X1",),
        ),
        exchange("x-2", provider=by("ARD", "memo"), title=text(f"All about the {SECRET}"), aliases=("X2",)),
        exchange("x-3", provider=by("DOS", quoted("memo"))),
        exchange("x-4", provider=by("ARD", "memo"), summary=text(f"A {SECRET}")),
        exchange("x-5", **X, recipient=by("DOS", quoted("memo-copy"))),
    )
    await write(store, exchange("x-3", provider=by("DOS", "doc"), recipient=by("CAV", "memo")))
    await write(store, withdraw("x-4"), merge("x-5", "x-1"), merge("memo-copy", "memo"))


async def test_a_source_goes_with_every_citation_of_it_and_what_rests_on_it_alone(store: GraphStore) -> None:
    await with_a_past(store)
    applied = await write(store, redact())
    await nothing_is_told_of_it(store)
    assert [(line.op, line.id) for line in applied.changes] == [
        ("redacted", "memo"), ("withdrawn", "memo"), ("redacted", "x-1"), ("withdrawn", "x-2"),
        ("redacted", "x-3"),
    ]  # fmt: skip
    assert list(applied.changes) == (await store.changes((4, 1 << 40), 100))
    first = (await record(store, "x-1")).record
    assert isinstance(first, Exchange)
    assert [claim.id for claim in first.participations] == ["c1"]
    assert [c.source for claim in first.outcome for c in claim.citations] == ["doc"]
    assert await ids(store) == ["x-1", "x-3"]
    assert await ids(store, recipient="CAV") == []
    assert await counts(store, Dimension.SOURCE) == {"doc": 2}
    for key in ("memo", "M-2015", "memo-copy", "x-2", "X2"):
        gone = await store.get(key)
        assert isinstance(gone, Gone)
        assert gone.reason == "asked for by the donor"
    for key in ("x-5", "X1"):
        assert await store.get(key) == Moved("x-1")


async def test_the_past_keeps_its_places_and_says_what_was_redacted(store: GraphStore) -> None:
    await with_a_past(store)
    before = await store.changes((0, -1), 100)
    await write(store, redact())
    after = await store.changes((0, -1), 100)
    assert [(a.revision, a.position, a.id) for a in after][: len(before)] == [
        (b.revision, b.position, b.id) for b in before
    ]
    assert {a.id: a.op for a in after if a.revision == 2} == {f"x-{n}": "redacted" for n in range(1, 6)}
    past = await store.versions("x-3")
    assert [(p.version, p.op, p.record is None) for p in past] == [
        (2, "redacted", True), (3, "redacted", False), (5, "redacted", False),
    ]  # fmt: skip
    assert past[0].reason == "asked for by the donor"
    assert past[1].record == past[2].record == (await record(store, "x-3")).record
    assert [line.fields for line in after if line.id == "x-3"][-1] == ()


async def test_a_quote_goes_wherever_it_is_cited(store: GraphStore) -> None:
    words = f"A {SECRET} was sent."
    became = Succession(id="agency", citations=(quoted(), quoted(words="Two were sent.")))
    old = body("old", succeeded_by=(became, Succession(id="office", citations=(quoted(),))))
    await write(store, *USUAL, body("agency"), body("office"), old)
    await write(
        store, exchange("x-1", **X, recipient=by("CAV", quoted()), sectors=by("tax", quoted(), "doc"))
    )
    with pytest.raises(BadInput, match="no such quote"):
        await write(store, redact("doc", quote="Another quote"))
    await write(store, redact("doc", quote=f" {words} "))
    await nothing_is_told_of_it(store)
    assert digest_of_quote(words) in await told(store)
    changed = (await record(store, "x-1")).record
    assert isinstance(changed, Exchange)
    assert [claim.id for claim in changed.participations] == ["c1"]
    assert [c.quote for claim in changed.sectors for c in claim.citations] == [None]
    led = (await record(store, "old")).record
    assert isinstance(led, Institution)
    assert [(step.id, len(step.citations)) for step in led.succeeded_by] == [("agency", 1)]
    assert (await record(store, "doc")).version == 1


async def test_a_claim_goes_from_its_exchange_alone(store: GraphStore) -> None:
    told_of = exchange("x-1", **X, recipient=f"the {SECRET} committee", sectors="tax")
    await write(store, *USUAL, sector("tax"), told_of, exchange("x-2", **X, recipient="CAV"))
    with pytest.raises(BadInput, match="no claim c9"):
        await write(store, redact("x-1", claim="c9"))
    await write(store, redact("x-1", claim="c2"))
    await nothing_is_told_of_it(store)
    assert await ids(store, sector="tax") == ["x-1"]
    assert (await record(store, "x-2")).version == 1
    await write(store, redact("x-1", claim="c1"))
    assert isinstance(await store.get("x-1"), Gone)


async def test_marks_of_what_cannot_both_hold_go_with_their_claims(store: GraphStore) -> None:
    rated = [by({"rating": "positive"}, "memo"), by({"rating": "mixed"}), by({"rating": "negative"})]
    marks = (
        {"claims": ("c2", "c3"), "reason": text("r")},
        {"claims": ("c2", "c3", "c4"), "reason": text("s")},
    )
    await write(store, *USUAL, secret(), exchange("x-1", **X, outcome=rated, incompatible=marks))
    await write(store, redact())
    left = (await record(store, "x-1")).record
    assert isinstance(left, Exchange)
    assert [mark.claims for mark in left.incompatible] == [("c3", "c4")]


async def test_what_only_the_past_holds_is_redacted_too(store: GraphStore) -> None:
    await write(store, *USUAL, secret())
    await write(store, exchange("x-1", **X, recipient=by("CAV", "memo")))
    await write(store, exchange("x-1", **X), withdraw("memo"))
    applied = await write(store, redact())
    await nothing_is_told_of_it(store)
    assert [(line.op, line.id) for line in applied.changes] == [("redacted", "memo")]
    assert (await record(store, "x-1")).version == 3


@pytest.mark.parametrize("at_once", [True, False])
async def test_copies_follow_and_their_history_is_the_same(
    store: GraphStore, copy: GraphStore, at_once: bool
) -> None:
    await with_a_past(store)
    if not at_once:
        await copy_graph(store, copy)
    await write(store, redact())
    await write(store, exchange("x-2", **X))
    await copy_graph(store, copy)
    await nothing_is_told_of_it(copy)
    assert await copy.changes((0, -1), 1000) == await store.changes((0, -1), 1000)
    assert await copy.changesets(0, 1000) == await store.changesets(0, 1000)
    for key in ("memo", "M-2015", "memo-copy", "x-1", "X1", "x-2", "X2", "x-3", "x-4", "x-5"):
        assert await copy.get(key) == await store.get(key)
        assert await copy.versions(key) == await store.versions(key)
    for recorded in await store.changesets(0, 1000):
        assert (await copy.replay(recorded)).replayed


async def test_what_was_written_before_it_was_redacted_is_still_known_by_its_key(store: GraphStore) -> None:
    first = changes(*USUAL, secret(), exchange("x-1", provider=by("ARD", "memo")), key="import-7")
    await store.apply(first)
    await write(store, redact())
    assert (await store.apply(first)).replayed
    with pytest.raises(KeyReused):
        await store.apply(changes(source("other"), key="import-7"))
    assert isinstance(await store.get("x-1"), Gone)


async def test_a_redaction_again_is_refused_but_the_same_change_set_is_replayed(store: GraphStore) -> None:
    await write(store, *USUAL, secret(), exchange("x-1", **X, recipient=by("CAV", "memo")))
    once = changes(redact())
    applied = await store.apply(once)
    again = await store.apply(once)
    assert (again.replayed, again.changes) == (True, applied.changes)
    with pytest.raises(BadInput, match="redacted already"):
        await write(store, redact())


async def test_a_dry_run_of_a_redaction_takes_nothing_out(store: GraphStore) -> None:
    await with_a_past(store)
    before = await told(store)
    dry = await store.apply(changes(redact()), dry_run=True)
    assert await told(store) == before
    done = await store.apply(changes(redact()))
    assert [(x.op, x.id) for x in dry.changes] == [(x.op, x.id) for x in done.changes]


async def test_a_record_may_be_written_anew_in_the_change_set_that_redacts_it(store: GraphStore) -> None:
    await write(store, *USUAL, exchange("x-1", **X, summary=text(f"The {SECRET}")))
    await write(store, redact("x-1"), exchange("x-1", **X))
    await nothing_is_told_of_it(store)
    found = await store.get("x-1")
    assert isinstance(found, Found)
    assert found.record == exchange("x-1", **X)


async def test_redactions_come_first_and_are_of_what_there_is(store: GraphStore) -> None:
    await write(store, *USUAL, secret())
    for steps, why in (
        ([source("new"), redact()], "before all else"),
        ([redact("nothing")], "is no record"),
    ):
        for dry_run in (True, False):
            with pytest.raises(BadInput, match=why):
                await store.apply(changes(*steps), dry_run=dry_run)
    with pytest.raises(BadInput, match="memo is no known source"):
        await submit(store, changes(redact(), exchange("x-1", provider=by("ARD", "memo"))))
