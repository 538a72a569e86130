"""What changed, in words before and after: a line of the change feed as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from typing_extensions import TypedDict

from exchange_graph.domain.context import Context
from exchange_graph.domain.derive import derive
from exchange_graph.domain.exchange import FACTS, Exchange
from exchange_graph.domain.languages import LANGUAGES, Lang
from exchange_graph.domain.records import AnyRecord
from exchange_graph.graph.query import Found, Op
from exchange_graph.render import exchange as of_exchange
from exchange_graph.render.fields import field_name, field_words, sources_words
from exchange_graph.render.locales import say
from exchange_graph.render.punctuation import clauses, joined, opened
from exchange_graph.render.records import render
from exchange_graph.render.shapes.common import WordsShape
from exchange_graph.render.speaking import Speaker

_NOT_TOLD = ("id", "kind", "lang", "revision", "updated_at", "links", "label", "unofficial")
_CITED = "citations"
_MOST = 20
"""Fields of one change that are told; nobody reads more, and the record shows them all."""


class DifferenceShape(TypedDict):
    """A field that changed, by name, and what it said before and after; null where it said nothing."""

    field: str
    label: WordsShape
    before: WordsShape | None
    after: WordsShape | None


Difference = tuple[str, str, str, str]
"""A field, its name, its words before and after, in one language."""


class Changed:
    """A record before and after a change; either may be missing."""

    def __init__(self, before: AnyRecord | None, after: AnyRecord | None, speaker: Speaker) -> None:
        self._before, self._after, self._speaker = before, after, speaker
        self._context: Context = speaker.catalogue.context
        self._differences: dict[Lang, list[Difference]] = {}

    def label(self) -> WordsShape:
        """What the record is called; an exchange by its heading."""
        return self._speaker.composed(self._label)

    def says(self, op: Op, into: str | None) -> WordsShape:
        """One sentence: added, corrected in which fields, merged, withdrawn or redacted."""
        return self._speaker.composed(lambda lang: self._says(op, into, lang))

    def differences(self) -> list[DifferenceShape]:
        """Field by field, where there is a record on both sides."""
        told = {lang: self._told(lang) for lang in self._languages()}
        first = next(iter(told.values()))
        if self._speaker.asked != "all":
            return [_shape(*one) for one in first]
        by_field = {lang: {one[0]: one for one in every} for lang, every in told.items()}
        return [_in_all(field, by_field) for field, *_ in first]

    def _languages(self) -> tuple[Lang, ...]:
        return LANGUAGES if self._speaker.asked == "all" else (self._speaker.lang,)

    def _label(self, lang: Lang) -> str:
        record = self._after or self._before
        if isinstance(record, Exchange):
            return self._speaker.heading_in(derive(record, self._context), lang)
        return self._speaker.catalogue.label(record.id, lang) if record else ""

    def _says(self, op: Op, into: str | None, lang: Lang) -> str:
        if op == "merged":
            return say(lang, "change.merged", into=self._speaker.catalogue.label(into or "", lang))
        if op != "put":
            return say(lang, f"change.{op}")
        if self._before is None:
            return say(lang, "change.added")
        names = [label for _, label, *_ in self._told(lang)]
        return (
            opened(say(lang, "change.corrected"), joined(names, lang), lang)
            if names
            else say(lang, "change.other")
        )

    def _told(self, lang: Lang) -> list[Difference]:
        """The differences in one language, worked out once."""
        if lang not in self._differences:
            self._differences[lang] = self._compared(lang)
        return self._differences[lang]

    def _compared(self, lang: Lang) -> list[Difference]:
        if self._before is None or self._after is None:
            return []
        speaker = Speaker(self._speaker.catalogue, lang)
        before, after = (self._shape(record, speaker) for record in (self._before, self._after))
        found = [*_of_claims(before, after, lang), *_of_fields(before, after, lang)]
        return found[:_MOST]

    def _shape(self, record: AnyRecord, speaker: Speaker) -> Mapping[str, Any]:
        if isinstance(record, Exchange):
            return of_exchange.record(record, derive(record, self._context), 0, "", speaker)
        return render(Found(record, 0, ""), speaker)


def _of_claims(before: Mapping[str, Any], after: Mapping[str, Any], lang: Lang) -> Iterator[Difference]:
    """By field, the claims that are gone and those that came; where words are the same, their sources."""
    if "claims" not in before:
        return
    sides = [_by_field(shape) for shape in (before, after)]
    for field in FACTS:
        old, new = (side.get(field, {}) for side in sides)
        gone = [says for says in old if says not in new]
        came = [says for says in new if says not in old]
        if gone or came:
            yield field, field_name(field, lang), clauses(gone, lang), clauses(came, lang)
        elif old != new:
            cited = [_sources_of(old, new, lang), _sources_of(new, old, lang)]
            yield field, opened(field_name(field, lang), field_name(_CITED, lang), lang), cited[0], cited[1]


def _by_field(shape: Mapping[str, Any]) -> dict[str, dict[str, list[Any]]]:
    found: dict[str, dict[str, list[Any]]] = {}
    for claim in shape["claims"]:
        cited = [_where(shape[_CITED][number]) for number in claim[_CITED]]
        found.setdefault(_field_of(claim["fact"]), {})[_said(claim)] = cited
    return found


def _said(claim: Mapping[str, Any]) -> str:
    return str(claim["says"])


def _where(cited: Mapping[str, Any]) -> dict[str, Any]:
    return {name: cited[name] for name in ("source", "locator", "grade", "quote")}


def _field_of(fact: str) -> str:
    """The field behind the name of a fact: `role:supporter:SWE` stands among the participations."""
    head = fact.partition(":")[0]
    return {"role": "participations", "sector": "sectors", "figure": "figures", "kind": "kind_stated"}.get(
        head, head
    )


def _sources_of(one: Mapping[str, Any], other: Mapping[str, Any], lang: Lang) -> str:
    return sources_words((c for says in one for c in one[says] if c not in other.get(says, ())), lang)


def _of_fields(before: Mapping[str, Any], after: Mapping[str, Any], lang: Lang) -> Iterator[Difference]:
    """The other fields, as they are told to readers."""
    names = _OF_EXCHANGE if "claims" in after else [n for n in after if n not in _NOT_TOLD]
    for name in names:
        old, new = (_words(name, shape.get(name), lang) for shape in (before, after))
        if old != new:
            yield name, field_name(name, lang), old, new


_OF_EXCHANGE = ("title", "summary", "programme", "mutual", "responds_to", "notes")


def _words(name: str, value: Any, lang: Lang) -> str:
    return sources_words(value, lang) if name == _CITED else field_words(name, value, lang)


def _shape(field: str, label: str, before: str, after: str) -> DifferenceShape:
    return {"field": field, "label": label, "before": before or None, "after": after or None}


def _in_all(field: str, told: Mapping[Lang, Mapping[str, Difference]]) -> DifferenceShape:
    def each(part: int) -> dict[str, str]:
        return {str(lang): found[field][part] for lang, found in told.items() if field in found}

    before, after = each(2), each(3)
    return {
        "field": field,
        "label": each(1),
        "before": before if any(before.values()) else None,
        "after": after if any(after.values()) else None,
    }
