"""Providers whom the row's own words show as paying or as supporting.

"Funded by X", "a grant from X", "X provided financial support", "X's fund": a funder. "Supported by X" does
not say how: a supporter. Either is inferred, with the words as its quote. The State stays a provider beside
it only where the text names it outside these words too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from exchange_graph.domain.claims import QUOTE_WORDS
from exchange_graph.importers.naming import StateNames

AGENCIES = {
    "KOICA": "KOR", "JICA": "JPN", "USAID": "USA", "DFID": "GBR", "SIDA": "SWE", "Sida": "SWE", "SDC": "CHE",
    "Norad": "NOR", "NORAD": "NOR", "QFFD": "QAT", "TIKA": "TUR", "AECID": "ESP",
}  # fmt: skip
"""Agencies that pay for a State, by the short names that lists use."""
_RUN = (
    r"(?>(?:[A-Z][\w'’&-]{0,60}+|of|the|and|for|through|its|a|an|generous|other|donors|(?:USD|US)?\$?\d[\d.,]{0,30}+"
    r"|million|from|grant)(?:[\s,()/–]{1,10}+|(?=[.;]|$)))"
)
"""One word of a party or sum with what follows it; atomic, so that no text makes the search slow."""
_FEW, _MANY = rf"(?:{_RUN}){{1,12}}", rf"(?:{_RUN}){{1,25}}"
_PROVIDED = (
    r"(?:partnered with \w+ to )?provided?\s+(?:a\s+)?(?:generous\s+)?(?:financial|funding|US\s?\$|\$)"
)
_MONEY = (
    rf"\b(?:co-?)?(?:[Ff]unded|[Ff]inanced|[Ss]ponsored) by\s+{_MANY}",
    rf"\b(?:[Ff]unding|[Ff]inancial (?:support|assistance|contributions?)|[Gg]rants?)\b"
    rf"[^.;]{{0,60}}?\bfrom\s+{_MANY}",
    rf"{_FEW}(?:(?:co-?)?(?:funded|financed|sponsored)\b|{_PROVIDED})",
    rf"{_FEW}financial contribution\b",
    r"[A-Z][\w ,]{2,60}? and other donors\b",
)
_SUPPORT = (
    rf"\b(?:[Ss]upported by|with (?:the )?support (?:of|from))\s+{_MANY}",
    rf"{_FEW}supported (?:this|the)\b",
)
_EXPERIENCE = re.compile(r"experience|expert|learn|knowledge|train|share|technolog|practice", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Payer:
    """A provider that pays or supports, the words that show it, and whether it stays a provider too."""

    code: str
    role: Literal["funder", "supporter"]
    words: str
    stays: bool


@dataclass(frozen=True, slots=True)
class _Said:
    """What a row says: its description, phrases of money and of support in it, and the bodies named."""

    description: str
    texts: tuple[str, ...]
    money: tuple[str, ...]
    support: tuple[str, ...]
    bodies: tuple[str, ...]


def payers(
    codes: Iterable[str], title: str, description: str, entities: str, names: StateNames
) -> list[Payer]:
    """The payers among some States; `entities` are the bodies that the list names."""
    texts = (title, description)
    bodies = tuple(re.split(r",(?![^(]*\))", entities))
    said = _Said(description, texts, _phrases(_MONEY, texts), _phrases(_SUPPORT, texts), bodies)
    return [payer for code in codes if (payer := _payer(code, said, names))]


def _phrases(patterns: Iterable[str], texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(m.group() for text in texts for pattern in patterns for m in re.finditer(pattern, text))


def _payer(code: str, said: _Said, names: StateNames) -> Payer | None:
    name = _name(code, names)
    fund = rf"{name}[\w’' -]{{0,60}}?\bFund\b"
    column = rf"{fund}|{name}.{{0,200}}\b(?:financial contribution|-?financed)\b"
    paying = (
        *_with(name, said.money),
        *_phrases([fund], said.texts),
        *(body for body in said.bodies if re.search(column, body)),
    )
    backing = tuple(_with(name, said.support))
    if not (paying or backing):
        return None
    stays = _gives_otherwise(name, said.description, {*said.money, *said.support, *paying})
    return Payer(code, "funder" if paying else "supporter", _quote((paying or backing)[0]), stays)


def _gives_otherwise(name: str, description: str, phrases: set[str]) -> bool:
    """Whether the text names the State outside these phrases; beside one only with a word of experience."""
    for sentence in re.split(r"(?<=[a-z0-9)])[.;](?=\s|[A-Z])", description):
        rest = sentence
        for phrase in phrases:
            rest = rest.replace(phrase, " ")
        if re.search(name, rest) and (rest == sentence or _EXPERIENCE.search(rest)):
            return True
    return False


def _name(code: str, names: StateNames) -> str:
    agencies = "|".join(rf"\b{agency}\b" for agency, state in AGENCIES.items() if state == code)
    return f"(?:{names.pattern(code)}{'|' + agencies if agencies else ''})"


def _with(name: str, phrases: Iterable[str]) -> Iterator[str]:
    return (phrase for phrase in phrases if re.search(name, phrase))


def _quote(words: str) -> str:
    return " ".join(words.split()[:QUOTE_WORDS]).strip(" ,;(")
