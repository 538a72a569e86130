"""What must hold. A fact we do not have never removes a State; gender expertise is asked for on record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from exchange_graph.matching.answer import STRONG, BandName, Removed
from exchange_graph.matching.bands import placed, southern, together
from exchange_graph.matching.need import Requirements, ResolvedNeed, answering, need_of
from exchange_graph.matching.need_in_evidence import Mask, NeedInEvidence
from exchange_graph.matching.sentence import LabelOf, Sentence, Tongue


def _speaks(asked: NeedInEvidence) -> Mask:
    wanted = set(asked.need.requirements.languages)
    spoken = (asked.facts.languages(state) for state in asked.projection.states)
    return np.array([codes is None or bool(wanted & set(codes)) for codes in spoken], bool)


def _lies(asked: NeedInEvidence) -> Mask:
    wanted = set(asked.need.requirements.regions)
    places = (asked.facts.regions(state) for state in asked.projection.states)
    return np.array([not known or bool(wanted & set(known)) for known in places], bool)


_TESTS: dict[str, tuple[Callable[[Requirements], bool], Callable[[NeedInEvidence], Mask]]] = {
    "languages": (lambda must: bool(must.languages), _speaks),
    "regions": (lambda must: bool(must.regions), _lies),
    "gender_expertise": (lambda must: must.gender_expertise, lambda asked: asked.versed),
}


def conditions(asked: NeedInEvidence) -> dict[str, Mask]:
    """By condition that is set, the States that meet it or of which it is not known."""
    requirements = asked.need.requirements
    return {
        name: asked.evidence.remember((name, requirements, asked.guarded), lambda test=test: test(asked))  # type: ignore[misc]
        for name, (is_set, test) in _TESTS.items()
        if is_set(requirements)
    }


def allowed(asked: NeedInEvidence) -> Mask:
    """The States that no condition removes."""
    mask = np.ones(len(asked.projection.states), bool)
    for meets in conditions(asked).values():
        mask = mask & meets
    return mask


def band_of(asked: NeedInEvidence, number: int) -> BandName | None:
    """The band in which a State stands, shown or not; none where a condition or the operator takes it out."""
    out = asked.expired or not allowed(asked)[number] or asked.projection.states[number] in asked.hidden
    return None if out else next((band for band, mask in placed(asked).items() if mask[number]), None)


def removed(asked: NeedInEvidence, anywhere: Mask) -> Iterator[Removed]:
    """How many each condition took out of the answer, and whom facts that do not count leave out.

    `anywhere` are the States that evidence places in a band: they are not left out.
    """
    for name, meets in conditions(asked).items():
        says = Sentence.of("removed.condition", condition=_said(name, asked.need.requirements))
        yield Removed(name, int((anywhere & ~meets).sum()), says)
    for reason, states in _weightless(asked).items():
        own = asked.projection.index.get(asked.recipient)
        out = [s for s in states if not anywhere[s] and s != own]
        if out:
            yield Removed(reason, len(out), Sentence.of(f"removed.{reason}"))
    if asked.evidence.hidden:
        says = Sentence.of("removed.published_later", day=asked.need.as_of)
        yield Removed("published_later", asked.evidence.hidden, says)


def _weightless(asked: NeedInEvidence) -> dict[str, list[int]]:
    """States of the South with exchanges in the sector that weigh nothing, by reason."""

    def found() -> dict[str, list[int]]:
        projection, columns = asked.projection, asked.projection.columns
        rows = np.flatnonzero(projection.member_of(asked.need.within)[columns.gave_of])
        of, givers = columns.gave_of[rows], columns.giver[rows]
        south = southern(asked)[givers]
        planned = ~projection.given[of] & projection.held[of] & south
        contested = columns.doubted[rows] & projection.given[of] & south
        return {
            "planned": np.unique(givers[planned]).tolist(),
            "contested": np.unique(givers[contested]).tolist(),
        }

    return asked.evidence.remember(("weightless", asked.need.within), found)


def relaxation(asked: NeedInEvidence, count: int, *, abstained: bool) -> Sentence | None:
    """The one condition whose lifting brings most into the first three bands; else a wider sector."""
    best: tuple[int, Sentence] | None = None
    for name in conditions(asked):
        gained = _strong(NeedInEvidence(_without(asked.need, name), asked.evidence, asked.aside)) - count
        says = Sentence.of("relaxation.drop", condition=_said(name, asked.need.requirements), count=gained)
        if gained > 0 and (best is None or gained > best[0]):
            best = (gained, says)
    return best[1] if best else _wider(asked) if abstained else None


def _wider(asked: NeedInEvidence) -> Sentence | None:
    """The parent of a sector, where that finds somebody."""
    known = asked.evidence.known
    for sector in asked.need.sectors:
        parent = known.context.ancestors(sector)[1:2]
        if parent and len(answering(parent[0], known)) > 1:
            wider = need_of(asked.recipient, tuple(parent), known, asked.need.requirements, asked.need.as_of)
            count = _strong(NeedInEvidence(wider, asked.evidence, asked.aside))
            if count:
                return Sentence.of("relaxation.widen", sector=LabelOf(parent[0]), count=count)
    return None


def _strong(asked: NeedInEvidence) -> int:
    strong = together(placed(asked), *STRONG) & southern(asked) & ~asked.mask(asked.hidden)
    return int((strong & allowed(asked)).sum())


def _without(need: ResolvedNeed, name: str) -> ResolvedNeed:
    lifted = replace(need.requirements, **{name: getattr(Requirements(), name)})
    return replace(need, requirements=lifted)


def _said(name: str, requirements: Requirements) -> Sentence:
    """A condition in words."""
    if name == "languages":
        words = tuple(map(Tongue, requirements.languages))
        return Sentence.of("condition.languages", languages=words)
    if name == "regions":
        return Sentence.of("condition.regions", regions=requirements.regions)
    return Sentence.of("condition.gender_expertise")
