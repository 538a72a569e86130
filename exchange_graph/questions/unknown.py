"""Nobody known: "nobody knows who paid", "on ne sait pas qui a payé", 不知道谁出资."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from exchange_graph.domain.languages import Lang

_HELD = Path(__file__).parent / "words" / "unknown.json"
_DOES = {"funder": (), "provider": ("give", "who"), "recipient": ("receive", "who")}
"""By role, what its words do in a sentence all the same: they tell the role of who is named beside them."""


@lru_cache
def nobody_known(lang: Lang) -> tuple[tuple[str, str], ...]:
    """Phrases that say that it is not known who had a role, with what each of them means."""
    return tuple(_phrases(lang))


def _phrases(lang: Lang) -> Iterator[tuple[str, str]]:
    held: dict[str, Any] = json.loads(_HELD.read_text(encoding="utf-8"))[lang]
    glue = "" if lang == "zh" else " "
    for role, classes in _DOES.items():
        whole = [before + glue + words for before in held["says"] for words in held[role]]
        whole += [words + glue + after for after in held["said"] for words in held[role]]
        for phrase in whole:
            yield from ((phrase, meant) for meant in (f"{role}=unknown", *classes))
        yield from ((phrase, f"{role}=unknown") for phrase in held["alone"][role])
