"""What must hold. A fact we do not have never removes a State; gender expertise is asked for on record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from exchange_graph.matching.answer import STRONG, Removed
from exchange_graph.matching.bands import Mask, placed, southern
from exchange_graph.matching.need import Requirements, ResolvedNeed, answering, need_of
from exchange_graph.matching.says import LabelOf, Says, Tongue
from exchange_graph.matching.scene import Scene


def _speaks(scene: Scene) -> Mask:
    wanted = set(scene.need.requirements.languages)
    spoken = (scene.facts.languages(state) for state in scene.projection.states)
    return np.array([codes is None or bool(wanted & set(codes)) for codes in spoken], bool)


def _lies(scene: Scene) -> Mask:
    wanted = set(scene.need.requirements.regions)
    places = (scene.facts.regions(state) for state in scene.projection.states)
    return np.array([not known or bool(wanted & set(known)) for known in places], bool)


_TESTS: dict[str, tuple[Callable[[Requirements], bool], Callable[[Scene], Mask]]] = {
    "languages": (lambda asked: bool(asked.languages), _speaks),
    "regions": (lambda asked: bool(asked.regions), _lies),
    "gender_expertise": (lambda asked: asked.gender_expertise, lambda scene: scene.versed),
}


def asked(scene: Scene) -> dict[str, Mask]:
    """By condition that is set, the States that meet it or of which it is not known."""
    requirements = scene.need.requirements
    return {
        name: scene.ground.remember((name, requirements), lambda test=test: test(scene))  # type: ignore[misc]
        for name, (is_set, test) in _TESTS.items()
        if is_set(requirements)
    }


def allowed(scene: Scene) -> Mask:
    """The States that no condition removes."""
    mask = np.ones(len(scene.projection.states), bool)
    for meets in asked(scene).values():
        mask = mask & meets
    return mask


def removed(scene: Scene, strong: Mask, anywhere: Mask) -> Iterator[Removed]:
    """How many each condition took out of the answer, and whom facts that do not count leave out.

    `anywhere` are the States that evidence places, `strong` those of them in the first three bands.
    """
    for name, meets in asked(scene).items():
        says = Says.of("removed.condition", condition=_said(name, scene.need.requirements))
        yield Removed(name, int((anywhere & ~meets).sum()), says)
    for reason, states in _weightless(scene).items():
        own = scene.projection.index.get(scene.recipient)
        out = [s for s in states if not strong[s] and s != own]
        if out:
            names = tuple(LabelOf(scene.projection.states[s]) for s in sorted(out))
            yield Removed(reason, len(out), Says.of(f"removed.{reason}", states=names))
    if scene.ground.hidden:
        says = Says.of("removed.published_later", day=scene.need.as_of)
        yield Removed("published_later", scene.ground.hidden, says)


def _weightless(scene: Scene) -> dict[str, list[int]]:
    """States of the South that would stand higher but for exchanges that weigh nothing, by reason."""

    def found() -> dict[str, list[int]]:
        projection, columns = scene.projection, scene.projection.columns
        rows = np.flatnonzero(projection.member_of(scene.need.within)[columns.gave_of])
        of, givers = columns.gave_of[rows], columns.giver[rows]
        south = southern(scene)[givers]
        planned = ~projection.given[of] & projection.held[of] & south
        contested = columns.doubted[rows] & projection.given[of] & south
        return {
            "planned": np.unique(givers[planned]).tolist(),
            "contested": np.unique(givers[contested]).tolist(),
        }

    return scene.ground.remember(("weightless", scene.need.within), found)


def relaxation(scene: Scene, count: int, *, abstained: bool) -> Says | None:
    """The one condition whose lifting brings most into the first three bands; else a wider sector."""
    best: tuple[int, Says] | None = None
    for name in asked(scene):
        gained = _strong(Scene(_without(scene.need, name), scene.ground)) - count
        says = Says.of("relaxation.drop", condition=_said(name, scene.need.requirements), count=gained)
        if gained > 0 and (best is None or gained > best[0]):
            best = (gained, says)
    return best[1] if best else _wider(scene) if abstained else None


def _wider(scene: Scene) -> Says | None:
    """The parent of a sector, where that finds somebody."""
    known = scene.ground.known
    for sector in scene.need.sectors:
        parent = known.context.ancestors(sector)[1:2]
        if parent and len(answering(parent[0], known)) > 1:
            wider = need_of(scene.recipient, tuple(parent), known, scene.need.requirements, scene.need.as_of)
            count = _strong(Scene(wider, scene.ground))
            if count:
                return Says.of("relaxation.widen", sector=LabelOf(parent[0]), count=count)
    return None


def _strong(scene: Scene) -> int:
    found = placed(scene)
    strong = np.any([found[band] for band in STRONG], axis=0) & southern(scene)
    return int((strong & allowed(scene)).sum())


def _without(need: ResolvedNeed, name: str) -> ResolvedNeed:
    lifted = replace(need.requirements, **{name: getattr(Requirements(), name)})
    return replace(need, requirements=lifted)


def _said(name: str, requirements: Requirements) -> Says:
    """A condition in words."""
    if name == "languages":
        words = tuple(map(Tongue, requirements.languages))
        return Says.of("condition.languages", languages=words)
    if name == "regions":
        return Says.of("condition.regions", regions=requirements.regions)
    return Says.of("condition.gender_expertise")
