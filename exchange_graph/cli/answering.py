"""Suggestions on a terminal: cards wrapped to its width, never wider than a page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any
from unicodedata import east_asian_width

from exchange_graph.cli.printing import say
from exchange_graph.domain.languages import Lang
from exchange_graph.render.locales import say as word

WIDEST = 80
_OVER = ("answered", "closed")


def print_answer(shape: Any, data_day: str, lang: Lang) -> None:
    """The whole answer: who stands where with the cards below, then what stands around."""
    _Printing(shape, data_day, lang).answer()


def print_explanation(shape: Any) -> None:
    """The reckoning for one State."""
    _struck(shape)
    _text(f"{shape['provider']['label']}: {shape['heading']}")
    for one in shape["signals"]:
        _text(f"{one['contribution']:8.4f}  {one['says']}", 2, 12)
    _text(f"{shape['total']:8.4f}  together", 2)
    for one in shape["units"]:
        _text(f"{one['worth']:8.4f}  is what rests on {one['unit']}", 2)
    for one in shape["against"]:
        _text(f"- {one['says']}{_cites(one['evidence'])}", 2, 4)
    for one in shape["counterfactuals"]:
        _text(f"without {one['without']}: {one['says']}, {one['total']:.4f} together", 2, 4)


class _Printing:
    def __init__(self, shape: Any, data_day: str, lang: Lang) -> None:
        self._shape, self._day, self._lang = shape, data_day, lang
        self._told: set[str] = set()

    def answer(self) -> None:
        shape, need = self._shape, self._shape["need"]
        sectors = ", ".join(sector["label"] for sector in need["sectors"])
        _text(f"{need['recipient']['label']}: {sectors}")
        _struck(shape)
        if need["status"] in _OVER:
            _text(f"This need is {need['status']} (source of {need['source_day']}).")
        for line in (shape["thin"], *shape["why"]):
            if line:
                _text(line)
        for band in shape["bands"]:
            self._band(band)
        if shape["other_partners"]["bands"]:
            _text("\n" + self._word("band.other_partners").upper())
            for band in shape["other_partners"]["bands"]:
                self._band(band)
        self._around()

    def _word(self, key: str) -> str:
        return word(self._lang, key)

    def _band(self, band: Any) -> None:
        _text("\n" + band["heading"])
        if band["note"]:
            _text(f"({band['note']})")
        for tier in band["tiers"]:
            for candidate in tier["candidates"]:
                self._candidate(candidate)
            if tier["more"]:
                _text(f"+{tier['more']}", 2)
            if tier["why"]:
                _text(f"--- {tier['why']}", 2, 6)

    def _candidate(self, candidate: Any) -> None:
        basis = f" ({self._word('value.basis.inferred')})" if candidate["basis"] == "inferred" else ""
        _text(candidate["provider"]["label"] + basis, 2)
        for record in candidate["cards"]:
            self._card(record)
        if candidate["more"]:
            _text(f"+{candidate['more']}{self._link(candidate)}", 4, 6)
        for mark, said in (("+", "fit"), ("-", "against"), (">", "planned")):
            for remark in candidate[said]:
                _text(f"{mark} {remark['says']}", 4, 6)
        for unknown in candidate["unknown"]:
            _text(f"? {unknown}", 4, 6)

    def _link(self, candidate: Any) -> str:
        counts = candidate["counts"] or {}
        link = counts.get("in_sector", {}).get("all")
        return f"  {link}" if link else ""

    def _card(self, record: str) -> None:
        card = self._shape["cards"][record]
        if record in self._told:
            _text(f"{card['heading']}  [{record}]", 4, 6)
            return
        self._told.add(record)
        _text(card["heading"], 4, 6)
        for line in _lines(card):
            _text(line, 6, 8)

    def _around(self) -> None:
        shape = self._shape
        if shape["sector_record"]:
            _text(f"\n{shape['sector_record']['says']}\n{shape['sector_record']['all']}")
        if shape["precedents"]:
            _text("\n" + self._word("suggest.precedents"))
            for one in shape["precedents"]:
                self._card(one["card"])
                _text(f"({one['why']})", 6)
        self._sections()
        _text("\n" + shape["statement"])
        model, as_of = shape["model"], shape["need"]["as_of"]
        cut = f"; only what was public by {as_of}, ages counted to {shape['need']['day']}" if as_of else ""
        _text(f"{model['says']} {model['id']}, data of {self._day}, revision {model['data_revision']}{cut}")

    def _sections(self) -> None:
        shape = self._shape
        sections = {
            "suggest.lessons": [lesson["text"] for lesson in shape["lessons"]],
            "suggest.partners": [
                f"{p['actor']['label']} ({self._word('tie.label.' + _TIES[p['role']])})"
                for p in shape["partners"]
            ],
            "suggest.left_out": [f"{r['says']}: {r['count']}" for r in shape["removed"]],
            "suggest.relaxation": [shape["relaxation"]] if shape["relaxation"] else [],
            "suggest.ask": [_question(q) for q in shape["ask_before_you_call"]],
        }
        for heading, lines in sections.items():
            if lines:
                _text("\n" + self._word(heading))
                for line in lines:
                    _text(line, 2, 4)


_TIES = {"funder": "FUNDED_BY", "supporter": "SUPPORTED_BY", "facilitator": "FACILITATED_BY"}


def _lines(card: Any) -> Iterator[str]:
    """What a card tells below its heading, a line each."""
    if card["title"]:
        yield card["title"]
    if card["when"]:
        yield card["when"]
    if outcome := card["outcome"]:
        yield f"= {outcome['text'] or outcome['rating']}"
    if card["lesson"]:
        yield f"* {card['lesson']['text']}"
    if quote := card["citation"]["quote"]:
        ours = card["citation"]["translation"]
        yield f"“{ours or quote}”"
    asked = (f"{a['institution']['label']}{_via(a['via'])}" for a in card["ask"])
    if names := "; ".join(asked):
        yield f"@ {names}"
    source, place = card["citation"]["source"]["label"], card["citation"]["locator"]
    yield f"[{card['id']}, {card['grade']}: {source}{', ' + place if place else ''}]"


def _via(via: Any) -> str:
    return f" (via {via['label']})" if via else ""


def _question(question: Any) -> str:
    known = f" {question['known']}" if question["known"] else ""
    return f"{question['question']} ({question['source']}){known}"


def _cites(evidence: Sequence[str]) -> str:
    return f"  [{' '.join(evidence)}]" if evidence else ""


def _struck(shape: Any) -> None:
    if shape["struck"]:
        _text(f"As if not on record: {' '.join(shape['struck'])}")


def _text(text: str, first: int = 0, rest: int | None = None) -> None:
    """Lines of a text, each begun anew where it breaks; `first` and `rest` are the spaces before them."""
    width = min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns)
    for line in text.split("\n"):
        room = width // 2 if any(east_asian_width(c) == "W" for c in line) else width
        indent = " " * (first if rest is None else rest)
        for part in wrap(
            line, room, initial_indent=" " * first, subsequent_indent=indent, break_long_words=False,
            break_on_hyphens=False,
        ) or [""]:  # fmt: skip
            say(part)
