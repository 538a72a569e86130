"""Pages of lists, and cursors: opaque, and tied to the question they continue."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import Any, TypeVar

import orjson

from api.shapes.common import PageInfo
from exchange_graph.errors import BadInput, Problem, Wording
from exchange_graph.graph.query import Key

T = TypeVar("T")
_LARGEST = 1 << 62


def page(limit: int, following: str | None, total: int, revision: int) -> PageInfo:
    """What a list says of its page; `following` is the cursor of the next one."""
    return {"limit": limit, "next": following, "total": total, "data_revision": revision}


def cut(
    rows: Sequence[T], limit: int, key: Callable[[T], Key], question: object
) -> tuple[Sequence[T], str | None]:
    """The rows of a page, and the cursor of the next one; `key` tells the place of a row."""
    shown = rows[:limit]
    return shown, encode(key(shown[-1]), question) if len(rows) > limit else None


def turned(
    rows: Sequence[T],
    after: Key | None,
    limit: int,
    key: Callable[[T], Key],
    question: object,
) -> tuple[Sequence[T], str | None]:
    """The page of ordered rows that follows `after`, and the cursor of the next one."""
    ahead = rows if after is None else [row for row in rows if key(row) > after]
    return cut(ahead, limit, key, question)


def encode(key: Key | None, question: object) -> str | None:
    """The cursor that continues `question` after `key`; None after the last page."""
    if key is None:
        return None
    text = orjson.dumps([list(key), _tie(question)])
    return base64.urlsafe_b64encode(text).decode().rstrip("=")


def decode(cursor: str | None, question: object, parts: tuple[type, ...]) -> Key | None:
    """The key in a cursor of this question, its parts of the types given; another cursor is `BadInput`."""
    if cursor is None:
        return None
    try:
        key, tie = _read(cursor)
    except (ValueError, binascii.Error, UnicodeError):
        raise _refused(Wording("this is no cursor: take `next` of the page before, unchanged")) from None
    if tie != _tie(question):
        raise _refused(
            Wording("this cursor belongs to another question: repeat its filters, or start without a cursor")
        )
    if [type(part) for part in key] != list(parts) or any(_is_huge(part) for part in key):
        raise _refused(Wording("this is no cursor: take `next` of the page before, unchanged"))
    return tuple(key)


def _read(cursor: str) -> tuple[list[Any], str]:
    text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    content = orjson.loads(text)
    if not (isinstance(content, list) and len(content) == 2 and isinstance(content[0], list)):
        raise ValueError("not a pair")
    return content[0], content[1]


def _is_huge(part: object) -> bool:
    return isinstance(part, int) and abs(part) > _LARGEST


def _tie(question: object) -> str:
    return blake2b(repr(question).encode(), digest_size=9).hexdigest()


def _refused(why: str) -> BadInput:
    return BadInput([Problem("cursor", why)])
