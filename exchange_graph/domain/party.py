"""A participation as readers get it: with the State that stands behind the actor."""

from __future__ import annotations

from exchange_graph.domain.base import Record, Value
from exchange_graph.domain.claims import Basis
from exchange_graph.domain.context import Context, Interval
from exchange_graph.domain.exchange import Actor, ActorType, Part, Participation, Role
from exchange_graph.domain.languages import Text


class Party(Value):
    """One actor in one role. `country` is the State itself or the one the actor acts for then, else None."""

    claim: str
    role: Role
    part: Part | None = None
    type: ActorType
    id: str | None = None
    words: str | None = None
    lang: str | None = None
    translation: Text | None = None
    country: str | None = None
    basis: Basis
    citations: tuple[int, ...] = ()


def party_of(
    claim: str, value: Participation, basis: Basis, cites: tuple[int, ...], when: Interval,
    context: Context,
) -> Party:  # fmt: skip
    """The reader's view of one participation."""
    actor = value.actor
    return Party(
        claim=claim, role=value.role, part=value.part, type=actor.type, id=_id(actor, context),
        words=actor.words, lang=actor.lang, translation=actor.translation,
        country=_country(actor, when, context), basis=basis, citations=cites,
    )  # fmt: skip


def _id(actor: Actor, context: Context) -> str | None:
    if actor.id is None:
        return None
    found = context.get(Record, actor.id)
    return found.id if found else actor.id


def _country(actor: Actor, when: Interval, context: Context) -> str | None:
    if actor.type == "country":
        return _id(actor, context)
    if actor.type == "institution" and actor.id:
        return context.state_of(actor.id, when)
    return None
