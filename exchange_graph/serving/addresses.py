"""The head of a request as it comes in: typed letters are encoded; what does not end is cut off."""

from __future__ import annotations

import asyncio
import re
from typing import Literal

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST_BYTES = 65_536
"""What a client may send before its headers end; the application refuses less than that in plain words."""
MOST_SECONDS = 10.0
_NOT_ASCII = re.compile(rb"[\x80-\xff]")


class TypedAddresses(HttpToolsProtocol):
    """`curl '.../v1/exchanges?q=塞拉利昂'` sends the letters as they are, and HTTP does not allow that.

    A connection whose headers do not end, in bytes or in time, is closed.
    """

    _line: Literal["awaited", "begun", "over"] = "awaited"
    _patience: asyncio.TimerHandle | None = None
    _came = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._expect_headers()

    def data_received(self, data: bytes) -> None:
        head = self._patience
        super().data_received(data if self._line == "over" else self._encoded(data))
        if head is not None and head is self._patience:  # these headers have not ended yet
            self._came += len(data)
            if self._came > MOST_BYTES and not self.transport.is_closing():
                self.send_400_response("The headers of this request are too long.")

    def _encoded(self, data: bytes) -> bytes:
        """The bytes with what they have of the request line encoded; empty lines may come before it."""
        start = 0 if self._line == "begun" else len(data) - len(data.lstrip(b"\r\n"))
        end = data.find(b"\n", start)
        if start < len(data):
            self._line = "over" if end >= 0 else "begun"
        end = end if end >= 0 else len(data)
        line = _NOT_ASCII.sub(lambda found: b"%%%02X" % found[0][0], data[start:end])
        return data[:start] + line + data[end:]

    def on_message_begin(self) -> None:
        super().on_message_begin()
        if self._line == "awaited":  # in the midst of what came with the request before: it stays as it is
            self._line = "over"
        self._expect_headers()

    def on_headers_complete(self) -> None:
        self._expect_nothing()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._line = "awaited"

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
