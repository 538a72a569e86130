"""What an analyst's trial found wrong: who is left out unseen, and sentences that say more than is known."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from exchange_graph.domain.exchange import Span
from exchange_graph.domain.records import AnyRecord
from exchange_graph.domain.vocabulary import Code, WorkingLanguages
from exchange_graph.errors import BadInput
from exchange_graph.matching.answer import shown
from exchange_graph.matching.evidence import Evidence
from exchange_graph.matching.explain import explain, without
from exchange_graph.matching.need import AskedNeed, Requirements, need_of, understood
from exchange_graph.matching.suggest import LINES, ROOM, suggest
from tests.building import NAMES, SOUTH, by, cite, country, exchange, group, need, programme, sector, source
from tests.matching.test_places import experience, gave
from tests.matching.world import answer, asked, everyone, line, reckoning, told, world

CODES = [f"Q{first}{second}" for first in "AB" for second in "ABCDEFGH"]
MANY: list[AnyRecord] = [country(code, f"State {code}") for code in CODES]


def crowd(southern: bool, **more: object) -> Evidence:
    """Sixteen States, of the South or not, that all gave."""
    members = [m.country for m in SOUTH.members] + (CODES if southern else [])
    return world(
        *MANY,
        group("south", *members, serves="south"),
        group("states", *NAMES, *CODES, serves="states"),
        *(gave(f"x-{code}", provider=code, **more) for code in CODES),
    )


@pytest.mark.parametrize("southern", [True, False])
def test_of_many_with_the_same_evidence_only_the_first_by_name_are_shown_and_it_is_said(
    southern: bool,
) -> None:
    given = answer(crowd(southern))
    (band,) = given.bands or given.other_partners
    (tier,) = band.tiers
    assert ([c.state for c in tier.candidates], tier.more) == (CODES[:ROOM], len(CODES) - ROOM)
    assert (band.note[0].key, dict(band.note[0].values)) == ("band.most", {"shown": ROOM})


def test_who_only_knows_the_recipient_is_shown_in_few_lines() -> None:
    (band,) = answer(crowd(southern=True, sectors="farms")).bands
    assert (band.band, len(shown(band)), band.tiers[0].more) == ("knows_recipient", LINES, len(CODES) - LINES)


def test_a_recipient_that_gave_itself_is_not_said_to_have_given_nothing() -> None:
    given = answer(world(gave(provider="CAV", recipient="DOS")))
    assert [says.key for says in given.why] == ["abstained.searched", "abstained.own", "abstained.no_other"]
    assert dict(given.why[1].values) == {"recipient": "CAV", "exchanges": 1}
    lived = answer(world(experience("CAV"), gave(sectors="farms")), "CAV", "tax")
    assert [says.key for says in lived.why][-1] == "abstained.no_other"


def test_every_sector_that_a_code_means_is_asked_for() -> None:
    code = (Code(scheme="dac", code="15111", match="close"),)
    evidence = world(sector("tax", "core", codes=code), sector("budget", "core", codes=code), gave())
    store: Any = None
    meant = asyncio.run(understood(AskedNeed("CAV", ["15111"]), evidence.known, store))
    assert meant.sectors == ("budget", "tax")
    assert suggest(meant, evidence).band("done_here") == ("ARD",)


def test_every_state_of_the_list_is_explained_wherever_it_stands() -> None:
    evidence = world(gave(provider="NDM"), gave("x-2", provider="NDM", sectors="police", recipient="DOS"))
    apart = reckoning(evidence, "NDM")
    assert (apart.band, apart.apart) == ("done_here", True)
    nowhere = reckoning(evidence, "ELU")
    assert (nowhere.band, nowhere.total, nowhere.heading.key) == (None, 0, "explain.nowhere")


def test_a_recount_tells_where_a_state_stands_without_an_exchange_and_what_it_adds_up_to() -> None:
    evidence = world(gave(), gave("x-2", recipient="DOS"))
    found = reckoning(evidence)
    then = {one.without: (one.says.key, one.total) for one in found.consequences}
    assert then["x-1"] == ("without.moves", reckoning(evidence.without(["x-1"])).total)
    assert then["x-2"][0] == "without.stays"
    assert dict(found.units).keys() == {"x-1", "x-2"}


def test_an_answer_says_which_exchanges_it_does_without() -> None:
    evidence = world(gave(), gave("x-2", provider="DOS"))
    assert answer(without(evidence, ["x-1"])).struck == ("x-1",)
    assert reckoning(without(evidence, ["x-1"]), "DOS").struck == ("x-1",)
    assert answer(evidence).struck == ()


@pytest.mark.parametrize("learned", [Span(start="2014", end="2022"), Span(start="2014"), Span(end="2019")])
def test_no_chain_where_the_first_had_not_surely_ended(learned: Span) -> None:
    first = gave("x-1", provider="DOS", recipient="ARD", period=learned)
    taught = gave("x-2", period=Span(start="2019"))
    assert line(world(first, taught), "was_taught_and_teaches") is None


def test_a_chain_shows_years_as_they_are_stated() -> None:
    first = gave("x-1", provider="DOS", recipient="ARD", period=Span(start="2014", end="2016-03"))
    told = line(world(first, gave("x-2", period=Span(start="2019"))), "was_taught_and_teaches")
    assert told
    values = dict(told.says.values)
    assert (values["learned"], values["taught"]) == ("2014-2016", "2019")


def test_a_programme_that_goes_on_is_no_first_step() -> None:
    held = [
        gave("x-1", "DOS", "ARD", period=Span(start="2010", end="2011"), programme="prog"),
        gave("x-2", "DOS", "ARD", period=Span(start="2018", end="2022"), programme="prog"),
        gave("x-3", period=Span(start="2015")),
    ]
    assert line(world(programme(), *held), "was_taught_and_teaches") is None


def test_the_line_of_a_recipient_names_only_the_sectors_of_its_evidence() -> None:
    told = line(world(gave()), "with_recipient_in_sector", "ARD", "tax", "farms")
    assert told
    assert dict(told.says.values)["sectors"] == ("tax",)


def test_every_state_that_a_condition_takes_out_is_counted() -> None:
    spoken = WorkingLanguages(codes=("fr",), source="doc")
    french = [country(code, working_languages=spoken) for code in ("ARD", "NDM")]
    held = [gave(sectors="farms"), gave("x-2", provider="NDM")]
    given = answer(world(*french, *held), requirements=Requirements(languages=("en",)))
    assert [(r.constraint, r.count) for r in given.removed] == [("languages", 2)]


def test_who_has_nothing_on_gender_on_record_is_taken_out_where_it_must_hold() -> None:
    gender = exchange("g-1", provider="DOS", recipient="ELU", sectors="gender-and-security")
    about = sector("gender-and-security", "security", serves="gender-expertise")
    held: list[AnyRecord] = [about, gave(), gave("x-2", provider="DOS")]
    given = answer(world(gender, *held), requirements=Requirements(gender_expertise=True))
    assert given.band("done_here") == ("DOS",)
    assert [(r.constraint, r.count) for r in given.removed] == [("gender_expertise", 1)]


def test_who_took_part_in_an_exchange_on_gender_has_that_on_record() -> None:
    gender: list[AnyRecord] = [
        sector("gender-and-security", "security", serves="gender-expertise"),
        exchange("g-1", participant=["ARD", "DOS"], sectors="gender-and-security"),
    ]
    evidence, must = world(*gender, gave()), Requirements(gender_expertise=True)
    given = answer(evidence, requirements=must)
    assert given.band("done_here") == ("ARD",)
    told = explain(asked(evidence, requirements=must), evidence, "ARD")
    assert ("gender_expertise", ("g-1",)) in [(one.signal, one.evidence) for one in told.reasons]
    assert "unknown.gender" not in [says.key for says in everyone(given)["ARD"].unknown]


def test_who_paid_for_an_exchange_of_many_is_not_active_with_each() -> None:
    paid: dict[str, Any] = {"provider": "some experts of the coast", "sectors": "farms", "funder": "NDM"}
    assert answer(world(gave(recipient=["CAV", "DOS"], **paid))).partners == ()
    assert [p.actor for p in answer(world(gave(**paid))).partners] == ["NDM"]


def test_the_day_a_page_was_read_makes_nothing_recent() -> None:
    page = source("page", None, retrieved="2026-11-01")
    press = cite("page", grade="B")
    told = {"provider": by("ARD", press), "recipient": by("CAV", press), "sectors": by("tax", press)}
    given = answer(world(page, exchange("x-1", **told), exchange("x-2", **told)))
    assert "against.old" not in [r.says.key for r in everyone(given)["ARD"].against], "nor old"
    undated = world(page, exchange("x-1", **told), exchange("x-2", **told))
    assert line(undated, "relation_alive") is None
    dated = exchange("x-3", **told, period=by(Span(start="2025"), press))
    alive = line(world(page, exchange("x-1", **told), dated), "relation_alive")
    assert alive
    assert alive.evidence == ("x-3",)


def test_own_experience_and_taking_part_say_what_is_not_known_of_them() -> None:
    lived = everyone(answer(world(experience())))["ARD"]
    assert "unknown.outcome_lived" in [says.key for says in lived.unknown]
    said = [by(state, cite(grade="C")) for state in ("ARD", "DOS")]
    both = answer(world(exchange("x-1", participant=said, sectors="tax"))).bands[0]
    assert [says.key for says in both.note] == ["against.grade_c"], "what holds for all is said once"


def test_a_need_on_record_is_shown_with_what_became_of_it() -> None:
    evidence = world(gave())
    record = need("need", "CAV", sectors=("tax",), status="answered", as_of="2014-01")
    given = suggest(need_of("CAV", ("tax",), evidence.known, record=record), evidence)
    shown = told(given, evidence)["need"]
    assert (shown["status"], shown["source_day"]) == ("answered", "2014-01")
    waiting = need("need", "CAV", sectors=("tax",), as_of="2014-01")
    given = suggest(need_of("CAV", ("tax",), evidence.known, record=waiting), evidence)
    assert told(given, evidence)["need"]["status"] == "not-known-to-be-open"
    plain = told(answer(evidence), evidence)["need"]
    assert (plain["status"], plain["source_day"]) == (None, None)


@pytest.mark.parametrize(
    ("question", "why"),
    [
        (AskedNeed("CAV", ["tax"], as_of="2999"), "lies ahead"),
        (AskedNeed("CAV", ["tax"], Requirements(regions=("202",))), "write its name"),
        (AskedNeed("CLUB", ["tax"]), "name one of its members"),
    ],
)
def test_what_cannot_be_answered_names_the_way_out(question: AskedNeed, why: str) -> None:
    store: Any = None
    with pytest.raises(BadInput, match=why):
        asyncio.run(understood(question, world(group("club", "ARD")).known, store))
