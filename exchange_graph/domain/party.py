"""A participation as readers get it: with the State that stands behind the actor."""

from __future__ import annotations

from exchange_graph.domain.base import Record
from exchange_graph.domain.claims import Basis, Claim
from exchange_graph.domain.context import Context, Interval
from exchange_graph.domain.exchange import (
    KNOWLEDGE,
    Actor,
    ActorType,
    FacilitatorPart,
    Participation,
    Role,
    Support,
)
from exchange_graph.domain.languages import Text
from exchange_graph.domain.value import Value


class Party(Value):
    """One actor in one role. `country` is the State itself or the one the actor acts for then, else None.

    `support` is what it gave, where that is said. `seat` is the State in which a body that acts for none has
    its address. `against` are claims of other parties that contradict this one.
    """

    claim: str
    role: Role
    part: FacilitatorPart | None = None
    support: tuple[Support, ...] = ()
    type: ActorType
    id: str | None = None
    words: str | None = None
    lang: str | None = None
    translation: Text | None = None
    country: str | None = None
    seat: str | None = None
    basis: Basis
    citations: tuple[int, ...] = ()
    against: tuple[str, ...] = ()

    @property
    def teaches(self) -> bool:
        """False where all that it gave is known to be things, means, or people who filled posts."""
        return not self.support or any(given in KNOWLEDGE for given in self.support)


def party_of(
    claim: Claim[Participation], cites: tuple[int, ...], against: tuple[str, ...], when: Interval,
    context: Context,
) -> Party:  # fmt: skip
    """The reader's view of one participation."""
    value, actor = claim.value, claim.value.actor
    return Party(
        claim=claim.id, role=value.role, part=value.part, support=value.support, type=actor.type,
        id=_id(actor, context), words=actor.words, lang=actor.lang, translation=actor.translation,
        country=_country(actor, when, context), seat=_seat(actor, context), basis=claim.basis,
        citations=cites, against=against,
    )  # fmt: skip


def _seat(actor: Actor, context: Context) -> str | None:
    return context.seat_of(actor.id) if actor.type == "institution" and actor.id else None


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
