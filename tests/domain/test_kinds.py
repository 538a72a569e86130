"""A kind that forgets to say something of itself, or has no place somewhere, is told so at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Literal

import pytest

from exchange_graph.domain.base import Record, Traits
from exchange_graph.domain.languages import Text
from exchange_graph.domain.records import KINDS, complete, sound
from exchange_graph.domain.value import Id, Refers, Value
from exchange_graph.exporters.tables import OF_KIND
from exchange_graph.render.records import SHAPES

VISIT = Traits(noun="visits", says="Visits", order=99, rank=99, called=("title",))


class Visit(Record):
    """A kind as it should be."""

    traits = VISIT

    kind: Literal["visit"] = "visit"
    title: Text
    country: Annotated[Id, Refers("country", tie="OF_COUNTRY")]


def altered(**traits: Any) -> type[Record]:
    """The same kind with other traits."""
    return type("Visit", (Visit,), {"traits": replace(VISIT, **traits), "__module__": __name__})


class Unmarked(Visit):
    """It names another record and does not say of which kind."""

    host: Id | None = None


class Guide(Value):
    """Who leads through a visit."""

    ids: tuple[Id, ...]


class UnmarkedInside(Visit):
    """A value inside it names records."""

    guide: Guide | None = None


class Traitless(Record):
    """It says nothing of itself."""

    kind: Literal["visit"] = "visit"


def test_a_kind_that_says_all_of_itself_is_sound() -> None:
    sound(KINDS | {"visit": Visit})


@pytest.mark.parametrize(
    ("model", "told"),
    [
        (Traitless, "the kind visit has no traits"),
        (Unmarked, "Unmarked.host names records"),
        (UnmarkedInside, "Guide.ids names records"),
        (altered(called=("name",)), "the kind visit is called by name, which is no field of it"),
        (altered(noun="needs"), "the kind need has the noun of another kind: needs"),
        (altered(order=1), "the kind source has the order of another kind: 1"),
        (altered(rank=1), "the kind country has the rank of another kind: 1"),
    ],
)
def test_what_a_kind_forgot_to_say_is_told(model: type[Record], told: str) -> None:
    with pytest.raises(TypeError) as refused:
        sound(KINDS | {"visit": model})
    assert told in str(refused.value)


@pytest.mark.parametrize("cases", [SHAPES, OF_KIND], ids=["shape", "columns"])
def test_every_kind_has_its_place_and_a_missing_one_is_named(cases: dict[str, Any]) -> None:
    complete("place", cases)
    with pytest.raises(NotImplementedError, match="the kind visit has no place"):
        complete("place", cases, KINDS | {"visit": Visit})
