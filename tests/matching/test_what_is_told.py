"""What an answer says of experiences and bodies: no more than the record does, and each in its place."""

from __future__ import annotations

from typing import Any

import pytest

from exchange_graph.domain.exchange import FacilitatorPart, Outcome, Span
from exchange_graph.domain.languages import LANGUAGES
from exchange_graph.domain.records import AnyRecord
from exchange_graph.domain.vocabulary import Country, Related, WorkingLanguages
from exchange_graph.matching.need import Requirements
from exchange_graph.render.punctuation import by_name
from tests.building import body, by, cite, country, exchange, group, need, planned, sector, text, took
from tests.matching.test_places import BUDGET, gave
from tests.matching.world import answer, everyone, seeded, stands, told, world


def card(*held: AnyRecord, sectors: str = "tax") -> Any:
    """The card of the exchange x-1 as it is told to Cavira."""
    evidence = world(*held)
    return told(answer(evidence, "CAV", sectors), evidence)["cards"]["x-1"]


@pytest.mark.parametrize("side", ["recipient", "provider"])
def test_who_is_named_on_a_side_is_not_said_to_have_only_taken_part(side: str) -> None:
    other = "provider" if side == "recipient" else "recipient"
    both: dict[str, Any] = {side: "ARD", other: "NDM", "participant": ["ministry", "DOS"], "sectors": "tax"}
    evidence = world(body("ministry", "ARD"), exchange("x-1", **both))
    assert stands(answer(evidence), "DOS") == "related_sector"
    assert stands(answer(evidence), "ARD") == (None if side == "recipient" else "done_elsewhere")


def test_each_row_beside_the_sector_says_what_it_stands_on() -> None:
    joined = exchange("x-2", participant=["DOS", "ELU"], sectors="tax")
    evidence = world(BUDGET, gave(recipient="ELU", sectors="budget"), joined)
    shape = told(answer(evidence), evidence)
    rows = {c["provider"]["id"]: c["near"] for c in shape["bands"][0]["tiers"][0]["candidates"]}
    assert rows == {
        "ARD": "related: budget", "DOS": "took part in this sector, direction not said",
    }  # fmt: skip


def test_only_who_is_stated_to_have_brokered_is_said_to_broker() -> None:
    parts: tuple[FacilitatorPart | None, ...] = ("brokers", "hosts", "implements", None)
    bodies = [body(f"un-{part}", type="un-entity") for part in parts]
    helpers = [took("facilitator", f"un-{part}", part) for part in parts]
    sides = [took("provider", "ARD"), took("recipient", "CAV")]
    told_of = card(*bodies, exchange("x-1", participations=[*sides, *helpers], sectors="tax"))
    asked = {one["institution"]["id"]: one["side"] for one in told_of["ask"]}
    assert asked == {"un-brokers": "broker", "un-None": "facilitator"}
    assert [one["part"] for one in told_of["beside"]] == ["hosts", "implements"]


def test_who_paid_or_supported_stands_on_the_card_of_the_exchange_and_nowhere_as_a_partner() -> None:
    held = world(gave(funder=["NDM", "ARD"], supporter="ELU"))
    given = answer(held)
    beside = told(given, held)["cards"]["x-1"]["beside"]
    assert [(one["role"], one["actor"]["id"]) for one in beside] == [
        ("funder", "NDM"), ("funder", "ARD"), ("supporter", "ELU"),
    ]  # fmt: skip
    assert given.partners == ()


def test_partners_are_told_in_one_line_each_with_their_sectors_and_without_those_that_ended() -> None:
    living, ended = body("bank"), body("mission", until="2014")
    twice: dict[str, Any] = {"sectors": "farms", "funder": "bank", "facilitator": ["bank", "mission"]}
    given = answer(world(living, ended, gave("x-1", **twice), gave("x-2", **twice)))
    (one,) = given.partners
    assert (one.actor, set(one.roles), one.count) == ("bank", {"funder", "facilitator"}, 2)
    assert one.sectors == ("farms",)


def test_who_did_it_with_the_recipient_is_told_before_what_is_only_near() -> None:
    states = ("ARD", "DOS", "ELU", "NDM")
    given = answer(world(*(gave(f"x-{state}", provider=state) for state in states)))
    shown = [
        one
        for band in (*given.bands, *given.other_partners)
        for tier in band.tiers
        for one in tier.candidates
    ]
    assert {card for one in shown for card in one.cards} >= {f"x-{one.state}" for one in shown}
    assert not any(one.own for one in given.precedents)


