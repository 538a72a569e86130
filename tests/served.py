"""The service as its clients meet it, in this process and as a process of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import httpx
from fastapi import FastAPI

from api.app import create_app
from exchange_graph.curation import submit
from exchange_graph.graph.store import GraphStore
from exchange_graph.seeding.run import seed
from exchange_graph.settings import Settings
from exchange_graph.wiring import FILE_NAME, opened_store
from tests import real
from tests.building import Step, changes
from tests.patience import LONGEST_WAIT

PUBLIC_URL = "https://exchange.example"
HOST = "http://not-our-name.example"
COMMAND = Path(sys.executable).with_name("exchange-graph")
ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Service:
    """A running application, a client of it, and the store behind it."""

    app: FastAPI
    client: httpx.AsyncClient
    store: GraphStore

    async def get(self, path: str, headers: Mapping[str, str] | None = None, **params: Any) -> httpx.Response:
        """The answer to a GET; `params` are added to what the path has."""
        address = httpx.URL(path).copy_merge_params(params) if params else path
        return await self.client.get(address, headers=headers)

    async def read(self, path: str, **params: Any) -> Any:
        """The body of a GET that must succeed."""
        answer = await self.get(path, **params)
        assert answer.status_code == 200, f"{answer.url}: {answer.status_code} {answer.text[:500]}"
        return answer.json()

    async def found(self, **params: Any) -> list[str]:
        """The ids of all exchanges that fit."""
        return [item["id"] async for item in self.walk("/v1/exchanges", **{"limit": 200, **params})]

    async def walk(self, path: str, **params: Any) -> AsyncIterator[Any]:
        """Every item of a list, page by page."""
        cursor: dict[str, str] = {}
        while True:
            body = await self.read(path, **params, **cursor)
            for item in body["items"]:
                yield item
            if body["page"]["next"] is None:
                return
            cursor = {"cursor": body["page"]["next"]}

    async def write(self, *operations: Step) -> None:
        """A change set, through the one door for writing."""
        await submit(self.store, changes(*operations))


def settings(folder: Path, **more: Any) -> Settings:
    """Settings of a graph in `folder`, whatever the environment says."""
    return Settings(store=f"sqlite:{folder / FILE_NAME}", **{"public_url": PUBLIC_URL, **more})


async def fill(folder: Path) -> None:
    """The real seeds into the graph in `folder`."""
    async with opened_store(settings(folder)) as store:
        await seed(store, real.seeds())


@asynccontextmanager
async def serving(chosen: Settings) -> AsyncIterator[Service]:
    """The application between its start and its end, and a client that it answers in this process."""
    app = create_app(chosen)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url=HOST) as client,
    ):
        yield Service(app, client, app.state.running.store)


def environment(**more: str) -> dict[str, str]:
    """This environment without our settings, with `more`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("EXCHANGE_")}
    return kept | more


def run(*words: str, stdout: int | IO[str] = subprocess.PIPE, **env: str) -> subprocess.CompletedProcess[str]:
    """A command of ours, run to its end."""
    return subprocess.run(
        [COMMAND, *words], env=environment(**env), stdout=stdout, stderr=subprocess.PIPE, text=True,
        timeout=LONGEST_WAIT, check=False,
    )  # fmt: skip


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True, slots=True)
class Process:
    """`exchange-graph serve` as it runs: its address and the lines it has printed since it began."""

    url: str
    port: int
    said: list[str]
    logged: list[str]


@contextmanager
def serve(folder: Path, *words: str, **env: str) -> Iterator[Process]:
    """A server of its own on the graph in `folder`, from the moment it says how to stop it."""
    port = free_port()
    given = environment(EXCHANGE_DATA=str(folder), EXCHANGE_PORT=str(port), **env)
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.patience", "serve", *words],
        env=given,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    said: list[str] = []
    logged: list[str] = []
    ready = threading.Event()
    readers = [
        threading.Thread(target=_read, args=(child.stdout, said, ready)),
        threading.Thread(target=_read, args=(child.stderr, logged, threading.Event())),
    ]
    for reader in readers:
        reader.start()
    try:
        assert ready.wait(LONGEST_WAIT), f"the server did not come up: {said} {logged}"
        yield Process(f"http://127.0.0.1:{port}", port, said, logged)
    finally:
        child.terminate()
        child.wait(timeout=LONGEST_WAIT)
        for reader in readers:
            reader.join(timeout=LONGEST_WAIT)


def _read(stream: IO[str], lines: list[str], ready: threading.Event) -> None:
    """Every line of a stream until it ends; `ready` once the server says how to stop it."""
    with stream:
        for line in stream:
            lines.append(line.rstrip("\n"))
            if line.startswith("Stop with"):
                ready.set()
