"""Answers to a dozen needs, as bytes: run as a process of its own it prints their digest.

python -m tests.matching.several sqlite:PATH
"""

from __future__ import annotations

import asyncio
import hashlib
import sys

import orjson

from exchange_graph.catalogue.following import follow_catalogue
from exchange_graph.domain.languages import Lang
from exchange_graph.graph.store import GraphStore
from exchange_graph.matching.following import EvidenceFollower
from exchange_graph.matching.need import AskedNeed, Requirements, understood
from exchange_graph.matching.suggest import suggest
from exchange_graph.render.speaking import Speaker
from exchange_graph.render.suggestions import suggestions
from exchange_graph.settings import Settings
from exchange_graph.wiring import opened_store
from tests.matching.test_embarrassment import NEEDS

LANGS: tuple[Lang, ...] = ("en", "ar")
MUST = Requirements(languages=("en",), gender_expertise=True)


async def answered(store: GraphStore) -> bytes:
    """Every answer in English and in Arabic; some with conditions, some as of a date."""
    follower = EvidenceFollower(store, follow_catalogue(store))
    lines = []
    for number, (recipient, sector) in enumerate(NEEDS):
        as_of = "2018" if number % 5 == 4 else None
        evidence = await follower.current(as_of)
        asked = AskedNeed(recipient, [sector], MUST if number % 4 == 3 else Requirements(), as_of)
        answer = suggest(await understood(asked, evidence.known, store), evidence)
        views = await follower.told(evidence, answer.named())
        said = (suggestions(answer, views, Speaker(evidence.known, lang)) for lang in LANGS)
        lines += [orjson.dumps(one) for one in said]
    return b"\n".join(lines)


async def _main(store: str) -> None:
    async with opened_store(Settings(store=store)) as opened:
        print(hashlib.sha256(await answered(opened)).hexdigest())


if __name__ == "__main__":
    asyncio.run(_main(sys.argv[1]))
