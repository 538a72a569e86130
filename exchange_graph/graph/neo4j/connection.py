"""The way to the server: driver settings, a deadline around every call, the driver's errors as ours."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeVar

from neo4j import (
    AsyncDriver,
    AsyncGraphDatabase,
    AsyncManagedTransaction,
    AsyncSession,
    NotificationMinimumSeverity,
    unit_of_work,
)
from neo4j.exceptions import (
    ConfigurationError,
    ConnectionAcquisitionTimeoutError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
)

from exchange_graph.errors import TooHeavy, Unavailable, Unusable
from exchange_graph.graph.from_rows import Row
from exchange_graph.graph.neo4j.cypher import read
from exchange_graph.graph.neo4j.errors import translated

T = TypeVar("T")
Transaction = AsyncManagedTransaction
Work = Callable[[Transaction], Awaitable[T]]

PING_SECONDS = 0.5
_OPENING_SECONDS = 2.0
_OLDEST = (5, 26)
_PAUSE_SECONDS = 0.5
"""How long a read takes it for granted that a server which was away is still away."""
_GRACE = 2.0
"""The server ends a transaction this long after our deadline: it looks at its own only every two seconds."""


async def rows_of(transaction: Transaction, text: str, parameters: Mapping[str, Any]) -> list[Row]:
    """All rows of one statement."""
    return [row async for row in await transaction.run(text, parameters)]  # type: ignore[arg-type]


async def run(transaction: Transaction, text: str, parameters: Mapping[str, Any]) -> None:
    """One statement whose answer does not matter."""
    await (await transaction.run(text, parameters)).consume()  # type: ignore[arg-type]


class Connection:
    """One driver on one database. A call with a deadline ends by it, in an answer or in one of our errors."""

    def __init__(self, uri: str, user: str, password: str, database: str | None) -> None:
        self.uri = uri
        self._auth = (user, password)
        self._database = database
        self._driver: AsyncDriver | None = None
        self._away_until = 0.0

    async def open(self) -> None:
        """Reach the server; `Unusable` where address, user or password are wrong."""
        logging.getLogger("neo4j").setLevel(logging.CRITICAL)
        if not self.uri.startswith(("bolt", "neo4j")):
            raise Unusable(f"{self.uri} is no address of a Neo4j server: write bolt://HOST:PORT")
        try:
            self._driver = AsyncGraphDatabase.driver(
                self.uri, auth=self._auth, user_agent="exchange-graph",
                notifications_min_severity=NotificationMinimumSeverity.OFF,
                connection_timeout=1.0, connection_acquisition_timeout=2.0, max_transaction_retry_time=1.5,
                initial_retry_delay=0.1, liveness_check_timeout=5.0, max_connection_pool_size=50,
            )  # fmt: skip
        except (ConfigurationError, ValueError) as error:
            raise Unusable(f"{self.uri} is no address of a Neo4j server: {error}") from None
        version = await self.ping(_OPENING_SECONDS)
        if not _is_known(version):
            raise Unusable(f"{self.uri} is Neo4j {version}: this service needs 5.26 or later")

    async def close(self) -> None:
        """Let go of the driver. Closing twice is allowed."""
        driver, self._driver = self._driver, None
        if driver is not None:
            with suppress(DriverError, Neo4jError, OSError):  # what was done or went wrong before is told
                await driver.close()

    async def ping(self, seconds: float = PING_SECONDS) -> str:
        """The server's version, if it answers at once, else `Unavailable`."""
        async with self._session(seconds) as session:
            summary = await (await session.run(read.PING)).consume()
            self._away_until = 0.0
            return summary.server.agent.partition("/")[2]

    async def alone(self, text: str, seconds: float) -> None:
        """One statement in a transaction of its own, as a change of the schema wants it."""
        async with self._session(seconds) as session:
            await (await session.run(text)).consume()

    async def read(self, work: Work[T], seconds: float | None) -> T:
        """Do `work` in a reading transaction; `TooHeavy` if the server is well and only this is slow.

        A server that was away is not waited for by each of many reads: for a moment they are refused at once.
        """
        if time.monotonic() < self._away_until:
            raise Unavailable(f"{self.uri} did not answer a moment ago")
        try:
            async with self._session(seconds) as session:
                return await session.execute_read(_limited(work, seconds))
        except Unavailable as error:
            if isinstance(error.__cause__, TimeoutError) and await self._answers():
                raise TooHeavy("the question takes too long: add a filter") from None
            if not isinstance(error.__cause__, ConnectionAcquisitionTimeoutError):  # a pool that is used up
                self._away_until = time.monotonic() + _PAUSE_SECONDS
            raise

    async def _answers(self) -> bool:
        try:
            await self.ping()
        except Unavailable:
            return False
        return True

    async def write(self, work: Work[T], seconds: float | None) -> T:
        """Do `work`, which must be harmless to do again, in a writing transaction.

        Where the server was lost at the commit, nobody knows whether it was done: then it is done once more.
        `Unavailable` after that means perhaps; the caller comes back with the same key.
        """
        try:
            return await self._write(work, seconds)
        except Unavailable as error:
            if isinstance(error.__cause__, IncompleteCommit):
                return await self._write(work, seconds)
            raise

    async def _write(self, work: Work[T], seconds: float | None) -> T:
        async with self._session(seconds) as session:
            return await session.execute_write(_limited(work, seconds))

    @asynccontextmanager
    async def _session(self, seconds: float | None) -> AsyncIterator[AsyncSession]:
        if self._driver is None:
            raise Unavailable(f"{self.uri} is not open")
        try:
            async with asyncio.timeout(seconds), self._driver.session(database=self._database) as session:
                yield session
        except TimeoutError as error:
            raise Unavailable(f"{self.uri} did not answer within {seconds or 0:g} s") from error
        except (DriverError, Neo4jError) as error:
            raise translated(error, self.uri) from error


def _limited(work: Work[T], seconds: float | None) -> Work[T]:
    """`work` that the server ends too, some time after we gave it up."""
    return work if seconds is None else unit_of_work(timeout=seconds + _GRACE)(work)


def _is_known(version: str) -> bool:
    """True for 5.26 and later, the versions by year among them; a name that is no number is taken for one."""
    numbers = version.split(".")[:2]
    return not all(n.isdigit() for n in numbers) or tuple(map(int, numbers)) >= _OLDEST
