"""One exchange: who did what, each fact with its basis and its note, where sources differ, how to cite it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from api.pages.around import look_around
from api.pages.footnotes import Footnotes
from api.pages.marks import MARKS
from api.pages.visit import Visit
from api.pages.words import gettext as _

_SISTERS = 12


async def look(visit: Visit) -> Mapping[str, Any]:
    """The exchange with all that stands around it."""
    path = f"/v1/exchanges/{visit.part}"
    record = await visit.ask(path, visit.pairs)
    history = await visit.ask(f"/v1/exchanges/{record['id']}/history", [("limit", "200")])
    return {
        "item": record,
        "notes": Footnotes(record),
        "roles": [*_roles(record)],
        "differing": [*_differing(record["claims"])],
        "history": history,
        "sisters": await _sisters(record, visit),
        "around": await look_around(record, visit),
        "address": f"{visit.settings.base_url}/{visit.lang}/exchanges/{quote(record['id'])}",
        "correct": _correction(record, visit),
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


def _correction(record: Mapping[str, Any], visit: Visit) -> dict[str, str | None]:
    """A form of words to send, and where to, if the operator has said."""
    contact = visit.settings.contact
    subject = f"{record['id']}: {record['heading']}"
    lines = (
        _("Record: %(id)s, revision %(revision)s", id=record["id"], revision=record["revision"]),
        _("What is wrong:"),
        _("What is right:"),
        _("Source (document, paragraph or page):"),
        _("On behalf of (role and organisation, no personal names):"),
    )
    body = "\n".join(lines)
    address = contact if contact and "://" in contact else None
    if contact and "@" in contact and address is None:
        address = f"mailto:{contact.removeprefix('mailto:')}?subject={quote(subject)}&body={quote(body)}"
    return {"contact": contact, "to": address, "words": f"{subject}\n\n{body}"}
