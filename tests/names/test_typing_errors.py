"""Three hundred typing errors: mended or offered, and never into another State's name."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest

from exchange_graph.domain.vocabulary import Country, Institution, Sector
from tests.real import held
from tests.served import Service

SEED, NUMBER = 20, 300
LETTERS = {"en": "abcdefghilmnoprstuy", "ru": "абвгдеиклмнопрст"}


def slips() -> Iterator[tuple[str, str]]:
    """A name with one edit in a word of six letters or more, behind its first, and its record."""
    dice = random.Random(SEED)
    texts = [(r.id, r.name) for r in held(Country).values()]
    texts += [(r.id, r.name) for r in held(Institution).values()]
    texts += [(r.id, r.label) for r in held(Sector).values()]
    names = [
        (name, record)
        for record, text in texts
        for lang, name in text.all().items()
        if lang in LETTERS and any(len(word) >= 6 and word.isalpha() for word in name.split())
    ]
    for name, record in dice.sample(names, NUMBER):
        words = name.split()
        at = dice.choice([n for n, w in enumerate(words) if len(w) >= 6 and w.isalpha()])
        words[at] = _edited(words[at], dice, LETTERS["ru" if words[at][0] > "Ё" else "en"])
        yield " ".join(words), record


def _edited(word: str, dice: random.Random, letters: str) -> str:
    at, letter = dice.randrange(1, len(word) - 1), dice.choice(letters)
    return dice.choice([
        word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    ])  # fmt: skip


@pytest.mark.slow
async def test_typing_errors_are_mended_or_offered(
    service: Service, record_property: Callable[[str, object], None]
) -> None:
    right, foreign = 0, []
    states = held(Country)
    for written, record in slips():
        body = await service.read("/v1/search", q=written, limit=50, lang="en" if written.isascii() else "ru")
        hits = [hit["id"] for hit in body["items"]]
        offers = [one["id"] for one in body.get("understood", {}).get("did_you_mean", ())]
        right += record in hits or record in offers
        first = next((i for i in hits if i in states), None)
        if record in states and first and first != record:
            foreign.append((written, first))
    record_property("figures", f"typing errors mended or offered: {right} of {NUMBER}")
    assert right >= NUMBER * 0.85
    assert not foreign
