"""A projection that followed changes is, bit for bit, the one that is read anew."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from exchange_graph.domain.changes import Withdraw
from exchange_graph.domain.records import AnyRecord
from exchange_graph.graph.embedded.store import EmbeddedStore
from exchange_graph.projection.following import Projections
from exchange_graph.projection.projection import Projection
from exchange_graph.wiring import opened_store
from tests.building import body, country, exchange, programme, sector, withdraw
from tests.contract.asking import USUAL, write
from tests.served import settings

STATES = ("ARD", "CAV", "DOS")
DAY = "2020-02-02"


def told(projection: Projection) -> list[object]:
    """Everything that is counted, exactly."""
    tallies = [
        projection.tally(), projection.tally(("tax",)), projection.tally(None, ("CAV",)),
        projection.tally(("tax",), ("CAV",)), projection.tally(("tax", "budget"), ("CAV", "DOS")),
        projection.tally(("budget",), None, ("tax",)), projection.taught_by("CAV"),
    ]  # fmt: skip
    counts = [[tally.count(n) for n in range(len(projection.states))] for tally in tallies]
    return [
        projection.revision, projection.at, projection.columns.ids, projection.states,
        [tally.n.tobytes() for tally in tallies], counts,
        [np.sort(projection.exchanges_in((name,))).tolist() for name in ("tax", "budget")],
    ]  # fmt: skip


async def test_following_comes_to_what_reading_anew_gives(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path / "graph.db")
    await store.open()
    try:
        await write(store, *USUAL, sector("tax"), sector("budget"), programme("one"), body("office", "ARD"))
        projections = Projections(store)
        followed = await projections.renewed(None, DAY, STATES)
        changes: list[list[AnyRecord | Withdraw]] = [
            [
                *(
                    exchange(f"x-{n}", provider="ARD", recipient=["CAV", "DOS"], sectors="tax")
                    for n in (3, 1, 2)
                )
            ],
            [exchange("x-0", provider="office", recipient="CAV", sectors=["tax", "budget"], programme="one")],
            [exchange("x-2", provider="DOS", recipient="CAV", sectors="budget", programme="one")],
            [withdraw("x-1")],
            [body("office", "DOS")],
            [country("FAR", "Farland"), exchange("x-9", provider="FAR", recipient="CAV", sectors="tax")],
            [exchange("x-1", provider="CAV", recipient="ARD", sectors="tax")],
        ]
        for steps in changes:
            await write(store, *steps)
            followed = await projections.renewed(followed, DAY, STATES)
            anew = await Projections(store).renewed(None, DAY, STATES)
            assert told(followed) == told(anew)
    finally:
        await store.close()


async def test_a_state_that_is_new_gets_its_place(tmp_path: Path) -> None:
    async with opened_store(settings(tmp_path)) as store:
        await write(store, *USUAL, exchange("x-1", provider="ARD", recipient="CAV"))
        projections = Projections(store)
        few = await projections.renewed(None, DAY, ["ARD"])
        assert "DOS" not in few.index
        more = await projections.renewed(few, DAY, STATES)
        assert more.index.keys() >= set(STATES)
        assert (await projections.renewed(more, DAY, ["ARD"])).states == more.states
