"""Years that a question asks for: since, before, between. The filters take the years that are meant."""

from __future__ import annotations

from collections.abc import Sequence

from exchange_graph.questions.pieces import LEADING, Piece

_AFTER_THE_YEAR = {
    "以来": "since", "至今": "since", "起": "since", "以后": "after", "之后": "after", "后": "after",
    "以前": "before", "之前": "before", "前": "before",
    "onward": "since", "and later": "since", "and after": "since", "et après": "since", "et au-delà": "since",
    "en adelante": "since", "y después": "since", "и позднее": "since", "и позже": "since",
    "и далее": "since", "فصاعدا": "since", "وما بعد": "since",
}  # fmt: skip
_BOUNDS = ("since", "before", "after", "until")
_MOVED = {
    "since": ("year_from", 0),
    "after": ("year_from", 1),
    "before": ("year_to", -1),
    "until": ("year_to", 0),
}
_BACK, _EVENT = 3, 7
"""So many pieces before a year may say from when; more where an event lies between."""


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
    piece = pieces[place]
    bound, event = _bound(pieces, place, text)
    if not bound:
        _set(piece, "year_from", 0)
        _set(piece, "year_to", 0)
        return
    name, moved = _MOVED[bound]
    _set(piece, name, 0 if event else moved)
    for other in event:  # the event tells the time, and is no subject
        other.kind = "ignored"
        piece.start, piece.end = min(piece.start, other.start), max(piece.end, other.end)
    piece.text = text[piece.start : piece.end]


def _bound(pieces: Sequence[Piece], place: int, text: str) -> tuple[str, list[Piece]]:
    """What a year bounds, and the event that it is the year of: "after the earthquake of 2010"."""
    if bound := _after_it(pieces, place, text):
        return bound, []
    if bound := _before_it(pieces, place):
        return bound, []
    return _event_behind(pieces, place, text) or _event_before(pieces, place)


def _set(piece: Piece, name: str, moved: int) -> None:
    at = 0 if (name == "year_from" and moved <= 0) or (name == "year_to" and moved < 0) else -1
    piece.filters.append(f"{name}={int(piece.ids[at]) + moved}")


def _before_it(pieces: Sequence[Piece], place: int) -> str:
    for piece in reversed(pieces[max(0, place - _BACK) : place]):
        for bound in _BOUNDS:
            if len(pieces[place].ids) > 1 and "of" in piece.classes:
                continue  # "des années 1980" is not "dès 1980"
            if bound in piece.classes and not ("during" in piece.classes and bound != "before"):
                piece.kind = "marker" if piece.kind == "word" else piece.kind
                return bound
        if piece.is_party or piece.kind in ("sector", "year", "word", "value"):
            return ""
        if "during" in piece.classes:
            return ""
    return ""


def _event_before(pieces: Sequence[Piece], place: int) -> tuple[str, list[Piece]]:
    """An event between the word and the year; prepositions alone bound nothing: "from the police in 2010"."""
    for at in range(place - 1, max(-1, place - _EVENT), -1):
        piece = pieces[at]
        told = {"after", "before", "since"} & piece.classes
        dated = "during" not in pieces[place - 1].classes and not any(p.is_party for p in pieces[at:place])
        if told and (dated or "event" in piece.classes or not piece.classes & LEADING):
            event = [p for p in pieces[at:place] if not p.is_party]
            has_event = any(p.kind in ("word", "sector", "value") for p in event)
            return (told.pop(), event) if has_event else ("", [])
        if piece.kind == "year" or "who" in piece.classes:
            break
    return "", []


def _event_behind(pieces: Sequence[Piece], place: int, text: str) -> tuple[str, list[Piece]] | None:
    """Chinese says it behind the event: 2010年地震后."""
    for at in range(place + 1, min(place + _EVENT, len(pieces))):
        bound = _AFTER_THE_YEAR.get(pieces[at].text)
        if bound and pieces[at].text != "起":
            event = [p for p in pieces[place + 1 : at + 1] if not p.is_party]
            return ({"after": "since"}.get(bound, bound), event) if len(event) > 2 else None
        if pieces[at].is_party or any(
            mark in text[pieces[at].start - 1 : pieces[at].start] for mark in "，,。"
        ):
            return None
    return None


def _after_it(pieces: Sequence[Piece], place: int, text: str) -> str:
    """Chinese says it after the year; so do "2013 год и позднее" and the like, rarely."""
    rest = text[pieces[place].end :].lstrip(" ,").removeprefix("年").removeprefix("года").lstrip()
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
