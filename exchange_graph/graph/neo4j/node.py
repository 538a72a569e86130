"""What a node carries: the canonical record, what is derived from it, its facts as readable properties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from exchange_graph.domain.languages import Text
from exchange_graph.domain.records import AnyRecord
from exchange_graph.graph.entry import ENTRY_VERSION, Entry, ExchangeEntry, How
from exchange_graph.graph.in_transaction import StoredRecord
from exchange_graph.graph.neo4j import where
from exchange_graph.graph.query import OF_ONE_PARTY, UNKNOWN, Dimension
from exchange_graph.graph.words import Words

Properties = dict[str, Any]

LAYOUT = f"{ENTRY_VERSION}.3"
"""Raise the second number when the node of an unchanged entry comes out differently: graphs are rebuilt."""

PROPERTIES = {
    Dimension.PROVIDER: "providers",
    Dimension.RECIPIENT: "recipients",
    Dimension.PARTICIPANT: "participants",
    Dimension.FACILITATOR: "facilitators",
    Dimension.FUNDER: "funders",
    Dimension.SUPPORTER: "supporters",
    Dimension.PARTY: "parties",
    Dimension.INSTITUTION: "institutions",
    Dimension.SECTOR: "sectors",
    Dimension.PROGRAMME: "programme",
    Dimension.MODALITY: "modalities",
    Dimension.SUPPORT: "support",
    Dimension.FORM: "form",
    Dimension.STATUS: "status",
    Dimension.OUTCOME: "outcome",
    Dimension.GROUP: "groups",
    Dimension.PROVIDER_GROUP: "provider_groups",
    Dimension.RECIPIENT_GROUP: "recipient_groups",
    Dimension.PROVIDER_REGION: "provider_regions",
    Dimension.RECIPIENT_REGION: "recipient_regions",
    Dimension.KIND: "kind",
    Dimension.DATED: "dated",
    Dimension.CONTESTED: "contested",
    Dimension.SOURCE: "sources",
    Dimension.GRADE: "grade",
    Dimension.YEAR: "years",
}
"""The property that holds an exchange's values of a dimension, as its facet counts them; none is unknown."""
DIMENSIONS = {name: dimension for dimension, name in PROPERTIES.items()}

_SINGLE = {
    Dimension.PROGRAMME, Dimension.FORM, Dimension.STATUS, Dimension.OUTCOME, Dimension.KIND,
    Dimension.DATED, Dimension.GRADE,
}  # fmt: skip
_HIDDEN = {"kind", "id"}
_LARGEST = 2**63 - 1


def label(kind: str) -> str:
    """The label of a kind of record: "need" is `Need`."""
    return kind.capitalize()


def of_live(record: AnyRecord, stored: StoredRecord, entry: Entry) -> Properties:
    """Every property of a live record's node, but for `derived`."""
    return {
        **dict(_readable(record)),
        "name": _name(record),
        **(_of_exchange(entry.exchange) if entry.exchange else {}),
        **_words(entry.words),
        **_state(record.id, stored),
        "keys": _keys(record, entry),
    }


def of_ended(record_id: str, stored: StoredRecord) -> Properties:
    """Every property of a merged or withdrawn record's node."""
    return _state(record_id, stored) | {"into" if stored.onward else "because": stored.note}


def _state(record_id: str, stored: StoredRecord) -> Properties:
    return {
        "id": record_id, "folded": record_id.lower(), "record_kind": stored.kind, "state": stored.state,
        "version": stored.version, "at": stored.at, "record": stored.body,
    }  # fmt: skip


def _words(words: Words) -> Properties:
    return {
        "words_title": words.title, "words_party": words.party, "words_sector": words.sector,
        "words_elsewhere": words.elsewhere,
    }  # fmt: skip


def _keys(record: AnyRecord, entry: Entry) -> str:
    """What the record is found by beside its words: terms, its kind, itself and all it depends on."""
    terms = entry.exchange.terms if entry.exchange else {}
    return " ".join(sorted([
        where.key("record", record.kind),
        *(where.key("about", i) for i in entry.depends_on | {record.id}),
        *(where.key(dimension.value, value) for dimension, value in terms),
        *(where.key(where.OVERLAP, f"{year:04d}") for year in _overlapped(entry)),
    ]))  # fmt: skip


def _overlapped(entry: Entry) -> range:
    first, last = (entry.exchange and entry.exchange.years) or (1, 0)
    return range(first, last + 1)


def _of_exchange(entry: ExchangeEntry) -> Properties:
    first, last = entry.years or (None, None)
    active_from, active_until = entry.view.period.ran or (None, None)
    return {
        "view": entry.view.model_dump_json(exclude_defaults=True), "trace": entry.trace,
        "by_newest": entry.by_newest, "by_oldest": entry.by_oldest, "by_title": entry.by_title,
        "first_year": first, "last_year": last, "given": entry.view.given,
        "active_from": active_from, "active_until": active_until,
        **{name: _values(dimension, entry) for dimension, name in PROPERTIES.items()},
        "stated_sectors": _having(entry, Dimension.SECTOR, How.STATED),
        **{name: _parties(role, entry) for role, name in where.PARTIES.items()},
    }  # fmt: skip


def _parties(role: Dimension, entry: ExchangeEntry) -> list[str]:
    """Every party in a role with all that is said of it: `SLE|provider:SLE|provider_group:ldc|`."""
    said: dict[str, list[str]] = defaultdict(list)
    for (dimension, value), parties in sorted(entry.of_party.items()):
        for party in parties if dimension in OF_ONE_PARTY[role] else ():
            said[party].append(where.said(dimension, value))
    return [party + "".join(terms).replace("||", "|") for party, terms in sorted(said.items())]


def _values(dimension: Dimension, entry: ExchangeEntry) -> Any:
    values = _having(entry, dimension, How.STATED, How.BROADER)
    if dimension is Dimension.YEAR:
        return [int(year) for year in values or ()] or None
    if dimension is Dimension.CONTESTED:
        return values == ["true"]
    return values[0] if values and dimension in _SINGLE else values


def _having(entry: ExchangeEntry, dimension: Dimension, *hows: How) -> list[str] | None:
    """The values of a dimension that are held one of these ways; None where nothing is said."""
    terms = entry.terms.items()
    return sorted(v for (d, v), how in terms if d is dimension and how in hows and v != UNKNOWN) or None


def _readable(record: AnyRecord) -> Iterator[tuple[str, Any]]:
    """The record's own fields that a property can hold: texts in English, or the first language there is."""
    for name in type(record).model_fields:
        value = _plain(getattr(record, name))
        if name not in _HIDDEN and value not in (None, []):
            yield name, value


def _name(record: AnyRecord) -> str:
    """What the node is called in a picture: each kind has another field for it, and pictures take one."""
    names = (_plain(getattr(record, field)) for field in record.traits.called)
    return next((name for name in names if isinstance(name, str)), record.id)


def _plain(value: object) -> str | bool | int | float | list[str] | None:
    if isinstance(value, Text):
        return value.best("en")[0]
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, int) and abs(value) > _LARGEST:
        return str(value)
    if isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, tuple) and all(isinstance(item, str) for item in value):
        return list(value)
    return None
