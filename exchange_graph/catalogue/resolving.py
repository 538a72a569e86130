"""How a value that names a record is read: as which kinds, and what is said where there is no such record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.nearest import did_you_mean, nearest
from exchange_graph.domain.base import Record
from exchange_graph.domain.regions import REGIONS
from exchange_graph.domain.vocabulary import Country, Group, Institution, Programme, Sector, Source
from exchange_graph.errors import Wording

_LONGEST_CODE = 3


@dataclass(frozen=True, slots=True)
class Resolver:
    """Reads a value as records of these kinds; `name` is what the reader calls them."""

    kinds: tuple[type[Record], ...]
    name: str
    children: bool = False

    def __call__(self, catalogue: Catalogue, value: str) -> list[str]:
        """The ids that a value means, if any; `children`: all sectors of a code, with all below them."""
        if Sector in self.kinds:
            sectors = catalogue.sectors(value)
            return [i for s in sectors for i in catalogue.narrower(s)] if self.children else sectors[:1]
        country = catalogue.country(value) if Country in self.kinds else None
        found = country or self._record(catalogue, value) or self._record(catalogue, value.lower())
        return [found.id] if found else []

    def _record(self, catalogue: Catalogue, value: str) -> Record | None:
        return next((r for kind in self.kinds if (r := catalogue.get(kind, value))), None)

    def refusal(self, catalogue: Catalogue, value: str, where: str) -> str:
        """Why a value of the filter `where` cannot be read, with what is called so or is written alike."""
        known = catalogue.spelled(self.kinds)
        called = [i for i in catalogue.named(value) if i in known]
        hint = Wording("; did you mean {it}?", it=called[0]) if called else self._alike(value, known)
        return self._none(value, hint)

    def _none(self, value: str, hint: str) -> str:
        kind, shown = Wording(self.name), repr(value[:60])
        return Wording("there is no {kind} {it}{hint}", kind=kind, it=shown, hint=hint)

    def _alike(self, value: str, known: Mapping[str, str]) -> str:
        """A hint by likeness; a code of a few letters is like too many others."""
        if len(value) <= _LONGEST_CODE:
            return ""
        close = nearest(value, known, 1)
        return Wording("; did you mean {it}?", it=known[close[0]]) if close else ""


class PartyResolver(Resolver):
    """Reads States and bodies in a role. A group is not one party: there are filters of their own for it."""

    def refusal(self, catalogue: Catalogue, value: str, where: str) -> str:
        """The usual one, or the filter that was meant where the value is a group."""
        called = catalogue.named(value)
        groups = [one for i in (value, value.lower(), *called) if (one := catalogue.get(Group, i))]
        if not groups or any(i in catalogue.spelled(self.kinds) for i in called):
            return super().refusal(catalogue, value, where)
        group = groups[0]
        way = f"{where}_group" if where in ("provider", "recipient") else "group"
        return Wording("{it} is a group of States, not one party: use {way}={it}", it=group.id, way=way)


class RegionResolver(Resolver):
    """Reads regions of the M49 list, by code or by English name in any case."""

    def __call__(self, catalogue: Catalogue, value: str) -> list[str]:
        """The code that a value means, if any."""
        asked = value.strip().lower()
        return [code for code, name in REGIONS.items() if asked in (code, name.lower())]

    def refusal(self, catalogue: Catalogue, value: str, where: str) -> str:
        """Why a value is no region, with the name that is written alike."""
        hint = did_you_mean(value, REGIONS.values()) or Wording("; for example 011 or Western Africa")
        return self._none(value, hint)


ACTOR = Resolver((Country, Institution, Group), "country, institution or group")
GROUP = Resolver((Group,), "group")
INSTITUTION = Resolver((Institution,), "institution")
PARTY = PartyResolver((Country, Institution), "country or institution")
PROGRAMME = Resolver((Programme,), "programme")
REGION = RegionResolver((), "region of the M49 list")
SECTOR = Resolver((Sector,), "sector or DAC code")
SECTORS = Resolver((Sector,), "sector or DAC code", children=True)
SOURCE = Resolver((Source,), "source")
