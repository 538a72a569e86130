"""A row of the provider-experience matrix in the reader's language."""

from __future__ import annotations

from typing import Literal

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.ties import Ties
from exchange_graph.domain.knowledge import Experience, Offer
from exchange_graph.graph.query import ExperienceRow
from exchange_graph.render.shapes.exchange import ExperienceShape
from exchange_graph.render.speaking import Speaker
from exchange_graph.render.ties import ties_of


def experience_row(row: ExperienceRow, speaker: Speaker, ties: Ties | None = None) -> ExperienceShape:
    """What is held on one provider in one sector, with its own experience and offers there."""
    shape = _row(row, speaker)
    if ties:
        shape["ties"] = ties_of(ties, speaker)
    return shape


def _row(row: ExperienceRow, speaker: Speaker) -> ExperienceShape:
    known = speaker.catalogue
    below = set(known.narrower(row.sector))
    return {
        "provider": speaker.ref(row.provider),
        "sector": speaker.ref(row.sector),
        "exchanges": row.exchanges,
        "programmes": row.programmes,
        "recipients": list(row.recipients),
        "first_year": row.first_year,
        "last_year": row.last_year,
        "outcomes": row.outcomes,
        "own_experience": [
            e.id for e in known.all(Experience) if e.country == row.provider and below & set(e.sectors)
        ],
        "offers": [o.id for o in known.all(Offer) if row.provider in o.offered_by and below & set(o.sectors)],
        "best_grade": row.best_grade,
        "group": _side_of(known, row.provider),
    }


def _side_of(known: Catalogue, country: str) -> Literal["south", "north"] | None:
    """The side of the operator's list that names a State today; None for a State on neither."""
    served = {group.serves for group, m in known.memberships(country) if m.end is None}
    return "south" if "south" in served else "north" if "north" in served else None
