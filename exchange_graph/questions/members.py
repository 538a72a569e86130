"""The States of a body where a question names both: "African Union countries", "страны — члены ИГАД"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.lexicon import Meaning
from exchange_graph.domain.languages import LANGUAGES, Lang
from exchange_graph.domain.vocabulary import Group, Institution
from exchange_graph.questions.pieces import Piece
from exchange_graph.questions.vocabulary import member_words
from exchange_graph.text.tokens import LINKING
from exchange_graph.text.units import units, words_in

_BEHIND: tuple[Lang, ...] = ("en", "zh")
"""Languages that say "countries" behind the name."""
_BESIDE: tuple[Lang, ...] = ("ru", "ar")
"""Languages that need no word between "countries" and the name."""
_OF = frozenset(("of", "in", "de", "du", "des", "d", "del", "dans", "en"))
_ELSEWHERE = frozenset(("from", "to", "by", "with", "and"))
_MANY = ("страны", "государства", "члены")
"""Russian words for members as they stand where these do something."""


def with_members(pieces: Sequence[Piece], text: str, lang: Lang, known: Catalogue) -> list[Piece]:
    """The pieces, a body and the word for its States as the group of its members, where one is on record."""
    found: list[Piece] = []
    for piece in pieces:
        found.append(piece)
        if _says_members(piece) and lang in _BEHIND and len(found) > 1:
            _join(found, len(found) - 2, len(found) - 2, text, lang, known)
        elif _names_body(piece):
            place = len(found) - 1
            head = _head(found, place, text, lang)
            if head is not None:
                _join(found, head, place, text, lang, known)
    return found


def _join(found: list[Piece], head: int, place: int, text: str, lang: Lang, known: Catalogue) -> None:
    """Put the group in the place of a body and of what stands from the head to the end."""
    body = found[place]
    group = _group(body, known)
    if group is None or (place + 1 < len(found) and text[body.end : found[-1].start].strip()):
        return
    joined = "ل" if "to" in found[head].classes else ""  # للدول
    asked = head < place and "who" in found[head].classes
    start = found[head].end - len(units(found[head].text)[-1].word) if asked else found[head].start
    last = found[-1]
    found[head + asked :] = [
        replace(
            body, text=text[start : last.end], first=found[head + asked].first, last=last.last, start=start,
            end=last.end, ids=(group,), meanings=(Meaning("group", (group,), "short"),), joined=joined,
            owning=text[last.end : last.end + 1] in ("'", "’"),
            oblique=lang == "ru" and not words_in(text[start : last.end])[0].startswith(_MANY),
        )
    ]  # fmt: skip


def _head(found: Sequence[Piece], place: int, text: str, lang: Lang) -> int | None:
    """The place of the first word for members before a body, past what leads from it to the name."""
    at = place - 1
    while at >= 0 and _leads(found[at]) and not _ends_in_members(found[at], lang):
        at -= 1
    if at < 0 or not _ends_in_members(found[at], lang):
        return None
    if lang not in _BESIDE and not _OF & {*words_in(text[found[at].start : found[place].start])}:
        return None
    if lang == "ru" and not _says_members(found[at]) and not found[place].oblique:
        return None
    while at > 0 and _says_members(found[at]) and _says_members(found[at - 1]):
        at -= 1
    return at


def _names_body(piece: Piece) -> bool:
    """Whether a body is among what a name leads to, in whichever order."""
    return any(meaning.what == "institution" for meaning in piece.meanings)


def _says_members(piece: Piece) -> bool:
    return "members" in piece.classes and not piece.classes & _ELSEWHERE


def _ends_in_members(piece: Piece, lang: Lang) -> bool:
    asked = "who" in piece.classes and words_in(piece.text)[-1:][0] in member_words(lang)
    joined = lang == "ar" and {"to", "members"} <= piece.classes  # للدول
    return asked or joined or _says_members(piece)


def _leads(piece: Piece) -> bool:
    return bool(piece.classes & {"of", "the", "in"}) and not piece.classes & _ELSEWHERE


def _group(body: Piece, known: Catalogue) -> str | None:
    """The one group whose name is that of a body with a word for members."""
    shared = {i for meaning in body.meanings if meaning.what == "group" for i in meaning.ids}
    if not _names_body(body) or len({*body.ids} - shared) != 1:
        return None
    if shared:  # the body and its members share the name: CEDEAO
        return shared.pop() if len(shared) == 1 else None
    record = known.get(Institution, body.ids[0])
    called = [words_in(name) for name in _names(record)] if record else []
    groups = {group.id for group in known.all(Group) if _is_of(group, called)}
    return groups.pop() if len(groups) == 1 else None


def _is_of(group: Group, bodies: Iterable[list[str]]) -> bool:
    every = {words for lang in LANGUAGES for words in member_words(lang)}
    return any(
        " ".join(word for word in rest if word not in LINKING) in every
        for words in map(words_in, _names(group))
        for body in bodies
        for rest in _rest(words, body)
    )


def _rest(words: list[str], body: list[str]) -> Iterable[list[str]]:
    """What a name has besides that of a body, where it begins or ends with it."""
    if words[: len(body)] == body:
        yield words[len(body) :]
    if words[-len(body) :] == body:
        yield words[: -len(body)]


def _names(record: Institution | Group) -> Iterable[str]:
    return (*record.name.all().values(), *(name for name in record.also))
