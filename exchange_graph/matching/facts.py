"""What is known of States beside exchanges: lists they stand on, languages, borders, experience, offers.

Every answer is yes, no or unknown (None). Read once from a catalogue, for one day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.domain.claims import Citation
from exchange_graph.domain.dates import last_day, year
from exchange_graph.domain.knowledge import Experience, Need, Offer
from exchange_graph.domain.openness import years_after
from exchange_graph.domain.sourced import known_from
from exchange_graph.domain.vocabulary import PUT_ON, Country, Group, Institution, Sector, Serves
from exchange_graph.matching.need import is_guarded, regions_of

_ALIKE: tuple[Serves, ...] = ("special-situation", "g7plus", "fragile")
"""What lists serve for that make two recipients alike: the situation, as the lists' owners see it."""
OFFER_STANDS_YEARS = 2
"""An offer without an end stands this long after its source was published."""


class Facts:
    """The facts of a catalogue as of `day` (YYYY-MM-DD); with `as_of`, only what was public by then."""

    def __init__(self, known: Catalogue, day: str, as_of: str | None = None) -> None:
        self.known, self.day = known, day
        self._as_of = last_day(as_of) if as_of else None
        self.countries = {country.id: country for country in known.all(Country)}

    def member(self, group: str, state: str) -> bool | None:
        """Whether a State is on a list that day."""
        return self.known.context.member(group, state, (self.day, self.day))

    def on_list(self, serves: Serves, state: str) -> bool | None:
        """Whether a State is that day on a list that serves for this."""
        return self.known.context.on_list(serves, state, (self.day, self.day))

    def lists(self, *serves: Serves) -> tuple[str, ...]:
        """The lists that serve for one of these."""
        return tuple(group for one in serves for group in self.known.context.lists(one))

    @cached_property
    def states(self) -> frozenset[str]:
        """Who may ask and who may be suggested: those that surely stand on the list of States."""
        return frozenset(s for s in self.countries if self.on_list("states", s) is True)

    @cached_property
    def southern(self) -> frozenset[str]:
        """States that surely stand on the list of the South."""
        return frozenset(s for s in self.countries if self.on_list("south", s) is True)

    @cached_property
    def guarded(self) -> tuple[str, ...]:
        """The sectors in which bare ties and guesses speak for nobody."""
        return tuple(s.id for s in self.known.all(Sector) if is_guarded(s.id, self.known))

    @cached_property
    def joined_lists(self) -> tuple[Group, ...]:
        """The lists that States join, those with the fewest members first."""
        groups = (group for group in self.known.all(Group) if group.serves not in PUT_ON)
        return tuple(sorted(groups, key=lambda group: (len(group.members), group.id)))

    @property
    def alike(self) -> tuple[str, ...]:
        """The lists that make two recipients alike."""
        return self.lists(*_ALIKE)

    def languages(self, state: str) -> tuple[str, ...] | None:
        """Working languages of the administration; None where our table has none."""
        return self._spoken.get(state)

    @cached_property
    def _spoken(self) -> dict[str, tuple[str, ...]]:
        spoken = ((country.id, country.working_languages) for country in self.countries.values())
        return {state: languages.codes for state, languages in spoken if languages}

    def border(self, one: str, other: str) -> bool | None:
        """Whether two States have a land border."""
        borders = self.countries[one].borders if one in self.countries else None
        if borders is None:
            return None
        if other in borders.neighbours:
            return True
        return None if any(unstated.country == other for unstated in borders.unstated) else False

    def subregion(self, state: str) -> str | None:
        """The M49 intermediate region, or the sub-region where there is none."""
        country = self.countries.get(state)
        return (country.intermediate or country.subregion) if country else None

    def regions(self, state: str) -> tuple[str, ...]:
        """Every M49 region a State lies in."""
        country = self.countries.get(state)
        return regions_of(country) if country else ()

    @cached_property
    def _neighbourhoods(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for state in sorted(self.countries):
            if region := self.subregion(state):
                found[region].append(state)
        return {region: tuple(states) for region, states in found.items()}

    def neighbourhood(self, state: str) -> tuple[str, ...]:
        """The States of a State's sub-region, itself among them."""
        return self._neighbourhoods.get(self.subregion(state) or "", (state,))

    @cached_property
    def _experiences(self) -> dict[str, dict[str, tuple[Experience, ...]]]:
        """By sector, then by State."""
        found: dict[str, dict[str, tuple[Experience, ...]]] = defaultdict(dict)
        for one in map(self.as_public, self.known.all(Experience)):
            if one.places and self._public(one.citations):
                for sector in one.sectors:
                    found[sector][one.country] = (*found[sector].get(one.country, ()), one)
        return found

    def as_public(self, one: Experience) -> Experience:
        """An experience without a result that was published only later."""
        late = one.result is not None and not self._public(one.result.citations)
        return one.model_copy(update={"result": None}) if late else one

    def experiences(self, sectors: Iterable[str]) -> dict[str, tuple[Experience, ...]]:
        """By State, its own experience in one of these sectors."""
        return _merged(self._experiences.get(sector, {}) for sector in sectors)

    @cached_property
    def _offers(self) -> list[tuple[Offer, frozenset[str], bool]]:
        """Every offer with the States that made it and whether it stands."""
        public = (offer for offer in self.known.all(Offer) if self._public(offer.citations))
        return [(o, frozenset(self._states(o.offered_by)), self._stands(o)) for o in public]

    def offers(self, sectors: Iterable[str], recipient: str) -> dict[str, tuple[Offer, ...]]:
        """By State, the offers in one of these sectors that stand and are open to the recipient."""
        wanted = set(sectors)
        found: dict[str, tuple[Offer, ...]] = {}
        for offer, states, stands in self._offers:
            if stands and wanted & set(offer.sectors) and self._open_to(offer, recipient):
                found |= {state: (*found.get(state, ()), offer) for state in states}
        return found

    def needs(self, sectors: Iterable[str], recipient: str) -> list[Need]:
        """The needs of a State, or of a body that acts for it, in one of these sectors."""
        found = [n for n in self._needs.get(recipient, ()) if set(sectors) & set(n.sectors)]
        return sorted(found, key=lambda one: one.id)

    @cached_property
    def _needs(self) -> dict[str, list[Need]]:
        """By State."""
        found: dict[str, list[Need]] = defaultdict(list)
        for one in self.known.all(Need):
            if one.whose and self._public(one.citations):
                for state in self._states([one.whose]):
                    found[state].append(one)
        return found

    def former_offers(self, sectors: Iterable[str]) -> list[Offer]:
        """Offers in one of these sectors that stand no longer."""
        wanted = set(sectors)
        return [o for o, _, stands in self._offers if not stands and wanted & set(o.sectors)]

    def offered_in(self, offer: Offer) -> int:
        """The year in which the newest source that reports an offer was published."""
        return year(self._newest(offer))

    def _newest(self, offer: Offer) -> str:
        return max(known_from(citation, self.known.context) for citation in offer.citations)

    def _stands(self, offer: Offer) -> bool:
        if offer.valid_until:
            return last_day(offer.valid_until) >= self.day
        return years_after(self._newest(offer), OFFER_STANDS_YEARS) >= self.day

    def _open_to(self, offer: Offer, recipient: str) -> bool:
        """An offer to another State is none to this one; one to a body of many States is open."""
        return offer.to is None or offer.to == recipient or self.known.country(offer.to) is None

    def _states(self, actors: Iterable[str]) -> Iterator[str]:
        for actor in actors:
            body = self.known.get(Institution, actor)
            if body is None:
                yield actor
            elif body.acts_for:
                yield body.acts_for.country

    def _public(self, citations: Iterable[Citation]) -> bool:
        if self._as_of is None:
            return True
        return any(last_day(known_from(c, self.known.context)) <= self._as_of for c in citations)


def _merged(parts: Iterable[dict[str, tuple[Experience, ...]]]) -> dict[str, tuple[Experience, ...]]:
    found: dict[str, tuple[Experience, ...]] = {}
    for part in parts:
        for state, ones in part.items():
            found[state] = tuple(dict.fromkeys((*found.get(state, ()), *ones)))
    return found
