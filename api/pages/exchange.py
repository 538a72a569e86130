"""One exchange: who did what, each fact with its basis and its note, where sources differ, how to cite it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from api.pages.around import look_around
from api.pages.footnotes import Footnotes
from api.pages.marks import MARKS
from api.pages.visit import Visit

_SISTERS = 12
STYLES = (("RIS", "ris"), ("BibTeX", "bibtex"), ("CSL-JSON", "csl-json"))
"""Forms in which the interface gives a citation, beside its text."""


async def look(visit: Visit) -> Mapping[str, Any]:
    """The exchange with all that stands around it."""
    path = f"/v1/exchanges/{visit.part}"
    record = await visit.ask(path, visit.pairs)
    history = await visit.ask(f"/v1/exchanges/{record['id']}/history", [("limit", "200")])
    cited = record["links"]["citation"]
    return {
        "item": record,
        "notes": Footnotes(record),
        "roles": [*_roles(record)],
        "differing": [*_differing(record["claims"])],
        "history": history,
        "sisters": await _sisters(record, visit),
        "around": await look_around(record, visit),
        "address": f"{visit.settings.base_url}/{visit.lang}/exchanges/{quote(record['id'])}",
        "citations": [(name, visit.data(cited, [("style", style)])) for name, style in STYLES],
        "json": visit.data(path, visit.pairs),
        "state": visit.known.data_date,
    }


def _roles(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Each role with its parties, those that stand on two sides of a contradiction marked."""
    contested = {claim["fact"] for claim in record["claims"] if claim["contested_with"]}
    for role in MARKS:
        parties = [party for party in record["participations"] if party["role"] == role]
        marked = [
            {**party, "contested": f"role:{role}:{party['actor']['id'] or 'unnamed'}" in contested}
            for party in parties
        ]
        if marked or role in ("facilitator", "funder") or (role != "participant" and _one_way(record, role)):
            yield {"role": role, "mark": MARKS[role], "parties": marked}


def _one_way(record: Mapping[str, Any], role: str) -> bool:
    """Whether a giver or receiver is missing from an exchange that has a direction."""
    roles = {party["role"] for party in record["participations"]}
    return role in ("provider", "recipient") and (
        "participant" not in roles or bool(roles & {"provider", "recipient"})
    )


def _differing(claims: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Claims that cannot all be true, side by side."""
    waiting = {claim["id"]: claim for claim in claims if claim["contested_with"]}
    while waiting:
        together = [waiting.pop(next(iter(waiting)))]
        for claim in together:
            together += [waiting.pop(other) for other in claim["contested_with"] if other in waiting]
        yield together


async def _sisters(record: Mapping[str, Any], visit: Visit) -> dict[str, Any] | None:
    """The exchanges of the same programme."""
    if not record["programme"]:
        return None
    pairs = [("programme", record["programme"]["id"])]
    body = await visit.ask("/v1/exchanges", [*pairs, ("limit", str(_SISTERS))])
    return {**body, "to": visit.to("/exchanges", pairs)}
