"""Requests and answers as JSON lines, packed if the name of the file ends in .gz."""

from __future__ import annotations

import base64
import gzip
import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, cast


def opened(path: Path, mode: str) -> IO[str]:
    """The file as text; packed with no name and no time in it, so that equal lines are equal files."""
    if path.suffix != ".gz":
        return path.open(mode, encoding="utf-8")
    return cast(IO[str], gzip.open(path, mode + "t", encoding="utf-8"))


def write(path: Path, lines: Iterable[dict[str, Any]]) -> None:
    """Write a line each."""
    with opened(path, "w") as file:
        for line in lines:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a file, one by one."""
    with opened(path, "r") as file:
        for line in file:
            yield json.loads(line)


def pack(body: bytes) -> str:
    """The bytes of a body as they stand in a line."""
    return base64.b64encode(zlib.compress(body, 6)).decode()


def unpack(packed: str) -> bytes:
    """The bytes that were packed."""
    return zlib.decompress(base64.b64decode(packed))
