"""Whether an exchange fits a question, told from its entry alone: for those that no store lists any more."""

from __future__ import annotations

from exchange_graph.graph.entry import Entry, ExchangeEntry
from exchange_graph.graph.query import Condition, ExchangeQuery
from exchange_graph.text.tokens import asked_words


def fits(entry: Entry, query: ExchangeQuery) -> bool:
    """The same that a store answers, word by word."""
    exchange = entry.exchange
    if exchange is None:
        return False
    return (
        all(_has(exchange, condition) for condition in query.where)
        and all(_one_party(exchange, conditions) for conditions in query.joint().values())
        and _in_years(exchange, *query.years)
        and _says(entry, query)
    )


def _has(exchange: ExchangeEntry, condition: Condition) -> bool:
    dimension, values = condition
    return any((dimension, value) in exchange.terms for value in values)


def _one_party(exchange: ExchangeEntry, conditions: tuple[Condition, ...]) -> bool:
    """Whether one party meets all conditions on its role."""
    meeting = [
        {party for value in values for party in exchange.of_party.get((dimension, value), ())}
        for dimension, values in conditions
    ]
    return bool(set.intersection(*meeting))


def _in_years(exchange: ExchangeEntry, first: int | None, last: int | None) -> bool:
    if first is None and last is None:
        return True
    if exchange.years is None:
        return False
    begins, ends = exchange.years
    return (last is None or begins <= last) and (first is None or ends >= first)


def _says(entry: Entry, query: ExchangeQuery) -> bool:
    if not query.text:
        return True
    words = entry.words
    held = {*" ".join((words.title, words.party, words.sector, words.elsewhere)).split()}
    return all(
        any(form in held or (begins and any(one.startswith(form) for one in held)) for form, begins in word)
        for word in asked_words(query.text, query.meant)
    )
