"""What is recorded is said as strongly as its sources say it, and no more strongly."""

from __future__ import annotations

import pytest

from exchange_graph.domain.exchange import Exchange
from exchange_graph.domain.knowledge import Deployment, Figure, Lesson, Need
from exchange_graph.domain.vocabulary import Group, Institution
from tests.real import held, providers

REPORT = "a-68-696"
KNOWLEDGE = {"expertise", "training", "advice", "personnel"}
# Payment, equipment or a place in a list is all that their sources show of these States.
PAID_ONLY = {
    "undp-projects-106": "CHN", "undp-projects-74": "IND", "undp-projects-139": "IND",
    "iati-ilo-106907-khm202-skills": "CHN", "iati-xm-dac-41301-641760-eswatini": "MAR",
    "g7plus-20160923-caf": "TLS",
}  # fmt: skip
# Their sources were published before, and say what will be done.
ANNOUNCED = [
    "tiwb-kenya-botswana-2016-audit", "undp-afg-20120722-scholarships", "arn-tour-2019-reintegration",
    "magazinesworld-tiwb-india-eswatini", "pana-811539-sen", "pana-811539-cpv",
]  # fmt: skip
# A plan and what came of it are two claims.
PLANNED_AND_DONE = [
    "dirco-20110513-bdi", "dirco-20110513-rwa", "dirco-20110513-ssd", "a-68-696-47-igad",
    "phnom-penh-post-colombia-2023", "antara-20131105-afg-policewomen", "undp-projects-198",
    "undp-projects-234",
]  # fmt: skip
# Intentions and wishes of the report: what it means to do teaches nothing yet.
INTENTIONS = {f"{REPORT}-lesson-{part}" for part in ("50b", "50c", "50d", "51", "51-peacebuilding-fund")}


@pytest.mark.parametrize("exchange", PAID_ONLY)
def test_a_state_that_paid_is_payer_and_not_provider(exchange: str) -> None:
    assert PAID_ONLY[exchange] not in providers(exchange)


def test_who_provides_gave_more_than_means() -> None:
    for exchange in held(Exchange).values():
        for claim in exchange.participations:
            if claim.value.role == "provider" and claim.value.support:
                assert KNOWLEDGE & {*claim.value.support}, (exchange.id, claim.id)


def test_whoever_only_paid_gave_means() -> None:
    for exchange in held(Exchange).values():
        for claim in exchange.participations:
            if claim.value.role == "funder":
                assert not KNOWLEDGE & {*claim.value.support}, (exchange.id, claim.id)


@pytest.mark.parametrize("exchange", ANNOUNCED)
def test_what_was_announced_is_not_held_as_done(exchange: str) -> None:
    announced = held(Exchange)[exchange]
    assert all(claim.stage == "planned" for claim in announced.period)
    assert {claim.value for claim in announced.status} <= {"planned"}
    assert not announced.outcome


@pytest.mark.parametrize("exchange", PLANNED_AND_DONE)
def test_a_plan_stands_beside_what_was_done(exchange: str) -> None:
    assert {claim.stage for claim in held(Exchange)[exchange].period} == {"planned", "actual"}


def test_an_ongoing_exchange_says_on_which_day_it_was_known_to_be() -> None:
    ongoing = [c for e in held(Exchange).values() for c in e.status if c.value == "ongoing"]
    assert ongoing
    assert all(claim.as_of for claim in ongoing)


def test_a_need_that_no_state_asked_for_says_who_states_it() -> None:
    stated = {
        f"{REPORT}-need-ssd-legislative-drafting": ("capmatch", "SSD"),
        f"{REPORT}-need-som-core-functions": (REPORT, "SOM"),
        f"{REPORT}-need-gender-expertise": ("un-women", None),
    }
    for need, (by, recipient) in stated.items():
        found = held(Need)[need]
        assert (found.requested_by, found.stated_by, found.recipient) == (None, by, recipient), need


def test_an_intention_is_no_lesson() -> None:
    assert not INTENTIONS & held(Lesson).keys()


def test_the_risk_of_conflict_keeps_both_its_bounds() -> None:
    risk = held(Figure)[f"{REPORT}-fig-conflict-risk"]
    assert (str(risk.at_least), str(risk.at_most)) == ("30", "45")


def test_a_mission_that_ended_says_when_and_by_which_source() -> None:
    missions = {i: body for i, body in held(Institution).items() if body.type == "mission"}
    assert all(len(body.citations) > 1 for body in missions.values() if body.until)
    assert {"unmil", "unoci", "unmit", "unsom", "minusma", "unamid"} <= {
        i for i in missions if missions[i].until
    }
    assert missions["unmiss"].until is None


def test_personnel_in_missions_are_those_of_states_and_somebody_was_there() -> None:
    """The tables list States with nobody, and once what is no State: a row read wrongly."""
    states = {member.country for member in held(Group)["states"].members}
    deployments = held(Deployment).values()
    assert {deployment.country for deployment in deployments} <= states
    assert all(deployment.most for deployment in deployments)
    assert all(citation.locator for deployment in deployments for citation in deployment.citations)
