"""The regions of the M49 list as questions name them: in six languages, as people say it, as adjectives."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from exchange_graph.catalogue.lexicon import Meaning
from exchange_graph.domain.languages import LANGUAGES, Lang
from exchange_graph.domain.regions import REGIONS
from exchange_graph.render.locales import say
from exchange_graph.text.phrases import Phrases

_ALSO = Path(__file__).parent / "words" / "regions.json"


@lru_cache
def regions(lang: Lang) -> Phrases[Meaning]:
    """Phrases that name a region; adjectives and peoples are those of one language."""
    found: Phrases[Meaning] = Phrases()
    also: dict[str, Any] = json.loads(_ALSO.read_text(encoding="utf-8"))
    for code in REGIONS:
        for language in LANGUAGES:
            found.add(say(language, f"region.{code}"), _meant(code, "short"), "noun")
        for words in also["noun"].get(code, ()):
            found.add(words, _meant(code, "short"), "noun")
    for way in ("adjective", "people"):
        for words, code in also[way][lang].items():
            found.add(words, _meant(code, way), "adjective")
    return found


def _meant(code: str, way: str) -> Meaning:
    return Meaning("region", (code,), way)
