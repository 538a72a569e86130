"""Nothing is said without evidence, and no source is copied at length."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from exchange_graph.domain.claims import Citation, Claim, Incompatible
from exchange_graph.domain.exchange import Actor, Exchange, Participation, Span
from tests.building import cite, claim, exchange, text


def quoted(quote: str) -> Citation:
    return Citation(source="doc", lang="en", grade="A", quote=quote)


def test_a_claim_without_a_citation_is_refused() -> None:
    with pytest.raises(ValidationError, match="citations"):
        Claim[str](id="c1", value="revenue", citations=())


def test_a_claim_has_the_grade_of_its_best_citation() -> None:
    assert claim("revenue", cite(grade="C"), cite(grade="A"), cite(grade="B")).grade == "A"


@pytest.mark.parametrize("longest", [" ".join(["word"] * 25), "字" * 60])
def test_a_quote_of_the_allowed_length_is_kept_whole(longest: str) -> None:
    assert quoted(longest).quote == longest


@pytest.mark.parametrize("too_long", [" ".join(["word"] * 26), "字" * 61, "利比里亚政府 " * 9])
def test_a_quote_longer_than_fair_use_is_refused(too_long: str) -> None:
    with pytest.raises(ValidationError, match="a quote has at most"):
        quoted(too_long)


def test_a_translation_stands_beside_the_quote_that_it_translates() -> None:
    cited = {"source": "doc", "lang": "fr", "grade": "A"}
    assert Citation(**cited, quote="le texte", translation=text("the text")).translation == text("the text")
    with pytest.raises(ValidationError, match="needs the quote"):
        Citation(**cited, translation=text("the text"))


def test_a_claim_id_stands_for_one_fact_only() -> None:
    twice = {"id": "c1", "value": "training", "citations": [cite()]}
    record = exchange(provider="ARD").model_dump()
    with pytest.raises(ValidationError, match="claim id c1 is used twice"):
        Exchange.model_validate({**record, "sectors": [twice]})


def test_claims_marked_incompatible_must_be_claims_of_the_record() -> None:
    with pytest.raises(ValidationError, match="c9"):
        exchange(provider="ARD", incompatible=[Incompatible(claims=("c1", "c9"), reason=text("no"))])


def test_an_exchange_needs_somebody_who_took_part() -> None:
    record = exchange(provider="ARD").model_dump()
    with pytest.raises(ValidationError, match="at least one participation"):
        Exchange.model_validate({**record, "participations": ()})


def test_an_unnamed_party_keeps_the_words_of_its_source() -> None:
    with pytest.raises(ValidationError, match="the source's words"):
        Actor(type="unnamed")
    with pytest.raises(ValidationError, match="the source's words"):
        Actor(type="unnamed", words="neighbouring countries")
    assert Actor(type="unnamed", words="neighbouring countries", lang="en").id is None


def test_a_named_party_needs_its_id() -> None:
    with pytest.raises(ValidationError, match="the id of a country"):
        Actor(type="country")


def test_only_a_facilitator_brokers_hosts_or_implements() -> None:
    with pytest.raises(ValidationError, match="only a facilitator"):
        Participation(role="funder", actor=Actor(type="country", id="NDM"), part="hosts")


@pytest.mark.parametrize(
    "span", [{}, {"start": "2013", "end": "2012"}, {"earliest": "2013-05", "latest": "2013-04-30"}]
)
def test_a_period_that_says_nothing_or_runs_backwards_is_refused(span: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Span.model_validate(span)


def test_a_record_with_a_field_nobody_knows_is_refused() -> None:
    with pytest.raises(ValidationError, match="sumary"):
        exchange(provider="ARD", sumary=text("misspelt"))
