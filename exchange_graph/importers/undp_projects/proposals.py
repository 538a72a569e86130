"""What a code that is none may have meant. A proposal is shown; it is loaded only where the user accepts it.

The rules, in order: a full stop at its end; several codes with another separator; small letters; a code of
two letters; an abbreviation of the table below; one letter away from the code of the only such State that
the row's own text names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from exchange_graph.importers.known import Known

ABBREVIATIONS = {
    "ROK": "KOR", "DPRK": "PRK", "PRC": "CHN", "UAE": "ARE", "KSA": "SAU", "DRC": "COD", "UK": "GBR",
    "RSA": "ZAF", "PNG": "PNG", "ROM": "ROU", "TMP": "TLS", "ZAR": "COD", "BUR": "MMR",
}  # fmt: skip
"""Abbreviations in use, and codes that ISO 3166 has retired (ROM 2002, TMP 2002, ZAR 1997, BUR 1989)."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The codes that a word stands for, and by which rule."""

    codes: tuple[str, ...]
    why: str


def propose(word: str, known: Known, text: str) -> Proposal | None:
    """What `word` may mean, or None. `text` is all that the row says in words."""
    bare = word.strip(" .").upper()
    parts = tuple(part for part in re.split(r"[\s./|]+", bare) if part)
    if len(parts) > 1 and known.states.issuperset(parts):
        return Proposal(parts, "codes with another separator")
    if bare in known.states:
        return Proposal((bare,), "the code without its full stop" if word.endswith(".") else "in capitals")
    if bare in known.iso2:
        return Proposal((known.iso2[bare],), f"the code of two letters is {bare}")
    if ABBREVIATIONS.get(bare) in known.states:
        return Proposal((ABBREVIATIONS[bare],), f"{bare} is an abbreviation in use")
    return _one_letter_away(bare, known, text)


def _one_letter_away(word: str, known: Known, text: str) -> Proposal | None:
    named = known.names.found(text)
    near = [code for code in named if len(code) == len(word) and _differences(code, word) == 1]
    return Proposal((near[0],), "one letter away, and the row's text names it") if len(near) == 1 else None


def _differences(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))
