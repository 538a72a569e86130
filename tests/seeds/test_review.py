"""Each row of the lists that the evidence was taken from was judged, and what was decided came about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from exchange_graph.domain.claims import Claim
from exchange_graph.domain.exchange import Exchange, Participation, facts
from exchange_graph.domain.vocabulary import Institution
from tests.real import held, review

FIRST = [f"X{number:03d}" for number in range(1, 120)]
"""The first list, judged whole; of the candidates (N001 and on) those are here that were judged."""
DECISIONS = {"taken", "corrected", "split", "merged", "left out"}


def of(row: str) -> Exchange:
    """The exchange that a row became."""
    (found,) = [exchange for exchange in held(Exchange).values() if row in exchange.aliases]
    return found


def claims(row: str, role: str) -> list[Claim[Participation]]:
    return [claim for claim in of(row).participations if claim.value.role == role]


def who(row: str, role: str) -> set[str | None]:
    """The parties of a role; of an unnamed one the words of its source."""
    return {claim.value.actor.id or claim.value.actor.words for claim in claims(row, role)}


def values(found: Iterable[Claim[Any]]) -> list[Any]:
    return [claim.value for claim in found]


def test_at_least_110_exchanges_are_there() -> None:
    assert len(held(Exchange)) >= 110


def test_every_row_stands_in_the_review_once_with_a_decision_and_a_reason() -> None:
    rows = [line["row"] for line in review()]
    assert [row for row in rows if row.startswith("X")] == FIRST
    assert [row for row, times in Counter(rows).items() if times > 1] == []
    assert {line["decision"] for line in review()} <= DECISIONS
    assert [line["row"] for line in review() if not line["why"].strip()] == []


def test_every_row_that_was_kept_is_an_alias_of_the_exchange_it_became() -> None:
    exchanges = held(Exchange)
    for line in review():
        if line["decision"] == "left out":
            assert line["id"] == "", line
        else:
            assert line["row"] in exchanges[line["id"]].aliases, line


def test_a_row_that_was_left_out_leads_to_no_exchange() -> None:
    out = {line["row"] for line in review() if line["decision"] == "left out"}
    assert [e.id for e in held(Exchange).values() if out & set(e.aliases)] == []


def test_rows_share_an_exchange_only_where_one_was_merged_into_another() -> None:
    became = Counter(line["id"] for line in review() if line["decision"] not in ("merged", "left out"))
    assert {record for record, rows in became.items() if rows > 1} == set()


def test_every_exchange_comes_from_a_row_or_is_named_where_a_row_was_split() -> None:
    became = {line["id"] for line in review()}
    split = " ".join(line["why"] for line in review() if line["decision"] == "split")
    assert [i for i in held(Exchange) if i not in became and i not in split] == []


def test_x006_and_x007_have_no_direction_for_the_report_gives_none() -> None:
    assert who("X006", "participant") == {"CIV", "SEN"}
    assert who("X006", "funder") == {"peacebuilding-fund"}
    assert who("X007", "participant") == {"SOM", "TLS"}
    assert values(of("X007").sectors) == [], "the report does not say what it was about"
    for row in ("X006", "X007"):
        assert who(row, "provider") == who(row, "recipient") == set()
        assert not of(row).mutual, "no direction said is not a direction both ways"


def test_x026_had_a_mixed_outcome_with_what_failed_and_what_was_reached() -> None:
    (outcome,) = of("X026").outcome
    assert outcome.value.rating == "mixed"
    assert outcome.value.text is not None
    told = outcome.value.text.en or ""
    assert "weak" in told, "what failed"
    assert "payroll" in told, "what was reached"
    assert who("X026", "provider") == {"zaf-dpsa"}
    assert who("X026", "funder") == {"swe-sida", "ZAF", "COD"}
    assert "swe-sida" not in who("X026", "provider")


def test_x057_keeps_both_readings_of_which_congo_and_decides_for_neither() -> None:
    record = of("X057")
    read = claims("X057", "recipient")
    assert [claim.value.actor.type for claim in read] == ["unnamed", "unnamed"]
    assert who("X057", "recipient") == {"República del Congo", "República Democrática del Congo"}
    assert {claim.id for claim in read} in [set(pair.claims) for pair in record.incompatible]
    named = {claim.value.actor.id for claim in record.participations}
    assert not named & {"COG", "COD"}


def test_x059_was_interrupted_and_has_no_outcome_for_nobody_evaluated_one() -> None:
    assert values(of("X059").status) == ["interrupted"]
    assert of("X059").outcome == ()
    figures = [claim.value for claim in of("X059").figures]
    sums = {(figure.stage and figure.stage.en, str(figure.value)) for figure in figures}
    assert sums == {("planned", "30000000"), ("spent", "10000000")}, "planned money is not spent money"


def test_x076_is_north_south_and_belongs_to_no_programme() -> None:
    assert who("X076", "provider") == {"swe-tax-agency"}
    assert who("X076", "recipient") == {"lbr-revenue-authority"}
    assert of("X076").programme is None
    agency = held(Institution)["swe-tax-agency"]
    assert agency.acts_for is not None
    assert agency.acts_for.country == "SWE"


def test_x084_is_mutual_and_who_supported_it_is_no_provider() -> None:
    assert of("X084").mutual
    assert who("X084", "provider") == who("X084", "recipient") == set()
    bodies = {"moz-national-electoral-commission", "moz-technical-secretariat-for-electoral-administration"}
    assert who("X084", "participant") == {*bodies, "TLS", "VEN"}
    assert who("X084", "supporter") == {"CAN", "FIN", "NOR", "GBR"}
    assert who("X084", "funder") == {"FIN"}, "only Finland's money is proven"


def test_x112_is_mutual_among_four_ministries_of_the_western_balkans() -> None:
    assert of("X112").mutual
    assert who("X112", "participant") == {
        f"{state}-ministry-of-defence" for state in ("bih", "mne", "mkd", "srb")
    }
    assert who("X112", "provider") == who("X112", "recipient") == set()
    assert "Western Balkans" in (of("X112").title.en or "")


def test_x017_meets_the_record_of_the_report_and_the_contested_end_stays_on_both_sides() -> None:
    igad = of("X017")
    assert igad.id == "a-68-696-47-igad"
    sources = {citation.source for _, claim in facts(igad) for citation in claim.citations}
    assert "a-68-696" in sources
    assert len(sources) > 1
    ends = {claim.value.end for claim in igad.period if claim.value.end}
    assert len(ends) > 1
