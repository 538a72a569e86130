"""Suggestions in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from exchange_graph.domain.knowledge import Need
from exchange_graph.domain.languages import Lang
from exchange_graph.domain.openness import known_since, status_of_need
from exchange_graph.domain.view import ExchangeView
from exchange_graph.domain.vocabulary import Source
from exchange_graph.matching.answer import (
    Band,
    Candidate,
    CardKind,
    NotCounted,
    Partner,
    Placing,
    PlacingCounts,
    Question,
    Remark,
    Suggestions,
    Tier,
)
from exchange_graph.matching.checklist import REPORT
from exchange_graph.matching.need import ResolvedNeed
from exchange_graph.matching.sentence import LabelOf, Sentence
from exchange_graph.render.cards import Cards, did
from exchange_graph.render.punctuation import by_name
from exchange_graph.render.sentences import Sentences
from exchange_graph.render.shapes.suggestions import (
    BandShape,
    CandidateShape,
    CardShape,
    CountsShape,
    ModalityShape,
    NeedAnswered,
    NeedOnRecord,
    PartnerShape,
    PlacingInAllShape,
    PlacingShape,
    QuestionShape,
    RemarkShape,
    SectorRecordShape,
    SuggestionsShape,
    TierShape,
)
from exchange_graph.render.speaking import Speaker
from exchange_graph.render.withholding import Withheld

LESSONS, WAYS = 3, 3
"""At most as many general lessons are told, and ways of working."""


def suggestions(answer: Suggestions, views: Mapping[str, ExchangeView], speaker: Speaker) -> SuggestionsShape:
    """The answer in words; `views` has the exchanges that it names (`named`)."""
    return _InWords(answer, views, speaker).shape()


def remark(said: Remark, sentences: Sentences) -> RemarkShape:
    """A remark with what shows it."""
    return {"says": sentences.words(said.says), "evidence": list(said.evidence)}


class _InWords:
    def __init__(self, answer: Suggestions, views: Mapping[str, ExchangeView], speaker: Speaker) -> None:
        self._answer, self._views, self._speaker = answer, views, speaker
        self._sentences = Sentences(speaker, self._label)
        self._withheld = Withheld(answer.hidden, speaker.catalogue)
        guarded = answer.need.guarded
        self._cards = Cards(speaker, self._withheld, answer.need.as_of, guarded=guarded)
        self._own = {one.record for one in answer.precedents}

    def shape(self) -> SuggestionsShape:
        answer, speaker, words = self._answer, self._speaker, self._sentences
        in_full = [record for record in answer.exchanges() if record not in answer.brief]
        general = [*self._cards.lessons(in_full, general=True)]
        return {
            "need": self._need(answer.need),
            "statement": speaker.say("suggestions.statement"),
            "abstained": answer.abstained,
            "why": [words.words(one) for one in answer.why],
            "thin": words.maybe(answer.thin),
            "bands": [self._band(band) for band in answer.bands],
            "other_partners": {"bands": [self._band(band) for band in answer.other_partners]},
            "sector_record": self._sector_record(),
            "cards": {i: self._card(i, kind) for i, kind in sorted(answer.cards.items())},
            "precedents": [{"card": one.record, "why": words.listed(one.why)} for one in answer.precedents],
            "told_above": answer.told_above,
            "lessons": general[:LESSONS],
            "partners": [self._partner(one) for one in answer.partners if self._withheld.body(one.actor)],
            "modality": self._modality(),
            "ask_before_you_call": [self._question(one) for one in answer.questions],
            "removed": [
                {"constraint": r.constraint, "count": r.count, "says": words.words(r.says)}
                for r in answer.removed
            ],
            "relaxation": words.maybe(answer.relaxation),
            "model": {
                "id": answer.model,
                "data_revision": answer.revision,
                "says": speaker.say("suggestions.model"),
            },
            "struck": list(answer.struck),
        }

    def _need(self, need: ResolvedNeed) -> NeedAnswered:
        asked, context = need.requirements, self._speaker.catalogue.context
        return {
            "id": need.record.id if need.record else None,
            "recipient": self._speaker.ref(need.recipient),
            "sectors": self._speaker.refs(need.sectors),
            "includes": list(need.within),
            "related": list(need.related),
            "guarded": need.guarded,
            "requirements": {
                "languages": list(asked.languages),
                "gender_expertise": asked.gender_expertise,
                "regions": list(asked.regions),
            },
            "as_of": need.as_of,
            "day": self._answer.day,
            "status": status_of_need(need.record, self._answer.day, context) if need.record else None,
            "source_day": known_since(need.record, context) if need.record else None,
            "on_record": [*self._needs()],
        }

    def _needs(self) -> Iterator[NeedOnRecord]:
        """Other needs of the State in these sectors."""
        known, speaker = self._speaker.catalogue, self._speaker
        records = (known.get(Need, record) for record in self._answer.needs)
        for one in (need for need in records if need and self._withheld.may(need.title)):
            shape: NeedOnRecord = {
                "id": one.id,
                "label": speaker.words(one.title),
                "status": status_of_need(one, self._answer.day, known.context),
                "source_day": known_since(one, known.context),
            }
            if other := speaker.other(one.title):
                shape["lang"] = other
            yield shape

    def _label(self, record: str, lang: Lang) -> str:
        """The name of a record; of an exchange its heading."""
        view = self._views.get(record)
        if view:
            return self._cards.heading(view, lang, bare=True)
        return self._speaker.catalogue.label(record, lang)

    def _partner(self, partner: Partner) -> PartnerShape:
        """Who stood beside, with what it did: a facilitator's part as the exchanges that are named say it."""
        parties = (
            party
            for record in partner.exchanges if record in self._views
            for party in self._views[record].parties if party.id == partner.actor
        )  # fmt: skip
        said = [did(role, party) for party in parties for role in partner.roles if party.role == role]
        stated_first = sorted(said, key=lambda one: "basis" in one)
        done = {(one["role"], one.get("part")): one for one in reversed(stated_first)}
        return {
            "actor": self._speaker.ref(partner.actor),
            "did": sorted(done.values(), key=lambda one: (one["role"], one.get("part", ""))),
            "sectors": self._speaker.refs(partner.sectors),
            "count": partner.count,
            "exchanges": list(partner.exchanges),
        }

    def _modality(self) -> list[ModalityShape]:
        """How what is told was done, the commonest way first; `other` tells nobody anything."""
        found: dict[str, list[str]] = {}
        for record in self._answer.exchanges():
            for value in self._views[record].modality:
                found.setdefault(value, []).append(record)
        found.pop("other", None)
        ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
        return [{"value": value, "exchanges": ids} for value, ids in ranked[:WAYS]]

    def _band(self, band: Band) -> BandShape:
        heading = Sentence.of(f"band.{band.band}", recipient=LabelOf(self._answer.need.recipient))
        return {
            "band": band.band,
            "heading": self._sentences.words(heading),
            "note": self._sentences.clauses(band.note) if band.note else None,
            "tiers": [self._tier(tier) for tier in band.tiers],
        }

    def _tier(self, tier: Tier) -> TierShape:
        """The States in the order of the reader's alphabet: nothing is said of another order."""
        lang = self._speaker.lang
        label = self._speaker.catalogue.label
        ordered = sorted(tier.candidates, key=lambda c: (by_name(label(c.state, lang), lang), c.state))
        return {
            "why": self._sentences.maybe(tier.why),
            "candidates": [self._candidate(candidate) for candidate in ordered],
            "more": tier.more,
        }

    def _candidate(self, candidate: Candidate) -> CandidateShape:
        words = self._sentences
        shape: CandidateShape = {
            "provider": self._speaker.ref(candidate.state),
            "basis": candidate.basis,
            "cards": list(candidate.cards),
            "more": candidate.more,
            "fit": [remark(one, words) for one in candidate.fit],
            "against": [remark(one, words) for one in candidate.against],
            "unknown": [words.words(one) for one in candidate.unknown],
            "planned": [remark(one, words) for one in candidate.planned],
            "counts": self._counts(candidate.counts) if candidate.counts else None,
        }
        if candidate.near:
            shape["near"] = words.words(candidate.near)
        return shape

    def _counts(self, counts: PlacingCounts) -> CountsShape:
        return {
            "here_in_sector": _placing(counts.here_in_sector),
            "here": _placing(counts.here) if counts.here else None,
            "in_sector": _placing(counts.in_sector),
            "in_all": self._in_all(counts.in_all, counts.left) if counts.in_all else None,
        }

    def _in_all(self, found: Placing, left: tuple[tuple[NotCounted, int], ...]) -> PlacingInAllShape:
        """With how many are not counted, and how many of them for which reason."""
        said = tuple(Sentence.of(f"counts.{reason}", count=count) for reason, count in left)
        why = self._sentences.clauses(said) if said else None
        return {**_placing(found), "not_counted": sum(count for _, count in left), "why": why}

    def _sector_record(self) -> SectorRecordShape | None:
        found, need = self._answer.sector_record, self._answer.need
        if found is None:
            return None
        says = Sentence.of(
            "sector_record", sectors=tuple(map(LabelOf, need.sectors)), states=found.states,
            exchanges=found.exchanges,
        )  # fmt: skip
        query = "&".join(f"sector={sector}" for sector in need.sectors)
        return {
            "states": found.states,
            "exchanges": found.exchanges,
            "says": self._sentences.words(says),
            "all": f"/v1/provider-experience?{query}",
        }

    def _card(self, record_id: str, kind: CardKind) -> CardShape:
        if kind == "exchange":
            brief, own = record_id in self._answer.brief, record_id in self._own
            return self._cards.exchange(self._views[record_id], brief=brief, own=own)
        return self._cards.known(self._speaker.catalogue.records[record_id])

    def _question(self, question: Question) -> QuestionShape:
        report = self._speaker.catalogue.get(Source, REPORT)
        symbol = report.symbol if report and report.symbol else REPORT
        return {
            "question": self._sentences.words(question.question),
            "source": f"{symbol}, {question.place}",
            "known": self._sentences.clauses(question.known) if question.known else None,
        }


def _placing(found: Placing) -> PlacingShape:
    some = found.stated or found.inferred
    return {
        "stated": found.stated,
        "inferred": found.inferred,
        "all": f"/v1/exchanges?{'&'.join(map('='.join, found.query))}" if some else None,
    }
