"""Opens a file and is killed at its n-th statement. Run as `python -m tests.contract.crash_opener PATH N`."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from exchange_graph.graph.embedded.store import EmbeddedStore

_numbers = count(1)
_last = int(sys.argv[2])


class Dying(sqlite3.Connection):
    """A connection that counts what is executed."""

    def execute(self, *statement: Any) -> sqlite3.Cursor:
        if next(_numbers) == _last:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().execute(*statement)


if __name__ == "__main__":
    sqlite3.connect = partial(sqlite3.connect, factory=Dying)  # type: ignore[assignment]
    asyncio.run(EmbeddedStore(Path(sys.argv[1])).open())
    sys.stdout.write(f"{next(_numbers) - 1}\n")
