"""Years that a question asks for: since, before, between. The filters take the years that are meant."""

from __future__ import annotations

from collections.abc import Sequence

from exchange_graph.questions.pieces import Piece

_AFTER_THE_YEAR = {
    "以来": "since", "至今": "since", "起": "since", "以后": "after", "之后": "after", "后": "after",
    "以前": "before", "之前": "before", "前": "before",
}  # fmt: skip


def read_years(pieces: Sequence[Piece], text: str) -> None:
    """Tell each piece of a year which filter it gives."""
    places = [n for n, piece in enumerate(pieces) if piece.kind == "year"]
    used: set[int] = set()
    for number, place in enumerate(places):
        if place in used:
            continue
        following = places[number + 1] if number + 1 < len(places) else None
        if following is not None and _is_range(pieces, place, following, text):
            used |= {place, following}
            _set(pieces[place], "year_from", 0)
            _set(pieces[following], "year_to", 0)
        else:
            used.add(place)
            _single(pieces, place, text)


def _single(pieces: Sequence[Piece], place: int, text: str) -> None:
    bound = _after_it(pieces, place, text) or _before_it(pieces, place)
    piece = pieces[place]
    if bound == "since":
        _set(piece, "year_from", 0)
    elif bound == "after":
        _set(piece, "year_from", 1)
    elif bound == "before":
        _set(piece, "year_to", -1)
    elif bound == "until":
        _set(piece, "year_to", 0)
    else:
        _set(piece, "year_from", 0)
        _set(piece, "year_to", 0)


def _set(piece: Piece, name: str, moved: int) -> None:
    piece.filters.append(f"{name}={int(piece.ids[0]) + moved}")


def _before_it(pieces: Sequence[Piece], place: int) -> str:
    for piece in reversed(pieces[max(0, place - 3) : place]):
        for bound in ("since", "before", "after", "until"):
            if bound in piece.classes and not ("during" in piece.classes and bound != "before"):
                piece.kind = "marker" if piece.kind == "word" else piece.kind
                return bound
        if piece.is_party or piece.kind in ("sector", "year"):
            return ""
        if "during" in piece.classes:
            return ""
    return ""


def _after_it(pieces: Sequence[Piece], place: int, text: str) -> str:
    """Chinese says it after the year; so do "2013 год и позднее" and the like, rarely."""
    rest = text[pieces[place].end :].lstrip().removeprefix("年").lstrip()
    for words, bound in _AFTER_THE_YEAR.items():
        if rest.startswith(words):
            return bound
    return ""


def _is_range(pieces: Sequence[Piece], place: int, following: int, text: str) -> bool:
    """Whether two years are the ends of one range: "between 2010 and 2015", "2010-2015", "с 2010 по 2015"."""
    between = pieces[place + 1 : following]
    joining = text[pieces[place].end : pieces[following].start].strip()
    if int(pieces[place].ids[0]) > int(pieces[following].ids[0]):
        return False
    if joining in ("-", "–", "—", "/", "年-", "年—", "年–"):
        return True
    plain = all(p.kind in ("marker", "ignored", "word") and len(p.text) < 12 for p in between)
    told = pieces[following].joined == "و" or any("to_year" in p.classes for p in between)
    return plain and len(between) <= 4 and told
