"""What stands around an exchange: a picture in columns of roles, and the same ties as a list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from api.pages.graph.columns import Naming, columns
from api.pages.graph.drawing import picture
from api.pages.marks import MARKS
from api.pages.visit import Visit
from api.pages.words import direction
from api.pages.words import gettext as _
from exchange_graph.render.punctuation import joined, opened

_MOST = "6"


async def look_around(record: Mapping[str, Any], visit: Visit) -> dict[str, Any] | None:
    """The nearest exchanges that share a party with one; None where there are none."""
    asked = [("id", record["id"]), ("shape", "exchanges"), ("limit", _MOST)]
    body = await visit.ask("/v1/graph/neighbourhood", asked)
    items = body["exchanges"]
    if len(items) < 2:
        return None
    parties = {p["country"] or p["actor"]["id"] for p in items[0]["participations"]} - {None}
    return {
        "items": items[1:],
        "more": body["touching"] - len(items) + 1,
        "to": visit.to("/exchanges", [("party", party) for party in sorted(parties)]),
        "picture": _drawn(items, visit),
    }


def _drawn(items: list[dict[str, Any]], visit: Visit) -> Markup:
    naming = Naming(visit.label, visit.record, lambda item: _called(item, visit))
    title = opened(_("Around this exchange"), str(items[0]["heading"]), visit.lang)
    return picture(columns(items, MARKS, naming), _heads(), title, direction(visit.lang))


def _called(item: Mapping[str, Any], visit: Visit) -> str:
    """An exchange in a few words: its first sector and its years."""
    sector = item["sectors"][0]["label"] if item["sectors"] else _("sector not stated")
    return joined([sector[:1].upper() + sector[1:], _when(item["period"])], visit.lang)


def _when(period: Mapping[str, Any]) -> str:
    if period["dated"] != "stated":
        return _("by %(year)s", year=period["latest"][:4])
    start, end = ((period[side] or "")[:4] for side in ("start", "end"))
    return start if start == end else f"\u2066{start}–{end}\u2069"


def _heads() -> dict[str, str]:
    return {
        "gives": _("Gives"), "exchange": _("Exchange"), "receives": _("Receives"), "joins": _("Took part"),
        "brokers": _("Brokers"), "supports": _("Supports"), "pays": _("Pays"),
    }  # fmt: skip
