"""Names that only running text has: groups as people say them, other things with a State's name in them.

"Guinea worm" and "Lake Chad" are no States; "French-speaking" is no State either, and no list on file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from exchange_graph.domain.languages import Lang
from exchange_graph.text.forms import Bent
from exchange_graph.text.phrases import Phrases
from exchange_graph.text.units import Unit

_BENT: tuple[Bent, ...] = ("noun", "adjective")
_HELD = Path(__file__).parent / "words" / "names.json"


@dataclass(frozen=True, slots=True)
class Special:
    """What such a phrase is: a group, something else, or what no filter can hold."""

    kind: str
    record: str = ""


@lru_cache
def special(lang: Lang) -> Phrases[Special]:
    """The phrases of a language."""
    held = _held()
    found: Phrases[Special] = Phrases()
    for group, words in held["group"].items():
        _add(found, words.get(lang, ()), Special("group", group))
    _add(found, held["other"][lang], Special("word"))
    _add(found, held["speaking"][lang], Special("apart"))
    return found


def marked(text: str, words: Iterable[Unit]) -> str | None:
    """The State that a name means by a mark that is left out where names are compared: عمّان."""
    states: dict[str, str] = _held()["marked"]
    written = [text[unit.start : unit.end] for unit in words]
    return next((state for name, state in states.items() if any(name in word for word in written)), None)


def _add(found: Phrases[Special], phrases: Iterable[str], meant: Special) -> None:
    for phrase in phrases:
        alone = meant.kind == "word" and " " not in phrase  # a single word stands as it is: "Turkeys"
        for bent in _BENT if not alone else (None,):
            found.add(phrase, meant, bent, whole=True)


@lru_cache
def _held() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_HELD.read_text(encoding="utf-8"))
    return found
