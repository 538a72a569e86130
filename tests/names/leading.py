"""Where the service leads from a name: home, to a foreign State, or nowhere."""

from __future__ import annotations

from typing import Any, Literal

from exchange_graph.text.tokens import content_of
from tests.names.lists import Named
from tests.served import Service

Leads = Literal["home", "foreign", "nowhere"]


async def searched(named: Named, service: Service) -> Leads:
    """By the search box: the first State of the hits; without one, the exchanges of a mended question."""
    body = await service.read("/v1/search", q=named.name[:500], limit=10)
    states = [hit["id"] for hit in body["items"] if hit["kind"] == "country"]
    if states:
        return "home" if states[0] in named.homes else "foreign"
    return await asked(named, service) if "q" in body.get("understood", {}) else "nowhere"


async def asked(named: Named, service: Service) -> Leads:
    """By words: what is found otherwise than as it is written must be of the State."""
    body = await service.read("/v1/exchanges", q=named.name[:500], limit=20, sort="relevance")
    if not body["items"]:
        return "nowhere"
    at_home = [bool(named.homes & _states(item)) for item in body["items"]]
    read = body.get("understood", {}).get("q")
    if read is None or read["to"] == content_of(named.name):
        return "home" if all(at_home) else "nowhere"  # written so: whoever took part
    return "home" if all(at_home) else "foreign"


async def filtered(named: Named, service: Service) -> Leads:
    """By a filter: refused without another State named, or read as it."""
    answer = await service.get("/v1/exchanges", recipient=named.name[:100], limit=20)
    if answer.status_code == 200:
        items = answer.json()["items"]
        return "home" if all(named.homes & _states(item) for item in items) else "foreign"
    why = answer.json()["problems"][0]["why"]
    return "foreign" if "did you mean" in why and not any(home in why for home in named.homes) else "nowhere"


def _states(item: Any) -> set[str]:
    return {party["country"] or party["actor"]["id"] for party in item["participations"]}
