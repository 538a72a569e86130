"""How a question was read, as shapes for API and command line: each part can be seen and undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NotRequired
from urllib.parse import urlencode

from typing_extensions import TypedDict

from exchange_graph.catalogue.filters import ExchangeFilters
from exchange_graph.domain.languages import Lang
from exchange_graph.questions.asking import AskedQuestion
from exchange_graph.questions.reading import SINGLE, From
from exchange_graph.render.locales import say
from exchange_graph.render.punctuation import quoted
from exchange_graph.render.shapes.common import AreaRead, LiftedShape, Ref, WordsShape
from exchange_graph.render.shapes.exchange import ExchangeItem
from exchange_graph.render.speaking import Speaker


class FromShape(TypedDict):
    """Words of the question and what they gave; `undo`: the exchanges asked for without this value."""

    text: str
    filter: str
    value: str
    label: WordsShape
    undo: str


MendedShape = TypedDict("MendedShape", {"from": str, "to": str})
"""A typing error and what it was read as."""

FiltersShape = dict[str, list[str] | str]
ReadShape = TypedDict(
    "ReadShape",
    {
        "lang": Lang, "filters": FiltersShape, "from": list[FromShape], "words": list[str],
        "unread": list[str], "says": NotRequired[WordsShape],
        "apart": NotRequired[list[str]], "says_apart": NotRequired[WordsShape],
        "areas": NotRequired[list[AreaRead]],
        "mended": NotRequired[list[MendedShape]], "did_you_mean": NotRequired[list[Ref]],
    },
)  # fmt: skip
"""A question as read in `lang`: `words` are searched as words; `unread` are left out, as no record that fits
the rest has them. `apart`: what no filter holds, such as what the question leaves out; `areas`: those
outside the M49 list that it names. `mended`: typing errors, with what they were read as; `did_you_mean`:
what may be meant."""


class AskedShape(TypedDict):
    """The answer to a question on the command line."""

    understood: ReadShape
    items: list[ExchangeItem]
    total: int
    see: str
    note: NotRequired[WordsShape]
    without: NotRequired[list[LiftedShape]]


def read_shape(question: AskedQuestion, speaker: Speaker) -> ReadShape:
    """What was read, each part with the words it came from."""
    reading = question.reading
    shape: ReadShape = {
        "lang": reading.lang,
        "filters": {n: v[0] if n in SINGLE else v for n, v in reading.values().items()},
        "from": [_from(one, question, speaker) for one in reading.sources],
        "words": list(reading.words),
        "unread": list(reading.unread),
    }
    if reading.apart:
        shape["apart"] = list(reading.apart)
        shape["says_apart"] = _said("ask.apart", reading.apart, speaker)
    if reading.unread:
        shape["says"] = _said("ask.unread", reading.unread, speaker)
    if question.areas:
        shape["areas"] = [
            {"filter": "q", "id": area.codes[0], "label": speaker.words(area.name), "note": area.note}
            for area in question.areas
        ]
    if question.mended:
        shape["mended"] = [{"from": one.written, "to": one.meant} for one in question.mended]
    if question.meant:
        shape["did_you_mean"] = [speaker.ref(i) for i in question.meant]
    return shape


def _said(key: str, words: Sequence[str], speaker: Speaker) -> WordsShape:
    """A sentence on words of the question, between the marks of the reader's language."""
    return speaker.composed(lambda lang: say(lang, key, words=" ".join(quoted(one, lang) for one in words)))


def see(question: AskedQuestion) -> str:
    """The address of the list that the question asks for."""
    return _address(question, question.reading.values())


def _from(one: From, question: AskedQuestion, speaker: Speaker) -> FromShape:
    left = {
        name: [v for v in values if (name, v) != (one.filter, one.value)]
        for name, values in question.reading.values().items()
    }
    return {
        "text": one.text, "filter": one.filter, "value": one.value,
        "label": _label(one, speaker), "undo": _address(question, left),
    }  # fmt: skip


def _label(one: From, speaker: Speaker) -> WordsShape:
    if one.filter.endswith("_region"):
        return speaker.say(f"region.{one.value}")
    if speaker.catalogue.text(one.value):
        return speaker.ref(one.value)["label"]
    words = ("modality", "kind", "outcome", "status")
    return speaker.say(f"value.{one.filter}.{one.value}") if one.filter in words else one.value


def _address(question: AskedQuestion, values: dict[str, list[str]]) -> str:
    words = [("q", question.filters.q)] if question.filters.q else []
    pairs = [(name, value) for name in ExchangeFilters.model_fields for value in values.get(name, ())]
    query = urlencode([*pairs, *words, *([("sort", "relevance")] if words else [])])
    return f"/v1/exchanges?{query}" if query else "/v1/exchanges"
