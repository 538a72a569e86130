"""The head of a request as it comes in: typed letters are encoded; what does not end is cut off."""

from __future__ import annotations

import asyncio
import re

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST_BYTES = 65_536
"""What a client may send before its headers end; the application refuses less than that in plain words."""
MOST_SECONDS = 10.0
_NOT_ASCII = re.compile(rb"[\x80-\xff]")


class TypedAddresses(HttpToolsProtocol):
    """`curl '.../v1/exchanges?q=塞拉利昂'` sends the letters as they are, and HTTP does not allow that.

    A connection whose headers do not end, in bytes or in time, is closed.
    """

    _patience: asyncio.TimerHandle | None = None
    _came = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._expect_headers()

    def data_received(self, data: bytes) -> None:
        if data.startswith(b"GET "):
            line, end, rest = data.partition(b"\r\n")
            data = _NOT_ASCII.sub(lambda found: b"%%%02X" % found[0][0], line) + end + rest
        if self._patience is not None:
            self._came += len(data)
            if self._came > MOST_BYTES:
                self.send_400_response("The headers of this request are too long.")
                return
        super().data_received(data)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._expect_headers()

    def on_headers_complete(self) -> None:
        self._expect_nothing()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._expect_nothing()
        super().connection_lost(exc)

    def _expect_headers(self) -> None:
        if self._patience is None:
            self._came = 0
            self._patience = asyncio.get_running_loop().call_later(MOST_SECONDS, self.transport.close)

    def _expect_nothing(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None
