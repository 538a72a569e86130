"""Addresses as people type them: letters that are not ASCII are percent-encoded as a browser would."""

from __future__ import annotations

import re

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_NOT_ASCII = re.compile(rb"[\x80-\xff]")


class TypedAddresses(HttpToolsProtocol):
    """`curl '.../v1/exchanges?q=塞拉利昂'` sends the letters as they are, and HTTP does not allow that."""

    def data_received(self, data: bytes) -> None:
        if data.startswith(b"GET "):
            line, end, rest = data.partition(b"\r\n")
            data = _NOT_ASCII.sub(lambda found: b"%%%02X" % found[0][0], line) + end + rest
        super().data_received(data)
