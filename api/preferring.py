"""What a reader prefers, by the q-values of Accept and Accept-Language: the language, and table or JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exchange_graph.domain.languages import LANGUAGES, Lang

_LONGEST = 1000
"""The bytes of a header that are looked at."""
_WEIGHT = re.compile(r"0(\.[0-9]{0,3})?|1(\.0{0,3})?")


def preferred(header: str | None) -> Lang:
    """The best of our languages in an Accept-Language header; English for none of them or a malformed one."""
    best: tuple[float, Lang] = (0.0, "en")
    for tag, weight in _weighed(header):
        primary = tag.partition("-")[0]
        if primary in LANGUAGES and weight > best[0]:
            best = (weight, primary)
    return best[1]


def prefers_table(header: str | None) -> bool:
    """Whether an Accept header puts text/csv before JSON; one that names neither means JSON."""
    weights = dict(_weighed(header))
    return weights.get("text/csv", 0.0) > weights.get("application/json", 0.0)


def _weighed(header: str | None) -> Iterator[tuple[str, float]]:
    """Each entry in small letters with its weight; one whose weight is none is not wanted."""
    for entry in (header or "")[:_LONGEST].lower().split(","):
        name, *options = (part.strip() for part in entry.split(";"))
        given = next((option.removeprefix("q=") for option in options if option.startswith("q=")), "1")
        yield name, float(given) if _WEIGHT.fullmatch(given) else 0.0
