"""A writer to be killed: applies numbered change sets and prints each key once it is acknowledged.

Run as `python -m tests.contract.crash_writer STORE FOLDER`.
"""

from __future__ import annotations

import asyncio
import sys
from itertools import count
from pathlib import Path

from exchange_graph.domain.changes import ChangeSet
from tests.building import body, by, changes, exchange, merge, source, withdraw
from tests.contract.stores import STORES, Door

PREFIX = "numbered-"


def numbered(n: int) -> ChangeSet:
    """The change set `n`: an exchange with its source and body, and something of the past that ends."""
    told = exchange(f"x-{n}", provider=by(f"body-{n}", f"doc-{n}"), recipient=by("CAV", f"doc-{n}"))
    ends = [] if n == 1 else [withdraw(f"x-{n - 1}")] if n % 3 == 0 else [merge(f"body-{n - 1}", f"body-{n}")]
    return changes(
        source(f"doc-{n}", str(1900 + n % 100)), body(f"body-{n}", "ARD"), told, *ends, key=f"{PREFIX}{n}"
    )


async def write_on(door: Door) -> None:
    store = door()
    await store.open()
    for n in count(await store.revision() + 1):
        await store.apply(numbered(n))
        sys.stdout.write(f"{PREFIX}{n}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(write_on(STORES[sys.argv[1]](Path(sys.argv[2]))))
