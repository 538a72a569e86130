"""How a value that names a record is read: as which kinds, and what is said where there is no such record."""

from __future__ import annotations

from dataclasses import dataclass

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.nearest import did_you_mean, nearest_name
from exchange_graph.domain.base import Record
from exchange_graph.domain.regions import REGIONS
from exchange_graph.domain.vocabulary import Country, Group, Institution, Programme, Sector, Source
from exchange_graph.errors import Wording

_LONGEST_CODE = 3
_MOST = 15


@dataclass(frozen=True, slots=True)
class Resolver:
    """Reads a value as records of these kinds; `name` is what the reader calls them."""

    kinds: tuple[type[Record], ...]
    name: str
    children: bool = False

    @property
    def takes_areas(self) -> bool:
        """Whether a value may be an area outside the M49 list."""
        return Country in self.kinds

    def __call__(self, catalogue: Catalogue, value: str) -> list[str]:
        """The ids that a value means, if any; `children`: all sectors of a code, with all below them."""
        value = value.strip()
        if Sector in self.kinds:
            sectors = catalogue.sectors(value) or self._alone(catalogue, value)
            return [i for s in sectors for i in catalogue.narrower(s)] if self.children else sectors[:1]
        country = catalogue.country(value) if Country in self.kinds else None
        found = country or self._record(catalogue, value) or self._record(catalogue, value.lower())
        return [found.id] if found else self._alone(catalogue, value)

    def _alone(self, catalogue: Catalogue, value: str) -> list[str]:
        """The record that alone of these kinds bears a name."""
        named = self.named(catalogue, value)
        return named if len(named) == 1 else []

    def named(self, catalogue: Catalogue, value: str) -> list[str]:
        """The records of these kinds that bear a name."""
        return [i for i in catalogue.named(value) if isinstance(catalogue.records[i], self.kinds)]

    def _record(self, catalogue: Catalogue, value: str) -> Record | None:
        return next((r for kind in self.kinds if (r := catalogue.get(kind, value))), None)

    def refusal(self, catalogue: Catalogue, value: str, where: str) -> str:
        """Why a value of the filter `where` cannot be read, with what is called so or is written alike."""
        shown = repr(value.strip()[:60])
        if named := self.named(catalogue, value):
            names = _with_names(catalogue, named)
            return Wording("{it} is a name of several: {names}; give a code", it=shown, names=names)
        state = catalogue.exact.ended_state(value) if Country in self.kinds else None
        if state and (left := [i for i in state.successors if i in catalogue.records]):
            words = {"it": shown, "until": state.until, "names": _with_names(catalogue, left)}
            return Wording("{it} is a name of the past, until {until}; in its place: {names}", **words)
        return self._none(value, self._alike(catalogue, value))

    def _none(self, value: str, hint: str) -> str:
        kind, shown = Wording(self.name), repr(value.strip()[:60])
        return Wording("no record has this name or code: {it} ({kind}){hint}", it=shown, kind=kind, hint=hint)

    def _alike(self, catalogue: Catalogue, value: str) -> str:
        """A hint by likeness; a code of a few letters is like too many others."""
        if len(value) <= _LONGEST_CODE:
            return ""
        kinds = [kind.model_fields["kind"].default for kind in self.kinds]
        close = nearest_name(value, kinds, catalogue)
        return Wording("; did you mean {it}?", it=close) if close else ""


def _with_names(catalogue: Catalogue, ids: list[str]) -> str:
    return ", ".join(f"{i} ({catalogue.label(i, 'en')})" for i in ids[:_MOST])


class PartyResolver(Resolver):
    """Reads States and bodies in a role.

    A group of States is not one party: there are filters of their own for it. One that took part as such,
    as `group` names it, can be asked for where it did.
    """

    def group(self, catalogue: Catalogue, value: str) -> str | None:
        """The group that a value means, if it means no party."""
        called = catalogue.named(value)
        if any(isinstance(catalogue.records[i], self.kinds) for i in called):
            return None
        groups = (catalogue.get(Group, i) for i in (value, value.lower(), *called))
        return next((one.id for one in groups if one), None)

    def refusal(self, catalogue: Catalogue, value: str, where: str) -> str:
        """The usual one, or the filter that was meant where the value is a group."""
        group = self.group(catalogue, value)
        if group is None or self.named(catalogue, value):
            return super().refusal(catalogue, value, where)
        way = f"{where}_group" if where in ("provider", "recipient") else "group"
        return Wording("{it} is a group of States, not one party: use {way}={it}", it=group, way=way)


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
