"""A service in a process of its own on loopback: from ready to the end of the block, and what it takes."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from exchange_graph.errors import Unusable
from exchange_graph.serving.server import listening

LONGEST_START = 120


@dataclass(frozen=True, slots=True)
class RunningService:
    """A service that answers: its port, its process, and the seconds from its start to ready."""

    port: int
    process: int
    seconds: float

    def processor_seconds(self) -> float | None:
        """What its threads have worked since they began; None where the system does not say."""
        try:
            threads = [*Path(f"/proc/{self.process}/task").iterdir()]
            worked = [(thread / "schedstat").read_text("ascii").split()[0] for thread in threads]
        except (OSError, IndexError):
            return None
        return sum(map(int, worked)) / 1e9

    def megabytes(self) -> float | None:
        """The most memory it had so far; None where the system does not say."""
        try:
            status = Path(f"/proc/{self.process}/status").read_text("ascii")
        except OSError:
            return None
        return int(status.split("VmHWM:")[1].split()[0]) / 1000


@contextmanager
def running(application: str, ready: str, file: Path) -> Iterator[RunningService]:
    """An application, by its import string, on the graph in a file; `ready` is a path that answers then."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("EXCHANGE_")}
    log = file.with_suffix(".log")
    with log.open("w") as out, listening("127.0.0.1", 0) as opened:
        port, began = int(opened.getsockname()[1]), time.monotonic()
        words = [sys.executable, "-m", "exchange_graph.bench.child", application, str(opened.fileno())]
        with subprocess.Popen(  # noqa: S603 - our own interpreter and application
            words, env=kept | {"EXCHANGE_STORE": f"sqlite:{file}"}, stdout=out, stderr=out,
            pass_fds=[opened.fileno()],
        ) as child:  # fmt: skip
            try:
                while not _answers(port, ready):
                    if child.poll() is not None or time.monotonic() - began > LONGEST_START:
                        raise Unusable(f"the service to measure does not start: {log.read_text()[-500:]}")
                    time.sleep(0.02)
                yield RunningService(port, child.pid, time.monotonic() - began)
            finally:
                child.terminate()


def _answers(port: int, path: str) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=0.5) as client:
            client.sendall(f"GET {path} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
            return client.recv(64).startswith(b"HTTP/1.1 200")
    except OSError:
        return False
