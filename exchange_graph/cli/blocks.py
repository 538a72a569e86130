"""Text for people at a terminal: blocks wrapped to its width, by what letters take there; nothing is cut."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from exchange_graph.cli.printing import say
from exchange_graph.domain.languages import Lang
from exchange_graph.render.punctuation import opened

WIDEST = 80
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_CLOSING = "、。，：；！？）》”’」』…"
_OPENING = "（《“‘「『"
_HELD = r"[^\S\u00a0\u202f]"
_WORD = rf"(?:«\s)?(?:[^\s{_WIDE}]|[\u00a0\u202f])+(?:\s[;:!?»]+(?!\S))*"
_UNIT = re.compile(rf"{_HELD}+|[{_OPENING}]*[{_WIDE}][{_CLOSING}]*|{_WORD}[{_CLOSING}]*")
"""What a line may be broken after: spaces, and any Chinese character but before a closing mark. French has a
space before its high marks, which stay with the word."""


def width() -> int:
    """The letters that fit on a line; a page where the output is no terminal."""
    return min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns)


def text(words: str, first: int = 0, rest: int | None = None) -> None:
    """Say words, each of their lines begun anew where it breaks; `first` and `rest` are the spaces before."""
    for line in words.split("\n"):
        for part in wrapped(line, width(), " " * first, " " * (first if rest is None else rest)):
            say(part)


def named(name: str, words: str, lang: Lang, indent: int = 0) -> None:
    """Say what a thing is called and, wrapped below its beginning, what is said of it."""
    text(opened(name, words, lang), indent, indent + 2)


def section(heading: str, lines: Iterable[str]) -> None:
    """A heading with entries under it; nothing where there are none."""
    every = [*lines]
    if every:
        text(f"\n{heading}")
        for line in every:
            text(line, 2, 4)


def wrapped(line: str, room: int, first: str, rest: str) -> Iterator[str]:
    """The lines of a paragraph; what is longer than a line stands alone, whole."""
    made, used = first, cell_len(first)
    bare = True
    for unit in _UNIT.findall(line):
        size = cell_len(unit)
        if used + cell_len(unit.rstrip()) > room and not bare:
            yield made.rstrip()
            made, used, bare = rest, cell_len(rest), True
        if bare and unit.isspace():
            continue
        made, used, bare = made + unit, used + size, False
    yield made.rstrip()
