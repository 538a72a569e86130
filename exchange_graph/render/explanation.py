"""The reckoning for one State in the reader's language."""

from __future__ import annotations

from exchange_graph.matching.explain import Explanation
from exchange_graph.render.sentences import Sentences
from exchange_graph.render.shapes.suggestions import ExplanationShape
from exchange_graph.render.speaking import Speaker
from exchange_graph.render.suggestions import remark


def explained(explanation: Explanation, speaker: Speaker) -> ExplanationShape:
    """Where a State stands, why, and what each exchange does for it."""
    words = Sentences(speaker)
    return {
        "provider": speaker.ref(explanation.state),
        "band": explanation.band,
        "apart": explanation.apart,
        "heading": words.words(explanation.heading),
        "total": explanation.total,
        "signals": [
            {
                "signal": one.signal,
                "family": one.family,
                "says": words.words(one.says),
                "weight": one.weight,
                "value": one.value,
                "contribution": one.contribution,
                "evidence": list(one.evidence),
            }
            for one in explanation.reasons
        ],
        "units": [{"unit": unit, "worth": worth} for unit, worth in explanation.units],
        "against": [remark(one, words) for one in explanation.against],
        "counterfactuals": [
            {"without": one.without, "says": words.words(one.says), "total": one.total}
            for one in explanation.consequences
        ],
        "struck": list(explanation.struck),
    }