def test_a_partner_is_told_in_every_role_with_an_exchange_that_shows_it() -> None:
    paid = [gave(f"x-paid-{n}", sectors="farms", funder="bank") for n in range(2)]
    brokered = [gave(f"x-brokered-{n}", sectors="farms", facilitator="bank") for n in range(2)]
    held = world(body("bank"), *paid, *brokered)
    (shape,) = told(answer(held), held)["partners"]
    assert [one["role"] for one in shape["did"]] == ["facilitator", "funder"]
    assert {i.rpartition("-")[0] for i in shape["exchanges"]} == {"x-brokered", "x-paid"}


def test_a_state_that_stands_in_the_answer_is_no_partner_beside() -> None:
    assert answer(world(gave(sectors="farms", funder="ARD"))).partners == ()
    assert answer(world(gave(sectors="farms"), gave("x-2", provider="DOS", sectors="farms", funder="ARD"))
                  ).partners == ()  # fmt: skip


def test_a_body_whose_role_is_a_guess_is_named_with_that_and_in_guarded_sectors_not_at_all() -> None:
    office = body("office", "ARD")
    guess: dict[str, Any] = {"provider": ["ARD", by("office", basis="inferred")]}
    open_one = card(office, gave(**guess))
    assert [(one["institution"]["id"], one["basis"]) for one in open_one["ask"]] == [("office", "inferred")]
    guarded = card(office, gave(**guess, sectors="police"), sectors="police")
    assert (guarded["ask"], "beside" in guarded) == ([], False)
    assert guarded["nobody_to_ask"] == "Which body of Ardania gave this is not stated"


def test_where_no_body_of_a_giver_is_on_record_that_is_said() -> None:
    assert card(gave())["nobody_to_ask"] == (
        "No body that acts for the State is on record for this exchange (Ardania)"
    )
    assert "nobody_to_ask" not in card(body("office", "ARD"), gave(provider="office"))


def test_how_it_was_done_is_counted_whole_and_holds_no_guess_and_nothing_that_says_nothing() -> None:
    held = world(
        gave("x-1", modality=("training",)), gave("x-2", modality=("training", "other")),
        gave("x-3", modality=by(("study-visit",), basis="inferred")),
    )  # fmt: skip
    ways = told(answer(held), held)["modality"]
    assert [(one["value"], sorted(one["exchanges"])) for one in ways] == [("training", ["x-1", "x-2"])]


def test_what_was_announced_beside_is_told_by_its_heading_and_in_guarded_sectors_without_names() -> None:
    later: dict[str, Any] = {
        "provider": ["ARD", "DOS"],
        "status": "planned",
        "period": planned(Span(start="2028")),
    }
    for where, said in (("tax", "Ardania, Dosara → Cavira: tax"), ("police", "an exchange")):
        held = world(gave(sectors=where), gave("x-2", **later, sectors=where))
        (band,) = told(answer(held, "CAV", where), held)["bands"]
        (remark,) = band["tiers"][0]["candidates"][0]["planned"]
        assert remark["says"] == f"Also announced: {said}, from 2028; whether it began is not stated"
        assert remark["evidence"] == ["x-2"]


def test_sources_that_differ_on_a_date_are_said_to() -> None:
    dates = [Span(start="2011"), Span(start="2013")]
    assert card(gave(period=dates))["when"].endswith("(sources differ)")
    assert "differ" not in card(gave())["when"]


ONLY_ONE = [{"claims": ("c1", "c2"), "reason": {"en": "only one can be meant"}}]
NOT_COUNTED: dict[str, tuple[str, dict[str, Any]]] = {
    "planned": ("tax", {"status": "planned"}),
    "contested": ("tax", {"provider": ["ARD", "DOS"], "incompatible": ONLY_ONE}),
    "inferred": ("police", {"provider": by("ARD", basis="inferred")}),
    "means": ("tax", {"participations": [took("provider", "ARD", None, "goods"), took("recipient", "CAV")]}),
    "no_recipient": ("tax", {"recipient": "some States of the coast"}),
}


def _given(**said: Any) -> dict[str, Any]:
    return {"provider": "ARD", "recipient": "CAV", **said}


@pytest.mark.parametrize("reason", NOT_COUNTED)
def test_what_does_not_count_is_told_with_its_own_reason(reason: str) -> None:
    where, said = NOT_COUNTED[reason]
    said = {"sectors": where, **said} if "participations" in said else _given(sectors=where, **said)
    given = answer(world(gave(sectors=where), exchange("x-2", **said)), "CAV", where)
    counts = everyone(given)["ARD"].counts
    assert counts
    assert counts.left == ((reason, 1),)


