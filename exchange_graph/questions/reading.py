"""A question read: the filters its words mean, each with the words it came from, and what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.filters import ExchangeFilters
from exchange_graph.domain.languages import Lang
from exchange_graph.questions.leaving_out import without_excluded
from exchange_graph.questions.members import with_members
from exchange_graph.questions.pieces import Cutter, Piece
from exchange_graph.questions.regions import regions
from exchange_graph.questions.roles import Roles
from exchange_graph.questions.sending import read_sending
from exchange_graph.questions.sentence import RoleRead
from exchange_graph.questions.vocabulary import language_of
from exchange_graph.questions.whole import whole, without_appositions, without_slips
from exchange_graph.questions.years import read_years


@dataclass(frozen=True, slots=True)
class From:
    """Words of the question, and the filter and value that they gave."""

    text: str
    filter: str
    value: str


@dataclass(frozen=True, slots=True)
class QuestionRead:
    """What was read; `words` are searched as words, `unread` are in no record.

    `areas` are named, but no filter has a code for them: they are among the words. `apart` is what no
    filter can hold: what the question leaves out, languages that countries speak.
    """

    lang: Lang
    sources: tuple[From, ...]
    words: tuple[str, ...]
    areas: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()

    def values(self) -> dict[str, list[str]]:
        """The values of each filter, as they were met."""
        found: dict[str, list[str]] = {}
        for one in self.sources:
            values = found.setdefault(one.filter, [])
            if one.value not in values:
                values.append(one.value)
        return found

    def filters(self) -> ExchangeFilters:
        """The filters, with the words as `q`."""
        return ExchangeFilters.model_validate(
            {name: values[0] if name in SINGLE else values for name, values in self.values().items()}
            | {"q": " ".join(self.words) or None}
        )


SINGLE = ("year_from", "year_to", "contested", "dated")
_OF_GROUP: dict[RoleRead, str] = {"provider": "provider_group", "recipient": "recipient_group"}


def read(question: str, lang: Lang | None, known: Catalogue) -> QuestionRead:
    """Read a question in the language that its script and words tell; in `lang` where they tell none."""
    spoken = language_of(question, lang or "en")
    pieces = Cutter(spoken, known.lexicon, regions(spoken), known.records).cut(question)
    pieces = without_slips(pieces, question, known.begun) if spoken == "zh" else pieces
    pieces = without_appositions(whole(pieces, question, known.longer), question)
    pieces = without_excluded(with_members(pieces, question, spoken, known), question)
    read_years(pieces, question)
    read_sending(pieces)
    roles = Roles(question, pieces, spoken).all()
    sources: list[From] = []
    for place, piece in enumerate(pieces):
        following = next((n for n in range(place + 1, len(pieces)) if pieces[n].kind != "ignored"), None)
        if not _only_leads(piece, roles.get(following) if following is not None else None):
            sources += [From(piece.text, *one) for one in _given(piece, roles.get(place))]
    words = tuple(piece.text for piece in pieces if piece.kind == "word")
    areas = tuple(piece.text for piece in pieces if piece.kind == "name" and piece.what == "area")
    apart = tuple(piece.text for piece in pieces if piece.kind == "apart")
    return QuestionRead(spoken, tuple(sources), (*areas, *_together(words, pieces)), areas, apart=apart)


def _only_leads(piece: Piece, role: RoleRead | None) -> bool:
    """Whether a word that names a sector too only says what who is named next did: "by mediation of"."""
    return piece.kind == "sector" and role == "facilitator" and "by.facilitator" in piece.classes


def _given(piece: Piece, role: RoleRead | None) -> list[tuple[str, str]]:
    """The filters and values that a piece gives."""
    if piece.filters:
        return [tuple(one.split("=", 1)) for one in piece.filters]  # type: ignore[misc]
    if piece.kind == "sector":
        return [("sector", i) for i in piece.ids]
    if piece.kind == "region":
        return [(f"{side}_region", i) for side in _sides(role) for i in piece.ids]
    if piece.what == "programme":
        return [("programme", i) for i in piece.ids]
    if piece.kind != "name" or piece.what == "area":
        return []
    return [(name, i) for i, what in _parties(piece) for name in _filters(what, role)]


def _sides(role: RoleRead | None) -> tuple[str, ...]:
    """On which side a region stands: between its own States on both."""
    if role == "between":
        return ("provider", "recipient")
    return ("provider",) if role == "provider" else ("recipient",)


def _parties(piece: Piece) -> list[tuple[str, str]]:
    """Who is named; a body goes before a group of the same name."""
    found = {i: meaning.what for meaning in piece.meanings for i in meaning.ids}
    first = next((w for w in ("country", "ended", "institution", "group") if w in found.values()), "country")
    return [(i, what) for i, what in found.items() if what == first]


def _filters(what: str, role: RoleRead | None) -> tuple[str, ...]:
    """The filters of a party in a role; those of a pair are asked for together."""
    if what == "group" and role == "between":
        return ("provider_group", "recipient_group")
    if what == "group":
        return (_OF_GROUP.get(role, "group") if role else "group",)
    return (role or ("institution" if what == "institution" else "party"),)


def _together(words: Sequence[str], pieces: Sequence[Piece]) -> list[str]:
    """The words that are left; Chinese characters that stand side by side are one word."""
    found: list[str] = []
    last = -2
    for piece in pieces:
        if piece.kind != "word":
            continue
        if found and last == piece.first - 1 and len(piece.text) == 1 and not piece.text.isascii():
            found[-1] += piece.text
        else:
            found.append(piece.text)
        last = piece.last
    return found
