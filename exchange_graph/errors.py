"""Everything this product can say no with; translated once, at the edge (HTTP or command line)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self


class Wording(str):
    """Words for the user in English that keep how they were put together, so that others can say them too.

    `render/refusals` has every `template` in the other languages. Values may be such words themselves.
    """

    __slots__ = ("template", "values")
    template: str
    values: dict[str, object]

    def __new__(cls, template: str, **values: object) -> Self:
        """The template filled in."""
        said = super().__new__(cls, template.format(**values) if values else template)
        said.template, said.values = template, values
        return said


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with an input: `where` names the place, `why` the reason and the way out."""

    where: str
    why: str


class ExchangeGraphError(Exception):
    """Root of all errors that callers may expect; its text is written for the user."""


class BadInput(ExchangeGraphError):
    """The input breaks a rule. Nothing was done."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{p.where}: {p.why}" for p in problems))
        self.problems = problems


class Conflict(ExchangeGraphError):
    """A record was written by somebody else since it was read. Read it again, then decide."""

    def __init__(self, record: str, expected: int, actual: int) -> None:
        super().__init__(f"{record} is at version {actual}, not {expected}: read it again before writing")
        self.record, self.expected, self.actual = record, expected, actual


class KeyReused(ExchangeGraphError):
    """The key of a change set is taken by a change set with other content."""

    def __init__(self, key: str) -> None:
        super().__init__(f"the key {key} already belongs to another change set: use a new key")
        self.key = key


class TooHeavy(ExchangeGraphError):
    """A read passed its deadline and was stopped; the store is unharmed."""


class Unavailable(ExchangeGraphError):
    """The store does not answer now; the same call may succeed later."""


class Unusable(ExchangeGraphError):
    """The store cannot be used as it is configured; a person has to act."""
