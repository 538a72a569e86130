"""From a question to the set of exchanges that fit: the only builder of SQL, from a closed list of parts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from exchange_graph.graph.embedded import sql
from exchange_graph.graph.query import Condition, ExchangeQuery
from exchange_graph.graph.words import WEIGHTS
from exchange_graph.text.tokens import Meant, asked_words

HITS, EVERYTHING = "temp.hits", "exchange"
_LAST_YEAR = 9999


def select(connection: sqlite3.Connection, query: ExchangeQuery) -> str:
    """Make the hits of `query` readable and name the table that holds them, one row each, column n."""
    parts, values = _conditions(query)
    if not parts:
        return EVERYTHING
    connection.execute(sql.CLEAR_HITS)
    connection.execute(sql.FILL_HITS + " INTERSECT ".join(parts), values)
    return HITS


def meant(connection: sqlite3.Connection, *by_role: Sequence[Condition]) -> None:
    """Make the parties readable that meet all conditions on their role: temp.meant, columns n and p."""
    connection.execute(sql.CLEAR_MEANT)
    for conditions in by_role:
        if conditions:
            text, values = _of_one_party(conditions)
            connection.execute(sql.FILL_MEANT + text, values)


def _of_one_party(conditions: Sequence[Condition]) -> tuple[str, list[object]]:
    values: list[object] = [value for d, wanted in conditions for value in (d.value, json.dumps(wanted))]
    return " INTERSECT ".join([sql.MEANT_BY_TERM] * len(conditions)), values


def _conditions(query: ExchangeQuery) -> tuple[list[str], list[object]]:
    parts: list[str] = []
    values: list[object] = []
    for dimension, wanted in query.where:
        parts.append(sql.HITS_BY_TERM)
        values += [dimension.value, json.dumps(wanted)]
    for conditions in query.joint().values():
        text, asked = _of_one_party(conditions)
        parts.append(sql.HITS_BY_PARTY.format(meant=text))
        values += asked
    first, last = query.years
    if first is not None or last is not None:
        parts.append(sql.HITS_BY_YEARS)
        values += [_LAST_YEAR if last is None else last, 0 if first is None else first]
    if query.text is not None:
        parts.append(sql.HITS_BY_TEXT)
        values.append(match(query.text, query.meant))
    return parts, values


def match(text: str, meant: Meant = ()) -> str:
    """The FTS5 expression for a user's words: each token quoted, so nothing is an operator."""
    return " AND ".join(_terms(text, meant)) or '""'


def places(text: str, meant: Meant = ()) -> tuple[list[str], list[tuple[int, int, str]]]:
    """The words of a query, and for each word and weighed column (word, worth, FTS5 expression)."""
    terms = _terms(text, meant)
    weighed = [
        (number, worth, f"{column} : {term}")
        for number, term in enumerate(terms)
        for column, worth in WEIGHTS
    ]
    return terms, weighed


def _terms(text: str, meant: Meant) -> list[str]:
    """A term for each word, in brackets where it may be written in several ways."""
    words = [[_term(*form) for form in word] for word in asked_words(text, meant)]
    return [forms[0] if len(forms) == 1 else f"({' OR '.join(forms)})" for forms in words]


def _term(token: str, prefix: bool) -> str:
    return f'"{token}"*' if prefix else f'"{token}"'