def test_a_thin_answer_counts_what_its_states_stand_on_and_nothing_beside() -> None:
    listed = by("ARD", cite(grade="C"))
    here, there = (
        gave(i, sectors="police", provider=listed, recipient=by(to, cite(grade="C")))
        for i, to in (("x-1", "CAV"), ("x-2", "DOS"))
    )
    evidence = world(here, there)
    shape = told(answer(evidence, "CAV", "police"), evidence)
    assert shape["thin"] == "Rests on 1 exchange; best evidence: grade C (press or secondary)"


def test_what_the_recipient_itself_received_is_told_though_related_work_fills_the_answer() -> None:
    own = [gave(f"own-{n}", provider="some experts of the coast") for n in (1, 2)]
    beside = [gave(f"r-{n}", provider=state, recipient="ELU", sectors="budget")
              for n, state in enumerate(("ARD", "DOS"))]  # fmt: skip
    given = answer(world(BUDGET, *own, *beside))
    assert {one.record for one in given.precedents if one.own} == {"own-1", "own-2"}
    assert {"r-0", "r-1"} <= given.cards.keys()


def test_working_languages_are_told_with_whose_they_are_and_of_others_only_where_none_is_shared() -> None:
    spoken = {"CAV": ("en",), "ARD": ("en", "fr"), "DOS": ("fr",)}
    states = [
        country(s, working_languages=WorkingLanguages(codes=c, source="doc")) for s, c in spoken.items()
    ]
    for where, said in (
        ("tax", "working languages of Cavira: English; working languages of Dosara: French"),
        ("police", "working languages of Cavira: English"),
    ):
        held = world(*states, gave(sectors=where), gave("x-2", provider="DOS", sectors=where))
        known = [one["known"] for one in told(answer(held, "CAV", where), held)["ask_before_you_call"]]
        assert [one for one in known if one] == [said]
    held = world(*states, gave())
    asked = answer(held, requirements=Requirements(languages=("fr",)))
    assert any("asked for: French" in (q["known"] or "") for q in told(asked, held)["ask_before_you_call"])


def test_needs_on_record_of_the_state_in_the_sector_are_named_with_what_became_of_them() -> None:
    office = body("office", "CAV")
    held = world(
        office, need("n-1", "CAV", sectors=("tax",)), need("n-2", "office", sectors=("tax",)),
        need("n-3", "CAV", sectors=("farms",)), need("n-4", "DOS", sectors=("tax",)),
    )  # fmt: skip
    found = told(answer(held), held)["need"]["on_record"]
    assert [one["id"] for one in found] == ["n-1", "n-2"]
    assert all(one["status"] and one["source_day"] for one in found)


def test_one_exchange_is_not_spoken_of_as_several() -> None:
    held = world(gave())
    (band,) = told(answer(held), held)["bands"]
    assert "What came of this exchange is not on record" in band["tiers"][0]["candidates"][0]["unknown"]
    several = world(gave(), gave("x-2", provider="DOS"))
    (band,) = told(answer(several), several)["bands"]
    assert band["note"]
    assert "What came of these exchanges is not on record" in band["note"]


def test_all_lists_that_both_belong_to_are_told() -> None:
    clubs = [group(f"club-{n}", "ARD", "CAV") for n in range(4)]
    held = world(*clubs, gave(outcome=Outcome(rating="positive")))
    (remark,) = everyone(answer(held))["ARD"].fit
    assert remark.evidence == tuple(club.id for club in clubs)


def test_names_of_states_in_chinese_are_sorted_by_sound() -> None:
    """Every character sorts by its sound: it is of the first level of GB 2312, or stands for one that is."""
    labels = [one.name.all().get("zh", "") for one in seeded().known.all(Country)]
    keys = [by_name(label, "zh") for label in labels]
    assert len(keys) > 190
    for label, key in zip(labels, keys, strict=True):
        wide = [key[at : at + 2] for at in range(0, len(key), 2)]
        assert all(b"\xa1\xa1" <= pair < b"\xd8\x00" for pair in wide), label
    ordered = sorted(
        ["土耳其", "埃塞俄比亚", "乌干达", "卢旺达", "博茨瓦纳", "秘鲁"], key=lambda n: by_name(n, "zh")
    )
    assert ordered == ["埃塞俄比亚", "秘鲁", "博茨瓦纳", "卢旺达", "土耳其", "乌干达"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_related_sectors_are_named_in_every_language(lang: Any) -> None:
    label = text("budget", **({} if lang == "en" else {lang: f"budget in {lang}"}))
    pair = (Related(id="tax", reason=text("revenue feeds it")),)
    held = world(sector("budget", "core", label=label, related=pair), gave(recipient="ELU", sectors="budget"))
    (band,) = told(answer(held), held, lang)["bands"]
    assert label.best(lang)[0] in band["tiers"][0]["candidates"][0]["near"]
