"""Role columns as SVG: names and exchanges are links, one line a role, what is inferred dotted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from api.pages.graph.columns import BESIDE, EXCHANGE, GIVES, RECEIVES, DrawnEdge, DrawnNode, RoleColumns
from api.pages.graph.lettering import BETWEEN, LINE, SIZE, lines, width
from api.pages.graph.placing import heights
from api.pages.marks import element

_WIDEST = {GIVES: 130.0, EXCHANGE: 128.0, RECEIVES: 150.0, BESIDE: 180.0}
_GAP, _MARK, _PAD = 52.0, 12.0, 4.0
_HEADS = ((GIVES, ("gives",)), (EXCHANGE, ("exchange",)), (RECEIVES, ("receives", "joins")),
          (BESIDE, ("brokers", "supports", "pays")))  # fmt: skip


def picture(drawn: RoleColumns, heads: Mapping[str, str], title: str, way: str) -> Markup:
    """The picture; `heads` are the words for each mark that stands above its column."""
    return _Picture(drawn, heads, way).svg(title)


class _Picture:
    def __init__(self, drawn: RoleColumns, heads: Mapping[str, str], way: str) -> None:
        self._drawn, self._rtl = drawn, way == "rtl"
        self._line, self._between = LINE[way], BETWEEN[way]
        self._head = self._line + self._between
        named = {key: node for key, node in drawn.nodes.items() if node.words}
        self._lines = {k: lines(n.words, _WIDEST[n.column], strong=n.strong) for k, n in named.items()}
        used = {mark for node in named.values() for mark in node.marks} | {"exchange"}
        self._heads = {c: [(m, heads[m]) for m in marks if m in used] for c, marks in _HEADS}
        self._top = max(map(len, self._heads.values())) * self._head + 14.0
        at = heights(drawn, {key: self._tall(node) for key, node in named.items()})
        self._y = {key: self._top + y for key, y in at.items()}
        self._height = self._top + max(
            y + (self._tall(named[key]) / 2 if key in named else 0) for key, y in at.items()
        ) + _PAD  # fmt: skip
        self._x = self._columns(named)

    def _tall(self, node: DrawnNode) -> float:
        return max(len(self._lines[node.key]) * self._line, len(node.marks) * 14.0, 24.0) + self._between

    def _columns(self, named: Mapping[str, DrawnNode]) -> dict[int, float]:
        """Where the marks of each column stand: columns are as wide as their words."""
        wide = dict.fromkeys(_WIDEST, 0.0)
        for key, node in named.items():
            said = max(width(line, strong=node.strong) for line in self._lines[key])
            wide[node.column] = max(wide[node.column], said)
        for column, heads in self._heads.items():
            wide[column] = max([wide[column], *(width(words) for _, words in heads)])
        gives = _PAD + wide[GIVES] + _MARK
        exchange = gives + _GAP
        receives = exchange + _MARK + wide[EXCHANGE] + 1.6 * _GAP
        beside = receives + _MARK + wide[RECEIVES] + _GAP
        self._fork = exchange + _MARK + wide[EXCHANGE] + 10
        last = beside if self._heads[BESIDE] else receives
        self._width = last + _MARK + wide[BESIDE if self._heads[BESIDE] else RECEIVES] + _PAD + 6
        return {GIVES: gives, EXCHANGE: exchange, RECEIVES: receives, BESIDE: beside}

    def svg(self, title: str) -> Markup:
        parts = [element("title", title), *self._headed(), *self._edges(), *self._nodes()]
        size = {"width": round(self._width), "height": round(self._height)}
        view = f"0 0 {size['width']} {size['height']}"
        return element(
            "svg", *parts, **size, viewBox=view, class_="role-columns", role="group", aria_label=title
        )

    def _at(self, x: float) -> float:
        return round(self._width - x if self._rtl else x, 1)

    def _headed(self) -> Iterator[Markup]:
        for column, heads in self._heads.items():
            for row, (mark, words) in enumerate(heads):
                y = self._top - 14 - (len(heads) - row - 1) * self._head - 4
                yield self._mark(mark, self._x[column], y - 4)
                yield self._text([words], column, y, class_="head")
        line = f"M{_PAD} {self._top - 8}H{round(self._width - _PAD)}"
        yield element("path", d=line, class_="under")

    def _nodes(self) -> Iterator[Markup]:
        for key, said in self._lines.items():
            node, y = self._drawn.nodes[key], self._y[key]
            marks = node.marks or ["exchange"]
            first = y - (len(marks) - 1) * 7
            for place, mark in enumerate(marks):
                centre = node.column == EXCHANGE and node.strong
                yield self._mark(mark, self._x[node.column], first + 14 * place, 15 if centre else 12)
            words = self._text(said, node.column, y - (len(said) - 1) * self._line / 2 + 4.5,
                               class_="strong" if node.strong else None)  # fmt: skip
            yield element("a", words, href=node.to, aria_label=node.words) if node.to else words

    def _mark(self, mark: str, x: float, y: float, size: int = 12) -> Markup:
        place = {
            "x": round(self._at(x) - size / 2, 1),
            "y": round(y - size / 2, 1),
            "width": size,
            "height": size,
        }
        return element("use", href=f"#m-{mark}", class_=mark, **place)

    def _text(self, said: list[str], column: int, y: float, **more: str | None) -> Markup:
        """Words beside a mark; the anchor follows the direction of the page by itself."""
        x = self._at(self._x[column] + (-_MARK if column == GIVES else _MARK))
        rows = [element("tspan", line, x=x, y=round(y + i * self._line, 1)) for i, line in enumerate(said)]
        anchor = "end" if column == GIVES else "start"
        return element("text", *rows, text_anchor=anchor, font_size=SIZE, **more)

    def _edges(self) -> Iterator[Markup]:
        for key, node in self._drawn.nodes.items():
            if node.column == EXCHANGE and any(edge.start == key for edge in self._drawn.edges):
                end = self._x[EXCHANGE] + _MARK + max(map(width, self._lines[key])) * 1.08 + 6
                if end < self._fork:
                    yield element(
                        "path", d=f"M{self._at(end)} {self._y[key]}H{self._at(self._fork)}", class_="lead"
                    )
        for edge in self._drawn.edges:
            kind = f"edge {edge.mark}" if edge.sure else f"edge {edge.mark} inferred"
            yield element("path", d=self._path(edge), class_=kind)

    def _path(self, edge: DrawnEdge) -> str:
        start, end = self._drawn.nodes[edge.start], self._drawn.nodes[edge.end]
        y0, y1 = self._y[edge.start], self._y[edge.end]
        if start.column == GIVES:
            y0 += self._off(start, edge.mark)
            return self._curve(self._x[GIVES] + 8, y0, self._x[EXCHANGE] - 9, y1)
        if start.column == EXCHANGE:
            y1 += self._off(end, edge.mark)
            return self._curve(self._fork, y0, self._x[RECEIVES] - 8, y1)
        bend, y1 = self._x[BESIDE] - 44, y1 + self._off(end, edge.mark)
        run = f"M{self._at(self._x[RECEIVES] - 8)} {y0}H{self._at(bend)}"
        return f"{run}{self._curve(bend, y0, self._x[BESIDE] - 8, y1, move=False)}"

    def _off(self, node: DrawnNode, mark: str) -> float:
        """How far the mark of a role stands from the middle of its node."""
        return 14 * node.marks.index(mark) - (len(node.marks) - 1) * 7 if node.marks else 0.0

    def _curve(self, x0: float, y0: float, x1: float, y1: float, *, move: bool = True) -> str:
        middle, begin = self._at((x0 + x1) / 2), f"M{self._at(x0)} {round(y0, 1)}" if move else ""
        return f"{begin}C{middle} {round(y0, 1)} {middle} {round(y1, 1)} {self._at(x1)} {round(y1, 1)}"
