"""Where a State stands and why: one invented case for each rule."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from exchange_graph.domain.exchange import Exchange, Outcome, Span
from exchange_graph.domain.knowledge import Experience, Need, Offer, Result
from exchange_graph.domain.records import AnyRecord
from exchange_graph.domain.vocabulary import LandBorders, Related, WorkingLanguages
from exchange_graph.matching.answer import SectorHolds, shown
from exchange_graph.matching.need import Requirements, need_of
from exchange_graph.matching.suggest import suggest
from tests.building import (
    body,
    by,
    cite,
    country,
    exchange,
    group,
    member,
    need,
    programme,
    sector,
    source,
    text,
    took,
)
from tests.matching.world import answer, everyone, line, reckoning, told, world

FRENCH, ENGLISH = (WorkingLanguages(codes=(code,), source="doc") for code in ("fr", "en"))
BUDGET = sector("budget", "core", related=(Related(id="tax", reason=text("revenue feeds it")),))


def gave(record_id: str = "x-1", provider: Any = "ARD", recipient: Any = "CAV", **more: Any) -> Exchange:
    """An exchange in the sector "tax" of 2020, unless said otherwise."""
    said: dict[str, object] = {"sectors": "tax", "period": Span(start="2020", end="2021"), **more}
    return exchange(record_id, provider=provider, recipient=recipient, **said)


def experience(state: str = "ARD", *sectors: str, **more: Any) -> Experience:
    """Own experience that another State drew on, unless said otherwise."""
    words = {"title": text("Own reform"), "summary": text("What was done"), "citations": (cite(),)}
    said = {"drawn_on_by": ("x-9",), **words, **more}
    return Experience(id="own", country=state, sectors=sectors or ("tax",), **said)


def result(rating: str) -> Result:
    said = {"rating": rating, "text": text("What came of it"), "citations": (cite(),)}
    return Result.model_validate(said)


def offer(**more: object) -> Offer:
    said: dict[str, object] = {"offered_by": ("ARD",), "sectors": ("tax",), "citations": (cite(),), **more}
    return Offer.model_validate(
        {"id": "offer", "title": text("Advisers"), "statement": text("Offered"), **said}
    )


@pytest.mark.parametrize(
    ("held", "band"),
    [
        ([gave()], "done_here"),
        ([gave(recipient="DOS")], "done_elsewhere"),
        ([experience()], "lived_it"),
        ([offer(valid_until="2027")], "has_offered"),
        ([BUDGET, gave(sectors="budget")], "related_sector"),
        ([exchange("x-1", participant=["ARD", "DOS"], sectors="tax")], "related_sector"),
        ([gave(sectors="farms")], "knows_recipient"),
    ],
)
def test_each_kind_of_evidence_has_its_band(held: list[AnyRecord], band: str) -> None:
    given = answer(world(*held))
    assert [b.band for b in given.bands if "ARD" in given.band(b.band)] == [band]


def test_who_only_took_part_is_shown_with_that_and_nothing_speaks_for_it() -> None:
    evidence = world(exchange("x-1", participant=["ARD", "DOS"], sectors="tax"))
    assert everyone(answer(evidence))["ARD"].cards == ("x-1",)
    assert reckoning(evidence).total == 0


def test_a_signal_names_only_the_related_sectors_that_its_exchanges_are_in() -> None:
    both = (Related(id="tax", reason=text("revenue feeds it")),)
    other = sector("audit", "core", related=both)
    found = line(world(BUDGET, other, gave(sectors="budget")), "in_related_sectors")
    assert found
    assert dict(found.says.values)["sectors"] == ("budget",)


def test_a_state_stands_once_where_it_stands_highest() -> None:
    given = answer(
        world(BUDGET, gave(), gave("x-2", recipient="DOS"), experience(), gave("x-3", sectors="budget"))
    )
    assert given.band("done_here") == ("ARD",)
    assert [band.band for band in given.bands] == ["done_here"]


@pytest.mark.parametrize(
    ("recipient", "sector", "begins", "told"),
    [
        ("CAV", "tax", "2010", True), ("CAV", "police", "2010", True),
        ("DOS", "tax", "2025", True), ("DOS", "tax", "2010", False), ("DOS", "police", "2027", False),
    ],
)  # fmt: skip
def test_a_plan_for_another_state_is_told_while_it_is_new_and_never_in_a_guarded_sector(
    recipient: str, sector: str, begins: str, told: bool
) -> None:
    plan = gave("x-2", recipient=recipient, sectors=sector, status="planned", period=Span(start=begins))
    given = answer(world(gave(sectors=sector), plan), "CAV", sector)
    assert bool(everyone(given)["ARD"].planned) == told


@pytest.mark.parametrize("status", ["proposed", "planned", "cancelled"])
def test_what_was_not_given_places_nobody_and_is_counted_as_left_out(status: str) -> None:
    given = answer(world(gave(status=status)))
    assert given.abstained
    assert [(r.constraint, r.count) for r in given.removed] == [("planned", 1)]


def test_what_is_planned_is_listed_with_a_state_that_stands_on_other_evidence() -> None:
    given = answer(world(gave(recipient="DOS"), gave("x-2", status="planned", period=Span(start="2028"))))
    (planned,) = everyone(given)["ARD"].planned
    assert (planned.says.key, dict(planned.says.values)) == (
        "planned.year",
        {"year": 2028, "exchange": "x-2"},
    )
    assert planned.evidence == ("x-2",)
    assert everyone(given)["ARD"].cards == ("x-1",)
    assert given.removed == (), "who stands in a band is not left out"


def test_what_begins_only_later_places_nobody() -> None:
    later = gave(period=Span(start="2030"))
    assert answer(world(later)).abstained
    assert answer(world(later, at="2031-01-01")).abstained, "no source tells that it began"
    told = source("doc", None, retrieved="2031-01-01")
    assert not answer(world(told, later, at="2031-01-01")).abstained


@pytest.mark.parametrize(
    "lived", [experience(drawn_on_by=()), experience(result=result("negative"))], ids=["bare", "negative"]
)
def test_a_troubled_process_is_no_model(lived: Experience) -> None:
    assert answer(world(lived)).abstained


def test_own_experience_with_a_result_places_a_state_and_its_result_is_known() -> None:
    placed = answer(world(experience(drawn_on_by=(), result=result("positive"))))
    assert placed.band("lived_it") == ("ARD",)
    assert "unknown.outcome_lived" not in [says.key for says in everyone(placed)["ARD"].unknown]


@pytest.mark.parametrize("gift", [("goods",), ("works", "money"), ("personnel",)])
def test_a_gift_or_a_post_filled_places_nobody_and_what_is_taught_beside_it_does(gift: Any) -> None:
    def by_ardania(*support: Any) -> AnyRecord:
        parties = [took("provider", "ARD", None, *support), took("recipient", "CAV")]
        return exchange("x-1", participations=parties, sectors="tax", period=Span(start="2020"))

    assert answer(world(by_ardania(*gift))).abstained
    assert answer(world(by_ardania(*gift, "training"))).band("done_here") == ("ARD",)


def test_what_was_only_announced_places_nobody_and_is_listed_as_planned() -> None:
    news = source("news", "2020-05")
    said = {"provider": by("ARD", "news"), "recipient": by("CAV", "news"), "sectors": by("tax", "news")}
    ahead = exchange("x-1", **said, period=by(Span(start="2020-06"), "news"))
    assert answer(world(news, ahead)).abstained
    (remark,) = everyone(answer(world(news, ahead, gave("x-2", recipient="DOS"))))["ARD"].planned
    assert (remark.says.key, dict(remark.says.values)) == ("planned.year", {"exchange": "x-1", "year": 2020})


def test_a_contested_part_places_nobody_and_a_contested_period_does() -> None:
    marks = [{"claims": ("c1", "c2"), "reason": {"en": "only one can be meant"}}]
    either = exchange("x-1", provider=["ARD", "DOS"], recipient="CAV", sectors="tax", incompatible=marks)
    given = answer(world(either))
    assert given.abstained
    assert [(r.constraint, r.count) for r in given.removed] == [("contested", 2)]
    dated = gave(period=[Span(start="2019"), Span(start="2020")])
    assert everyone(answer(world(dated)))["ARD"].against == (), "a date is no remark on a State"
    rated = gave(outcome=[Outcome(rating="positive"), Outcome(rating="negative")])
    assert [r.says.key for r in everyone(answer(world(rated)))["ARD"].against] == ["against.contested"]


def test_an_exchange_with_a_group_or_somebody_unnamed_counts_nowhere_and_is_a_precedent() -> None:
    club = group("club", "CAV")
    given = answer(world(club, gave(recipient="club"), gave("x-2", recipient="some States of the coast")))
    assert given.abstained
    assert [p.record for p in given.precedents] == ["x-1", "x-2"]


def test_a_state_that_is_not_of_the_south_stands_apart_with_the_same_evidence() -> None:
    given = answer(world(gave(provider="NDM"), gave("x-2", provider="ELU", recipient="DOS")))
    assert given.bands == ()
    assert [(band.band, [c.state for c in shown(band)]) for band in given.other_partners] == [
        ("done_here", ["NDM"]), ("done_elsewhere", ["ELU"]),
    ]  # fmt: skip
    assert given.abstained
    assert given.why[-1].key == "abstained.others"


def test_in_guarded_sectors_other_work_recommends_nobody() -> None:
    held = [gave(sectors="farms"), gave("x-2", provider="DOS", recipient="ELU", sectors="police")]
    given = answer(world(*held), "CAV", "police")
    assert (given.bands, given.precedents) == ((), ())
    assert given.abstained
    assert given.sector_record == SectorHolds(states=1, exchanges=1)
    assert answer(world(*held), "CAV", "budget").band("knows_recipient") == ("ARD",)


def test_in_guarded_sectors_a_guess_places_nobody() -> None:
    guess = gave(provider=by("ARD", basis="inferred"), sectors="police")
    assert answer(world(guess), "CAV", "police").abstained
    elsewhere = answer(world(gave(provider=by("ARD", basis="inferred"))))
    assert everyone(elsewhere)["ARD"].basis == "inferred"
    sure = gave("x-2", sectors="police")
    assert everyone(answer(world(guess, sure), "CAV", "police"))["ARD"].cards == ("x-2",)


@pytest.mark.parametrize(
    "trouble",
    [{"sectors": ["budget", "police"]}, {"sectors": "budget", "status": "interrupted"},
     {"sectors": "budget", "outcome": Outcome(rating="negative")}],
    ids=["guarded", "interrupted", "negative"],
)  # fmt: skip
def test_trouble_and_guarded_sectors_recommend_nobody_for_another_sector(trouble: dict[str, Any]) -> None:
    related, here = gave(recipient="DOS", **trouble), gave(**{**trouble, "funder": "NDM"})
    assert answer(world(BUDGET, related)).bands == ()
    given = answer(world(here))
    assert (given.bands, given.partners) == ((), ())
    own = answer(world(here), "CAV", "budget")
    assert own.band("done_here") == ("ARD",), "in its own sector it stands, with the remark"


def test_in_guarded_sectors_no_state_is_named_that_paid_but_beside_who_did_it_here() -> None:
    police: dict[str, Any] = {"sectors": "police", "funder": "NDM", "facilitator": "un"}
    held = world(body("un", type="un-entity"), gave(**police), gave("x-2", **{**police, "sectors": "farms"}))
    shape = told(answer(held, "CAV", "police"), held)
    assert {one["actor"]["id"] for one in shape["cards"]["x-1"]["beside"]} == {"NDM"}
    assert [one["institution"]["id"] for one in shape["cards"]["x-1"]["ask"]] == ["un"]
    assert shape["partners"] == [], "who stood by in another sector is not named"
    unsure = world(
        body("un", type="un-entity"), gave(**{**police, "provider": by("ARD", basis="inferred")})
    )  # fmt: skip
    given = answer(unsure, "CAV", "police")
    assert [(p.record, p.own) for p in given.precedents] == [("x-1", True)]
    assert "beside" not in told(given, unsure)["cards"]["x-1"]


def test_nobody_is_named_that_is_not_on_the_list_of_states() -> None:
    area = country("QAA", "Area")
    held = [gave(provider="QAA"), gave("x-2")]
    given = answer(world(area, group("south", "ARD", "CAV", "QAA", serves="south"), *held))
    assert everyone(given).keys() == {"ARD"}


def test_a_parent_includes_its_children_and_names_them_but_for_sensitive_ones() -> None:
    crimes = sector("crimes", "core", sensitive=True)
    evidence = world(crimes, gave(), gave("x-2", provider="DOS", sectors="crimes"))
    given = answer(evidence, "CAV", "core")
    assert given.band("done_here") == ("ARD",)
    told = line(evidence, "in_sector", "ARD", "core")
    assert told
    assert dict(told.says.values)["sectors"] == ("tax",)
    assert answer(evidence, "CAV", "crimes").band("done_here") == ("DOS",)


def test_an_offer_stands_until_its_end_or_two_years_after_its_source() -> None:
    dated, old = source("new", "2025-06"), source("old", "2014-01")
    stands = [
        offer(valid_until="2026-11"), offer(citations=(cite("new"),)), offer(valid_until="2027", to="CAV"),
    ]  # fmt: skip
    for one in stands:
        assert answer(world(dated, one)).band("has_offered") == ("ARD",)
        assert answer(world(dated, one)).abstained, "an offer is no experience"
    long_ago = offer(citations=(cite("old"),))
    over = [offer(valid_until="2026-10"), long_ago, offer(valid_until="2027", to="DOS")]
    for one in over:
        assert answer(world(dated, old, one)).bands == ()
    (precedent,) = answer(world(old, long_ago)).precedents
    assert precedent.kind == "offer"
    assert dict(precedent.why[0].values) == {"year": 2014}


def tiers(*held: AnyRecord) -> list[list[str]]:
    (band,) = answer(world(programme(), *held)).bands
    return [[one.state for one in tier.candidates] for tier in band.tiers]


def test_a_border_is_drawn_where_no_single_unit_decides_and_the_counts_say_why() -> None:
    few = [gave(recipient="DOS"), gave("x-2", provider="DOS", recipient="ARD")]
    assert tiers(*few) == [["ARD", "DOS"]]
    more = [gave(f"x-{n}", recipient="DOS") for n in range(3, 9)]
    assert tiers(*few, *more) == [["ARD"], ["DOS"]]
    (band,) = answer(world(*few, *more)).bands
    assert band.tiers[0].why
    said = dict(band.tiers[0].why.values)
    assert (said["state"], said["exchanges"], said["most"]) == ("ARD", 7, 1)
    together = [gave(f"x-{n}", recipient="DOS", programme="prog") for n in (1, *range(3, 9))]
    assert tiers(few[1], *together) == [["ARD", "DOS"]], "one programme is one unit"


def test_what_nearness_alone_puts_apart_has_no_border() -> None:
    near: dict[str, Any] = {"subregion": "Near", "working_languages": FRENCH}
    held = [
        gave(f"{giver}-{n}", provider=giver, recipient="ELU") for giver in ("ARD", "DOS") for n in range(4)
    ]
    assert tiers(country("ARD", **near), country("CAV", **near), *held) == [["ARD", "DOS"]]


def test_a_thin_answer_says_on_how_little_it_rests() -> None:
    listed = by("ARD", cite(grade="C"))
    thin = answer(world(gave(provider=listed, recipient=by("CAV", cite(grade="C"))))).thin
    assert thin
    assert dict(thin.values)["exchanges"] == 1
    assert answer(world(*(gave(f"x-{n}") for n in (1, 2, 3)))).thin is None
    lived = answer(world(experience())).thin
    assert lived
    assert lived.key == "thin.none"


def test_conditions_remove_who_surely_does_not_meet_them_and_tell_what_lifting_brings() -> None:
    spoken = WorkingLanguages(codes=("fr",), source="doc")
    english = WorkingLanguages(codes=("en",), source="doc")
    states = [country("ARD", working_languages=spoken, region="Asia"), country("CAV"), country("DOS")]
    held: list[AnyRecord] = [
        *states,
        gave(),
        gave("x-2", provider="DOS"),
        country("ELU", working_languages=english),
    ]
    must = Requirements(languages=("en",))
    given = answer(world(*held), requirements=must)
    assert given.band("done_here") == ("DOS",), "what is not known removes nobody"
    assert "unknown.language" in [says.key for says in everyone(given)["DOS"].unknown]
    assert [(r.constraint, r.count) for r in given.removed] == [("languages", 1)]
    assert given.relaxation
    assert dict(given.relaxation.values)["count"] == 1
    elsewhere = answer(world(*held), requirements=Requirements(regions=("Europe",)))
    assert [(r.constraint, r.count) for r in elsewhere.removed] == [("regions", 1)]


@pytest.mark.parametrize(
    ("apart", "lifted"),
    [
        ({"working_languages": FRENCH, "region": "Africa"}, {"languages": ()}),
        ({"working_languages": ENGLISH, "region": "Asia"}, {"regions": ()}),
    ],
    ids=["languages", "regions"],
)
def test_of_two_conditions_the_one_is_named_whose_lifting_brings_more(
    apart: dict[str, Any], lifted: dict[str, Any]
) -> None:
    """Two States fail one condition, a third the other."""
    other: dict[str, Any] = {
        "working_languages": ENGLISH if apart["working_languages"] is FRENCH else FRENCH,
        "region": "Asia" if apart["region"] == "Africa" else "Africa",
    }
    states = [country("ARD", **apart), country("DOS", **apart), country("ELU", **other)]
    held = [gave(f"x-{state.id}", provider=state.id) for state in states]
    evidence = world(*states, group("south", "ARD", "CAV", "DOS", "ELU", serves="south"), *held)
    must = Requirements(languages=("en",), regions=("Africa",))
    given = answer(evidence, requirements=must)
    assert given.abstained
    assert given.relaxation
    assert (given.relaxation.key, dict(given.relaxation.values)["count"]) == ("relaxation.drop", 2)
    found = answer(evidence, requirements=replace(must, **lifted))
    assert found.band("done_here") == ("ARD", "DOS")
    only = answer(evidence, requirements=Requirements(**{name: getattr(must, name) for name in lifted}))
    assert only.relaxation
    assert dict(given.relaxation.values)["condition"] == dict(only.relaxation.values)["condition"]


def test_a_condition_whose_lifting_brings_nobody_is_not_named() -> None:
    given = answer(world(gave()), requirements=Requirements(languages=("en",)))
    assert given.band("done_here") == ("ARD",)
    assert given.relaxation is None


def test_nobody_is_found_and_a_wider_sector_is_named() -> None:
    given = answer(world(gave(sectors="budget")))
    assert given.abstained
    assert [says.key for says in given.why] == ["abstained.searched", "abstained.none"]
    assert given.relaxation
    assert dict(given.relaxation.values) == {"sector": "core", "count": 1}


def test_an_expired_need_is_not_answered_and_says_so() -> None:
    evidence = world(gave())
    asked = need("need", "CAV", sectors=("tax",), valid_until="2020")
    given = suggest(need_of("CAV", ("tax",), evidence.known, record=asked), evidence)
    assert given.abstained
    assert given.bands == ()
    assert [says.key for says in given.why] == ["abstained.expired"]
    open_ended = Need.model_validate({**asked.model_dump(), "valid_until": None})
    assert not suggest(need_of("CAV", ("tax",), evidence.known, record=open_ended), evidence).abstained


def test_who_was_taught_and_teaches_is_said_with_the_chain_in_time_order() -> None:
    learned = gave("x-1", provider="DOS", recipient="ARD", period=Span(start="2010", end="2011"))
    teaches = gave("x-2", period=Span(start="2015"))
    told = line(world(learned, teaches), "was_taught_and_teaches")
    assert told
    assert told.evidence == ("x-1", "x-2")
    too_late = learned.model_copy(update={"period": teaches.period})
    assert line(world(too_late, teaches), "was_taught_and_teaches") is None
    pupil = gave("x-3", recipient="DOS", period=Span(start="2014"))
    assert line(world(learned, teaches, pupil), "was_taught_and_teaches") is None


def test_the_list_of_fragile_situations_neither_ranks_nor_speaks() -> None:
    listed = group("fragile", member("ARD", "2000", "2010"), "CAV", serves="fragile")
    evidence = world(listed, gave())
    assert reckoning(evidence) == reckoning(world(gave()))
    assert everyone(answer(evidence))["ARD"].fit == ()


def test_ties_together_have_a_cap_and_none_counts_in_guarded_sectors() -> None:
    spoken = WorkingLanguages(codes=("fr",), source="doc")
    near: dict[str, Any] = {"subregion": "Near", "working_languages": spoken}
    borders = LandBorders(neighbours=("ARD",), source="doc")
    states = [country("ARD", **near), country("CAV", borders=borders, **near)]
    back = [gave(f"b-{n}", provider="CAV", recipient="ARD", sectors="budget") for n in range(40)]
    ties = [one for one in reckoning(world(*states, *back, gave())).reasons if one.family == "ties"]
    assert {one.signal for one in ties} == {
        "shared_language", "same_subregion", "land_border", "taught_by_recipient"
    }  # fmt: skip
    assert sum(one.contribution for one in ties) == pytest.approx(0.88)
    guarded = reckoning(world(*states, gave(sectors="police")), "ARD", "CAV", "police")
    assert {one.family for one in guarded.reasons} == {"record"}


def test_what_speaks_against_stands_beside_the_reasons() -> None:
    press = cite(grade="C")
    old = gave(
        provider=by("ARD", press), recipient=by("CAV", press), sectors=by("tax", press),
        period=by(Span(start="2001"), press), status=by("interrupted", press),
        outcome=by(Outcome(rating="negative"), press),
    )  # fmt: skip
    against = {remark.says.key for remark in everyone(answer(world(old)))["ARD"].against}
    assert against == {"against.interrupted", "against.negative", "against.grade_c"}
    assert "against.old" in {remark.says.key for remark in reckoning(world(old)).against}


def test_an_undated_exchange_is_never_given_a_year() -> None:
    undated = exchange("x-1", provider="ARD", recipient="CAV", sectors="tax")
    told = line(world(source("doc", "2014-01"), undated), "in_sector")
    assert told
    assert "against.old" not in {one.says.key for one in reckoning(world(undated)).against}
    (when,) = [value for name, value in told.says.values if name == "years"]
    assert (when.key, dict(when.values)) == ("when.by", {"year": 2014})


def test_no_precedent_partner_or_modality_is_of_what_was_only_planned() -> None:
    planned = gave(status="planned", funder="NDM", modality=("training",))
    given = answer(world(planned))
    assert (given.precedents, given.partners) == ((), ())
    assert told(given, world(planned))["modality"] == []
    given = answer(world(gave(funder="NDM")))
    assert (given.precedents, given.told_above) == ((), 1), "what a card tells is not told again"
    assert given.partners == (), "who paid for what is told stands on its card"
