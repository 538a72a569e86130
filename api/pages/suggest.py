"""Whom a State could talk to: the form of a need, and the interface's answer as experiences on cards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from api.http.asking import Refused
from api.pages.conditions import said
from api.pages.need_form import form
from api.pages.visit import Visit
from exchange_graph.render.languages import language

_ASKED = "/v1/suggestions"
_NEEDED = {"recipient", "sector"}
_FIELDS = _NEEDED | {"language", "region", "gender_expertise", "as_of"}
_NEAREST = ("done_here", "lived_it", "done_elsewhere")
"""Bands that are shown though nobody stands in them; in guarded sectors the first two."""
_AS_TABLE = ("related_sector", "knows_recipient")
"""Bands of which little is known to say."""


async def look(visit: Visit) -> Mapping[str, Any]:
    """The answer to what the address asks; the form where it asks for nothing yet or is not understood."""
    names = {name for name, _ in visit.pairs}
    if not names >= _NEEDED and names <= _FIELDS:
        return await _asking(visit)
    try:
        return await _told(_ASKED, visit)
    except Refused as refused:
        if refused.status != 400:
            raise
        return {**await _asking(visit), "problems": refused.problem["problems"], "status": 400}


async def look_for_need(visit: Visit) -> Mapping[str, Any]:
    """The same for a need on record."""
    return await _told(f"/v1/needs/{visit.part}/suggestions", visit)


async def _asking(visit: Visit) -> dict[str, Any]:
    return {"answer": None, "form": await form(visit), "problems": []}


async def _told(path: str, visit: Visit) -> dict[str, Any]:
    answer = await visit.ask(path, visit.pairs)
    telling = _OnCards(answer, visit)
    nearest = telling.nearest(answer["bands"], answer["need"]["guarded"])
    others = telling.bands(answer["other_partners"]["bands"])
    precedents = [{**telling.card(one["card"]), "why": one["why"]} for one in answer["precedents"]]
    return {
        "answer": answer,
        "form": await form(visit) if path == _ASKED else None,
        "problems": [],
        "musts": _musts(answer["need"]["requirements"], visit),
        "nearest": nearest,
        "others": others,
        "further": telling.further(answer["bands"]),
        "precedents": precedents,
        "holds": visit.page_of(answer["sector_record"]["all"]) if answer["sector_record"] else None,
        "asked_again": visit.to("/suggest", _as_query(answer["need"])),
        "json": visit.data(path, visit.pairs),
    }


def _musts(must: Mapping[str, Any], visit: Visit) -> list[str]:
    """The conditions in words."""
    languages = [language(code, visit.lang) for code in must["languages"]]
    return languages + [said("provider_region", name, visit) for name in must["regions"]]


def _as_query(need: Mapping[str, Any]) -> list[tuple[str, str]]:
    """A need as the form holds it."""
    must = need["requirements"]
    return [
        ("recipient", need["recipient"]["id"]),
        *(("sector", sector["id"]) for sector in need["sectors"]),
        *(("language", one) for one in must["languages"]),
        *(("region", one) for one in must["regions"]),
        *([("gender_expertise", "true")] if must["gender_expertise"] else []),
        *([("as_of", need["as_of"])] if need["as_of"] else []),
    ]


class _OnCards:
    """Tells each card once, in the order of the page; where it comes again it is referred to."""

    def __init__(self, answer: Mapping[str, Any], visit: Visit) -> None:
        self._cards, self._visit, self._need = answer["cards"], visit, answer["need"]
        self._told: set[str] = set()

    def nearest(self, bands: list[dict[str, Any]], guarded: bool) -> list[dict[str, Any]]:
        """The first bands, also those in which nobody stands."""
        held = {band["band"]: band for band in bands}
        shown = _NEAREST[:2] if guarded else _NEAREST
        return [self._band(held.get(name, {"band": name, "note": None, "tiers": []})) for name in shown]

    def further(self, bands: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The bands after these, where somebody stands in them."""
        return self.bands(band for band in bands if band["band"] not in _NEAREST)

    def bands(self, bands: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        """Bands in their order."""
        return [self._band(band) for band in bands]

    def _band(self, band: Mapping[str, Any]) -> dict[str, Any]:
        tiers = [
            {**tier, "candidates": [self._candidate(one) for one in tier["candidates"]]}
            for tier in band["tiers"]
        ]
        count = sum(len(tier["candidates"]) + tier["more"] for tier in tiers)
        return {**band, "tiers": tiers, "count": count, "as_table": band["band"] in _AS_TABLE}

    def _candidate(self, candidate: Mapping[str, Any]) -> dict[str, Any]:
        return {
            **candidate,
            "cards": [self.card(one) for one in candidate["cards"]],
            "size": self._size(candidate["counts"]) if candidate["counts"] else [],
            "every": self._every(candidate["provider"]["id"]),
        }

    def _every(self, state: str) -> str:
        """The list of all that a State has on record as provider."""
        as_of = [("as_of", self._need["as_of"])] if self._need["as_of"] else []
        return self._visit.to("/exchanges", [("counted", "true"), ("provider", state), *as_of])

    def card(self, record_id: str) -> dict[str, Any]:
        """A card with where its record is shown; `above` where it was told already."""
        above = record_id in self._told
        self._told.add(record_id)
        card = self._cards[record_id]
        roles = [role for role, number in card.get("roles", {}).items() for _ in range(number)]
        return {**card, "above": above, "to": self._visit.record(record_id), "parties": roles}

    def _size(self, counts: Mapping[str, Any]) -> list[dict[str, Any]]:
        """How much is on record of a State, each count with the list that it counts."""
        lines = []
        for name in ("here_in_sector", "in_sector", "here", "in_all"):
            if (placing := counts[name]) and placing["all"]:
                to = self._visit.page_of(placing["all"])
                lines.append(
                    {**placing, "name": name, "count": placing["stated"] + placing["inferred"], "to": to}
                )
        return lines
