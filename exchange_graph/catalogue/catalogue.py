"""The vocabulary and what is known around exchanges, at one revision.

The store is the truth; this is a projection of it, small enough to hold: labels for answers, codes and
chains for questions. It is never changed in place: `following.py` swaps it for a newer one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from functools import cached_property
from typing import Any, TypeVar

from exchange_graph.catalogue.exact import ExactNames, exact_names
from exchange_graph.catalogue.lexicon import Lexicon, lexicon_of
from exchange_graph.catalogue.longer import Longer, begun_names, longer_names
from exchange_graph.catalogue.names import RecordNames, names_of
from exchange_graph.catalogue.wording import Inside, Worded, names_inside, worded
from exchange_graph.domain.base import Record
from exchange_graph.domain.context import Context
from exchange_graph.domain.dates import first_day
from exchange_graph.domain.knowledge import Lesson
from exchange_graph.domain.languages import LANGUAGES, Lang, Text
from exchange_graph.domain.records import AnyRecord
from exchange_graph.domain.references import references
from exchange_graph.domain.vocabulary import Country, Group, Institution, Membership, Sector, Source

R = TypeVar("R", bound=Record)


class Catalogue:
    """Live records by id, at `revision`; look-ups also take old keys (aliases)."""

    def __init__(
        self, records: Mapping[str, AnyRecord], revision: int, lexicon: Lexicon | None = None
    ) -> None:
        self.records = records
        self._lexicon = lexicon
        self.revision = revision
        self.said: dict[str, dict[str, Any]] = {}
        """What renderers have worked out once at this revision, by language and id."""
        self._of_kind: dict[type[Record], list[Any]] = {}

    def at(self, revision: int) -> Catalogue:
        """The same records at another revision, with all that was worked out from them."""
        other = copy(self)
        other.revision = revision
        return other

    def get(self, kind: type[R], record_id: str) -> R | None:
        """The record of that kind under an id or old key, or None."""
        record = self._any(record_id)
        return record if isinstance(record, kind) else None

    def all(self, kind: type[R]) -> Iterator[R]:
        """Every record of a kind, in the order of the ids."""
        if kind not in self._of_kind:
            self._of_kind[kind] = [r for _, r in sorted(self.records.items()) if isinstance(r, kind)]
        return iter(self._of_kind[kind])

    def text(self, record_id: str) -> Text | None:
        """The label of a record, as written inside a sentence; None for an unknown id."""
        return self._labels.get(record_id)

    def label(self, record_id: str, lang: Lang) -> str:
        """The label in `lang` or the nearest language there is; the id itself for an unknown one."""
        text = self._labels.get(record_id)
        return text.best(lang)[0] if text else record_id

    @cached_property
    def data_date(self) -> str | None:
        """The newest date on which a source held here was published or read; ages are counted to it."""
        days = (day for source in self.all(Source) for day in (source.published, source.retrieved) if day)
        return max(days, key=first_day, default=None)

    @property
    def today(self) -> str:
        """The first day that the data date can mean; empty where no source is held."""
        return first_day(self.data_date) if self.data_date else ""

    @cached_property
    def context(self) -> Context:
        """What deriving a view needs to know, at this revision."""
        return Context(self._any, self.all(Group))

    def _any(self, record_id: str) -> AnyRecord | None:
        return self.records.get(record_id) or self.records.get(self._aliases.get(record_id, ""))

    def country(self, code: str) -> Country | None:
        """A country by ISO3 or ISO2 code in any case, or by its M49 code."""
        written = code.strip().upper()
        return self._countries.get(written.zfill(3) if written.isdecimal() else written)

    def sectors(self, code: str) -> list[str]:
        """Sector ids behind an id or a DAC code; a code may mean several."""
        found = self.get(Sector, code.lower())
        return [found.id] if found else self._codes.get(code, [])

    def named(self, name: str) -> list[str]:
        """The ids of what is called so, in any language and by the names of lists too."""
        return self.exact.named(name)

    @cached_property
    def exact(self) -> ExactNames:
        """Names that stand wherever a code does."""
        return exact_names(self.records.values())

    @cached_property
    def names(self) -> RecordNames:
        """Every name of every record here, to be searched."""
        return names_of(self.records.values())

    @cached_property
    def longer(self) -> Longer:
        """What makes the name of one State that of another."""
        return longer_names(self.names.every)

    @cached_property
    def begun(self) -> dict[str, tuple[str, ...]]:
        """What makes the Chinese name of one State that of another."""
        return begun_names(self.names.every)

    @cached_property
    def lexicon(self) -> Lexicon:
        """Names as they stand in running text."""
        return self._lexicon or lexicon_of(self.records.values())

    def worded(self, text: str) -> Worded:
        """Words to search by, with the names of States in them: 塞拉利昂税收 is two words."""
        return worded(text, self.lexicon, self._names_inside)

    def complete(self) -> None:
        """Put together what is asked of names, before somebody asks."""
        self.worded("")
        self.named("")
        self.names.slips_of("")
        self.longer.get("")
        self.begun.get("")

    @cached_property
    def _names_inside(self) -> Inside:
        return names_inside(self.all(Country))

    def narrower(self, sector_id: str) -> list[str]:
        """The sector and every one below it, from the top down."""
        found = [sector_id]
        for current in found:
            found += [child for child in self._children.get(current, ()) if child not in found]
        return found

    def lineage(self, institution_id: str) -> list[str]:
        """The institution, then every predecessor and successor, however many steps away."""
        found = [institution_id]
        for current in found:
            found += [i for i in self._neighbours.get(current, ()) if i not in found]
        return found

    def parts(self, institution_id: str) -> list[str]:
        """The institution and every unit below it."""
        found = [institution_id]
        for current in found:
            found += [i for i in self._units.get(current, ()) if i not in found]
        return found

    def children(self, sector_id: str) -> list[str]:
        """The sectors directly below one."""
        return self._children.get(sector_id, [])

    def related(self, sector_id: str) -> list[tuple[str, Text]]:
        """Sectors related by hand, with the reason; a pair is written once and holds both ways."""
        return self._related.get(sector_id, [])

    def units(self, institution_id: str) -> list[str]:
        """The institutions directly below one."""
        return self._units.get(institution_id, [])

    def predecessors(self, institution_id: str) -> list[str]:
        """What an institution was before."""
        return self._before.get(institution_id, [])

    def lessons(self, exchange_id: str) -> list[Lesson]:
        """What was learned from an exchange."""
        return self._lessons.get(exchange_id, [])

    def memberships(self, country: str) -> list[tuple[Group, Membership]]:
        """The groups whose list names a country, with the entry."""
        return self._memberships.get(country, [])

    @cached_property
    def _memberships(self) -> dict[str, list[tuple[Group, Membership]]]:
        found: dict[str, list[tuple[Group, Membership]]] = defaultdict(list)
        for group in self.all(Group):
            for member in group.members:
                found[member.country].append((group, member))
        return found

    @cached_property
    def _labels(self) -> dict[str, Text]:
        own = {i: text for i, record in self.records.items() if (text := _label_of(record))}
        nameless = (r for r in self.records.values() if not r.traits.called)
        return own | {r.id: text for r in nameless if (text := _label_by_what_it_names(r, own))}

    @cached_property
    def _aliases(self) -> dict[str, str]:
        return {alias: record.id for record in self.records.values() for alias in record.aliases}

    @cached_property
    def _countries(self) -> dict[str, Country]:
        return {code: c for c in self.all(Country) for code in (c.id, c.iso2, c.m49)}

    @cached_property
    def _codes(self) -> dict[str, list[str]]:
        codes = ((c.code, s.id) for s in self.all(Sector) for c in s.codes if c.scheme == "dac")
        return _grouped(codes)

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        return _grouped((s.broader, s.id) for s in self.all(Sector) if s.broader)

    @cached_property
    def _units(self) -> dict[str, list[str]]:
        return _grouped((i.part_of, i.id) for i in self.all(Institution) if i.part_of)

    @cached_property
    def _before(self) -> dict[str, list[str]]:
        return _grouped((s.id, i.id) for i in self.all(Institution) for s in i.succeeded_by)

    @cached_property
    def _neighbours(self) -> dict[str, list[str]]:
        steps = [(i.id, s.id) for i in self.all(Institution) for s in i.succeeded_by]
        return _grouped(steps + [(after, before) for before, after in steps])

    @cached_property
    def _related(self) -> dict[str, list[tuple[str, Text]]]:
        pairs = [(s.id, r.id, r.reason) for s in self.all(Sector) for r in s.related]
        found: dict[str, list[tuple[str, Text]]] = defaultdict(list)
        for one, other, reason in pairs:
            found[one].append((other, reason))
            found[other].append((one, reason))
        return found

    @cached_property
    def _lessons(self) -> dict[str, list[Lesson]]:
        found: dict[str, list[Lesson]] = defaultdict(list)
        for lesson in self.all(Lesson):
            for exchange in lesson.exchanges:
                found[exchange].append(lesson)
        return found


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups


def _label_of(record: AnyRecord) -> Text | None:
    """What a record is called inside a sentence: a country's inline form where the list has an index form."""
    if isinstance(record, Country):
        return _completed(record.inline, record.name)
    named = (getattr(record, field) for field in record.traits.called)
    first: Text | str | None = next(filter(None, named), None)
    return Text(en=first) if isinstance(first, str) else first


def _label_by_what_it_names(record: AnyRecord, labels: Mapping[str, Text]) -> Text | None:
    """The labels of what it refers to but sources, for a record of a kind without a name of its own."""
    named = [labels[r.id] for r in references(record) if r.kinds != ("source",) and r.id in labels]
    together = {lang: " · ".join(text.best(lang)[0] for text in named) for lang in LANGUAGES}
    return Text(**together) if named else None


def _completed(inline: Text | None, name: Text) -> Text:
    return Text(**(name.all() | inline.all())) if inline else name
