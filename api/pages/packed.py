"""Bytes as they travel."""

from __future__ import annotations

import gzip


def packed(content: bytes, gzipped: bool) -> tuple[bytes, dict[str, str]]:
    """The content, compressed for those who take that, and the headers that say so."""
    headers = {"Vary": "Accept-Encoding"}
    if not gzipped:
        return content, headers
    return gzip.compress(content, 6, mtime=0), {**headers, "Content-Encoding": "gzip"}
