"""The gate over the grid: every State, every sector, on the seeds and with UNDP's list. A sample is fast."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import orjson
import pytest

from exchange_graph.domain.languages import LANGUAGES
from exchange_graph.domain.vocabulary import Country, Sector
from exchange_graph.graph.words import names
from exchange_graph.matching.answer import Candidate, Suggestions, Tier
from exchange_graph.matching.evidence import Evidence
from exchange_graph.matching.need import need_of
from exchange_graph.matching.set_aside import AsideLine, SetAside
from exchange_graph.matching.suggest import suggest
from exchange_graph.render.speaking import Speaker
from exchange_graph.render.suggestions import suggestions
from exchange_graph.text.tokens import fold
from tests.conftest import FIGURES
from tests.matching.gate import LARGEST, World, complaints, sized
from tests.matching.world import (
    REAL,
    everyone,
    records_with_the_list,
    seeded,
    told,
    told_views,
    with_the_list,
)
from tests.real import seeds

SHARE, PAIRS = 0.01, 40
_LANGUAGE = fold("ية").strip()
SLOW = pytest.param(1.0, marks=pytest.mark.slow)
Need = tuple[str, str]
GUARDED_AND_NOT = (("LBR", "revenue"), ("SOM", "police"))


@cache
def of_seeds() -> World:
    return World(seeded(), seeds().records)


def named(name: str) -> tuple[Evidence, World]:
    if name == "seeds":
        return seeded(), of_seeds()
    if REAL is None:
        pytest.skip("EXCHANGE_REAL_DATA names no folder with the list")
    return with_the_list(), World(with_the_list(), records_with_the_list())


def grid(world: World, share: float) -> Iterator[Need]:
    """Every State with every sector, or a share of them."""
    rnd = random.Random(39)
    for state in sorted(world.states):
        for sector in world.known.all(Sector):
            if share == 1 or rnd.random() < share:
                yield state, sector.id


@pytest.mark.parametrize("name", ["seeds", "seeds and UNDP's list"])
@pytest.mark.parametrize("share", [SHARE, SLOW])
def test_no_answer_of_the_grid_says_what_it_must_not(name: str, share: float, record_property: Any) -> None:
    evidence, world = named(name)
    found, weights, count = dict[str, Need](), list[int](), 0
    speaker = Speaker(evidence.known, "en")
    for state, sector in grid(world, share):
        given = suggest(need_of(state, (sector,), evidence.known), evidence)
        found |= {f"{state} {sector}: {said}": (state, sector) for said in complaints(world, given)}
        count += 1
        if count % 5 == 0:
            weights.append(len(orjson.dumps(suggestions(given, told_views(evidence), speaker))))
    figures = sized(weights)
    record_property(FIGURES, f"gate, {name}: {count} answers, bytes {figures}")
    assert found == {}
    assert figures.median <= 8_000
    assert figures.p95 <= 15_000 * (1.2 if share < 1 else 1)
    assert figures.largest <= LARGEST


def spoilt(given: Suggestions, state: str) -> Iterator[Suggestions]:
    """The same answer with what it must not hold: another State, a State twice, a basis that is not so."""
    band = given.bands[0]
    (first, *rest) = band.tiers
    for wrong in (
        Candidate(state, "stated"),
        first.candidates[0],
        replace(first.candidates[0], basis="inferred"),
    ):
        kept = (
            () if wrong.state == first.candidates[0].state and wrong.basis == "inferred" else first.candidates
        )
        tier = Tier((*kept, wrong), first.more, first.why)
        yield replace(given, bands=(replace(band, tiers=(tier, *rest)), *given.bands[1:]))
    yield replace(given, bands=(replace(band, band="done_elsewhere"),))
    yield replace(given, cards={})
    yield replace(given, other_partners=given.bands, bands=())


@pytest.mark.parametrize("need", GUARDED_AND_NOT, ids=" ".join)
@pytest.mark.parametrize("state", ["RWA", "SWE", "LBR"])
def test_the_gate_sees_what_is_wrong(need: Need, state: str) -> None:
    evidence = seeded()
    world = of_seeds()
    given = suggest(need_of(need[0], (need[1],), evidence.known), evidence)
    assert [*complaints(world, given)] == []
    for wrong in spoilt(given, state):
        assert [*complaints(world, wrong)], wrong


def pairs(evidence: Evidence) -> list[Need]:
    """Providers and recipients that the bands show for each other, drawn over the grid."""
    rnd, world = random.Random(7), of_seeds()
    found: dict[Need, None] = {}
    for state, sector in rnd.sample([*grid(world, 1)], 400):
        for provider in everyone(suggest(need_of(state, (sector,), evidence.known), evidence)):
            found[provider, state] = None
    return rnd.sample([*found], PAIRS)


@cache
def naming(evidence: Evidence, state: str) -> re.Pattern[str]:
    """The code of a State and its names in six languages, but where they are a part of another's name."""
    every = {c.id: {fold(name).strip() for name in names(c)} for c in evidence.known.all(Country)}
    longer = {name for code, called in every.items() if code != state for name in called}
    parts = []
    for name in sorted(every[state]):
        rest = {other[len(name) :] for other in longer if other.startswith(name) and other != name}
        after = "".join(f"(?!{re.escape(end)})" for end in sorted(rest))
        # In Chinese and Arabic a language is called after a State.
        ends = rf"(?![语文]|{_LANGUAGE}(?!\w))" if name[-1] > "\u0600" else r"(?!\w)"
        parts.append(rf"(?<!\w){re.escape(name)}{after}{ends}")
    return re.compile("|".join(parts))


