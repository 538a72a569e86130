"""What an analyst's trial found wrong: who is left out unseen, and sentences that say more than is known."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from exchange_graph.domain.exchange import Span
from exchange_graph.domain.records import AnyRecord
from exchange_graph.domain.vocabulary import Code, WorkingLanguages
from exchange_graph.errors import BadInput
from exchange_graph.matching.counterfactual import why, without
from exchange_graph.matching.ground import Ground
from exchange_graph.matching.need import AskedNeed, Requirements, need_of, understood
from exchange_graph.matching.suggest import suggest
from exchange_graph.render.speaking import Speaker
from exchange_graph.render.suggestions import suggestions
from tests.building import SOUTH, by, cite, country, exchange, group, need, programme, sector, source
from tests.matching.test_places import experience, gave
from tests.matching.world import answer, asked, everyone, line, world

CODES = [f"Q{first}{second}" for first in "AB" for second in "ABCDEFGH"]
MANY: list[AnyRecord] = [country(code, f"State {code}") for code in CODES]


def crowd(southern: bool, **more: object) -> Ground:
    """Sixteen States, of the South or not, that all gave."""
    members = [m.country for m in SOUTH.members] + (CODES if southern else [])
    return world(
        *MANY,
        group("south", *members, serves="south"),
        *(gave(f"x-{code}", provider=code, **more) for code in CODES),
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


def test_every_sector_that_a_code_means_is_asked_for() -> None:
    code = (Code(scheme="dac", code="15111", match="close"),)
    ground = world(sector("tax", "core", codes=code), sector("budget", "core", codes=code), gave())
    store: Any = None
    meant = asyncio.run(understood(AskedNeed("CAV", ["15111"]), ground.known, store))
    assert meant.sectors == ("budget", "tax")
    assert suggest(meant, ground).band("done_here") == ("ARD",)


def test_a_state_not_of_the_south_is_explained_among_other_partners() -> None:
    ground = world(gave(provider="NDM"), gave("x-2", provider="NDM", sectors="police", recipient="DOS"))
    told = why(asked(ground), ground, "NDM")
    assert told.candidate
    assert (told.band, told.heading and told.heading.key) == (None, "band.other_partners")
    assert told.candidate.score is None
    assert why(asked(world(gave("x-3", provider="NDM", sectors="police"))), ground, "ELU").candidate is None


def test_one_explained_has_a_score_only_where_the_answer_has_one() -> None:
    alone = world(gave())
    told = why(asked(alone), alone, "ARD").candidate
    assert told
    assert told.score is None
    more = world(gave("x-0", provider="DOS"), *(gave(f"x-{n}") for n in range(1, 6)))
    told = why(asked(more), more, "ARD").candidate
    assert told
    assert told == answer(more).bands[0].candidates[0]
    assert told.score is not None


def test_an_answer_says_which_exchanges_it_does_without() -> None:
    ground = world(gave(), gave("x-2", provider="DOS"))
    assert answer(without(ground, ["x-1"])).without == ("x-1",)
    assert why(asked(ground), without(ground, ["x-1"]), "DOS").without == ("x-1",)
    assert answer(ground).without == ()


@pytest.mark.parametrize("learned", [Span(start="2014", end="2022"), Span(start="2014"), Span(end="2019")])
def test_no_chain_where_the_first_had_not_surely_ended(learned: Span) -> None:
    first = gave("x-1", provider="DOS", recipient="ARD", period=learned)
    taught = gave("x-2", period=Span(start="2019"))
    assert line(answer(world(first, taught)), "ARD", "was_taught_and_teaches") is None


def test_a_chain_shows_years_as_they_are_stated() -> None:
    first = gave("x-1", provider="DOS", recipient="ARD", period=Span(start="2014", end="2016-03"))
    told = line(answer(world(first, gave("x-2", period=Span(start="2019")))), "ARD", "was_taught_and_teaches")
    assert told
    values = dict(told.says.values)
    assert (values["learned"], values["taught"]) == ("2014-2016", "2019")


def test_a_programme_that_goes_on_is_no_first_step() -> None:
    held = [
        gave("x-1", "DOS", "ARD", period=Span(start="2010", end="2011"), programme="prog"),
        gave("x-2", "DOS", "ARD", period=Span(start="2018", end="2022"), programme="prog"),
        gave("x-3", period=Span(start="2015")),
    ]
    assert line(answer(world(programme(), *held)), "ARD", "was_taught_and_teaches") is None


def test_the_line_of_a_recipient_names_only_the_sectors_of_its_evidence() -> None:
    told = line(answer(world(gave()), "CAV", "tax", "police"), "ARD", "with_recipient_in_sector")
    assert told
    assert dict(told.says.values)["sectors"] == ("tax",)


def test_every_state_that_a_condition_takes_out_is_counted() -> None:
    spoken = WorkingLanguages(codes=("fr",), source="doc")
    french = [country(code, working_languages=spoken) for code in ("ARD", "NDM")]
    held = [gave(sectors="police"), gave("x-2", provider="NDM")]
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
    given = answer(world(*gender, gave()), requirements=Requirements(gender_expertise=True))
    assert given.band("done_here") == ("ARD",)
    told = line(given, "ARD", "gender_expertise")
    assert told
    assert (told.evidence, told.exchanges) == (("g-1",), 1)
    assert "unknown.gender" not in [says.key for says in everyone(given)["ARD"].unknown]


def test_who_paid_for_an_exchange_of_many_is_not_active_with_each() -> None:
    many = gave("x-1", recipient=["CAV", "DOS"], sectors="police", funder="NDM")
    assert answer(world(many)).partners == ()
    alone = gave("x-1", sectors="police", funder="NDM")
    assert [p.actor for p in answer(world(alone)).partners] == ["NDM"]
    precedent = gave("x-1", recipient=["CAV", "DOS"], funder="NDM")
    assert [p.actor for p in answer(world(precedent)).partners] == ["NDM"]


def test_the_day_a_page_was_read_makes_nothing_recent() -> None:
    page = source("page", None, retrieved="2026-11-01")
    press = cite("page", grade="B")
    told = {"provider": by("ARD", press), "recipient": by("CAV", press), "sectors": by("tax", press)}
    given = answer(world(page, exchange("x-1", **told), exchange("x-2", **told)))
    (remark,) = [r for r in everyone(given)["ARD"].against if r.says.key == "against.old"]
    assert set(remark.evidence) == {"x-1", "x-2"}
    assert line(given, "ARD", "relation_alive") is None
    dated = exchange("x-3", **told, period=by(Span(start="2025"), press))
    later = answer(world(page, exchange("x-1", **told), dated))
    alive = line(later, "ARD", "relation_alive")
    assert alive
    assert alive.evidence == ("x-3",)
    assert "against.old" not in [r.says.key for r in everyone(later)["ARD"].against]


def test_own_experience_and_taking_part_have_the_same_remarks() -> None:
    lived = everyone(answer(world(experience())))["ARD"]
    assert [(r.says.key, r.evidence) for r in lived.against] == [("against.old", ("own",))]
    assert "unknown.outcome_lived" in [says.key for says in lived.unknown]
    late = experience().model_copy(update={"period": Span(start="2020")})
    assert everyone(answer(world(late)))["ARD"].against == ()
    joined = exchange("x-1", participant=["ARD", "DOS"], sectors="tax", period=Span(start="2003"))
    took_part = everyone(answer(world(joined)))["ARD"]
    assert [(r.says.key, r.evidence) for r in took_part.against] == [("against.old", ("x-1",))]
    assert "unknown.outcome" in [says.key for says in took_part.unknown]


def test_a_need_on_record_is_shown_with_what_became_of_it() -> None:
    ground = world(gave())
    record = need("need", "CAV", sectors=("tax",), status="answered", as_of="2014-01")
    given = suggest(need_of("CAV", ("tax",), ground.known, record=record), ground)
    shown = suggestions(given, {}, Speaker(ground.known, "en"))["need"]
    assert (shown["status"], shown["source_day"]) == ("answered", "2014-01")
    waiting = need("need", "CAV", sectors=("tax",), as_of="2014-01")
    given = suggest(need_of("CAV", ("tax",), ground.known, record=waiting), ground)
    assert suggestions(given, {}, Speaker(ground.known, "en"))["need"]["status"] == "not-known-to-be-open"
    plain = suggestions(answer(ground), {}, Speaker(ground.known, "en"))["need"]
    assert (plain["status"], plain["source_day"]) == (None, None)


@pytest.mark.parametrize(
    ("question", "why"),
    [
        (AskedNeed("CAV", ["tax"], as_of="2999"), "lies ahead"),
        (AskedNeed("CAV", ["tax"], Requirements(regions=("202",))), "write its name"),
        (AskedNeed("CLUB", ["tax"]), "a group of States"),
    ],
)
def test_what_cannot_be_answered_names_the_way_out(question: AskedNeed, why: str) -> None:
    store: Any = None
    with pytest.raises(BadInput, match=why):
        asyncio.run(understood(question, world(group("club", "ARD")).known, store))
