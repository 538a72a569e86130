"""An empty answer in words: that nothing fits, and how much is on record of what was asked for."""

from __future__ import annotations

from collections.abc import Iterable

from exchange_graph.catalogue.lifting import Lifted
from exchange_graph.domain.languages import Lang
from exchange_graph.render.fields import field_name
from exchange_graph.render.locales import say
from exchange_graph.render.shapes.common import LiftedShape, WordsShape
from exchange_graph.render.speaking import Speaker


def nothing_found(conditions: Iterable[Lifted], speaker: Speaker) -> WordsShape:
    """One sentence, and one for each condition on which some exchanges that fit the others are silent."""
    silent = [one for one in conditions if one.known < one.total]

    def told(lang: Lang) -> str:
        known = (
            say(lang, "none.known", name=field_name(one.filter, lang), known=one.known, total=one.total)
            for one in silent
        )
        return " ".join([say(lang, "none.found"), *known])

    return speaker.composed(told)


def lifted_shapes(conditions: Iterable[Lifted]) -> list[LiftedShape]:
    """Each condition with what is left without it."""
    return [{"filter": one.filter, "total": one.total, "known": one.known} for one in conditions]
