"""States by the names that running text gives them, and areas outside M49 by the operator's policy."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from exchange_graph.domain.languages import LANGUAGES, Text
from exchange_graph.domain.vocabulary import Country

POLICY = Path(__file__).parents[2] / "seeds" / "areas_policy.csv"
SHORT = {"Korea": "KOR", "US": "USA", "UK": "GBR"}
"""Short names that lists use and that stand for one State only (`US$` is money, not the State)."""
_LATIN = re.compile(r"^[A-Z][A-Za-zÀ-ÿ.'’ -]{2,}$")


class StateNames:
    """Finds States in English text by the names that the graph holds for them."""

    def __init__(self, countries: Iterable[Country]) -> None:
        self._codes: dict[str, str] = {}
        for country in countries:
            for name in _names(country):
                self._codes.setdefault(name, country.id)
        present = set(self._codes.values())
        self._codes |= {name: code for name, code in SHORT.items() if code in present}

    def found(self, text: str) -> list[str]:
        """The codes of all States that the text names, each once, in order."""
        return list(dict.fromkeys(self._codes[m.group()] for m in self._pattern.finditer(text)))

    def pattern(self, code: str) -> str:
        """A pattern of every name of one State, for larger patterns."""
        return _any(name for name, state in self._codes.items() if state == code)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(_any(self._codes))


def _any(names: Iterable[str]) -> str:
    """A pattern of these names, the longest first. "UNDP X" is an office, `US$` is money, not the State."""
    longest = sorted(names, key=len, reverse=True)
    ends = (re.escape(name) + (r"\b" if name.isupper() else "(?![a-z])") for name in longest)
    return rf"(?<!UNDP )\b(?=[A-Z])(?:{'|'.join(ends)})(?!\s?\$)" if longest else r"(?!)"


def _names(country: Country) -> Iterator[str]:
    given = [country.name.get("en"), country.inline.get("en") if country.inline else None, *country.also]
    for name in filter(None, given):
        if _LATIN.match(name):
            yield name
            yield name.replace(" of the ", " of ")


def areas(path: Path = POLICY) -> dict[str, Text]:
    """Areas outside M49: the code that lists carry, and the display name of the operator's policy."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"]: _name(row) for row in csv.DictReader(file)}


def _name(row: dict[str, str]) -> Text:
    words = {lang: row[f"name_{lang}"] for lang in LANGUAGES if row.get(f"name_{lang}")}
    return Text.model_validate({**words, "unofficial": tuple(words)})
