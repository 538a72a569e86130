"""A source with what it carries."""

from __future__ import annotations

from typing_extensions import TypedDict

from exchange_graph.render.vocabulary import SourceShape


class CarriedFact(TypedDict):
    """A fact that a source carries: which record and claim, at which place of the source."""

    locator: str | None
    record: str
    claim: str | None


class SourceRecord(SourceShape):
    """A document with the facts it carries, by locator.

    Of a document that carries more than 1,000 exchanges the newest 1,000 tell their facts; `carries_more` is
    then the address that lists all of them.
    """

    carries: list[CarriedFact]
    carries_more: str | None
