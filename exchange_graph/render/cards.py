"""Experiences as cards: what was done, when, what came of it, what was learned, whom to ask, who says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.domain.claims import Citation
from exchange_graph.domain.dates import last_day
from exchange_graph.domain.exchange import Role
from exchange_graph.domain.knowledge import Experience, Lesson, Offer
from exchange_graph.domain.languages import Lang, Text
from exchange_graph.domain.party import Party
from exchange_graph.domain.records import AnyRecord
from exchange_graph.domain.sourced import known_from
from exchange_graph.domain.view import ExchangeView
from exchange_graph.domain.vocabulary import Institution
from exchange_graph.matching.answer import BESIDE, Beside
from exchange_graph.render.heading import heading
from exchange_graph.render.locales import say
from exchange_graph.render.punctuation import beside, clauses, joined, opened
from exchange_graph.render.shapes.common import Ref, WordsShape
from exchange_graph.render.shapes.suggestions import (
    AskedSide,
    AskShape,
    BesideShape,
    CardCitationShape,
    CardOutcomeShape,
    CardShape,
    DidShape,
    LessonTold,
)
from exchange_graph.render.speaking import Speaker
from exchange_graph.render.times import period_says, span_says, status_says
from exchange_graph.render.withholding import Withheld

MOST_ASKED = 4
MOST_BESIDE, MOST_IN_BRIEF = 3, 2
NARROW = 2
"""A lesson that names more exchanges is a general one: it is told beside the cards."""
_SIDES: dict[Role, AskedSide] = {
    "provider": "provider", "recipient": "recipient", "facilitator": "facilitator",
}  # fmt: skip
_TOLD = ("interrupted", "ongoing")
"""What a card says of the status: the rest is plain from the period and the outcome."""


class Cards:
    """Tells records as cards in the language of a speaker; what names the withheld is left out.

    As of a day only what was public by then is told; a title is written of all that is known today. In
    `guarded` sectors no body is named by an inferred role.
    """

    def __init__(
        self, speaker: Speaker, withheld: Withheld, as_of: str | None = None, *, guarded: bool = False
    ) -> None:
        self._speaker, self._withheld, self._guarded = speaker, withheld, guarded
        self._known: Catalogue = speaker.catalogue
        self._day = last_day(as_of) if as_of else None

    def exchange(self, view: ExchangeView, *, brief: bool = False, own: bool = False) -> CardShape:
        """A documented exchange; in brief without lesson, quote, whom to ask and who stood between.

        `own`: it is told as what the recipient received: then guarded sectors name no State that paid.
        """
        givers = [party for party in view.parties if party.role == "provider"]
        asked = [] if brief else [*self._to_ask(view)]
        beside = [*self._beside(view, {one["institution"]["id"] for one in asked}, own=own)]
        beside = [one for one in beside if not brief or one["role"] != "facilitator"]
        most = MOST_IN_BRIEF if brief else MOST_BESIDE
        shape: CardShape = {
            "id": view.id,
            "kind": "exchange",
            "heading": self._speaker.composed(lambda lang: self.heading(view, lang)),
            "title": None if self._day else self._text(view.title),
            "when": self._speaker.composed(lambda lang: _when(view, lang)),
            "basis": "inferred" if givers and all(p.basis == "inferred" for p in givers) else "stated",
            "grade": view.grade,
            "outcome": self._outcome(view),
            "lesson": None if brief else next(self.lessons([view.id], general=False), None),
            "ask": asked[:MOST_ASKED],
            "citation": self._citation(_telling(view), brief=brief),
            "dated": view.period.dated,
            "roles": dict(Counter(party.role for party in view.parties)),
        }
        if other := self._speaker.other(view.title):
            shape["lang"] = other
        if len(asked) > MOST_ASKED:
            shape["ask_more"] = len(asked) - MOST_ASKED
        if not brief and (said := self._nobody(view)):
            shape["nobody_to_ask"] = said
        if beside:
            shape["beside"] = beside[:most]
        if len(beside) > most:
            shape["beside_more"] = len(beside) - most
        return shape

    def known(self, record: AnyRecord) -> CardShape:
        """An experience or an offer."""
        match record:
            case Experience():
                return self._experience(record)
            case Offer():
                states = [actor for actor in record.offered_by if actor not in self._withheld.hidden]
                return self._plain(record, "offer", states)
            case _:
                raise NotImplementedError(f"the kind {record.kind} has no card")

    def _experience(self, record: Experience) -> CardShape:
        shape = self._plain(record, "experience", [record.country])
        if record.period:
            period = record.period
            shape["when"] = self._speaker.composed(lambda lang: span_says(period, lang))
        if record.result and self._public(record.result.citations):
            shape["outcome"] = {
                "rating": record.result.rating,
                "text": self._text(record.result.text),
                "basis": "stated",
            }
        return shape

    def lessons(self, exchanges: Iterable[str], *, general: bool) -> Iterator[LessonTold]:
        """What was learned from these exchanges, of few or (general) of more than a few."""
        found = (lesson for i in exchanges for lesson in self._known.lessons(i))
        for lesson in {one.id: one for one in found}.values():
            fits = (len(lesson.exchanges) > NARROW) is general and self._withheld.may(lesson.text)
            if fits and self._public(lesson.citations):
                yield _lesson(lesson, self._speaker)

    def _public(self, citations: Iterable[Citation]) -> bool:
        context = self._known.context
        return self._day is None or any(last_day(known_from(c, context)) <= self._day for c in citations)

    def _plain(self, record: Experience | Offer, kind: str, actors: list[str]) -> CardShape:
        citation = next((one for one in record.citations if one.quote), record.citations[0])

        def compose(lang: Lang) -> str:
            who, what = ([self._known.label(i, lang) for i in ids] for ids in (actors, record.sectors))
            line = opened(joined(who, lang), joined(what, lang), lang)
            return beside(line, say(lang, f"card.{kind}"), lang)

        shape: CardShape = {
            "id": record.id,
            "kind": "experience" if kind == "experience" else "offer",
            "heading": self._speaker.composed(compose),
            "title": self._text(record.title),
            "when": None,
            "basis": "stated",
            "grade": min(one.grade for one in record.citations),
            "outcome": None,
            "lesson": None,
            "ask": [],
            "citation": self._citation(citation),
        }
        if other := self._speaker.other(record.title):
            shape["lang"] = other
        return shape

    def heading(self, view: ExchangeView, lang: Lang, *, bare: bool = False) -> str:
        """The line that opens an exchange, with the withheld as a number."""
        return heading(view, lang, self._speaker.label_in(lang), self._withheld.named, bare=bare)

    def _text(self, text: Text | None) -> WordsShape | None:
        return self._speaker.maybe(text) if self._withheld.may(text) else None

    def _outcome(self, view: ExchangeView) -> CardOutcomeShape | None:
        if view.outcome is None:
            return None
        text = view.outcome.text
        shape: CardOutcomeShape = {
            "rating": view.outcome.rating,
            "text": self._text(text),
            "basis": view.outcome.basis,
        }
        if text and (other := self._speaker.other(text)):
            shape["lang"] = other
        return shape

    def _citation(self, citation: Citation, *, brief: bool = False) -> CardCitationShape:
        told = (
            citation.quote if not brief and self._withheld.may(citation.quote, citation.translation) else None
        )
        ours = citation.translation if told and citation.lang != self._speaker.asked else None
        return {
            "source": self._speaker.ref(citation.source),
            "locator": citation.locator if self._withheld.may(citation.locator) else None,
            "quote": told,
            "lang": citation.lang,
            "translation": self._speaker.maybe(ours),
            "unofficial": ours is not None,
        }

    def _to_ask(self, view: ExchangeView) -> Iterator[AskShape]:
        """Bodies of both sides and those that brokered, each once; of one that ended its successors."""
        seen: set[str] = set()
        for role, side in _SIDES.items():
            for party in (p for p in view.parties if p.role == role and self._asked(p)):
                for body, via in _living(party.id or "", self._known):
                    if body not in seen and self._withheld.body(body):
                        seen.add(body)
                        yield self._to_be_asked(side, party, body, via)

    def _to_be_asked(self, side: AskedSide, party: Party, body: str, via: str | None) -> AskShape:
        side = "broker" if party.part == "brokers" else side
        shape: AskShape = {"side": side, "institution": self._speaker.ref(body), "via": self._via(via)}
        if party.basis != "stated":
            shape["basis"] = party.basis
        return shape

    def _beside(self, view: ExchangeView, asked: set[str], *, own: bool) -> Iterator[BesideShape]:
        """Who paid, supported or stood between, each once a role, but for bodies that are to be asked."""
        seen: set[tuple[Role, str]] = set()
        for role in BESIDE:
            for party in (p for p in view.parties if p.role == role and self._stood(p, own=own)):
                actor = party.id or ""
                if actor not in asked and (role, actor) not in seen:
                    seen.add((role, actor))
                    yield {"actor": self._speaker.ref(actor), **did(role, party)}

    def _stood(self, party: Party, *, own: bool) -> bool:
        if party.id is None or not self._withheld.named(party):
            return False
        return not self._guarded or (self._sure(party) and not (own and party.country))

    def _nobody(self, view: ExchangeView) -> WordsShape | None:
        """Of which of the States that gave no body is on record in any role, or none that a source states."""
        bodies = [p for p in view.parties if p.type == "institution"]
        known, sure = ({p.country for p in some} for some in (bodies, filter(self._sure, bodies)))
        gave = (p.country for p in view.parties if p.role == "provider" and self._withheld.named(p))
        states = [state for state in dict.fromkeys(gave) if state and state not in sure]
        if not states:
            return None
        none = [state for state in states if state not in known]
        key = "card.no_body" if none else "card.no_sure_body"
        return self._speaker.composed(lambda lang: self._of(key, none or states, lang))

    def _of(self, key: str, states: list[str], lang: Lang) -> str:
        return say(lang, key, states=joined((self._known.label(i, lang) for i in states), lang))

    def _sure(self, party: Party) -> bool:
        return not self._guarded or party.basis != "inferred"

    def _via(self, body: str | None) -> Ref | None:
        return self._speaker.ref(body) if body and self._withheld.body(body) else None

    def _asked(self, party: Party) -> bool:
        brokers = party.role != "facilitator" or party.part in ("brokers", None)
        return party.type == "institution" and brokers and self._sure(party) and self._withheld.named(party)


def did(role: Beside, party: Party) -> DidShape:
    """What a party beside an exchange did, as far as a source says it."""
    shape: DidShape = {"role": role}
    if party.part:
        shape["part"] = party.part
    if party.basis != "stated":
        shape["basis"] = party.basis
    return shape


def _when(view: ExchangeView, lang: Lang) -> str:
    said = [period_says(view, lang)]
    if "period" in view.contested:
        said = [beside(said[0], say(lang, "heading.differ"), lang)]
    if view.status and view.status.value in _TOLD:
        said.append(status_says(view.status, lang))
    return clauses(said, lang)


def _telling(view: ExchangeView) -> Citation:
    """The citation that says who gave, with its words where there are any."""
    roles = ("provider", "participant", "recipient")
    parties = sorted((p for p in view.parties if p.role in roles), key=lambda p: roles.index(p.role))
    cited = [view.citations[n] for party in parties for n in party.citations] or [*view.citations]
    return next((one for one in cited if one.quote), cited[0])


def _living(body: str, known: Catalogue) -> Iterator[tuple[str, str | None]]:
    """The body, or what it became where it has ended, however many steps; nothing where nobody follows."""
    waiting, seen = [body], set[str]()
    for current in waiting:
        record = known.get(Institution, current)
        if record is None or current in seen:
            continue
        seen.add(current)
        waiting += [step.id for step in record.succeeded_by]
        if not record.has_ended:
            yield record.id, None if record.id == body else body


def _lesson(lesson: Lesson, speaker: Speaker) -> LessonTold:
    shape: LessonTold = {"id": lesson.id, "text": speaker.words(lesson.text)}
    if other := speaker.other(lesson.text):
        shape["lang"] = other
    return shape
