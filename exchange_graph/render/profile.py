"""What is recorded of a country, both ways, and what is not: for HTTP and the command line alike."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from exchange_graph.domain.knowledge import Deployment, Experience, Need, Offer
from exchange_graph.domain.view import ExchangeView
from exchange_graph.domain.vocabulary import Institution
from exchange_graph.graph.query import UNKNOWN, Dimension, ExchangeQuery, Found, Listed, Page, PageRequest
from exchange_graph.graph.store import GraphStore
from exchange_graph.render.records import render
from exchange_graph.render.shapes.country import GroupMembership, Headed, SectorOverTime, ServedIn, Side
from exchange_graph.render.speaking import Speaker

NEWEST, MOST = 20, 200


async def profile(found: Found, store: GraphStore, speaking: Speaker) -> dict[str, Any]:
    """A country with what it gave, received and took part in; the shape is `CountryProfile`."""
    iso3 = found.record.id
    sides = {
        "provided": await _side(store, speaking, iso3, Dimension.PROVIDER, Dimension.RECIPIENT),
        "received": await _side(store, speaking, iso3, Dimension.RECIPIENT, Dimension.PROVIDER),
        "took_part": await _side(store, speaking, iso3, Dimension.PARTICIPANT, Dimension.PARTICIPANT),
    }
    return {
        **render(found, speaking),
        **sides,
        "sectors_over_time": await _over_time(store, speaking, iso3),
        **_known(speaking, iso3),
        "note": None if any(s["exchanges"] for s in sides.values()) else speaking.say("none"),
    }


async def _side(store: GraphStore, speaking: Speaker, iso3: str, role: Dimension, other: Dimension) -> Side:
    query = ExchangeQuery(where=((role, (iso3,)),))
    page = await store.find(query, PageRequest(MOST), facets=(other, Dimension.SECTOR, Dimension.YEAR))
    sectors = [(i, n) for i, n in page.facets[Dimension.SECTOR] if i != UNKNOWN]
    years = dict(sorted(page.facets[Dimension.YEAR]))
    undated = years.pop(UNKNOWN, 0)
    return {
        "exchanges": page.total,
        "partners": [{**speaking.ref(i), "exchanges": n} for i, n in _partners(page, iso3, role, other)],
        "sectors": [{**speaking.ref(i), "exchanges": n} for i, n in sectors],
        "years": [{"year": year, "exchanges": n} for year, n in years.items()],
        "undated": undated,
        "newest": [_headed(item.view, speaking) for item in page.items[:NEWEST]],
    }


def _partners(page: Page[Listed], iso3: str, role: Dimension, other: Dimension) -> list[tuple[str, int]]:
    """Who stands on the other side. A facet ignores its own filter, so co-participants are counted here."""
    if role is not other:
        return [(i, n) for i, n in page.facets[other] if i not in (UNKNOWN, iso3)]
    together = Counter(
        actor
        for item in page.items
        for actor in {p.country or p.id for p in item.view.parties if p.role == role.value}
        if actor and actor != iso3
    )
    return sorted(together.items(), key=lambda pair: (-pair[1], pair[0]))


def _headed(view: ExchangeView, speaking: Speaker) -> Headed:
    return {"id": view.id, "heading": speaking.heading(view), "latest": view.period.latest}


async def _over_time(store: GraphStore, speaking: Speaker, iso3: str) -> list[SectorOverTime]:
    rows = await store.experience(ExchangeQuery(where=((Dimension.PROVIDER, (iso3,)),)))
    return [
        {
            "sector": speaking.ref(row.sector),
            "exchanges": row.exchanges,
            "first_year": row.first_year,
            "last_year": row.last_year,
        }
        for row in rows
    ]


def _known(speaking: Speaker, iso3: str) -> dict[str, Any]:
    """Own experience, offers, needs, deployments, groups; a body's needs and offers are its State's."""
    catalogue = speaking.catalogue
    bodies = {i.id for i in catalogue.all(Institution) if i.acts_for and i.acts_for.country == iso3}
    own = bodies | {iso3}
    groups: list[GroupMembership] = [
        {**speaking.ref(group.id), "start": m.start, "end": m.end, "seen": m.seen}
        for group, m in catalogue.memberships(iso3)
    ]
    return {
        "own_experience": speaking.refs(e.id for e in catalogue.all(Experience) if e.country == iso3),
        "offers": speaking.refs(o.id for o in catalogue.all(Offer) if own & set(o.offered_by)),
        "needs": speaking.refs(n.id for n in catalogue.all(Need) if n.whose in own),
        "deployments": _served(speaking, [d for d in catalogue.all(Deployment) if d.country == iso3]),
        "groups": groups,
    }


def _served(speaking: Speaker, deployments: list[Deployment]) -> list[ServedIn]:
    by_mission: dict[str, list[Deployment]] = defaultdict(list)
    for deployment in deployments:
        by_mission[deployment.mission].append(deployment)
    return [
        {
            "mission": speaking.ref(mission),
            "types": [one.type for one in served],
            "start": min(one.start for one in served),
            "end": max(ends) if all(ends := [one.end or "" for one in served]) else None,
        }
        for mission, served in by_mission.items()
    ]
