"""What a State and the recipient have to do with each other beside the exchanges that are told."""

from __future__ import annotations

from collections.abc import Iterator

from exchange_graph.matching.answer import Remark
from exchange_graph.matching.need_in_evidence import NeedInEvidence
from exchange_graph.matching.sentence import LabelOf, Sentence, Tongue
from exchange_graph.matching.signals.road import Chains, Step, chains_of


def fit(asked: NeedInEvidence, state: int) -> tuple[Remark, ...]:
    """A chain of teaching, a working language, lists that both joined; nothing in guarded sectors."""
    if asked.guarded:
        return ()
    code = asked.projection.states[state]
    return (*_chain(asked, state), *_language(asked, code), *_lists(asked, code))


def _chain(asked: NeedInEvidence, state: int) -> Iterator[Remark]:
    """That it was taught in this sector itself, and now teaches, told once where nobody is set aside."""
    key = ("chains", asked.need.within)
    chains: dict[int, Chains] = asked.evidence.remember(key, lambda: chains_of(asked))
    columns, states = asked.projection.columns, asked.projection.states
    for learned, taught in chains.get(state, ()):
        ends = (states[learned.other], states[taught.other])
        if not asked.hidden.intersection(ends):
            says = Sentence.of(
                "fit.chain", teacher=LabelOf(ends[0]), learned=_year(asked, learned),
                pupil=LabelOf(ends[1]), taught=_year(asked, taught),
            )  # fmt: skip
            yield Remark(says, (columns.ids[learned.exchange], columns.ids[taught.exchange]))
            return


def _year(asked: NeedInEvidence, step: Step) -> int:
    return int(asked.projection.columns.dated[step.exchange])


def _language(asked: NeedInEvidence, code: str) -> Iterator[Remark]:
    own, other = (asked.facts.languages(one) or () for one in (asked.recipient, code))
    if common := tuple(Tongue(language) for language in other if language in own):
        source = asked.facts.countries[code].working_languages
        yield Remark(Sentence.of("fit.language", languages=common), (source.source,) if source else ())


def _lists(asked: NeedInEvidence, code: str) -> Iterator[Remark]:
    facts, recipient = asked.facts, asked.recipient
    own = asked.evidence.remember(
        ("joined lists", recipient),
        lambda: [g.id for g in facts.joined_lists if facts.member(g.id, recipient) is True],
    )
    shared = [group for group in own if facts.member(group, code) is True]
    if shared:
        yield Remark(Sentence.of("fit.lists", lists=tuple(map(LabelOf, shared))), tuple(shared))
