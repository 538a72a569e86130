"""One state for a statement, though the server shows it what was committed when it got there.

How a statement sees one state all the same is told in `cypher/read.py`.
"""

from __future__ import annotations

import asyncio
from typing import Any

from exchange_graph.graph.from_rows import Row
from exchange_graph.graph.neo4j.connection import Transaction, rows_of

_PAUSE_SECONDS = 0.003


async def steady(transaction: Transaction, text: str, parameters: dict[str, Any]) -> list[Row]:
    """The rows of a statement that saw one state; while a write is becoming visible, it waits for its end."""
    while True:
        found = await rows_of(transaction, text, parameters)
        if found and all(row["before"] == row["revision"] for row in found):
            return found
        await asyncio.sleep(_PAUSE_SECONDS)
