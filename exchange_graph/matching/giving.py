"""What suggestions know, asked from the side of who gives: ties with the same manners, needs to answer."""

from __future__ import annotations

from dataclasses import replace

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.ties import Ties
from exchange_graph.domain.knowledge import Need
from exchange_graph.domain.vocabulary import Institution
from exchange_graph.matching.answer import BandName
from exchange_graph.matching.constraints import band_of
from exchange_graph.matching.evidence import Evidence
from exchange_graph.matching.need import Requirements, is_guarded, need_of
from exchange_graph.matching.need_in_evidence import NeedInEvidence
from exchange_graph.matching.set_aside import SetAside

ANSWERING: tuple[BandName, ...] = ("done_here", "lived_it", "done_elsewhere", "has_offered")
"""The bands of evidence in the sector itself."""


def told_ties(
    ties: Ties | None, provider: str, sector: str, known: Catalogue, aside: SetAside
) -> Ties | None:
    """What may be told of a tie: nothing of who is set aside, in guarded sectors the exchanges alone."""
    if ties is None or provider in aside.hidden(ties.recipient, (sector,), known):
        return None
    return replace(ties, shared=()) if is_guarded(sector, known) else ties


def answerable(provider: str, evidence: Evidence, aside: SetAside) -> list[str]:
    """The needs on record for which a State would stand in the sector itself, by id."""
    return [need.id for need in evidence.known.all(Need) if _answers(provider, need, evidence, aside)]


def _answers(provider: str, need: Need, evidence: Evidence, aside: SetAside) -> bool:
    known, number = evidence.known, evidence.projection.index.get(provider)
    recipient = _state(need, known)
    if number is None or recipient in (None, provider) or not need.sectors:
        return False
    requirements = Requirements(need.languages, (), need.gender_expertise)
    asked = need_of(str(recipient), need.sectors, known, requirements, record=need)
    return band_of(NeedInEvidence(asked, evidence, aside), number) in ANSWERING


def _state(need: Need, known: Catalogue) -> str | None:
    body = known.get(Institution, need.whose or "")
    state = body.acts_for.country if body and body.acts_for else need.whose
    return state if state and known.country(state) else None
