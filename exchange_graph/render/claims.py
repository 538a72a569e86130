"""The claims of an exchange in the reader's language: each as it is held, and as a sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from babel.numbers import format_decimal

from exchange_graph.domain.claims import Claim
from exchange_graph.domain.contested import contradictions
from exchange_graph.domain.exchange import (
    Exchange,
    Measurement,
    Outcome,
    Participation,
    PeriodClaim,
    Span,
    StatusClaim,
    facts,
)
from exchange_graph.domain.languages import Lang, Text
from exchange_graph.domain.value import Value
from exchange_graph.domain.view import ExchangeView
from exchange_graph.render.heading import Label
from exchange_graph.render.locales import say
from exchange_graph.render.punctuation import beside, joined, opened, whole
from exchange_graph.render.shapes.common import Ref
from exchange_graph.render.shapes.exchange import ClaimShape
from exchange_graph.render.speaking import Speaker
from exchange_graph.render.times import span_says, with_basis


def claims(exchange: Exchange, view: ExchangeView, speaker: Speaker) -> list[ClaimShape]:
    """Every claim, in the order in which they were minted."""
    numbers = {citation: number for number, citation in enumerate(view.citations)}
    against: dict[str, list[str]] = defaultdict(list)
    for found in contradictions(exchange):
        one, other = found.claims
        against[one].append(other)
        against[other].append(one)
    return [
        {
            **_claim(field, claim, speaker),
            "citations": [numbers[citation] for citation in claim.citations],
            "contested_with": against[claim.id],
        }
        for field, claim in facts(exchange)
    ]


def _claim(field: str, claim: Claim[Any], speaker: Speaker) -> ClaimShape:
    shape: ClaimShape = {
        "id": claim.id,
        "fact": _fact(field, claim),
        "value": _plain(claim.value, speaker),
        "says": speaker.composed(lambda lang: _says(field, claim, lang, speaker)),
        "names": _names(field, claim, speaker),
        "basis": claim.basis,
        "because": speaker.maybe(claim.because),
        "citations": [],
        "contested_with": [],
    }
    if isinstance(claim, PeriodClaim):
        shape["stage"] = claim.stage
    if isinstance(claim, StatusClaim):
        shape |= {"as_of": claim.as_of, "cause": speaker.maybe(claim.cause)}
    return shape


def _fact(field: str, claim: Claim[Any]) -> str:
    """The name of the fact: role:supporter:SWE, sector:revenue, period, figure:officers trained."""
    if field == "participations":
        return f"role:{claim.value.role}:{claim.value.actor.id or 'unnamed'}"
    if field == "sectors":
        return f"sector:{claim.value}"
    if field == "figures":
        return f"figure:{claim.value.measure.best('en')[0]}"
    return "kind" if field == "kind_stated" else field


def _plain(value: Any, speaker: Speaker) -> Any:
    if not isinstance(value, Value):
        return value
    plain: dict[str, Any] = value.model_dump(mode="json", exclude_none=True)
    texts = {name: speaker.words(part) for name in plain if isinstance(part := getattr(value, name), Text)}
    return {name: part for name, part in (plain | texts).items() if part != []}


def _names(field: str, claim: Claim[Any], speaker: Speaker) -> list[Ref]:
    """The records that a claim names, with their labels."""
    if field == "participations":
        return speaker.refs(filter(None, [claim.value.actor.id]))
    return speaker.refs([claim.value]) if field == "sectors" else []


def _says(field: str, claim: Claim[Any], lang: Lang, speaker: Speaker) -> str:
    """ "receives: Liberia's revenue department"; "period: 2012 to 2014 (inferred)"."""
    said = _TELL[field](claim, lang, lambda record_id: speaker.catalogue.label(record_id, lang))
    return with_basis(said, claim.basis, lang)


def _party(claim: Claim[Participation], lang: Lang, label: Label) -> str:
    taken, actor = claim.value, claim.value.actor
    ours = actor.translation.get(lang) if actor.translation else None
    who = label(actor.id) if actor.id else ours or actor.words or ""
    said = opened(say(lang, f"claim.{taken.part or taken.role}"), who, lang)
    given = joined((say(lang, f"value.support.{support}") for support in taken.support), lang)
    return beside(said, given, lang) if given else said


def _sector(claim: Claim[str], lang: Lang, label: Label) -> str:
    return opened(say(lang, "claim.sector"), label(claim.value), lang)


def _modality(claim: Claim[tuple[str, ...]], lang: Lang, _: Label) -> str:
    ways = joined((say(lang, f"value.modality.{way}") for way in claim.value), lang)
    return opened(say(lang, "claim.modality"), ways, lang)


def _form(claim: Claim[str], lang: Lang, _: Label) -> str:
    return opened(say(lang, "claim.form"), say(lang, f"value.form.{claim.value}"), lang)


def _period(claim: Claim[Span], lang: Lang, _: Label) -> str:
    planned = isinstance(claim, PeriodClaim) and claim.stage == "planned"
    return opened(
        say(lang, "claim.planned" if planned else "claim.period"), span_says(claim.value, lang), lang
    )


def _status(claim: Claim[str], lang: Lang, _: Label) -> str:
    said = say(lang, f"value.status.{claim.value}")
    if isinstance(claim, StatusClaim) and claim.as_of:
        said = say(lang, "status.as_of", status=said, day=claim.as_of)
    return opened(say(lang, "claim.status"), said, lang)


def _outcome(claim: Claim[Outcome], lang: Lang, _: Label) -> str:
    said, text = say(lang, f"value.outcome.{claim.value.rating}"), claim.value.text
    return opened(say(lang, "claim.outcome"), beside(said, text.best(lang)[0], lang) if text else said, lang)


def _kind(claim: Claim[str], lang: Lang, _: Label) -> str:
    return opened(say(lang, "claim.kind"), say(lang, f"value.kind.{claim.value}"), lang)


def _figure(claim: Claim[Measurement], lang: Lang, _: Label) -> str:
    figure = claim.value
    said = f"{format_decimal(figure.value, locale=lang)} {figure.unit.best(lang)[0]}"
    stage = figure.stage.best(lang)[0] if figure.stage else None
    remarks = joined((str(whole(one, lang)) for one in (stage, figure.date) if one), lang)
    return opened(figure.measure.best(lang)[0], beside(said, remarks, lang) if remarks else said, lang)


_TELL: dict[str, Callable[[Claim[Any], Lang, Label], str]] = {
    "participations": _party, "sectors": _sector, "modality": _modality, "form": _form, "period": _period,
    "status": _status, "outcome": _outcome, "kind_stated": _kind, "figures": _figure,
}  # fmt: skip
