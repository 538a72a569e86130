"""A need as it was asked and as it is understood: the recipient, the sectors, what must hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from exchange_graph.catalogue.asking import Resolution
from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.nearest import did_you_mean
from exchange_graph.catalogue.resolving import ACTOR, SECTOR
from exchange_graph.domain import knowledge
from exchange_graph.domain.dates import first_day
from exchange_graph.domain.vocabulary import Country, Group, Institution, Sector
from exchange_graph.errors import BadInput, Problem, Wording
from exchange_graph.graph.query import Moved
from exchange_graph.graph.store import GraphStore


@dataclass(frozen=True, slots=True)
class Requirements:
    """What must hold: one of these working languages, one of these regions, gender expertise on record."""

    languages: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    gender_expertise: bool = False


@dataclass(frozen=True, slots=True)
class AskedNeed:
    """A need as it was written."""

    recipient: str
    sectors: Sequence[str]
    requirements: Requirements = Requirements()
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class ResolvedNeed:
    """`within` are the sectors asked for with their children, `related` those related to one by hand.

    `guarded`: one of the sectors asked for is, so only who did this here, or lived it, is named.
    `record` is the need on record that is being answered, if it is one.
    """

    recipient: str
    sectors: tuple[str, ...]
    within: tuple[str, ...]
    related: tuple[str, ...]
    guarded: bool
    requirements: Requirements = Requirements()
    as_of: str | None = None
    record: knowledge.Need | None = field(default=None, compare=False)


async def understood(
    asked: AskedNeed, known: Catalogue, store: GraphStore, record: knowledge.Need | None = None
) -> ResolvedNeed:
    """Resolve codes, old ids and names of regions; `BadInput` names each that cannot be, and the nearest."""
    reader = Resolution(known, store)
    recipient = await _state(asked.recipient, "recipient", known, store, reader.problems)
    sectors = [i for given in asked.sectors for i in await _sectors(given, known, reader)]
    if not asked.sectors:
        reader.problems.append(
            Problem("sector", Wording("name at least one sector, for example police or revenue"))
        )
    requirements = _requirements(asked.requirements, known, reader.problems)
    today = datetime.now(UTC).date().isoformat()
    if asked.as_of and first_day(asked.as_of) > today:
        reader.problems.append(
            Problem(
                "as_of", Wording("{day} lies ahead: write a date up to {today}", day=asked.as_of, today=today)
            )
        )
    if reader.problems:
        raise BadInput(reader.problems)
    return need_of(recipient, tuple(sectors), known, requirements, asked.as_of, record)


async def one_state(given: str, where: str, known: Catalogue, store: GraphStore) -> str:
    """The State behind a code, read as a recipient is; else `BadInput` at `where` says what to write."""
    problems: list[Problem] = []
    state = await _state(given, where, known, store, problems)
    if problems:
        raise BadInput(problems)
    return state


async def from_record(record: knowledge.Need, known: Catalogue, store: GraphStore) -> ResolvedNeed:
    """A need on record; `BadInput` where it cannot be answered for one State or names no sector."""
    state = _state_of(record, known)
    if not record.sectors:
        raise BadInput(
            [Problem(record.id, Wording("names no sector: ask with one, /v1/suggestions?recipient=&sector="))]
        )
    requirements = Requirements(record.languages, (), record.gender_expertise)
    return await understood(AskedNeed(state, record.sectors, requirements), known, store, record)


def _state_of(record: knowledge.Need, known: Catalogue) -> str:
    whose = record.whose
    if whose is None:
        why = Wording("names no State that it is for")
    else:
        body = known.get(Institution, whose)
        state = body.acts_for.country if body and body.acts_for else whose
        if known.country(state):
            return state
        why = Wording("was asked by {body}, which acts for no State", body=known.label(whose, "en"))
    told = Wording("{why}: ask with a recipient, /v1/suggestions?recipient=", why=why)
    raise BadInput([Problem(record.id, told)])


def need_of(
    recipient: str, sectors: tuple[str, ...], known: Catalogue, requirements: Requirements = Requirements(),
    as_of: str | None = None, record: knowledge.Need | None = None,
) -> ResolvedNeed:  # fmt: skip
    """The need of a State in sectors that are known to be there."""
    asked = tuple(dict.fromkeys(sectors))
    within = tuple(dict.fromkeys(i for sector in asked for i in answering(sector, known)))
    return ResolvedNeed(
        recipient,
        asked,
        within,
        _related(within, known),
        any(is_guarded(i, known) for i in asked),
        requirements,
        as_of,
        record,
    )


def is_guarded(sector: str, known: Catalogue) -> bool:
    """Whether a sector or one above it is guarded."""
    return known.context.any_above(sector, lambda one: one.guarded)


def answering(sector: str, known: Catalogue) -> list[str]:
    """A sector and those below it; a sensitive one answers only to its own id."""
    return [i for i in known.narrower(sector) if i == sector or not _sensitive(i, known)]


def _related(within: tuple[str, ...], known: Catalogue) -> tuple[str, ...]:
    pairs = (other for sector in within for other, _ in known.related(sector))
    return tuple(dict.fromkeys(
        i for i in pairs
        if i not in within and not _sensitive(i, known)
        and not known.context.any_above(i, lambda sector: sector.residual)
    ))  # fmt: skip


def _sensitive(sector: str, known: Catalogue) -> bool:
    found = known.get(Sector, sector)
    return found is not None and found.sensitive


async def _sectors(given: str, known: Catalogue, reader: Resolution) -> list[str]:
    """The sector of an id, or every one that a DAC code means, but for sensitive ones."""
    meant = known.sectors(given)
    if len(meant) < 2:
        return await reader.read(SECTOR, [given], "sector")
    return [i for i in meant if not _sensitive(i, known)] or meant


async def _state(given: str, where: str, known: Catalogue, store: GraphStore, problems: list[Problem]) -> str:
    """The State of a code, an exact name, or a body that acts for it."""
    found = await _by_code(given, known, store)
    record = known.records.get(found or "")
    if isinstance(record, Institution) and record.acts_for:
        record = known.country(record.acts_for.country)
    if isinstance(record, Country):
        _may_ask(record, where, known, problems)
        return record.id
    if isinstance(record, Group):
        why = Wording("{it} is a group: name one of its members, for example LBR", it=given)
        problems.append(Problem(where, why))
    elif record is not None:
        why = Wording("{it} acts for no State on record: name the one that asks, for example LBR", it=given)
        problems.append(Problem(where, why))
    else:
        problems.append(Problem(where, ACTOR.refusal(known, given, where)))
    return given


async def _by_code(given: str, known: Catalogue, store: GraphStore) -> str | None:
    """The record of a code, an id or an exact name, also of one that was merged into another."""
    found = ACTOR(known, given)
    if not found:
        onward = await store.get(given)
        found = ACTOR(known, onward.to) if isinstance(onward, Moved) else []
    return found[0] if found else None


def _may_ask(country: Country, where: str, known: Catalogue, problems: list[Problem]) -> None:
    """Suggestions are worked out for those on the operator's list; what else somebody is, is not said."""
    if known.context.on_list("states", country.id, (None, None)) is not True:
        lists = " ".join(known.context.lists("states")) or Wording("none is on record: seed the groups")
        why = Wording(
            "{it} is not on the list for which suggestions are worked out (/v1/groups: {lists})",
            it=country.id, lists=lists,
        )  # fmt: skip
        problems.append(Problem(where, why))


