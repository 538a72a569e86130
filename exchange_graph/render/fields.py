"""A record as lines that a person reads: the name of each field and its words, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from babel.numbers import format_decimal

from exchange_graph.domain.exchange import Span
from exchange_graph.domain.languages import LANGUAGES, Lang
from exchange_graph.domain.regions import REGIONS
from exchange_graph.render.languages import language
from exchange_graph.render.locales import said_as
from exchange_graph.render.punctuation import beside, clauses, isolated, joined, opened
from exchange_graph.render.times import span_says

_UNSAID = (
    "id", "kind", "label", "lang", "heading", "revision", "updated_at", "links", "citations", "claims",
    "contested", "grade",
)  # fmt: skip
"""What stands at the head of a record, or below its fields."""
_CLOSED = ("status", "type", "lesson", "rating", "modality", "fund_of", "form", "stage", "basis", "match")
"""Fields whose values are words of ours, said in the reader's language."""
_LANGUAGES = ("languages", "working_languages", "unofficial")
_REGIONS = ("region", "subregion", "intermediate")
_CODES = {name: code for code, name in REGIONS.items()}
_NUMBERS = ("value", "at_least", "at_most", "number", "most", "women")
_SPAN = {"start", "end", "earliest", "latest"}
_HEADS = ("label", "country", "text", "code", "codes")
"""What an object is called by, where it has several of these by the first."""
_NO_WORDS: tuple[Any, ...] = (None, "", [], {}, ())
_LONG = 60
"""Entries longer than this are parted as sentences are."""


def field_lines(shape: Mapping[str, Any], lang: Lang) -> Iterator[tuple[str, str, str]]:
    """Each field that says something: its name, the name that people read, its words."""
    for name, value in shape.items():
        if name not in _UNSAID and value not in _NO_WORDS:
            yield name, field_name(name, lang), field_words(name, value, lang)


def field_name(name: str, lang: Lang) -> str:
    """What a field is called."""
    return said_as(lang, f"field.{name}") or name.replace("_", " ")


def field_words(name: str, value: Any, lang: Lang) -> str:
    """What a field says; nothing where it is unknown."""
    match value:
        case None:
            return ""
        case bool():
            return said_as(lang, "yes" if value else "no") or ""
        case list() | tuple():
            return _listed([words for one in value if (words := field_words(name, one, lang))], lang)
        case Mapping():
            return _object(name, value, lang)
        case _:
            return _word(name, value, lang)


def _word(name: str, value: Any, lang: Lang) -> str:
    said = str(value)
    if name in _LANGUAGES:
        return language(said, lang)
    if name in _REGIONS and said in _CODES:
        return said_as(lang, f"region.{_CODES[said]}") or said
    if name in _NUMBERS:
        return format_decimal(said, locale=lang)
    if name in _CLOSED:
        return said_as(lang, f"value.{name}.{said}") or said
    return isolated(said, lang)


def _object(name: str, value: Mapping[str, Any], lang: Lang) -> str:
    """A record by its name, a period as dates, anything else part by part; what it rests on is left out."""
    if "source" in value and "grade" in value:
        return cited_words(value, lang)
    if value.keys() >= _SPAN:
        return span_says(Span.model_validate({part: value[part] for part in _SPAN}), lang)
    if value.keys() <= {*LANGUAGES}:
        return clauses((str(_flat(words, lang)) for words in value.values()), lang)
    parts = {key: words for key, part in value.items() if (words := _part(name, key, part, lang))}
    head = next((parts.pop(key) for key in _HEADS if key in parts), None)
    rest = joined((opened(field_name(key, lang), words, lang) for key, words in parts.items()), lang)
    return beside(head, rest, lang) if head and rest else head or rest


def _part(name: str, key: str, value: Any, lang: Lang) -> str:
    if key in ("id", "citations", "lang") or value in _NO_WORDS:
        return ""
    return field_words(name if key == "codes" else key, value, lang)


def _flat(value: Any, lang: Lang) -> str:
    return joined(value, lang) if isinstance(value, list) else str(value)


def _listed(words: list[str], lang: Lang) -> str:
    long = any(len(one) > _LONG for one in words)
    return clauses(words, lang) if long else joined(words, lang)


def cited_words(cited: Mapping[str, Any], lang: Lang) -> str:
    """A source and the place in it."""
    places = [isolated(cited["locator"], lang)] if cited["locator"] else []
    return joined([str(cited["source"]["label"]), *places], lang)


def sources_words(citations: Iterable[Mapping[str, Any]], lang: Lang) -> str:
    """The sources of a record or of a fact, each with its places."""
    places: dict[str, dict[str, None]] = {}
    for cited in citations:
        found = places.setdefault(str(cited["source"]["label"]), {})
        if cited["locator"]:
            found[isolated(cited["locator"], lang)] = None
    return clauses((joined([label, *found], lang) for label, found in places.items()), lang)
