"""The unit of truth: a claim is one fact, on what basis it is held, and who says so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Generic, Literal, Self, TypeVar, get_args

from pydantic import Field, StringConstraints, field_validator, model_validator

from exchange_graph.domain.languages import Text
from exchange_graph.domain.value import Id, Refers, Value

T = TypeVar("T")

Basis = Literal["stated", "inferred", "assigned"]
"""stated: by the source. inferred: by a curator, from the source's words. assigned: our classification."""

BASES: tuple[Basis, ...] = get_args(Basis)
"""From the strongest to the weakest."""

Grade = Literal["A", "B", "C"]
"""A: the institution's own page or a UN document. B: a list without the page. C: press or secondary."""

ClaimId = Annotated[str, StringConstraints(pattern=r"^c[1-9][0-9]{0,3}$")]

_CJK = re.compile(r"[\u3400-\u9fff]")
QUOTE_WORDS, QUOTE_CHARACTERS = 25, 60


class Citation(Value):
    """Where a fact stands: source, place in it, the language it was read in, how near it is.

    `translation` is ours, of the quote, and unofficial in every language.
    """

    source: Annotated[Id, Refers("source")]
    locator: str | None = None
    lang: str = Field(pattern=r"^[a-z]{2,3}$")
    grade: Grade
    quote: str | None = None
    translation: Text | None = None

    @field_validator("quote")
    @classmethod
    def _short(cls, quote: str | None) -> str | None:
        if quote and _CJK.search(quote):
            if len(quote) > QUOTE_CHARACTERS:
                raise ValueError(f"a quote has at most {QUOTE_CHARACTERS} Chinese characters")
        elif quote and len(quote.split()) > QUOTE_WORDS:
            raise ValueError(f"a quote has at most {QUOTE_WORDS} words")
        return quote

    @model_validator(mode="after")
    def _translates_something(self) -> Self:
        if self.translation and not self.quote:
            raise ValueError("a translation needs the quote that it translates")
        return self


Citations = Annotated[tuple[Citation, ...], Field(min_length=1)]


class Claim(Value, Generic[T]):
    """One fact of type T with its basis and at least one citation. The id is minted in the seed."""

    id: ClaimId
    value: T
    basis: Basis = "stated"
    because: Text | None = None
    citations: Citations

    @property
    def order(self) -> int:
        """Claims of a record stand in the order in which their ids were minted."""
        return int(self.id[1:])

    @property
    def grade(self) -> Grade:
        """The best grade among the citations."""
        return min(citation.grade for citation in self.citations)


def strongest(bases: Iterable[Basis]) -> Basis:
    """Stated before inferred before assigned: how a fact is held that several claims state."""
    return min(bases, key=BASES.index)


def weakest(bases: Iterable[Basis]) -> Basis:
    """How a whole is held that several claims make up."""
    return max(bases, key=BASES.index)


class Incompatible(Value):
    """Claims that a curator marked as impossible together, with the reason."""

    claims: Annotated[tuple[ClaimId, ...], Field(min_length=2)]
    reason: Text