def _requirements(given: Requirements, known: Catalogue, problems: list[Problem]) -> Requirements:
    languages = tuple(dict.fromkeys(given.languages))
    if languages:
        _check_languages(languages, known, problems)
    regions = _regions(given.regions, known, problems) if given.regions else ()
    return Requirements(languages, regions, given.gender_expertise)


def _check_languages(given: tuple[str, ...], known: Catalogue, problems: list[Problem]) -> None:
    spoken = {code for c in known.all(Country) if c.working_languages for code in c.working_languages.codes}
    for code in given:
        if code not in spoken:
            why = Wording(
                "{it} is the working language of no State in our table{hint}; write ISO 639 codes: en, fr",
                it=code, hint=did_you_mean(code, spoken),
            )  # fmt: skip
            problems.append(Problem("language", why))


def _regions(given: tuple[str, ...], known: Catalogue, problems: list[Problem]) -> tuple[str, ...]:
    """The regions as the M49 list writes them."""
    places = {name.lower(): name for c in known.all(Country) for name in regions_of(c)}
    regions = []
    for region in given:
        if region.lower() not in places:
            hint = did_you_mean(region, places.values())
            why = Wording("{it} is no region of the M49 list{hint}", it=region, hint=hint)
            if region.isdigit():
                why = Wording("codes of regions are not held here, {it} neither: write its name", it=region)
            told = Wording("{why}; for example Africa, Western Africa, Caribbean", why=why)
            problems.append(Problem("region", told))
        regions.append(places.get(region.lower(), region))
    return tuple(regions)


def regions_of(country: Country) -> tuple[str, ...]:
    """Region, sub-region and intermediate region of the M49 list, as far as there are."""
    return tuple(filter(None, (country.region, country.subregion, country.intermediate)))
