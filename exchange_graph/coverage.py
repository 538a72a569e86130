"""What the data can and cannot answer: how many exchanges are documented in which way."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Sequence

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.domain.languages import LANGUAGES
from exchange_graph.domain.records import AnyRecord
from exchange_graph.domain.texts import texts
from exchange_graph.domain.vocabulary import Country, Sector, Source
from exchange_graph.graph.query import UNKNOWN, Dimension, ExchangeQuery, PageRequest
from exchange_graph.graph.store import GraphStore

COUNTED = (
    Dimension.GRADE, Dimension.DATED, Dimension.KIND, Dimension.STATUS, Dimension.OUTCOME,
    Dimension.CONTESTED, Dimension.SECTOR, Dimension.INSTITUTION,
)  # fmt: skip


async def coverage(store: GraphStore, known: Catalogue) -> dict[str, dict[str, int]]:
    """Exchanges by how they are documented, by core area, by region, and whether an institution is named.

    An exchange counts in every core area and in every region that one of its parties lies in.
    """
    page = await store.find(ExchangeQuery(), PageRequest(1), facets=COUNTED)
    counts = {dimension.value: dict(values) for dimension, values in page.facets.items()}
    tops = {sector.id for sector in known.all(Sector) if sector.broader is None} | {UNKNOWN}
    counts["sector"] = {i: n for i, n in counts["sector"].items() if i in tops}
    without = counts["institution"].get(UNKNOWN, 0)
    counts["institution"] = {"named": page.total - without, UNKNOWN: without}
    return counts | {"region": await _by_region(store, known)}


async def in_languages(pages: AsyncIterator[Sequence[AnyRecord]]) -> dict[str, int]:
    """How many texts of ours the records hold in all, and how many of them exist in each language."""
    counts = Counter({"all": 0} | dict.fromkeys(LANGUAGES, 0))
    async for records in pages:
        ours = (record for record in records if not isinstance(record, Source))
        counts.update(
            word for record in ours for text in texts(record) for word in ("all", *text.languages())
        )
    return dict(counts)


async def _by_region(store: GraphStore, known: Catalogue) -> dict[str, int]:
    """Exchanges with a party in each M49 region (the intermediate one where there is one), by name."""
    countries: dict[str, list[str]] = defaultdict(list)
    for country in known.all(Country):
        region = country.intermediate or country.subregion
        if region:
            countries[region].append(country.id)
    counts = {}
    for region, ids in sorted(countries.items()):
        query = ExchangeQuery(where=((Dimension.PARTY, tuple(ids)),))
        counts[region] = (await store.find(query, PageRequest(1))).total
    return counts
