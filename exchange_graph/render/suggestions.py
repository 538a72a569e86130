"""Suggestions in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from exchange_graph.domain.languages import Text
from exchange_graph.domain.openness import known_since, status_of_need
from exchange_graph.domain.vocabulary import Source
from exchange_graph.matching.answer import Band, Candidate, Precedent, Question, Reason, Remark, Suggestions
from exchange_graph.matching.checklist import REPORT
from exchange_graph.matching.need import ResolvedNeed
from exchange_graph.matching.says import LabelOf, Says
from exchange_graph.matching.scoring import MODEL
from exchange_graph.render.saying import in_words, joined
from exchange_graph.render.shapes.common import WordsShape
from exchange_graph.render.shapes.suggestions import (
    BandShape,
    CandidateShape,
    LineShape,
    NeedAnswered,
    PrecedentShape,
    QuestionShape,
    RemarkShape,
    SuggestionsShape,
)
from exchange_graph.render.speaking import Speaker
from exchange_graph.text.tokens import fold


def suggestions(answer: Suggestions, titles: Mapping[str, Text], speaker: Speaker) -> SuggestionsShape:
    """The answer in words; `titles` has those of its precedents."""
    return _Saying(answer, speaker).answer(titles)


class CandidateSayer:
    """Says what matching says of States."""

    def __init__(self, speaker: Speaker) -> None:
        self._speaker = speaker
        self._label = speaker.catalogue.label

    def candidate(self, candidate: Candidate) -> CandidateShape:
        """A State and all that is said of it."""
        return {
            "provider": self._speaker.ref(candidate.state),
            "score": candidate.score,
            "lines": [self._line(line) for line in candidate.lines],
            "against": [self._remark(remark) for remark in candidate.against],
            "planned": [self._remark(remark) for remark in candidate.planned],
            "unknown": [self.words(says) for says in candidate.unknown],
            "institutions": self._speaker.refs(candidate.institutions),
        }

    def by_name(self, candidates: Iterable[Candidate]) -> list[CandidateShape]:
        """In the order of the reader's alphabet: nothing is said of an order."""
        lang = self._speaker.lang
        ordered = sorted(candidates, key=lambda c: (fold(self._label(c.state, lang)), c.state))
        return [self.candidate(candidate) for candidate in ordered]

    def words(self, says: Says) -> WordsShape:
        """A sentence as asked."""
        asked = self._speaker.asked
        known: WordsShape | None = says.words.get(asked)
        if known is None:
            known = says.words[asked] = self._speaker.composed(lambda lang: in_words(says, lang, self._label))
        return known

    def maybe(self, says: Says | None) -> WordsShape | None:
        """A sentence, where there is one."""
        return self.words(says) if says else None

    def _line(self, line: Reason) -> LineShape:
        shape: LineShape = {
            "signal": line.signal,
            "family": line.family,
            "says": self.words(line.says),
            "contribution": line.contribution,
            "evidence": list(line.evidence),
        }
        if line.exchanges is not None:
            shape["exchanges"] = line.exchanges
        return shape

    def _remark(self, remark: Remark) -> RemarkShape:
        return {"says": self.words(remark.says), "evidence": list(remark.evidence)}


class _Saying:
    def __init__(self, answer: Suggestions, speaker: Speaker) -> None:
        self._answer, self._speaker = answer, speaker
        self._label = speaker.catalogue.label
        self._sayer = CandidateSayer(speaker)

    def answer(self, titles: Mapping[str, Text]) -> SuggestionsShape:
        answer, speaker = self._answer, self._speaker
        return {
            "need": self._need(answer.need),
            "bands": [self._band(band) for band in answer.bands],
            "other_partners": self._sayer.by_name(answer.other_partners),
            "other_more": answer.other_more,
            "thin": self._sayer.maybe(answer.thin),
            "precedents": [self._precedent(one, titles) for one in answer.precedents],
            "partners": [
                {"actor": speaker.ref(p.actor), "role": p.role, "exchanges": list(p.exchanges)}
                for p in answer.partners
            ],
            "modality": [{"value": value, "exchanges": list(ids)} for value, ids in answer.modality],
            "ask_before_you_call": [self._question(one) for one in answer.questions],
            "abstained": answer.abstained,
            "why": [self._sayer.words(one) for one in answer.why],
            "removed": [
                {"constraint": r.constraint, "count": r.count, "says": self._sayer.words(r.says)}
                for r in answer.removed
            ],
            "relaxation": self._sayer.maybe(answer.relaxation),
            "model": {"id": MODEL, "weights": answer.weights, "data_revision": answer.revision},
            "statement": speaker.say("suggestions.statement"),
            "without": list(answer.without),
        }

    def _need(self, need: ResolvedNeed) -> NeedAnswered:
        asked, context = need.requirements, self._speaker.catalogue.context
        return {
            "id": need.record.id if need.record else None,
            "recipient": self._speaker.ref(need.recipient),
            "sectors": self._speaker.refs(need.sectors),
            "includes": list(need.within),
            "related": list(need.related),
            "requirements": {
                "languages": list(asked.languages),
                "gender_expertise": asked.gender_expertise,
                "regions": list(asked.regions),
            },
            "as_of": need.as_of,
            "day": self._answer.day,
            "status": status_of_need(need.record, self._answer.day, context) if need.record else None,
            "source_day": known_since(need.record, context) if need.record else None,
        }

    def _band(self, band: Band) -> BandShape:
        heading = Says.of(f"band.{band.band}", recipient=LabelOf(self._answer.need.recipient))
        candidates = band.candidates
        return {
            "band": band.band,
            "heading": self._sayer.words(heading),
            "ordered": band.ordered,
            "candidates": [self._sayer.candidate(c) for c in candidates]
            if band.ordered
            else self._sayer.by_name(candidates),
            "more": band.more,
        }

    def _precedent(self, precedent: Precedent, titles: Mapping[str, Text]) -> PrecedentShape:
        title = titles.get(precedent.record)
        lessons = self._speaker.catalogue.lessons(precedent.record)
        shape: PrecedentShape = {
            "exchange": None if precedent.offer else precedent.record,
            "why": self._speaker.composed(lambda lang: joined(precedent.why, lang, self._label)),
            "title": self._speaker.words(title) if title else self._speaker.ref(precedent.record)["label"],
            "outcome": precedent.outcome,
            "lessons": self._speaker.refs(lesson.id for lesson in lessons),
        }
        if precedent.offer:
            shape["offer"] = precedent.record
        return shape

    def _question(self, question: Question) -> QuestionShape:
        report = self._speaker.catalogue.get(Source, REPORT)
        symbol = report.symbol if report and report.symbol else REPORT
        return {
            "question": self._sayer.words(question.question),
            "source": f"{symbol}, {question.place}",
            "known": self._sayer.maybe(question.known),
        }
