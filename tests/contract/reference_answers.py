"""The reference's answers to a question, in the shape in which the machine compares them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from exchange_graph.domain.derive import derive
from exchange_graph.domain.exchange import Exchange
from exchange_graph.graph.edges import edges_of, links
from exchange_graph.graph.query import UNKNOWN, Condition, Dimension, ExchangeQuery, ExperienceRow, Link, Sort
from tests.contract.reference import Reference
from tests.contract.reference_exchange import ROLES, Seen, ordered

Where = tuple[Condition, ...]


def linked(
    reference: Reference, ids: Sequence[str], types: Sequence[str], limit: int, inside: bool = False
) -> list[Link]:  # fmt: skip
    """The relationships of all live records that touch one of these, or lie between them, in order."""

    def current(record_id: str) -> str | None:
        record = reference.graph.lookup(record_id)
        return record.id if record else None

    def fits(ends: set[str]) -> bool:
        return ends <= set(ids) if inside else bool(ends & set(ids))

    context = reference.context()
    every = (
        edge
        for record in reference.graph.living()
        for edge in edges_of(
            record, derive(record, context) if isinstance(record, Exchange) else None, current
        )
    )
    found = [k for k in links(every) if k.type in types and fits({k.start, k.end})]
    return sorted(found, key=lambda k: (types.index(k.type), k.start, k.end))[:limit]


def fitting(reference: Reference, query: ExchangeQuery, sort: Sort = "-start") -> list[Seen]:
    """Everything that fits, in order."""
    return ordered([seen for seen in reference.exchanges() if seen.fits(query)], query, sort)


def facet(reference: Reference, query: ExchangeQuery, dimension: Dimension) -> list[tuple[str, int]]:
    """How many exchanges have each value, over the question without its own condition."""
    lifted = tuple((d, values) for d, values in query.where if d is not dimension)
    years = (None, None) if dimension is Dimension.YEAR else query.years
    found = fitting(reference, ExchangeQuery(query.text, lifted, years, query.meant))
    role = Dimension(dimension.partition("_")[0])
    if role in ROLES:
        counts = Counter(value for seen in found for value in _of_parties(seen, role, dimension, lifted))
    else:
        counts = Counter(value for seen in found for value in seen.counted()[dimension])
    return sorted(counts.items(), key=lambda pair: (pair[0] == UNKNOWN, -pair[1], pair[0]))


def _of_parties(seen: Seen, role: Dimension, dimension: Dimension, where: Where) -> set[str]:
    """What the parties have that are meant: of the role itself, who they are, States for their bodies."""
    parties = seen.meant(role, where)
    return set(parties) if dimension is role else {v for said in parties.values() for v in said[dimension]}


def experience(reference: Reference, query: ExchangeQuery) -> list[ExperienceRow]:
    """Provider by sector, only the providers and sectors asked for, without what was never given.

    Of the recipients those are listed that belong and lie where it is asked for.
    """
    sectors = query.values(Dimension.SECTOR)
    cells: dict[tuple[str, str], list[Seen]] = defaultdict(list)
    for seen in fitting(reference, query):
        if seen.view.status and seen.view.status.value in ("proposed", "planned", "cancelled"):
            continue
        for provider in seen.meant(Dimension.PROVIDER, query.where).keys() - {UNKNOWN}:
            for sector in seen.sectors():
                if not sectors or sector in sectors:
                    cells[provider, sector].append(seen)
    beside = tuple((d, values) for d, values in query.where if d is not Dimension.RECIPIENT)
    return [_row(provider, sector, cells[provider, sector], beside) for provider, sector in sorted(cells)]


def _row(provider: str, sector: str, cell: list[Seen], where: Where) -> ExperienceRow:
    dated = [(min(years), max(years)) for seen in cell if (years := seen.ran())]
    recipients = {r for seen in cell for r in seen.meant(Dimension.RECIPIENT, where)} - {UNKNOWN}
    return ExperienceRow(
        provider, sector, len(cell), len({seen.view.programme for seen in cell} - {None}),
        tuple(sorted(recipients)), min((low for low, _ in dated), default=None),
        max((high for _, high in dated), default=None),
        dict(Counter(seen.view.outcome.rating for seen in cell if seen.view.outcome)),
        min(seen.view.grade for seen in cell),
    )  # fmt: skip
