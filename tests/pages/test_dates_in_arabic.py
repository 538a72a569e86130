"""A date in Arabic keeps its order on every page: in an isolate, or in an element that runs to the right."""

from __future__ import annotations

import random
import re
from html.parser import HTMLParser

import pytest

from tests.pages.examples import EVERY
from tests.served import Service

_DATE = re.compile(r"(?<![\w/])\d{4}(?:\s?[-–/]\s?\d{1,4})+")
_STRONG = re.compile("[\u0590-\u08ff]|[A-Za-z\u00c0-\u024f\u0400-\u04ff\u4e00-\u9fff]")
_ISOLATES, _END = "\u2066\u2067\u2068", "\u2069"
_EMPTY = {"meta", "link", "input", "br", "img", "hr", "use", "path", "rect", "circle"}
_NOT_READ = {"script", "style", "title", "option", "pre"}
STATES = ("EGY", "TLS", "BRA", "SSD", "FRA", "COL")


class Runs(HTMLParser):
    """The texts of a page with the direction in which each runs."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str | None]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _EMPTY:
            self.open.append((tag, dict(attrs).get("dir") or ("auto" if tag == "bdi" else None)))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not _NOT_READ & {tag for tag, _ in self.open}:
            way = next((way for _, way in reversed(self.open) if way), "rtl")
            self.texts.append((way, data))


def turned(page: str) -> list[str]:
    """Every date of a page that a reader would meet from its day to its year."""
    return [
        f"{text.strip()[:80]} ({way})"
        for way, text in Runs(page).texts
        for found in _DATE.finditer(text)
        if not _held(text, found.start()) and _runs(way, text) == "rtl"
    ]


def _held(text: str, at: int) -> bool:
    before = text[:at]
    return sum(before.count(sign) for sign in _ISOLATES) > before.count(_END)


def _runs(way: str, text: str) -> str:
    first = _STRONG.search(text)
    return way if way != "auto" else "rtl" if first and "\u0590" <= first[0] <= "\u08ff" else "ltr"


def test_a_turned_date_is_seen() -> None:
    assert turned("<html dir=rtl><p>قائمة بتاريخ 2026-11-29</p>")
    assert turned("<html dir=rtl><p><bdi>من 2015–2019</bdi></p>")
    assert not turned('<html dir=rtl><p>من \u20662015-01\u2069 <span dir="ltr">2015–2019</span></p>')


@pytest.mark.parametrize("path", [*EVERY, *(f"/countries/{state}" for state in STATES)])
async def test_every_date_in_arabic_keeps_its_order(service: Service, path: str) -> None:
    assert turned((await service.get(f"/ar{path}")).text) == []


async def test_so_does_every_date_of_exchanges_drawn_at_random(service: Service) -> None:
    for one in random.Random(17).sample(await service.found(), 15):
        assert turned((await service.get(f"/ar/exchanges/{one}")).text) == [], one
