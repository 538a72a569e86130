"""Saying records and texts in the reader's language, or in all six."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.domain.claims import Citation
from exchange_graph.domain.exchange import Span
from exchange_graph.domain.languages import LANGUAGES, Lang, Text
from exchange_graph.domain.notes import Note
from exchange_graph.domain.view import ExchangeView
from exchange_graph.render.heading import heading
from exchange_graph.render.locales import say
from exchange_graph.render.shapes.common import CitationShape, NoteShape, Ref, SpanShape, WordsShape

LangOrAll = Lang | Literal["all"]


class Speaker:
    """Labels and texts in one language; with "all", maps by language."""

    def __init__(self, catalogue: Catalogue, asked: LangOrAll) -> None:
        self.catalogue = catalogue
        self.asked = asked
        self.lang: Lang = "en" if asked == "all" else asked
        self._refs: dict[str, Ref] = catalogue.said.setdefault(asked, {})

    def words(self, text: Text) -> WordsShape:
        """The text as asked; in another language where it does not exist in the asked one."""
        return everything(text) if self.asked == "all" else text.best(self.lang)[0]

    def maybe(self, text: Text | None) -> WordsShape | None:
        """The text as asked, or null."""
        return self.words(text) if text else None

    def other(self, text: Text) -> str | None:
        """The language the words are in, where it is not the asked one."""
        lang = text.best(self.lang)[1]
        return None if self.asked == "all" or lang == self.lang else lang

    def ref(self, record_id: str) -> Ref:
        """A record by id with its label; an unknown id is its own label."""
        known = self._refs.get(record_id)
        if known is None:
            known = self._refs[record_id] = self._ref(record_id)
        return known

    def _ref(self, record_id: str) -> Ref:
        text = self.catalogue.text(record_id)
        if text is None:
            return {"id": record_id, "label": record_id}
        ref: Ref = {"id": record_id, "label": self.words(text)}
        if other := self.other(text):
            ref["lang"] = other
        return ref

    def unofficial(self, record_id: str) -> list[str]:
        """The languages in which a record's label is our translation."""
        text = self.catalogue.text(record_id)
        return list(text.unofficial) if text else []

    def refs(self, ids: Iterable[str]) -> list[Ref]:
        return [self.ref(record_id) for record_id in ids]

    def composed(self, compose: Callable[[Lang], str]) -> WordsShape:
        """Words that are put together by language: one, or all six."""
        if self.asked == "all":
            return {lang: compose(lang) for lang in LANGUAGES}
        return compose(self.lang)

    def heading(self, view: ExchangeView) -> WordsShape:
        """The line that opens an exchange: who, to whom, what."""
        return self.composed(lambda lang: self.heading_in(view, lang))

    def heading_in(self, view: ExchangeView, lang: Lang) -> str:
        """The same in one language."""
        return heading(view, lang, self.label_in(lang))

    def label_in(self, lang: Lang) -> Callable[[str], str]:
        """What gives the name of a record in one language."""
        return lambda record_id: self.catalogue.label(record_id, lang)

    def say(self, key: str, **values: object) -> WordsShape:
        """A sentence of the service itself."""
        return self.composed(lambda lang: say(lang, key, **values))

    def citation(self, citation: Citation) -> CitationShape:
        return {
            "source": self.ref(citation.source),
            "locator": citation.locator,
            "grade": citation.grade,
            "lang": citation.lang,
            "quote": citation.quote,
            "translation": self.maybe(citation.translation),
        }

    def notes(self, notes: Iterable[Note]) -> list[NoteShape]:
        """What parties hold against a record."""
        return [
            {
                "by": {"role": note.by.role, "organisation": note.by.organisation},
                "date": note.date,
                "text": self.words(note.text),
            }
            for note in notes
        ]

    def citations(self, citations: Iterable[Citation]) -> list[CitationShape]:
        return [self.citation(citation) for citation in citations]


def everything(text: Text) -> dict[str, str]:
    """Every language that the text exists in."""
    return {str(lang): words for lang, words in text.all().items()}


def span(period: Span | None) -> SpanShape | None:
    """A period as it was stated."""
    if period is None:
        return None
    return {
        "start": period.start,
        "end": period.end,
        "earliest": period.earliest,
        "latest": period.latest,
    }
