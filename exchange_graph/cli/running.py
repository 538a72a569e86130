"""Running an asynchronous command on the store of the environment."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from pydantic import ValidationError

from exchange_graph.errors import Unusable
from exchange_graph.graph.store import GraphStore
from exchange_graph.render.refusal import why
from exchange_graph.settings import Settings
from exchange_graph.wiring import opened_store

T = TypeVar("T")


def settings() -> Settings:
    """The settings of the environment; `Unusable` names the variable that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = error.errors()[0]
        name = f"EXCHANGE_{str(wrong['loc'][0]).upper()}"
        raise Unusable(f"{name}={wrong['input']} cannot be used: {why(wrong, name, 'setting')}") from None


def on_store(command: Callable[[GraphStore], Awaitable[T]]) -> T:
    """What `command` answers on the open store."""

    async def run() -> T:
        async with opened_store(settings(), serving=False) as store:
            return await command(store)

    return asyncio.run(run())
