"""The line that opens an exchange, taken apart so that its arrow can be drawn and its sectors set lighter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from exchange_graph.domain.languages import Lang
from exchange_graph.render.heading import NAMED_AT_MOST
from exchange_graph.render.punctuation import directed, opened, shortened


class RoleLine(NamedTuple):
    """Who gave, to whom (None where no direction is stated), and in what."""

    givers: str
    receivers: str | None
    sectors: str


def role_line(item: Mapping[str, Any], lang: Lang) -> RoleLine:
    """The heading of an exchange in its parts; put together again they are the heading."""
    heading: str = item["heading"]
    sectors = shortened((sector["label"] for sector in item["sectors"]), lang, NAMED_AT_MOST)
    ending = opened("", sectors, lang)
    return of_heading(heading, ending if sectors else "", lang)


def of_heading(heading: str, ending: str, lang: Lang) -> RoleLine:
    """A heading in its parts; `ending` are the sectors at its end, if they are to stand apart."""
    who = heading.removesuffix(ending) if ending else heading
    arrow = directed("", "", lang)
    givers, found, receivers = who.partition(arrow)
    return RoleLine(givers, receivers if found else None, heading[len(who) :])
