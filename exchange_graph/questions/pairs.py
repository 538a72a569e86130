"""Who is named as a pair: "between A and B" asks for what both of them took part in."""

from __future__ import annotations

from collections.abc import Sequence

from exchange_graph.domain.languages import Lang
from exchange_graph.questions.pieces import Piece


def pair(pieces: Sequence[Piece], lang: Lang) -> list[int]:
    """The places of the parties of a pair; none unless each is exactly one State or body."""
    step = -1 if lang == "zh" else 1  # Chinese says it behind them
    for at, piece in enumerate(pieces):
        if "pair" in piece.classes:
            named = _listed(pieces, at, step)
            if len(named) > 1 and all(_is_one(pieces[place]) for place in named):
                return named
    return []


def _listed(pieces: Sequence[Piece], at: int, step: int) -> list[int]:
    """The parties that are listed one after another from a place on."""
    found, at = list[int](), at + step
    while 0 <= at < len(pieces):
        if pieces[at].is_party:
            found.append(at)
        elif pieces[at].kind != "ignored" and "and" not in pieces[at].classes:
            break
        at += step
    return found


def _is_one(piece: Piece) -> bool:
    return len(piece.ids) == 1 and piece.what in ("country", "institution")
