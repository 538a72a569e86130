"""The form in which a need is written: what can be chosen, and what was chosen already."""

from __future__ import annotations

from typing import Any

from api.pages.areas import areas
from api.pages.country import in_order
from api.pages.visit import Visit
from exchange_graph.domain.languages import LANGUAGES
from exchange_graph.domain.regions import REGIONS
from exchange_graph.domain.vocabulary import Sector

_LANGUAGES = (*LANGUAGES, "pt")
"""Working languages that stand ready to be ticked; the interface knows more by their codes."""


async def form(visit: Visit) -> dict[str, Any]:
    """Every field with its choices and with what the address says already."""
    asked = visit.request.query_params
    languages = asked.getlist("language")
    return {
        "recipient": _recipient(asked.get("recipient", ""), visit),
        "states": await _states(visit),
        "sectors": [*_filled(visit), ""],
        "areas": areas((sector.id for sector in visit.known.all(Sector)), visit),
        "languages": [(code, code in languages) for code in dict.fromkeys((*_LANGUAGES, *languages))],
        "regions": [(code, name, name in asked.getlist("region")) for code, name in REGIONS.items()],
        "gender_expertise": asked.get("gender_expertise", ""),
        "as_of": asked.get("as_of", ""),
    }


def _filled(visit: Visit) -> list[str]:
    return [value for name, value in visit.pairs if name == "sector"]


def _recipient(written: str, visit: Visit) -> str:
    """Who asks, by name where a code was written."""
    state = visit.known.country(written) if written else None
    return visit.label(state.id) if state else written


async def _states(visit: Visit) -> list[str]:
    """The names of those who may ask, as the lists of the interface have them."""
    held = [await visit.ask(f"/v1/groups/{listed}") for listed in visit.known.context.lists("states")]
    members = {member["country"]["id"] for group in held for member in group["members"]}
    return [visit.label(state) for state in sorted(members, key=lambda one: in_order(one, visit))]
