"""Answers travel compressed to those who take that; each way has a tag of its own.

Beneath the memory for answers, so that one is compressed once for as long as it is remembered. Measured on
a page of 50 exchanges, 166 kB: brotli at 4 leaves 22.8 kB in 2.1 ms; gzip at 4 leaves 25.7 kB in 2.4 ms, at 6
23.3 kB in 4.1 ms. What is higher costs more than it saves.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable

import brotli
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.negotiation import Encoding, encoding_of

SMALLEST = 1000
"""Shorter answers are sent as they are: there is nothing to save."""
_LEVEL, _QUALITY = 4, 4
_GZIP = 31
_COMPRESSIBLE = re.compile(r"text/|image/svg|application/(?!vnd\.openxml|octet|zip)")


class Packing:
    """Compresses what is made of words, whole or piece by piece."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        encoding = encoding_of(headers.get("accept-encoding"))
        held, end = headers.get("if-none-match", ""), f'-{encoding}"'
        if encoding and end in held:  # what is beneath knows its own tag alone
            kept = [pair for pair in scope["headers"] if pair[0] != b"if-none-match"]
            plain = held.replace(end, '"').encode("latin-1", "replace")
            scope = {**scope, "headers": [*kept, (b"if-none-match", plain)]}
        await self._app(scope, receive, _Sending(encoding, held, send))


class _Sending:
    """Holds the beginning of an answer back until it is known whether there is anything to save."""

    def __init__(self, encoding: Encoding | None, held: str, send: Send) -> None:
        self._encoding, self._held, self._send = encoding, held, send
        self._start: Message | None = None
        self._packer: _Gzip | _Brotli | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
        elif message["type"] == "http.response.body":
            await self._pass(message.get("body", b""), more=message.get("more_body", False))
        else:
            await self._send(message)

    async def _pass(self, body: bytes, *, more: bool) -> None:
        start, self._start = self._start, None
        if start is not None:
            headers = MutableHeaders(scope=start)
            if self._saves(start["status"], headers, len(body), more=more):
                self._packer = _Brotli() if self._encoding == "br" else _Gzip()
        if self._packer:
            body = self._packer.packed(body, last=not more)
        if start is not None:
            if self._packer and not more:
                headers["Content-Length"] = str(len(body))
            await self._send(start)
        await self._send({"type": "http.response.body", "body": body, "more_body": more})

    def _saves(self, status: int, headers: MutableHeaders, length: int, *, more: bool) -> bool:
        """Whether the answer is to be compressed; its headers say so then."""
        tag, end = headers.get("etag"), f'-{self._encoding}"'
        named = f"{tag[:-1]}{end}" if tag else ""
        if status == 304 and self._encoding and named and (named in self._held or self._held.strip() == "*"):
            headers["ETag"] = named
        if not _COMPRESSIBLE.match(headers.get("content-type", "")) or "content-encoding" in headers:
            return False
        if "Accept-Encoding" not in headers.get("vary", ""):
            headers.add_vary_header("Accept-Encoding")
        if self._encoding is None or status != 200 or (length < SMALLEST and not more):
            return False
        headers["Content-Encoding"] = self._encoding
        if tag:
            headers["ETag"] = named
        del headers["Content-Length"]
        return True


class _Gzip:
    def __init__(self) -> None:
        self._packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)

    def packed(self, piece: bytes, *, last: bool) -> bytes:
        """All that can be read of the answer so far."""
        return self._packer.compress(piece) + self._packer.flush(zlib.Z_FINISH if last else zlib.Z_SYNC_FLUSH)


class _Brotli:
    def __init__(self) -> None:
        packer = brotli.Compressor(quality=_QUALITY)
        self._process: Callable[[bytes], bytes] = packer.process
        self._flush: Callable[[], bytes] = packer.flush
        self._finish: Callable[[], bytes] = packer.finish

    def packed(self, piece: bytes, *, last: bool) -> bytes:
        """All that can be read of the answer so far."""
        return self._process(piece) + (self._finish() if last else self._flush())
