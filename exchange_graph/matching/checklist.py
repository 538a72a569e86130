"""Ask before you call: what box 3 and paragraph 50(d) of the report say has to be settled first."""

from __future__ import annotations

import json
from importlib import resources

from exchange_graph.matching.answer import Question
from exchange_graph.matching.need import ResolvedNeed
from exchange_graph.matching.need_in_evidence import NeedInEvidence
from exchange_graph.matching.sentence import Sentence, Tongue

_KEPT = json.loads(resources.files(__package__).joinpath("checklist.json").read_text("utf-8"))
REPORT: str = _KEPT["source"]
PLACES: dict[str, str] = _KEPT["places"]
"""Where the report asks each question; their sentences are `ask.` in `render/locales`."""


_ASKED = {name: Sentence.of(f"ask.{name}") for name in PLACES}


def checklist(asked: NeedInEvidence) -> tuple[Question, ...]:
    """The questions, each with what is known; nothing is filled in that nobody recorded."""
    known = {"language": _language(asked)} | _of_record(asked.need)
    return tuple(Question(_ASKED[name], place, known.get(name)) for name, place in PLACES.items())


def _language(asked: NeedInEvidence) -> Sentence | None:
    codes = asked.need.requirements.languages or asked.facts.languages(asked.recipient) or ()
    words = tuple(map(Tongue, codes))
    return Sentence.of("ask.known.language", languages=words) if words else None


def _of_record(need: ResolvedNeed) -> dict[str, Sentence | None]:
    record = need.record
    if record is None:
        return {}
    said = {"seniority": record.seniority, "timeframe": record.timeframe}
    return {name: Sentence.of("ask.known.text", text=text) for name, text in said.items() if text}
