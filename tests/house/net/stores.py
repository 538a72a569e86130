"""The store that is asked: a copy of a file, or a Neo4j server of our own that the file is copied to."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import SecretStr

from exchange_graph.graph import store as contract
from exchange_graph.settings import Settings

PATIENCE = 60.0
"""Seconds for a question to the server: a machine with other work is no hostile question."""
PUBLIC_URL = "https://exchange.example"
COMMAND = Path(sys.executable).with_name("exchange-graph")


@contextmanager
def copied(file: Path, *, to_neo4j: bool) -> Iterator[Settings]:
    """Settings of a copy of the graph in `file`; both copy and server are gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "graph.db"
        shutil.copyfile(file, copy)
        copy.chmod(0o600)
        store = f"sqlite:{copy}"
        if not to_neo4j:
            yield Settings(store=store, public_url=PUBLIC_URL)
            return
        with _served(store) as settings:
            yield settings


@contextmanager
def _served(store: str) -> Iterator[Settings]:
    # Java and Maven are asked for only where they are wanted.
    from tests.neo4j.server import PASSWORD, USER, started  # noqa: PLC0415

    contract.READ_SECONDS = PATIENCE
    server = started()
    try:
        account = {"EXCHANGE_NEO4J_USER": USER, "EXCHANGE_NEO4J_PASSWORD": PASSWORD}
        copying = [str(COMMAND), "copy", "--from", store, "--to", server.uri]
        subprocess.run(copying, env={**os.environ, **account}, check=True, stdout=sys.stderr)
        yield Settings(
            store=server.uri, public_url=PUBLIC_URL, neo4j_user=USER, neo4j_password=SecretStr(PASSWORD)
        )
    finally:
        server.stop()
