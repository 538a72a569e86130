"""What is made of a whole graph and kept at the store's revision, whatever it is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, Generic, Protocol, TypeVar

from exchange_graph.errors import TooHeavy
from exchange_graph.graph.store import GraphStore
from exchange_graph.single_flight import SingleFlight


class AtRevision(Protocol):
    """Made of the store as it was at one revision."""

    @property
    def revision(self) -> int:
        """The revision; from 0, for an empty store."""


Made = TypeVar("Made", bound=AtRevision)


class Follower(Generic[Made]):
    """Hands out what belongs to the store's revision: the same object as long as nothing was written.

    `renewed` makes it, from nothing or from the one before. That is done once for all who wait, it goes on
    though those who asked leave, and the new one takes the place of the old one whole. With `patience`, in
    seconds, who has waited that long gets the one before, if there is one.
    """

    def __init__(
        self, store: GraphStore, renewed: Callable[[Made | None], Coroutine[Any, Any, Made]],
        patience: float | None = None,
    ) -> None:  # fmt: skip
        self._store, self._renewed, self.patience = store, renewed, patience
        self._held: Made | None = None
        self._renewing: SingleFlight[Made] = SingleFlight()

    async def current(self) -> Made:
        """The one of the store's revision, or of a later one; an older one only where patience ended.

        What `renewed` raises is raised to all who wait for it; the next who asks begins anew.
        """
        revision = await self._store.revision()
        if (held := self._held) is not None and self.patience is not None:
            with suppress(TimeoutError, TooHeavy):
                async with asyncio.timeout(self.patience):
                    return await self._from(revision)
            return held
        return await self._from(revision)

    async def _from(self, revision: int) -> Made:
        while (held := self._held) is None or held.revision < revision:
            await self._renewing.result(self._renew)
        return held

    async def _renew(self) -> Made:
        self._held = await self._renewed(self._held)
        return self._held
