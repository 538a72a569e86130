"""One exchange of the reference: what it says on each dimension, which words it has, where it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exchange_graph.domain.base import Record
from exchange_graph.domain.context import Context
from exchange_graph.domain.exchange import Exchange
from exchange_graph.domain.languages import Text
from exchange_graph.domain.party import Party
from exchange_graph.domain.view import ExchangeView
from exchange_graph.domain.vocabulary import Country, Group, Institution, Programme, Sector, Source
from exchange_graph.graph.query import UNKNOWN, Condition, Dimension, ExchangeQuery, Sort
from exchange_graph.text.tokens import AskedWord, Meant, asked_words, fold, tokens

Values = dict[Dimension, set[str]]
ROLES = (Dimension.PROVIDER, Dimension.RECIPIENT)
REGIONS = {"Africa": "002", "Western Africa": "011", "Asia": "142"}
"""Those in which invented States lie."""


@dataclass(frozen=True)
class Seen:
    """An exchange, its view, its version, and the context it is read in."""

    record: Exchange
    view: ExchangeView
    version: int
    context: Context

    def fits(self, query: ExchangeQuery) -> bool:
        met = self.met()
        return (
            all(met[dimension] & set(values) for dimension, values in query.where)
            and all(self.meant(role, query.where) for role in ROLES)
            and self._in_years(*query.years)
            and (query.text is None or self.worth(query.text, query.meant) > 0)
        )

    def _in_years(self, low: int | None, high: int | None) -> bool:
        if low is None and high is None:
            return True
        years = self.years()
        return bool(years) and (low is None or max(years) >= low) and (high is None or min(years) <= high)

    # -- what it says ------------------------------------------------------------------------

    def counted(self) -> Values:
        """What facets count: what is said, wider sectors, or `UNKNOWN`; a State stands for its bodies."""
        found = self._said()
        for dimension in Dimension:
            found[dimension] = found[dimension] or {UNKNOWN}
        for sector in self.view.sectors:
            found[Dimension.SECTOR] |= set(self.context.ancestors(sector.id))
        return found

    def met(self) -> Values:
        """What filters meet: all that is counted, and the bodies that act for a State."""
        found = self.counted()
        for party in self.view.parties:
            if party.type == "institution" and party.id:
                found[Dimension(party.role)].add(party.id)
                found[Dimension.PARTY].add(party.id)
        return found

    def meant(self, role: Dimension, where: Iterable[Condition]) -> dict[str, Values]:
        """The parties in a role that meet all conditions which speak of one, each with what is said of it."""
        return {
            who: said for who, said in self._parties(role).items()
            if all(said[d] & set(values) for d, values in where if d in said)
        }  # fmt: skip

    def _parties(self, role: Dimension) -> dict[str, Values]:
        """Each party in a role, or `UNKNOWN` where none is named: its ids, its groups then, its regions."""
        group, region = Dimension(f"{role}_group"), Dimension(f"{role}_region")
        found: dict[str, Values] = defaultdict(lambda: {role: set(), group: set(), region: set()})
        for party in self.view.parties:
            if party.role == role.value and party.id:
                said = found[party.country or party.id]
                said[role] |= {party.id, party.country or party.id}
                said[group] |= set(self._groups_of(party))
                state = self.context.get(Country, party.country) if party.country else None
                names = (state.region, state.subregion, state.intermediate) if state else ()
                said[region] |= {REGIONS[name] for name in names if name in REGIONS}
        if not found:
            found[UNKNOWN] = {role: {UNKNOWN}, group: set(), region: set()}
        for dimension in (group, region):
            if not any(said[dimension] for said in found.values()):
                for said in found.values():
                    said[dimension] = {UNKNOWN}
        return found

    def sectors(self) -> set[str]:
        """The sectors that are said, without wider ones."""
        return {sector.id for sector in self.view.sectors} or {UNKNOWN}

    def _said(self) -> Values:
        view, found = self.view, defaultdict[Dimension, set[str]](set)
        for party in view.parties:
            who = {party.country or party.id} - {None}
            found[Dimension(party.role)] |= {str(i) for i in who}
            found[Dimension.PARTY] |= {str(i) for i in who}
            if party.type == "institution":
                found[Dimension.INSTITUTION].add(str(party.id))
        found[Dimension.SECTOR] = {sector.id for sector in view.sectors}
        found[Dimension.GROUP] = {group for party in view.parties for group in self._groups_of(party)}
        for role in ROLES:
            for said in self._parties(role).values():
                for dimension, values in said.items():
                    found[dimension] |= values if dimension is not role else set()
        found[Dimension.MODALITY] = set(view.modality)
        found[Dimension.SUPPORT] = {given for party in view.parties for given in party.support}
        found[Dimension.SOURCE] = {self._now(citation.source) for citation in view.citations}
        found[Dimension.YEAR] = {f"{year:04d}" for year in self.ran()}
        single = {
            Dimension.PROGRAMME: view.programme, Dimension.FORM: view.form.value if view.form else None,
            Dimension.STATUS: view.status.value if view.status else None,
            Dimension.OUTCOME: view.outcome.rating if view.outcome else None, Dimension.KIND: view.kind.value,
            Dimension.DATED: view.period.dated, Dimension.GRADE: view.grade,
            Dimension.CONTESTED: "true" if view.contested else "false",
        }  # fmt: skip
        found.update({dimension: {value} for dimension, value in single.items() if value})
        return found

    def _groups_of(self, party: Party) -> Iterator[str]:
        when = self.view.period.interval()
        if party.type == "group" and party.id:
            yield party.id
        for group in self.context.groups if party.country else ():
            if self.context.member(group, str(party.country), when) is True:
                yield group

    def _now(self, record_id: str) -> str:
        found = self.context.get(Record, record_id)
        return found.id if found else record_id

    def years(self) -> list[int]:
        """The first and last year in which it may lie; none where only the day of reading bounds it."""
        period = self.view.period
        dates: list[str | None] = [] if period.read else [period.latest]
        if period.start and period.read:
            dates = [period.start]
        elif period.start or period.earliest or period.end:
            dates = [period.start or period.earliest or period.end, period.end or period.latest]
        return [int(str(date)[:4]) for date in dates]

    def ran(self) -> range:
        """The years in which a source states that it ran: an end that nobody states is no present."""
        period = self.view.period
        stated = [date for date in (period.start, period.end) if date]
        if period.start and not period.end:
            running = (c for c in self.record.status if c.value == "ongoing")
            sources = [(c.as_of, [self.context.get(Source, i.source) for i in c.citations]) for c in running]
            stated += [day for day, _ in sources if day]
            stated += [s.published for day, cited in sources if not day for s in cited if s and s.published]
        years = [int(date[:4]) for date in stated]
        if not years:
            return range(0)
        first, last = (years[0], max(years)) if period.start and not period.end else (min(years), max(years))
        return range(first, last + 1)

    # -- the words it has --------------------------------------------------------------------

    def worth(self, text: str, meant: Meant = ()) -> int:
        """4 a word in the title, 3 in a party, 2 in a sector, 1 elsewhere; 0 where a word is missing."""
        places = [(worth, [t for line in lines for t in tokens(line)]) for worth, lines in self._places()]
        total = 0
        for word in asked_words(text, meant):
            best = max((w for w, there in places if any(_is_written(word, t) for t in there)), default=0)
            if not best:
                return 0
            total += best
        return total

    def _places(self) -> Iterator[tuple[int, list[str]]]:
        record, view = self.record, self.view
        yield 4, [record.id, *_lines(record.title)]
        parties = [party.id for party in view.parties] + [party.country for party in view.parties]
        bodies = [self.context.get(Institution, i) for i in parties if i]
        parties += [b.acts_for.country for b in bodies if b and b.acts_for]
        yield 3, list(self._names(parties))
        yield 2, list(self._names(a for s in view.sectors for a in self.context.ancestors(s.id)))
        quoted = [party.words or "" for party in view.parties]
        outcome = _lines(view.outcome.text) if view.outcome and view.outcome.text else []
        referred = self._names([record.programme, *(citation.source for citation in view.citations)])
        places = [citation.locator or "" for citation in view.citations]
        yield 1, [*record.aliases, *_lines(record.summary), *quoted, *outcome, *referred, *places]

    def _names(self, ids: Iterable[str | None]) -> Iterator[str]:
        for record_id in filter(None, ids):
            match self.context.get(Record, record_id):
                case Country(id=i, name=name, inline=inline, also=also):
                    yield from (i, *_lines(name), *(_lines(inline) if inline else ()), *also)
                case Institution(id=i, name=name, also=also) | Group(id=i, name=name, also=also):
                    yield from (i, *_lines(name), *also)
                case Sector(id=i, label=label, also=called):
                    yield from (i, *_lines(label), *(words for words, _ in called.by_language()))
                case Source(id=i, title=title, symbol=symbol):
                    yield from (i, *_lines(title), symbol or "")
                case Programme(id=i, title=title):
                    yield from (i, *_lines(title))

    # -- where it stands ---------------------------------------------------------------------

    def newest(self) -> tuple[bool, str, str]:
        period = self.view.period
        start = period.start or period.end
        return start is not None, start or period.latest, self.record.id


def ordered(found: list[Seen], query: ExchangeQuery, sort: Sort) -> list[Seen]:
    """All of `found` in the order asked for."""
    if sort == "id":
        return sorted(found, key=lambda seen: seen.record.id)
    if sort == "title":
        return sorted(found, key=lambda seen: (fold(seen.view.title.best("en")[0]), seen.record.id))
    if sort == "start":
        return sorted(found, key=lambda seen: (not seen.newest()[0], *seen.newest()[1:]))
    newest = sorted(found, key=Seen.newest, reverse=True)
    if sort == "relevance" and query.text is not None:
        asked = query.text
        newest.sort(key=lambda seen: -seen.worth(asked, query.meant))
    return newest


def _is_written(word: AskedWord, token: str) -> bool:
    return any(token == form or (prefix and token.startswith(form)) for form, prefix in word)


def _lines(text: Text) -> list[str]:
    return list(text.all().values())
