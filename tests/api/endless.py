"""The service without any deadline, and a question that never ends: `q=endless`.

    python -m tests.api.endless PORT

SQLite itself counts for ever, in the thread and on the connection of a real question.
"""

from __future__ import annotations

import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import uvicorn

from api.app import create_app
from exchange_graph.graph import store as contract
from exchange_graph.graph.embedded import read
from exchange_graph.graph.query import ExchangeQuery
from exchange_graph.serving.addresses import TypedAddresses
from exchange_graph.settings import Settings
from tests.served import environment, free_port

FOREVER = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
NEVER = 1e6
WORD = "endless"
_find = read.find


def begun(folder: Path) -> Path:
    """The file that is there once an endless question is being answered."""
    return folder / "begun"


def log(folder: Path) -> Path:
    """What the service logged."""
    return folder / "log"


@contextmanager
def at_port(folder: Path) -> Iterator[int]:
    """Such a service on the graph in `folder`, as a process of its own, and where it listens."""
    port = free_port()
    command = [sys.executable, "-m", "tests.api.endless", str(port)]
    with log(folder).open("w") as errors:
        child = subprocess.Popen(command, env=environment(EXCHANGE_DATA=str(folder)), stderr=errors)
    try:
        while not _answers(port):
            assert child.poll() is None, log(folder).read_text()
            time.sleep(0.02)
        yield port
    finally:
        child.kill()
        child.wait(30)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def find(connection: sqlite3.Connection, query: ExchangeQuery, *rest: Any) -> Any:
    if query.text == WORD:
        begun(Settings().data).touch()
        connection.execute(FOREVER).fetchone()
    return _find(connection, query, *rest)


def main(port: int) -> None:
    """Serve until told to stop."""
    patch.object(read, "find", find).start()
    patch.object(contract, "READ_SECONDS", NEVER).start()
    app = create_app()
    uvicorn.run(app, port=port, http=TypedAddresses, log_config=None, access_log=False, server_header=False)


if __name__ == "__main__":
    main(int(sys.argv[1]))
