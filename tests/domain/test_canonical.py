"""One JSON text per content: what is hashed and copied comes back as it was."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from exchange_graph.domain.canonical import canonical
from exchange_graph.domain.knowledge import Figure
from exchange_graph.domain.records import AnyRecord, parse
from tests.building import body, by, changes, cite, country, exchange, merge, source, text, withdraw
from tests.records import ANY_RECORD

BEFORE = Path(__file__).with_name("written_before.ndjson").read_text("utf-8").splitlines()


@settings(deadline=None)
@given(ANY_RECORD)
def test_a_record_read_back_is_the_record_that_was_written(record: AnyRecord) -> None:
    written = canonical(record)
    assert parse(written) == record
    assert canonical(parse(written)) == written


@settings(deadline=None)
@given(st.data())
def test_equal_records_have_one_text_and_other_records_another(data: st.DataObject) -> None:
    one, other = data.draw(ANY_RECORD), data.draw(ANY_RECORD)
    assert (canonical(one) == canonical(other)) == (one == other)


def test_a_default_adds_nothing_so_a_new_optional_field_changes_no_old_text() -> None:
    short = exchange(provider=by("ARD"))
    spelled = exchange(provider=by("ARD"), mutual=False, programme=None, responds_to=(), aliases=())
    assert canonical(spelled) == canonical(short)
    assert "mutual" not in json.loads(canonical(spelled))


def test_a_text_names_its_kind_and_keeps_every_script_readable() -> None:
    written = canonical(country("ARD", "أردانيا 阿尔达尼亚"))
    assert json.loads(written)["kind"] == "country"
    assert "أردانيا 阿尔达尼亚" in written


def amount(value: str) -> str:
    figure = Figure(
        id="f",
        title=text("Requests"),
        measure="requests",
        unit="%",
        value=Decimal(value),
        citations=(cite(),),
    )
    return canonical(figure)


def test_a_figure_does_not_mention_the_number_it_does_not_give() -> None:
    assert "at_least" not in json.loads(amount("85"))


@pytest.mark.parametrize("same", [("85", "85.0"), ("100", "1E+2"), ("0", "-0"), ("0", "0.000")])
def test_a_number_has_one_way_to_be_written(same: tuple[str, str]) -> None:
    assert amount(same[0]) == amount(same[1])


def test_a_long_number_keeps_every_digit() -> None:
    assert "1234567890123456789012345678901.5" in amount("1234567890123456789012345678901.5")


def test_a_record_of_no_known_kind_is_refused() -> None:
    with pytest.raises(ValidationError):
        parse('{"kind": "person", "id": "somebody"}')


def test_a_change_set_with_other_content_has_another_digest() -> None:
    sets = [
        changes(source(), key="k"),
        changes(source(published="2015"), key="k"),
        changes(source(), body("b"), key="k"),
        changes(body("b"), source(), key="k"),
        changes(merge("a", "b"), key="k"),
        changes(merge("b", "a"), key="k"),
        changes(withdraw("a"), key="k"),
        changes(withdraw("a", "another reason"), key="k"),
    ]
    assert len({s.digest() for s in sets}) == len(sets)
    assert changes(source(), key="k").digest() == sets[0].digest()


@pytest.mark.parametrize("line", BEFORE, ids=lambda line: json.loads(line)["id"])
def test_a_record_written_before_the_newest_fields_has_the_text_and_the_hash_it_had(line: str) -> None:
    assert canonical(parse(line)) == line
