"""A State that disagrees is heard beside the claims, and makes nothing contested."""

from __future__ import annotations

from exchange_graph.domain.notes import Author, Note
from tests.building import body, exchange, source, text
from tests.served import Service

NOTE = Note(
    by=Author(role="permanent mission", organisation="Cavira"), date="2026-10-01",
    text=text("No such training took place.", fr="Cette formation n'a pas eu lieu."),
)  # fmt: skip


async def test_a_note_stands_on_the_record_in_lists_and_tables_and_changes_no_claim(
    workshop: Service,
) -> None:
    bare = exchange("x-1", provider="ARD", recipient="CAV")
    await workshop.write(bare, body("office"))
    before = await workshop.read("/v1/exchanges/x-1", lang="fr")
    await workshop.write(bare.model_copy(update={"notes": (NOTE,)}), body("office", notes=(NOTE,)))
    after = await workshop.read("/v1/exchanges/x-1", lang="fr")
    told = {
        "by": {"role": "permanent mission", "organisation": "Cavira"}, "date": "2026-10-01",
        "text": "Cette formation n'a pas eu lieu.",
    }  # fmt: skip
    assert (before["notes"], after["notes"]) == ([], [told])
    assert (after["contested"], after["claims"]) == ([], before["claims"])
    (listed,) = (await workshop.read("/v1/exchanges", lang="fr"))["items"]
    assert listed["notes"] == [told]
    assert (await workshop.read("/v1/institutions/office", lang="fr"))["notes"] == [told]
    table = (await workshop.get("/v1/exchanges?format=csv")).text
    assert "No such training took place." in table
    assert "permanent mission, Cavira" in table


async def test_the_history_says_that_a_note_was_written(workshop: Service) -> None:
    bare = exchange("x-1", provider="ARD")
    await workshop.write(bare)
    await workshop.write(bare.model_copy(update={"notes": (NOTE,)}))
    lines = (await workshop.read("/v1/exchanges/x-1/history"))["items"]
    assert [line["fields"] for line in lines][-1] == ["notes"]


async def test_a_note_is_not_told_before_it_was_written(workshop: Service) -> None:
    noted = exchange("x-1", provider="ARD", notes=(NOTE,))
    await workshop.write(source("doc", "2014-01"), noted)
    assert (await workshop.read("/v1/exchanges/x-1", as_of="2026-09-30"))["notes"] == []
    assert len((await workshop.read("/v1/exchanges/x-1", as_of="2026-10-01"))["notes"]) == 1
