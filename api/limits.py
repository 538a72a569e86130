"""What is refused before anything is done for it: addresses that cannot be read, and what is too long."""

from __future__ import annotations

import re

from starlette.types import Scope

from exchange_graph.errors import Problem

LONGEST_ADDRESS = 16_384
MOST_PARAMETERS = 500
LONGEST_HEADERS = 16_384
LONGEST_BODY = 65_536
TOO_LONG = Problem("body", f"is longer than {LONGEST_BODY} bytes: ask for less at once")
_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_ESCAPED = re.compile(rb"%([0-9A-Fa-f]{2})")


def unacceptable(scope: Scope) -> Problem | None:
    """Why a request is not looked at, or None."""
    path, query = scope.get("raw_path") or b"", scope["query_string"]
    if len(path) + len(query) > LONGEST_ADDRESS:
        return Problem("address", f"is longer than {LONGEST_ADDRESS} bytes: ask for less at once")
    if query.count(b"&") >= MOST_PARAMETERS:
        return Problem("address", f"has more than {MOST_PARAMETERS} parameters: ask for less at once")
    if sum(len(name) + len(value) for name, value in scope["headers"]) > LONGEST_HEADERS:
        return Problem("headers", f"are longer than {LONGEST_HEADERS} bytes together: leave some out")
    length = dict(scope["headers"]).get(b"content-length", b"0")
    if not length.isdigit() or int(length) > LONGEST_BODY:
        return TOO_LONG
    return _unreadable(path) or _unreadable(query)


def _unreadable(part: bytes) -> Problem | None:
    """Broken percent-encoding, or bytes that are no UTF-8."""
    if _ESCAPE.search(part):
        why = "a percent sign in the address is not followed by two hexadecimal digits; write it as %25"
        return Problem("address", why)
    try:
        _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part).decode()
    except UnicodeDecodeError:
        return Problem("address", "the address is not UTF-8 after percent-decoding")
    return None
