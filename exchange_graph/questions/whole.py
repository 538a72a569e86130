"""Names taken whole: a State is not read out of the longer name of another one, however that is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from exchange_graph.catalogue.longer import Longer, is_written_for
from exchange_graph.questions.pieces import Piece
from exchange_graph.text.units import words_in

_OF = ("de", "du", "del", "of")


def whole(pieces: Sequence[Piece], text: str, longer: Longer) -> list[Piece]:
    """The pieces, a name and the unread word beside it as one where they are another State: "Юж. Судан"."""
    found: list[Piece] = []
    for piece in pieces:
        first = len(found) - (2 if found and found[-1].text in _OF else 1)
        if first >= 0 and (state := _state(found[first], piece, text, longer)):
            found[first:] = [_joined(found[first], piece, text, state)]
        else:
            found.append(piece)
    return found


def without_appositions(pieces: Sequence[Piece], text: str) -> list[Piece]:
    """The pieces without letters in brackets that name again who stands before them: "(CPLP)"."""
    return [
        piece
        for before, piece in zip([None, *pieces], pieces, strict=False)
        if not _is_named_again(before, piece, text)
    ]


def _is_named_again(before: Piece | None, piece: Piece, text: str) -> bool:
    bracket = text[piece.start - 1 : piece.start] in ("(", "（") if piece.start else False
    beside = before is not None and (before.is_party or before.kind == "ignored")
    return bracket and beside and piece.is_party and piece.text.isupper()


def _state(one: Piece, other: Piece, text: str, longer: Longer) -> str | None:
    """The State that a name and a word are together, if they are exactly one."""
    named, word = (other, one) if other.what == "country" else (one, other)
    if named.what != "country" or not _is_open(word, text):
        return None
    before = word is one
    shortened = before and text[word.end : word.end + 1] == "."
    written = "".join(words_in(word.text))
    found = {
        beside.state
        for state in named.ids
        for beside in longer.get(state, ())
        if beside.before is before and is_written_for(written, beside.word, shortened=shortened)
    }
    return found.pop() if len(found) == 1 else None


def _is_open(word: Piece, text: str) -> bool:
    """Whether a piece is not a name by itself: an unread word, North and South, a letter with a full stop."""
    return (
        word.kind == "word"
        or word.what == "group"
        or (word.kind == "ignored" and text[word.end : word.end + 1] == ".")
    )


def _joined(one: Piece, other: Piece, text: str, state: str) -> Piece:
    named = other if other.what == "country" else one
    meaning = replace(named.meanings[0], ids=(state,))
    return replace(
        named, text=text[one.start : other.end], first=one.first, last=other.last, start=one.start,
        end=other.end, ids=(state,), meanings=(meaning,),
    )  # fmt: skip
