"""The words a record is found by, weighed by where they stand: title, party, sector, elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Literal

from exchange_graph.domain.base import Record
from exchange_graph.domain.context import Context
from exchange_graph.domain.knowledge import Reissue, Result
from exchange_graph.domain.languages import Text
from exchange_graph.domain.records import AnyRecord
from exchange_graph.domain.references import references
from exchange_graph.domain.view import ExchangeView
from exchange_graph.domain.vocabulary import AlsoCalled, Institution, Sector
from exchange_graph.text.tokens import tokens


@dataclass(frozen=True, slots=True)
class Words:
    """Normalised tokens by place, each one string with spaces between."""

    title: str
    party: str
    sector: str
    elsewhere: str


WEIGHTS = (("title", 4), ("party", 3), ("sector", 2))
"""What a query word is worth by the best place it stands in; elsewhere it is worth 1."""


def words_of(record: AnyRecord, view: ExchangeView | None, context: Context) -> Words:
    """Own texts plus the labels, in six languages, of what the record refers to."""
    named = _named(record, view, context)
    return Words(
        title=_line(_tokens([record.id, *_own(record, titles=True)])),
        party=_line(_called(named, "party")),
        sector=_line(_called(named, "sector")),
        elsewhere=_line([
            *_tokens([*record.aliases, *_own(record, titles=False)]),
            *_called(named, "elsewhere"),
            *_tokens(_of_view(view)),
        ]),
    )  # fmt: skip


def names(record: Record) -> Iterator[str]:
    """Every name a record is known by, its id included."""
    yield record.id
    yield from _own(record, titles=True)


def _named(record: AnyRecord, view: ExchangeView | None, context: Context) -> list[Record]:
    """Records that are referred to, with the State behind a body and the sectors above a sector."""
    ids = dict.fromkeys(reference.id for reference in references(record))
    for party in view.parties if view else ():
        if party.country:
            ids[party.country] = None
    found: dict[str, Record] = {}
    for record_id in ids:
        referred = context.get(Record, record_id)
        if referred is None or not record.traits.borrows:
            continue
        found[referred.id] = referred
        found.update(_behind(referred, context))
    return list(found.values())


def _behind(referred: Record, context: Context) -> dict[str, Record]:
    ids: list[str] = []
    if isinstance(referred, Institution) and referred.acts_for:
        ids = [referred.acts_for.country]
    if isinstance(referred, Sector):
        ids = context.ancestors(referred.id)
    return {r.id: r for i in ids if (r := context.get(Record, i))}


def _own(record: Record, *, titles: bool) -> Iterator[str]:
    for name in record.traits.called if titles else _others(type(record)):
        yield from _texts(getattr(record, name), bare=titles)


@lru_cache
def _others(kind: type[Record]) -> tuple[str, ...]:
    """The fields of a kind that do not name it."""
    return tuple(name for name in kind.model_fields if name not in kind.traits.called)


def _texts(value: object, *, bare: bool) -> Iterator[str]:
    """Texts inside a field, in all languages; bare strings only where the field is a name."""
    if isinstance(value, Text):
        yield from value.all().values()
    elif isinstance(value, AlsoCalled):
        yield from (words for words, _ in value.by_language())
    elif isinstance(value, Reissue | Result):
        yield from value.text.all().values()
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item, bare=bare)
    elif bare and isinstance(value, str):
        yield value


def _of_view(view: ExchangeView | None) -> Iterator[str]:
    if view is None:
        return
    for party in view.parties:
        if party.words:
            yield party.words
        if party.translation:
            yield from party.translation.all().values()
    yield from (citation.locator for citation in view.citations if citation.locator)
    if view.outcome and view.outcome.text:
        yield from view.outcome.text.all().values()


def _tokens(texts: Iterable[str]) -> Iterator[str]:
    return chain.from_iterable(map(tokens, texts))


def _called(named: Iterable[Record], place: Literal["party", "sector", "elsewhere"]) -> Iterator[str]:
    lent = (record for record in named if record.traits.lends == place)
    return chain.from_iterable(_name_tokens(_Same(record)) for record in lent)


class _Same:
    """A record as a key by identity: records never change, and to hash one costs more than its words."""

    __slots__ = ("record",)

    def __init__(self, record: Record) -> None:
        self.record = record

    def __hash__(self) -> int:
        return id(self.record)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.record is self.record


@lru_cache(maxsize=4_096)
def _name_tokens(same: _Same) -> tuple[str, ...]:
    """Remembered, because the names of States, sectors and bodies stand in every record that names them."""
    return tuple(dict.fromkeys(_tokens(names(same.record))))


def _line(found: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(found))