@pytest.mark.parametrize("share", [0.04, SLOW])
def test_who_is_set_aside_is_nowhere_by_id_or_name_and_counts_stay(share: float) -> None:
    evidence = seeded()
    chosen, rnd = pairs(evidence), random.Random(11)
    aside = SetAside(tuple(AsideLine(provider, recipient, frozenset()) for provider, recipient in chosen))
    sectors = [sector.id for sector in evidence.known.all(Sector)]
    hidden: dict[str, set[str]] = {}
    for provider, recipient in chosen:
        hidden.setdefault(recipient, set()).add(provider)
    for recipient, providers in hidden.items():
        for sector in sectors if share == 1 else rnd.sample(sectors, max(1, int(len(sectors) * share))):
            need = need_of(recipient, (sector,), evidence.known)
            given = suggest(need, evidence, aside)
            assert not providers & everyone(given).keys()
            words = fold(_words(told(given, evidence, "all")))
            for one in providers:
                assert not naming(evidence, one).search(words), (recipient, sector, one)
            assert given.sector_record == suggest(need, evidence).sector_record


def _words(shape: Any) -> str:
    """All that an answer says: without ids and titles of sources, which stay, and ids of records."""
    if isinstance(shape, dict):
        kept = {k: v for k, v in shape.items() if k not in ("source", "id", "evidence", "exchanges", "all")}
        kept.pop("card", None)
        if isinstance(kept.get("cards"), list):
            del kept["cards"]
        return " ".join(_words(value) for value in kept.values())
    if isinstance(shape, list):
        return " ".join(map(_words, shape))
    return shape if isinstance(shape, str) else ""


@pytest.mark.parametrize(
    "need", [("LBR", "revenue"), ("SOM", "police"), ("KHM", "agriculture")], ids=" ".join
)
def test_every_sentence_is_said_in_every_language(need: Need) -> None:
    evidence = seeded()
    shape = told(suggest(need_of(need[0], (need[1],), evidence.known), evidence), evidence, "all")
    for maps in _maps(shape):
        assert maps.keys() == {*LANGUAGES}, maps


def _maps(shape: Any) -> Iterator[dict[str, str]]:
    """Every sentence of ours in all languages: headings, notes, reasons, remarks, questions."""
    if isinstance(shape, dict):
        for key, value in shape.items():
            if key in ("says", "heading", "why", "note", "thin", "statement", "question", "when") and value:
                yield from value if isinstance(value, list) else [value]
            else:
                yield from _maps(value)
    elif isinstance(shape, list):
        for one in shape:
            yield from _maps(one)
