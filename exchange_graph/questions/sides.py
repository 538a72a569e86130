"""Parties side by side: a pair that asks for what lies between them, arrows from one to the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from exchange_graph.domain.languages import Lang
from exchange_graph.questions.pieces import Piece
from exchange_graph.questions.sentence import ParsedSentence, RoleRead

_ARROW = re.compile(r"\s*(?:[-=–—]+[>›»]|[→➔➜⇒⟶]|>+)\s*")
_BACK = re.compile(r"\s*(?:[<‹«][-=–—]+|[←⇐⟵])\s*")
_ARABIC: Lang = "ar"
"""Arabic is written from the right: an arrow to the left points to what follows."""


def sides(sentence: ParsedSentence) -> dict[int, RoleRead]:
    """The roles that a pair or an arrow tells; none unless each party is exactly one State or body."""
    pair = _told(sentence) or _both(sentence)
    found: dict[int, RoleRead] = dict.fromkeys(pair, "between")
    if found:
        return found
    parties = [n for n, piece in enumerate(sentence.pieces) if piece.is_party]
    for one, other in pairwise(parties):
        between = sentence.between(one, one + 1)
        if sentence.is_parted(one, other):
            continue
        if _ARROW.fullmatch(between) or (sentence.lang == _ARABIC and _BACK.fullmatch(between)):
            found |= {one: "provider", other: "recipient"}
        elif _BACK.fullmatch(between):
            found |= {one: "recipient", other: "provider"}
    return found


def side_by_side(sentence: ParsedSentence, known: dict[int, RoleRead]) -> dict[int, RoleRead]:
    """Two States alone, none with a role: what is asked for lies between them; not where "or" parts them."""
    parties = [n for n, piece in enumerate(sentence.pieces) if piece.is_party and piece.what != "institution"]
    if len(parties) != 2 or known or not all(_is_state(sentence.pieces[n]) for n in parties):
        return {}
    first, last = parties
    parted = any("or" in sentence.classes(n) for n in range(first + 1, last))
    same = sentence.pieces[first].ids == sentence.pieces[last].ids
    return {} if parted or same else dict.fromkeys(parties, "between")


def _told(sentence: ParsedSentence) -> list[int]:
    """The places of the parties of a pair that "between" names."""
    pieces = sentence.pieces
    step = -1 if sentence.lang == "zh" else 1  # Chinese says it behind them
    for at, piece in enumerate(pieces):
        if "pair" in piece.classes:
            named = _listed(pieces, at, step)
            if len(named) > 1 and all(_is_one(pieces[place]) for place in named):
                return named
            if len(named) == 1 and pieces[named[0]].what in ("group", "region"):
                chosen = bool(sentence.verbs_after(named[0]))
                return [] if chosen else named  # among its own members; but "among them, who taught"
    return []


def _both(sentence: ParsedSentence) -> list[int]:
    """A name that two States share, where both are meant: "the two Congos"."""
    return [
        place
        for place, piece in enumerate(sentence.pieces)
        if len(piece.ids) == 2 and piece.what == "country" and "both" in sentence.classes(place - 1)
    ][:1]


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


def _is_state(piece: Piece) -> bool:
    return len(piece.ids) == 1 and piece.what == "country"
