"""One State explained in the reader's language."""

from __future__ import annotations

from exchange_graph.matching.counterfactual import Explanation, named
from exchange_graph.render.shapes.suggestions import ExplanationShape
from exchange_graph.render.speaking import Speaker
from exchange_graph.render.suggestions import CandidateSayer


def explained(explanation: Explanation, speaker: Speaker) -> ExplanationShape:
    """Where a State stands, why, and what each exchange does for it."""
    candidate, sayer = explanation.candidate, CandidateSayer(speaker)
    return {
        "provider": speaker.ref(explanation.state),
        "band": explanation.band,
        "heading": sayer.maybe(explanation.heading),
        "candidate": sayer.candidate(candidate) if candidate else None,
        "note": None if candidate else sayer.words(named(explanation.state)),
        "counterfactuals": [
            {"without": one.without, "says": sayer.words(one.says)} for one in explanation.consequences
        ],
        "without": list(explanation.without),
    }
