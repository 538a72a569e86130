"""What an analyst's trial found wrong: who is left out unseen, and sentences that say more than is known."""

from __future__ import annotations

from exchange_graph.domain.records import AnyRecord
from exchange_graph.matching.ground import Ground
from tests.building import SOUTH, country, group
from tests.matching.test_places import experience, gave
from tests.matching.world import answer, world

CODES = [f"Q{first}{second}" for first in "AB" for second in "ABCDEFGH"]
MANY: list[AnyRecord] = [country(code, f"State {code}") for code in CODES]


def crowd(southern: bool, **more: object) -> Ground:
    """Sixteen States, of the South or not, that all gave."""
    members = [m.country for m in SOUTH.members] + (CODES if southern else [])
    return world(
        *MANY, group("south", *members), *(gave(f"x-{code}", provider=code, **more) for code in CODES)
    )


def test_everybody_with_evidence_in_the_sector_is_shown() -> None:
    (band,) = answer(crowd(southern=True)).bands
    assert ({c.state for c in band.candidates}, band.more) == (set(CODES), 0)
    apart = answer(crowd(southern=False))
    assert ({c.state for c in apart.other_partners}, apart.other_more) == (set(CODES), 0)


def test_who_only_knows_the_recipient_is_shown_up_to_eight() -> None:
    (band,) = answer(crowd(southern=True, sectors="police")).bands
    assert (band.band, len(band.candidates), band.more) == ("knows_recipient", 8, 8)


def test_a_recipient_that_gave_itself_is_not_said_to_have_given_nothing() -> None:
    given = answer(world(gave(provider="CAV", recipient="DOS")))
    assert [says.key for says in given.why] == ["abstained.searched", "abstained.own", "abstained.no_other"]
    assert dict(given.why[1].values) == {"recipient": "CAV", "exchanges": 1}
    lived = answer(world(experience("CAV"), gave(sectors="police")), "CAV", "tax")
    assert [says.key for says in lived.why][-1] == "abstained.no_other"
