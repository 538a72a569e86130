"""Every record but exchanges in the reader's language."""

from __future__ import annotations

from typing import Any

from exchange_graph.domain.records import complete
from exchange_graph.graph.query import Found
from exchange_graph.render import knowledge, vocabulary  # noqa: F401 - they register how kinds are told
from exchange_graph.render.exchange import item
from exchange_graph.render.links import links
from exchange_graph.render.shapes.exchange import ExchangeRecord
from exchange_graph.render.speaking import Speaker
from exchange_graph.render.told import Plain, RecordShape, shapes, told

SHAPES: dict[str, Any] = {**shapes(), "exchange": ExchangeRecord}
"""The shape of every kind; exchanges are told by `render/exchange.py`."""
complete("shape: exchange_graph/render tells it, in the module that is called as that of its model", SHAPES)


def render(found: Found, speaker: Speaker) -> Plain:
    """A record as clients get it."""
    base: RecordShape = {
        "kind": found.record.kind,
        **speaker.ref(found.record.id),
        "unofficial": speaker.unofficial(found.record.id),
        "aliases": list(found.record.aliases),
        "notes": speaker.notes(found.record.notes),
        "revision": found.version,
        "updated_at": found.at,
        "links": links(found.record.kind, found.record.id, speaker.lang),
    }
    return told(found.record, base, speaker)


def told_as_listed(found: Found, speaker: Speaker) -> Plain:
    """Any record as it stands in lists, exchanges among them."""
    if found.view:
        return item(found.view, found.version, found.at, speaker)
    return render(found, speaker)
