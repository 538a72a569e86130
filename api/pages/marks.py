"""Small pictures drawn on the server: the glyph before a role line, ticks, bars of years and spans of time.

Every picture is made of elements with attributes and classes alone; `element` quotes and escapes them.
Positions count from the start of the line, so a picture is mirrored for languages written from the right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from markupsafe import Markup, escape

GLYPH_WIDTH, GLYPH_HEIGHT = 44, 30
TICKS_WIDTH, MOST_TICKS = 480, 160
YEARS_WIDTH, YEARS_HEIGHT = 720, 44
_AXIS = 28
"""The width of a year written under its bar: no closer to an edge than half of it."""
BAR_WIDTH = 44
SHORTEST_BAR = 5
_SIDES = {"provider": "gives", "recipient": "receives", "participant": "joins"}
_THIRD = {"facilitator": "brokers", "supporter": "supports", "funder": "pays"}
MARKS: Mapping[str, str] = {**_SIDES, **_THIRD}
"""The mark of each role."""


def element(name: str, *inside: Markup | str, **attributes: object) -> Markup:
    """An element of SVG; a name with an underscore is written with a hyphen, `None` is left out."""
    written = ["<", name]
    for key, value in attributes.items():
        if value is not None:
            written += (" ", key.rstrip("_").replace("_", "-"), '="', str(escape(value)), '"')
    written += (">", *(str(escape(part)) for part in inside), "</", name, ">")
    return Markup("".join(written))  # noqa: S704 - every part of it is escaped above


def _mark(mark: str, x: float, y: float, size: int) -> Markup:
    return element(
        "use", href=f"#m-{mark}", x=x - size / 2, y=y - size / 2, width=size, height=size, class_=mark
    )


def glyph(item: Mapping[str, Any], way: str) -> Markup:
    """Who stands where in an exchange: givers at the start, receivers at the end, others at the apex."""
    return glyph_of([party["role"] for party in item["participations"]], way)


def glyph_of(roles: Sequence[str], way: str) -> Markup:
    """The same from the role of each party."""
    givers, receivers = roles.count("provider"), roles.count("recipient")
    together = "participant" in roles and not givers and not receivers
    start = ["joins"] if together else ["gives"] * min(givers, 3) or ["unknown"]
    end = "joins" if together else "receives" if receivers else "unknown"
    apex = [mark for role, mark in _THIRD.items() if role in roles]
    return _drawn(tuple(start), end, tuple(apex), way)


@cache
def _drawn(start: tuple[str, ...], end: str, apex: tuple[str, ...], way: str) -> Markup:
    """The glyph of these marks; there are but a few hundred."""
    line = element("path", d=f"M8 24H36{'M22 7L8 24M22 7L36 24' if apex else ''}", class_="tie")
    placed: list[tuple[str, float, int, int]] = [(mark, 8 + 4 * i, 24, 10) for i, mark in enumerate(start)]
    placed += [(end, 36, 24, 10)]
    placed += [(mark, 22 + 10 * (i - (len(apex) - 1) / 2), 7, 9) for i, mark in enumerate(apex)]
    marks = [_mark(mark, GLYPH_WIDTH - x if way == "rtl" else x, y, size) for mark, x, y, size in placed]
    size = {"width": GLYPH_WIDTH, "height": GLYPH_HEIGHT}
    return element("svg", line, *marks, **size, class_="glyph", aria_hidden="true")


@cache
def bar(share: int) -> Markup:
    """A bar of so many pixels, to stand beside others."""
    drawn = element("rect", width=max(share, 1), height=6, y=1)
    return element("svg", drawn, width=BAR_WIDTH, height=8, class_="bar", aria_hidden="true")


def ticks(parts: Sequence[tuple[str, int]], way: str) -> Markup:
    """One tick for each exchange (for several, where there are many), in the order of the parts."""
    total = sum(number for _, number in parts)
    each = ticks_for(total)
    step, at, drawn = TICKS_WIDTH / max(1, sum(-(-number // each) for _, number in parts)), 0, []
    for kind, number in parts:
        count = -(-number // each)
        xs = (round((at + i + 0.5) * step, 1) for i in range(count))
        y, height = (13, 2) if kind == "unknown" else (8, 7) if kind == "c" else (2, 13)
        path = "".join(f"M{TICKS_WIDTH - x if way == 'rtl' else x:g} {y}v{height}" for x in xs)
        drawn.append(element("path", d=path, class_=f"tick {kind}"))
        at += count
    view = f"0 0 {TICKS_WIDTH} 16"
    return element(
        "svg", *drawn, viewBox=view, class_="ticks", aria_hidden="true", preserveAspectRatio="none"
    )


def ticks_for(total: int) -> int:
    """How many exchanges one tick stands for."""
    return max(1, -(-total // MOST_TICKS))


def years(counts: Iterable[tuple[int, int, str]], chosen: tuple[int, int] | None, way: str) -> Markup:
    """Bars of years as links: `counts` are year, number of exchanges and address, in the order of years."""
    rows = [*counts]
    first, last = rows[0][0], rows[-1][0]
    most = max(number for _, number, _ in rows)
    step = YEARS_WIDTH / (last - first + 1)
    drawn = []
    for year, number, address in rows:
        x = (year - first) * step
        x = YEARS_WIDTH - x - step if way == "rtl" else x
        height = max(2, round(26 * number / most))
        within = chosen is None or chosen[0] <= year <= chosen[1]
        place = {"x": round(x + 1, 1), "width": round(step - 2, 1)}
        drawn.append(
            element(
                "a",
                element("title", f"{year}: {number}"),
                element("rect", **place, y=0, height=YEARS_HEIGHT - 14, class_="reach"),
                element(
                    "rect", **place, y=28 - height, height=height, class_="year" if within else "year out"
                ),
                href=address,
                tabindex=-1,  # the facet of years has the same links
                aria_label=f"{year}: {number}",
            )
        )
        if year % 4 == 0:
            middle = min(max(x + step / 2, _AXIS / 2), YEARS_WIDTH - _AXIS / 2)
            drawn.append(element("text", str(year), x=round(middle, 1), y=YEARS_HEIGHT - 3, class_="axis"))
    return element("svg", *drawn, viewBox=f"0 0 {YEARS_WIDTH} {YEARS_HEIGHT}", class_="years")


def span(
    start: str | None, end: str | None, bounds: tuple[str | None, str], range_: tuple[int, int], way: str
) -> Markup:
    """A line of time: a bar between known dates, a square for a start alone, dots between bounds."""
    first, last = range_
    width = 240

    def at(day: str) -> float:
        year, _, rest = day.partition("-")
        part = (int(rest[:2]) - 1) / 12 if rest else 0.0
        x = width * min(max((int(year) + part - first) / (last + 1 - first), 0.0), 1.0)
        return round(width - x if way == "rtl" else x, 1)

    def line(since: str, until: str, kind: str) -> Markup:
        """A line between two days; of a few days it is a dot, so that it is seen."""
        left, right = sorted((at(since), at(until)))
        half, middle = max(right - left, SHORTEST_BAR) / 2, (left + right) / 2
        return element("path", d=f"M{middle - half:g} 8H{middle + half:g}", class_=kind)

    if start and end:
        drawn = line(start, end, "known")
    elif start:
        known = element("rect", x=at(start) - 4, y=4, width=8, height=8)
        drawn = known + line(start, f"{last}-12", "open")
    else:
        drawn = line(bounds[0] or str(first), end or bounds[1], "open")
    return element(
        "svg", drawn, viewBox=f"0 0 {width} 16", class_="span", aria_hidden="true", preserveAspectRatio="none"
    )
