"""`/v1/exchanges?counted=true`: the exchanges that place a provider in suggestions, as their counts count."""

from __future__ import annotations

from api.http import cursor
from api.params.exchanges import ExchangeListParams
from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.resolving import PARTY, SECTOR
from exchange_graph.domain.vocabulary import Country
from exchange_graph.errors import BadInput, Problem, Wording
from exchange_graph.graph.query import Listed, Page
from exchange_graph.graph.store import GraphStore
from exchange_graph.matching.evidence import Evidence
from exchange_graph.matching.following import EvidenceFollower
from exchange_graph.matching.need import answering

GOES_WITH = {"counted", "basis", "provider", "recipient", "sector", "as_of"}
PLAIN = {"lang", "format", "limit", "cursor", "sort", "without", "units"}


async def counted_page(
    params: ExchangeListParams, known: Catalogue, store: GraphStore, follower: EvidenceFollower
) -> tuple[Page[Listed], str | None]:
    """A page of these exchanges, newest first, and the cursor of the next."""
    evidence = await follower.current(params.as_of)
    ids = _ids(params, known, evidence)
    question = ("counted", params.provider, params.recipient, params.sector, params.basis, params.as_of)
    after = cursor.decode(params.cursor, question, (str,))
    first = ids.index(str(after[0])) + 1 if after and after[0] in ids else 0
    shown, following = cursor.cut(ids[first:], params.limit, lambda i: (i,), question)
    found, views = await store.get_many(shown), await follower.views(evidence, shown)
    items = tuple(
        Listed(views[i], one.version, one.at) for i in shown if i in views and (one := found.get(i))
    )
    return Page(items, len(ids), None, evidence.revision), following


def _ids(params: ExchangeListParams, known: Catalogue, evidence: Evidence) -> list[str]:
    """Their ids; `BadInput` where nobody is named or several are, or a filter that counts do not know."""
    given = {name for name in type(params).model_fields if name in params.model_fields_set}
    problems = [
        Problem(name, Wording("does not go with counted=true: leave it out"))
        for name in sorted(given - GOES_WITH - PLAIN)
    ]
    givers, takers = (
        [_state(code, known) for code in codes] for codes in (params.provider, params.recipient)
    )
    if not givers + takers or len(givers) > 1 or len(takers) > 1 or None in givers + takers:
        why = Wording("give one provider or one recipient, at most one of each, by code")
        problems.append(Problem("counted", why))
    sectors = [i for one in params.sector for i in known.sectors(one) or SECTOR(known, one)]
    if len(sectors) < len(params.sector):
        problems.append(Problem("sector", Wording("names a sector that is not on record")))
    if problems:
        raise BadInput(problems)
    within = tuple(dict.fromkeys(i for sector in sectors for i in answering(sector, known)))
    projection = evidence.projection
    to = tuple(country.id for country in takers if country)
    tally = projection.tally(within or None, to or None, stated=params.basis == "stated")
    positions = tally.exchanges
    for country in filter(None, givers):
        number = projection.index.get(country.id)
        positions = positions[:0] if number is None else tally.exchanges_of(number)
    return [projection.columns.ids[position] for position in positions.tolist()]


def _state(given: str, known: Catalogue) -> Country | None:
    """The State of a code or an exact name."""
    return next((known.country(i) for i in PARTY(known, given)), None)
