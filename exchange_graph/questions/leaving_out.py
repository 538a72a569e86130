"""What a question leaves out: "not South Sudan", "hors du Mali". No filter can do so; it is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from exchange_graph.questions.pieces import Piece

_OPPOSITE = {"outcome=positive": "outcome=negative"}
_LEFT_OUT = ("name", "region", "sector", "apart")


def without_excluded(pieces: Sequence[Piece], text: str) -> list[Piece]:
    """The pieces, with what is left out and the words that say so as one, set apart.

    "Not successful" is another thing: it failed.
    """
    found, at = list[Piece](), 0
    while at < len(pieces):
        end = _end(pieces, at, text) if "not" in pieces[at].classes else at
        if end > at:
            found.append(_apart(pieces[at], pieces[end], text))
        elif at and "not" in pieces[at - 1].classes:
            found.append(_turned(pieces[at]))
        else:
            found.append(pieces[at])
        at = end + 1
    return found


def _end(pieces: Sequence[Piece], at: int, text: str) -> int:
    """The last place of what is named right behind a negation, with what is listed after it."""
    last = place = at
    while place + 1 < len(pieces):
        place += 1
        piece = pieces[place]
        if piece.kind in _LEFT_OUT:
            last = place
            continue
        leads = piece.kind == "ignored" or piece.classes & {"in", "to", "of", "from", "the"}
        if not leads if last == at else not piece.classes & {"and", "or"}:
            break
    return last


def _apart(first: Piece, last: Piece, text: str) -> Piece:
    return replace(
        last, kind="apart", text=text[first.start : last.end], first=first.first, start=first.start,
        meanings=(), ids=(), classes=frozenset(),
    )  # fmt: skip


def _turned(piece: Piece) -> Piece:
    return replace(piece, filters=[_OPPOSITE.get(one, one) for one in piece.filters])
