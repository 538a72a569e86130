"""Ask before you call: what box 3 and paragraph 50(d) of the report say has to be settled first."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from importlib import resources

from exchange_graph.matching.answer import STRONG, Band, Question, shown
from exchange_graph.matching.need import ResolvedNeed
from exchange_graph.matching.need_in_evidence import NeedInEvidence
from exchange_graph.matching.sentence import LabelOf, Sentence, Tongue

Codes = tuple[str, ...]
OTHERS = 3
"""As many groups of States are named that share no working language with the recipient."""

_KEPT = json.loads(resources.files(__package__).joinpath("checklist.json").read_text("utf-8"))
REPORT: str = _KEPT["source"]
PLACES: dict[str, str] = _KEPT["places"]
"""Where the report asks each question; their sentences are `ask.` in `render/locales`."""


_ASKED = {name: Sentence.of(f"ask.{name}") for name in PLACES}


def checklist(asked: NeedInEvidence, bands: Iterable[Band]) -> tuple[Question, ...]:
    """The questions, each with what is known; nothing is filled in that nobody recorded."""
    known = {"language": tuple(_languages(asked, bands))} | _of_record(asked.need)
    return tuple(Question(_ASKED[name], place, known.get(name, ())) for name, place in PLACES.items())


def _languages(asked: NeedInEvidence, bands: Iterable[Band]) -> Iterator[Sentence]:
    """What was asked for, the recipient's working languages, and those of States that share none with it.

    In guarded sectors nothing is said of other States.
    """
    if codes := asked.need.requirements.languages:
        yield Sentence.of("ask.known.languages_asked", languages=tuple(map(Tongue, codes)))
    own = asked.facts.languages(asked.recipient)
    if own is None:
        return
    yield _speaks((asked.recipient,), own)
    if not asked.guarded:
        yield from (_speaks(states, codes) for codes, states in _others(asked, own, bands)[:OTHERS])


def _others(asked: NeedInEvidence, own: Codes, bands: Iterable[Band]) -> list[tuple[Codes, tuple[str, ...]]]:
    """The States of the first bands that share no working language with the recipient, by theirs."""
    found: dict[Codes, list[str]] = {}
    for state in (one.state for band in bands if band.band in STRONG for one in shown(band)):
        codes = asked.facts.languages(state)
        if codes and not set(codes) & set(own):
            found.setdefault(codes, []).append(state)
    return sorted((codes, tuple(sorted(states))) for codes, states in found.items())


def _speaks(states: tuple[str, ...], codes: Codes) -> Sentence:
    languages = tuple(map(Tongue, codes))
    return Sentence.of("ask.known.language", states=tuple(map(LabelOf, states)), languages=languages)


def _of_record(need: ResolvedNeed) -> dict[str, tuple[Sentence, ...]]:
    record = need.record
    if record is None:
        return {}
    said = {"seniority": record.seniority, "timeframe": record.timeframe}
    return {name: (Sentence.of("ask.known.text", text=text),) for name, text in said.items() if text}
