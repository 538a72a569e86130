"""The one builder: every branch of it, and nothing typed gets through as an operator."""

from __future__ import annotations

import re

import pytest

from exchange_graph.graph.neo4j import where
from exchange_graph.graph.neo4j.store import Neo4jStore
from exchange_graph.graph.query import Dimension, ExchangeQuery, PageRequest, RecordQuery, Sort

ALL = "+keys:(record\\:exchange)"
HOSTILE = ("a b", 'x"', "*", "SLE OR keys:*", "SLE)", "a:b", "\\", "", "é", "x\x00", "SLE~2", "[a TO b]")


def asked(text: str | None = None, first: int | None = None, last: int | None = None) -> str:
    return where.exchanges(ExchangeQuery(text, (), (first, last)))


@pytest.mark.parametrize("dimension", Dimension)
def test_every_dimension_is_a_clause_of_escaped_terms(dimension: Dimension) -> None:
    query = ExchangeQuery(None, ((dimension, ("SLE", "tax-office.2")),))
    name = dimension.value
    assert where.exchanges(query) == f"{ALL} +keys:({name}\\:SLE {name}\\:tax\\-office\\.2)"


@pytest.mark.parametrize(
    ("years", "clause"),
    [
        ((2005, 2010), "+keys:[overlap\\:2005 TO overlap\\:2010]"),
        ((None, 2010), "+keys:[overlap\\:0001 TO overlap\\:2010]"),
        ((2005, None), "+keys:[overlap\\:2005 TO overlap\\:9999]"),
        ((-5, 20_000), "+keys:[overlap\\:0001 TO overlap\\:9999]"),
        ((2010, 2005), "+keys:(overlap\\:2010) +keys:(overlap\\:2005)"),
    ],
)
def test_years_are_a_range_or_both_ends_of_one_that_runs_backwards(
    years: tuple[int | None, int | None], clause: str
) -> None:
    assert asked(None, *years) == f"{ALL} {clause}"


@pytest.mark.parametrize("years", [(10_000, None), (None, 0), (10_000, -1)])
def test_years_out_of_the_calendar_fit_nothing(years: tuple[int | None, int | None]) -> None:
    assert asked(None, *years) == where.NOTHING


def test_words_are_looked_for_in_every_place_and_long_or_last_ones_as_prefixes() -> None:
    found = asked("tax 税务局 police")
    for term in ("tax", "税务", "务局", "police*"):
        places = " ".join(f"words_{place}:{term}" for place in ("title", "party", "sector", "elsewhere"))
        assert f"+({places})" in found


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_that_no_key_can_have_is_left_out(value: str) -> None:
    one, two = (ExchangeQuery(None, ((Dimension.PROVIDER, v),)) for v in ((value,), (value, "SLE")))
    assert where.exchanges(one) == where.NOTHING
    assert where.exchanges(two) == f"{ALL} +keys:(provider\\:SLE)"
    assert where.records("need", RecordQuery(None, (value,))) == where.NOTHING


@pytest.mark.parametrize("text", [*HOSTILE, "AND", "OR NOT", "+a -b", "tax && police", "/re/", "{a b}"])
def test_no_word_of_a_user_is_an_operator(text: str) -> None:
    found = asked(text)
    assert found == where.NOTHING or re.fullmatch(r"\+keys:\(\S+\)( \+\((words_\w+:\w+\*? ?){4}\))+", found)


@pytest.mark.slow
@pytest.mark.xdist_group("neo4j")
@pytest.mark.parametrize("text", [None, *HOSTILE, "reform 税务 полиция الشرطة", "w " * 40 + "tax"])
@pytest.mark.parametrize("sort", ["-start", "relevance"])
async def test_the_server_takes_whatever_is_built(graph: Neo4jStore, text: str | None, sort: Sort) -> None:
    for where_ in ((), tuple((d, ("x", "unknown", *HOSTILE)) for d in Dimension)):
        for years in ((None, None), (2000, 2010), (2010, 2000)):
            query = ExchangeQuery(text, where_, years)
            page = await graph.find(query, PageRequest(3), sort, list(Dimension))
            assert len(page.items) == min(3, page.total)
