"""Decades as questions say them: "the 1980s", 上世纪80年代; only where the century is certain."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from exchange_graph.domain.languages import Lang
from exchange_graph.text.forms import Bent
from exchange_graph.text.phrases import Phrases

_HELD = Path(__file__).parent / "words" / "decades.json"
_YEARS = range(1900, 2100, 10)
_SHORT = (1980, 1990)
"""Decades that two digits tell: no one says "the 80s" of another century yet."""
_BENT: dict[Lang, Bent] = {"ar": "noun", "ru": "noun"}
_TEN_YEARS = 9

FirstAndLast = tuple[str, str]


@lru_cache
def decades(lang: Lang) -> Phrases[FirstAndLast]:
    """Phrases that name a decade, or two of them, and the first and the last year that they mean."""
    found: Phrases[FirstAndLast] = Phrases()
    for phrase, years in _phrases(lang):
        found.add(phrase, years, _BENT.get(lang), whole=True)
    return found


def _phrases(lang: Lang) -> Iterator[tuple[str, FirstAndLast]]:
    held: dict[str, Any] = json.loads(_HELD.read_text(encoding="utf-8"))[lang]
    for year in _YEARS:
        for template in held["year"]:
            yield template.format(year), _decade(year)
        for template in held["both"]:
            yield template.format(year, year + 10), (str(year), str(year + 10 + _TEN_YEARS))
        if year in _SHORT:
            for template in held["short"]:
                yield template.format(year % 100), _decade(year)
        if year < 2000 and year % 100:
            for template in held["century"]:
                yield template.format(year % 100), _decade(year)
    for named, phrases in held["named"].items():
        for phrase in phrases:
            yield phrase, _decade(int(named))


def _decade(year: int) -> FirstAndLast:
    return str(year), str(year + _TEN_YEARS)
