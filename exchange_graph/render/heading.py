"""Who -> whom: what. The line that opens every exchange, built from structure in any language.

"Sierra Leone, Sweden → Liberia: revenue"; mutual "A ↔ B ↔ C"; direction not said "A · B". It asserts no more
than is known: what is only planned says so first, an inferred direction and contested parties say so beside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from exchange_graph.domain.exchange import Role
from exchange_graph.domain.languages import Lang
from exchange_graph.domain.party import Party
from exchange_graph.domain.view import ExchangeView
from exchange_graph.graph.edges import ROLES
from exchange_graph.render.locales import say
from exchange_graph.render.punctuation import beside, clauses, directed, isolated, opened, shortened

Label = Callable[[str], str]
Named = Callable[[Party], bool]
"""Whether a party may be named."""
NAMED_AT_MOST = 3
OTHERS: tuple[Role, ...] = ("facilitator", "funder", "supporter")


def heading(
    view: ExchangeView, lang: Lang, label: Label, named: Named = lambda party: True, *, bare: bool = False
) -> str:
    """The heading of an exchange in `lang`; `label` gives the name of a record inside a sentence.

    Parties that may not be `named` are told as a number. `bare`: what is only planned is said by the sentence
    that it stands in.
    """
    line = _Who(view, lang, label, named).who()
    if view.sectors:
        sectors = (label(sector.id) for sector in view.sectors)
        line = opened(line, shortened(sectors, lang, NAMED_AT_MOST), lang)
    if view.status and not view.given and not bare:
        line = opened(say(lang, f"value.status.{view.status.value}"), line, lang)
    return line


class _Who:
    """The parties of an exchange as names."""

    def __init__(self, view: ExchangeView, lang: Lang, label: Label, named: Named) -> None:
        self._view, self._lang, self._names = view, lang, PartyNames(lang, label)
        self._named = named

    def who(self) -> str:
        """Who gave to whom, or who took part, or else who stood by."""
        givers, receivers = self._of("provider"), self._of("recipient")
        if givers or receivers or self._rest("provider"):
            return self._directed(givers, receivers)
        if together := self._of("participant"):
            names = [*self._names.of(together), *self._rest("participant")]
            return (" ↔ " if self._view.mutual else " · ").join(names)
        return self._others() or say(self._lang, "heading.no-parties")

    def _directed(self, givers: list[Party], receivers: list[Party]) -> str:
        guessed = any(side and all_inferred(side) for side in (givers, receivers))
        sides: tuple[tuple[list[Party], Role, str], ...] = (
            (givers, "provider", "heading.no-provider"), (receivers, "recipient", "heading.no-recipient"),
        )  # fmt: skip
        giver, receiver = (
            shortened(
                [*self._names.of(side, marked=not guessed), *self._rest(role)], self._lang, NAMED_AT_MOST
            )
            or say(self._lang, missing)
            for side, role, missing in sides
        )
        line = directed(giver, receiver, self._lang)
        return self._names.inferred(line) if guessed else line

    def _others(self) -> str:
        sides = ((role, self._of(role)) for role in OTHERS)
        return clauses(
            (
                opened(say(self._lang, f"tie.label.{ROLES[role]}"), self._listed(parties), self._lang)
                for role, parties in sides
                if parties
            ),
            self._lang,
        )

    def _listed(self, parties: list[Party]) -> str:
        return shortened(self._names.of(parties), self._lang, NAMED_AT_MOST)

    def _of(self, role: Role) -> list[Party]:
        return [party for party in self._view.parties if party.role == role and self._named(party)]

    def _rest(self, role: Role) -> list[str]:
        """How many parties of a role are not named, where there are any."""
        parties = (p for p in self._view.parties if p.role == role and not self._named(p))
        left = {p.country or p.id or p.words for p in parties}
        return [f"+{len(left)}"] if left else []


class PartyNames:
    """Names of the parties on one side, in one language; `label` gives that of a record."""

    def __init__(self, lang: Lang, label: Label) -> None:
        self._lang, self._label = lang, label

    def of(self, parties: Sequence[Party], *, marked: bool = False) -> list[str]:
        """One for each State or other party; contested ones together, `marked` inferred ones with a mark."""
        by_name: dict[str, list[Party]] = {}
        states = {party.country for party in parties}
        for party in parties:
            by_name.setdefault(self._name(party, states), []).append(party)
        found = []
        for names in _together(by_name):
            some = [party for name in names for party in by_name[name]]
            line = self._either(names) if any(party.against for party in some) else names[0]
            found.append(self.inferred(line) if marked and all_inferred(some) else line)
        return found

    def inferred(self, line: str) -> str:
        """The line with the mark of what no source states."""
        return beside(line, say(self._lang, "value.basis.inferred"), self._lang)

    def _either(self, names: list[str]) -> str:
        line = names[0]
        for name in names[1:]:
            line = say(self._lang, "heading.or", one=line, other=name)
        return beside(line, say(self._lang, "heading.differ"), self._lang)

    def _name(self, party: Party, states: set[str | None]) -> str:
        """A body is not set beside the State in which it has its seat: that one stands for both."""
        if party.seat and party.seat in states:
            return self._label(party.seat)
        return name_of(party, self._lang, self._label)


def name_of(party: Party, lang: Lang, label: Label) -> str:
    """A party by the State behind it, its own name, or the words of its source."""
    if known := party.country or party.id:
        return label(known)
    if party.translation and party.translation.get(lang):
        return party.translation.best(lang)[0]
    return isolated(party.words or "", lang)


def all_inferred(parties: Sequence[Party]) -> bool:
    """True where no source states the role of any of these."""
    return all(party.basis != "stated" for party in parties)


def _together(by_name: Mapping[str, Sequence[Party]]) -> Iterator[list[str]]:
    """The names, those of parties that contradict each other in one list."""
    waiting = list(by_name)
    while waiting:
        names = waiting[:1]
        for name in names:
            against = {claim for party in by_name[name] for claim in party.against}
            names += [
                other for other in waiting
                if other not in names and any(party.claim in against for party in by_name[other])
            ]  # fmt: skip
        waiting = [name for name in waiting if name not in names]
        yield names
