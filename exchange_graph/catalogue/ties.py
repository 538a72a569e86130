"""What ties providers to one recipient: exchanges between them, and what they have in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.domain.vocabulary import PUT_ON, Country
from exchange_graph.graph.paging import pages
from exchange_graph.graph.query import Dimension, ExchangeQuery
from exchange_graph.graph.store import GraphStore

What = Literal["language", "border", "group", "was_taught"]
_PAGE = 200


@dataclass(frozen=True, slots=True)
class Shared:
    """One thing in common: `about` is a language code, a group or an exchange; `source` where it stands."""

    what: What
    about: str
    source: str


@dataclass(frozen=True, slots=True)
class Ties:
    """What ties one provider to `recipient`; `exchanges` are those that it gave to the recipient before."""

    recipient: str
    exchanges: tuple[str, ...]
    shared: tuple[Shared, ...]


async def ties(
    providers: Collection[str], recipient: str, known: Catalogue, store: GraphStore
) -> dict[str, Ties]:  # fmt: skip
    """The ties of each provider to a State. What a table does not say of either is left out: unknown."""
    given = await _given(providers, (recipient,), store)
    taught = await _given((recipient,), providers, store)
    return {
        one: Ties(
            recipient,
            tuple(i for i, _ in given[one, recipient]),
            (*common(one, recipient, known), *(Shared("was_taught", *t) for t in taught[recipient, one])),
        )
        for one in providers
        if one != recipient
    }


def common(one: str, other: str, known: Catalogue) -> Iterator[Shared]:
    """Working languages, a land border and groups that two States share, each with its source."""
    first, second = known.get(Country, one), known.get(Country, other)
    if first is None or second is None:
        return
    if (mine := first.working_languages) and (theirs := second.working_languages):
        for code in mine.codes:
            if code in theirs.codes:
                yield Shared("language", code, mine.source)
    if first.borders and second.id in first.borders.neighbours:
        yield Shared("border", second.id, first.borders.source)
    # Lists on which others put a State tie nobody to anybody.
    tying = (group for group, m in known.memberships(second.id) if m.end is None)
    beside = {group.id for group in tying if group.serves not in PUT_ON}
    for group, membership in known.memberships(first.id):
        if membership.end is None and group.id in beside:
            yield Shared("group", group.id, group.citations[0].source)


async def _given(
    providers: Collection[str], recipients: Collection[str], store: GraphStore
) -> dict[tuple[str, str], list[tuple[str, str]]]:  # fmt: skip
    """By provider and recipient the exchanges that were given, newest first, each with its first source."""
    asked = ((Dimension.PROVIDER, tuple(providers)), (Dimension.RECIPIENT, tuple(recipients)))
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    async for page in pages(partial(store.find, ExchangeQuery(where=asked)), _PAGE):
        for view in (item.view for item in page.items if item.view.given):
            sides = {role: {p.country or p.id for p in view.parties if p.role == role} for role in _SIDES}
            for provider in sides["provider"].intersection(providers):
                for recipient in sides["recipient"].intersection(recipients):
                    found[str(provider), str(recipient)].append((view.id, view.citations[0].source))
    return found


_SIDES = ("provider", "recipient")
