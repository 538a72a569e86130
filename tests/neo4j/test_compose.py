"""`docker compose up` without an engine: its command, environment and health check, as processes."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from exchange_graph.domain.exchange import Exchange
from tests.house.containers import image_environment, last, service, words
from tests.neo4j.server import ON_A_SERVER, PASSWORD, Server, shared
from tests.patience import LONGEST_WAIT
from tests.real import held
from tests.served import Process, environment, serve

pytestmark = ON_A_SERVER


@pytest.fixture
def server() -> Iterator[Server]:
    """An empty graph."""
    empty = shared()
    empty.wipe()
    yield empty
    empty.wipe()


def composed(server: Server) -> dict[str, str]:
    """The environment of the container, but for the addresses of this machine."""
    chosen = service("exchange-graph", {"EXCHANGE_NEO4J_PASSWORD": PASSWORD})["environment"]
    assert chosen["EXCHANGE_STORE"] == "bolt://neo4j:7687"
    ours = {"EXCHANGE_STORE": server.uri, "EXCHANGE_HOST": "127.0.0.1"}
    said = {**image_environment(), **chosen, **ours}
    return {
        name: value for name, value in said.items() if name not in ("PATH", "EXCHANGE_DATA", "EXCHANGE_PORT")
    }


def healthy(port: int) -> bool:
    """What the health check of the image finds."""
    python, *rest = words(last("HEALTHCHECK"))
    assert python == "python"
    env = environment(EXCHANGE_PORT=str(port))
    done = subprocess.run(
        [sys.executable, *rest], env=env, capture_output=True, timeout=LONGEST_WAIT, check=False
    )
    return done.returncode == 0


def test_an_empty_graph_is_seeded_served_and_found_healthy(server: Server) -> None:
    _, *command = words(last("CMD"))
    assert command[0] == "serve"
    data = Path(image_environment()["EXCHANGE_DATA"])
    with serve(data, *command[1:], **composed(server)) as process:
        assert healthy(process.port)
        assert total(process) == len(held(Exchange))
    assert not healthy(process.port)
    with serve(data, *command[1:], **composed(server)) as again:
        assert any(line.startswith("0 records written") for line in again.said)
        assert total(again) == len(held(Exchange))


def total(process: Process) -> int:
    with urllib.request.urlopen(f"{process.url}/v1/exchanges?limit=1", timeout=LONGEST_WAIT) as answer:
        return int(json.load(answer)["page"]["total"])
