"""A real Neo4j community server for tests: on loopback, on a free port, in a home that is thrown away."""

from __future__ import annotations

import atexit
import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver, GraphDatabase, NotificationMinimumSeverity
from neo4j.exceptions import DriverError, Neo4jError

from exchange_graph.graph.neo4j.store import Neo4jStore
from tests.neo4j.java import LTS, REQUIRE, VERSION, classpath, java_for, lacking
from tests.patience import LONGEST_WAIT

ON_A_SERVER = [pytest.mark.slow, pytest.mark.xdist_group("neo4j")]
"""For tests on the servers of `shared`: one process of a run has them all, as each empties the graph."""
USER, PASSWORD = "neo4j", "for-these-tests"
_PR_SET_PDEATHSIG = 1
_MAIN = {"5": "org.neo4j.server.CommunityEntryPoint", "2026": "org.neo4j.server.Neo4jCommunity"}
_ADMIN = "org.neo4j.server.startup.Neo4jAdminCommand"
_OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.lang")
_FLAGS = [
    "-Xms640m", "-Xmx640m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
    *(f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in _OPENED),
]  # fmt: skip
_CONFIGURATION = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.memory.pagecache.size=32m
dbms.usage_report.enabled=false
db.tx_log.preallocate=false
internal.server.bolt.thread_pool_shutdown_wait_time=0s
"""
_WIPE = (
    "MATCH (n) WHERE NOT n:Head DETACH DELETE n",
    "MATCH (h:Head) SET h.revision = 0, h.keys = 'head:0'",
)


class Server:
    """One server process. Nothing but `stop` and the end of the test run end it for good."""

    def __init__(self, version: str = LTS) -> None:
        self.version = version
        self._java, self._jars = java_for(version), classpath(version)
        self.home = Path(tempfile.mkdtemp(prefix="exchange-graph-neo4j-"))
        self.port = _free_port()
        self.uri = f"bolt://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None
        self._driver: Driver | None = None
        (self.home / "conf").mkdir()
        (self.home / "conf" / "neo4j.conf").write_text(_CONFIGURATION.format(port=self.port))
        atexit.register(self.stop)

    def start(self) -> None:
        """Start the process and wait until it answers; the first time, give its user a password."""
        first = not (self.home / "data").exists()
        command = [
            self._java, *_FLAGS, "-cp", self._jars, _MAIN[self.version.split(".", maxsplit=1)[0]],
            f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}",
        ]  # fmt: skip
        with (self.home / "out.log").open("ab") as out:
            self._process = subprocess.Popen(command, stdout=out, stderr=out, preexec_fn=_die_with_parent)  # noqa: PLW1509
        if first:
            self._wait("neo4j", "system", "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password")
        self._wait(PASSWORD, "neo4j", "RETURN 1")

    def _wait(self, password: str, database: str, statement: str) -> None:
        end = time.monotonic() + LONGEST_WAIT
        while True:
            assert self._process is not None
            assert self._process.poll() is None, f"the server ended: {self.log()}"
            try:
                with self._connect(password) as driver, driver.session(database=database) as session:
                    session.run(statement, password=PASSWORD).consume()
                    return
            except (DriverError, Neo4jError) as error:
                if time.monotonic() > end:
                    raise TimeoutError(f"the server does not answer: {error}; {self.log()}") from error
                time.sleep(0.05)

    def _connect(self, password: str = PASSWORD) -> Driver:
        return GraphDatabase.driver(
            self.uri, auth=(USER, password), connection_timeout=2, max_transaction_retry_time=0,
            notifications_min_severity=NotificationMinimumSeverity.OFF,
        )  # fmt: skip

    def admin(self, *words: str) -> str:
        """What the admin command of this server's release prints; the server must not run."""
        command = [self._java, *_FLAGS, "-cp", self._jars, _ADMIN, *words]
        env = {**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
        done = subprocess.run(
            command, env=env, capture_output=True, text=True, timeout=LONGEST_WAIT, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def log(self) -> str:
        """The end of what the server printed."""
        return (self.home / "out.log").read_text()[-2000:]

    def store(self, **more: Any) -> Neo4jStore:
        """A store on this server, not yet open."""
        return store_at(self.uri, **more)

    def wipe(self) -> None:
        """Take every record and its history away. The schema stays, and the Head node, as the oldest node."""
        for statement in _WIPE:
            self.run(statement)

    def run(self, statement: str) -> list[dict[str, Any]]:
        """The rows of one statement, past every store."""
        if self._driver is None:
            self._driver = self._connect()
        found = self._driver.execute_query(statement, database_="neo4j")
        return [row.data() for row in found.records]

    def send(self, number: signal.Signals) -> None:
        """Send a signal to the process: SIGSTOP freezes it, SIGCONT lets it go on."""
        assert self._process is not None
        self._process.send_signal(number)

    def kill(self) -> None:
        """End the process without any farewell; its data stay."""
        self._end(signal.SIGKILL)

    def halt(self) -> None:
        """End the process in order; its data stay."""
        self._end(signal.SIGTERM)

    def stop(self) -> None:
        """End the process and throw its home away."""
        if self._driver is not None:
            self._driver.close()
            self._driver = None
        self._end(signal.SIGKILL)
        shutil.rmtree(self.home, ignore_errors=True)

    def _end(self, number: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.send_signal(number)
            process.wait(60)


def store_at(uri: str, **more: Any) -> Neo4jStore:
    """A store on the test server at an address, not yet open, with more patience than a service has."""
    patience = {"deadline": 20.0, "write_deadline": 60.0, "warmed": False}
    return Neo4jStore(uri, USER, PASSWORD, **{**patience, **more})


@cache
def shared(name: str = "first") -> Server:
    """The server of that name, started at its first use and stopped with the test run."""
    return started(os.environ.get(VERSION, LTS))


def started(version: str = LTS) -> Server:
    """A server of one's own. Where the machine has none, the test is skipped, or fails if one is required."""
    reason = lacking(version)
    if reason and os.environ.get(REQUIRE) == "1":
        pytest.fail(f"{REQUIRE}=1, but {reason}")
    if reason:
        pytest.skip(reason)
    server = Server(version)
    server.start()
    return server


def _die_with_parent() -> None:
    """Where the kernel can (Linux), a test run that is killed takes its servers with it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
