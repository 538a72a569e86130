"""What a suggestion stands on: catalogue, projection and facts of one revision, as of one day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from cachetools import LRUCache

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.domain.exchange import Exchange
from exchange_graph.domain.view import ExchangeView
from exchange_graph.matching.facts import Facts
from exchange_graph.projection.projection import Projection
from exchange_graph.projection.tally import Floats

T = TypeVar("T")
_REMEMBERED = 8_192
_NEEDS = 256
_VIEWS = 2_048


@dataclass(frozen=True, slots=True)
class Seen:
    """An exchange as a day knows it, and as answers tell it."""

    whole: ExchangeView
    told: ExchangeView

    @staticmethod
    def of(exchange: Exchange, view: ExchangeView) -> Seen:
        """Answers tell how it was done: not in ways of working that are only inferred."""
        sure = {value for claim in exchange.modality if claim.basis != "inferred" for value in claim.value}
        kept = tuple(value for value in view.modality if value in sure)
        return Seen(view, view if kept == view.modality else view.model_copy(update={"modality": kept}))


class Evidence:
    """Everything at one revision. What is worked out about it is remembered as long as it stands.

    `as_of` is the day to which public knowledge is cut, `hidden` how many exchanges were public only later.
    """

    def __init__(
        self, known: Catalogue, projection: Projection, as_of: str | None = None, hidden: int = 0
    ) -> None:
        self.known, self.projection, self.as_of, self.hidden = known, projection, as_of, hidden
        self.facts = Facts(known, projection.at, as_of)
        self.revision = projection.revision
        self.seen: LRUCache[str, Seen] = LRUCache(_VIEWS)
        """Of exchanges that cards told of."""
        self.near: LRUCache[tuple[Any, ...], Any] = LRUCache(_NEEDS)
        """What is nearest to the needs that were asked last."""
        self._remembered: LRUCache[tuple[Any, ...], Any] = LRUCache(_REMEMBERED)

    def remember(self, key: tuple[Any, ...], work_out: Callable[[], T]) -> T:
        """What a key stands for, worked out once."""
        known: T | None = self._remembered.get(key)
        if known is None:
            known = self._remembered[key] = work_out()
        return known

    def vector(self, states: Iterable[str], value: float = 1.0) -> Floats:
        """`value` for these States, 0 for all others."""
        made = np.zeros(len(self.projection.states))
        made[[self.projection.index[s] for s in states if s in self.projection.index]] = value
        return made

    def without(self, ids: Iterable[str]) -> Evidence:
        """The evidence as it would be if these exchanges were not on record."""
        return Evidence(self.known, self.projection.without(ids), self.as_of, self.hidden)
