"""From a question to a Lucene text for `record_words`: the only builder, from a closed list of parts.

The index holds our own tokens by place (`words_title` ...) and, in `keys`, every term of an exchange as
`dimension:value`, the kind of every record as `record:kind`, and what it depends on as `about:id`.
What a user typed enters as escaped terms only; a value that no key can have is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from exchange_graph.domain.records import Kind
from exchange_graph.graph.query import Condition, Dimension, ExchangeQuery, RecordQuery
from exchange_graph.graph.words import WEIGHTS
from exchange_graph.text.tokens import Meant, asked_words

NOTHING = "+keys:none"
"""Fits no record: every key has a colon."""
OVERLAP = "overlap"
"""Under this name stand the years in which an exchange may lie; those in which it ran are its years."""

PARTIES = {Dimension.PROVIDER: "givers", Dimension.RECIPIENT: "takers"}
"""By role, the property that holds each party with all that is said of it."""

_PLACES = ("words_title", "words_party", "words_sector", "words_elsewhere")
_VALUE = re.compile(r"[A-Za-z0-9.-]+")
_SPECIAL = re.compile(r"([^\w])")
_EARLIEST, _LATEST = 1, 9999


def key(name: str, value: str) -> str:
    """One entry of `keys`."""
    return f"{name}:{value}"


def said(dimension: Dimension, value: str) -> str:
    """A term as it stands in the text of a party, between bars: what is searched for contains no other."""
    return f"|{key(dimension.value, value)}|"


def asked(conditions: Iterable[Condition]) -> list[list[str]]:
    """What the text of a party must contain: of each condition one term."""
    return [[said(d, value) for value in values if _VALUE.fullmatch(value)] for d, values in conditions]


def joint(query: ExchangeQuery) -> list[dict[str, Any]]:
    """What one party in a role must meet together, which the index alone cannot tell."""
    return [
        {"parties": PARTIES[role], "asked": asked(conditions)} for role, conditions in query.joint().items()
    ]


def exchanges(query: ExchangeQuery) -> str:
    """The exchanges that fit: each dimension, the years and each word is a clause that must hold."""
    clauses = [_keys("record", ["exchange"])]
    clauses += [_keys(dimension.value, values) for dimension, values in query.where]
    clauses += _years(*query.years)
    if query.text is not None:
        clauses += _text(query.text, query.meant)
    return NOTHING if NOTHING in clauses else " ".join(clauses)


def records(kind: Kind, query: RecordQuery) -> str:
    """The records of a kind that fit."""
    clauses = [_keys("record", [kind])]
    clauses += [_keys("about", [record_id]) for record_id in query.about]
    if query.text is not None:
        clauses += _text(query.text, query.meant)
    return NOTHING if NOTHING in clauses else " ".join(clauses)


def kind(name: str) -> str:
    """All records of a kind."""
    return _keys("record", [name])


def dependants(ids: Sequence[str]) -> str:
    """Whatever depends on one of these ids."""
    return _keys("about", ids)


def places(query: ExchangeQuery) -> tuple[int, list[dict[str, Any]]]:
    """How many words are asked for; and per word and weighed place the exchanges that have it there.

    `more` is what the place is worth beyond the 1 that every word is worth anywhere.
    """
    base, terms = exchanges(query), list(_terms(query.text or "", query.meant))
    asked = [
        {"word": number, "more": worth - 1, "question": f"{base} +words_{place}:{term}"}
        for number, term in enumerate(terms)
        for place, worth in WEIGHTS
    ]
    return len(terms), asked


def _keys(name: str, values: Iterable[str]) -> str:
    terms = [_escaped(key(name, value)) for value in values if _VALUE.fullmatch(value)]
    return f"+keys:({' '.join(terms)})" if terms else NOTHING


def _years(first: int | None, last: int | None) -> list[str]:
    """The exchange overlaps the range: one of its years lies in it, or both ends do if it runs backwards."""
    if first is None and last is None:
        return []
    low = max(_EARLIEST, _EARLIEST if first is None else first)
    high = min(_LATEST, _LATEST if last is None else last)
    if low > _LATEST or high < _EARLIEST:
        return [NOTHING]
    if low > high:
        return [_keys(OVERLAP, [_year(y)]) for y in (low, high)]
    ends = [_escaped(key(OVERLAP, _year(y))) for y in (low, high)]
    return [f"+keys:[{' TO '.join(ends)}]"]


def _year(number: int) -> str:
    return f"{number:04d}"


def _text(text: str, meant: Meant) -> list[str]:
    clauses = [f"+({' '.join(f'{place}:{term}' for place in _PLACES)})" for term in _terms(text, meant)]
    return clauses or [NOTHING]


def _terms(text: str, meant: Meant) -> Iterable[str]:
    """A term for each word, in brackets where it may be written in several ways."""
    for word in asked_words(text, meant):
        forms = [_escaped(token) + ("*" if prefix else "") for token, prefix in word]
        yield forms[0] if len(forms) == 1 else f"({' '.join(forms)})"


def _escaped(term: str) -> str:
    """A term in which nothing is an operator."""
    return _SPECIAL.sub(r"\\\1", term)
