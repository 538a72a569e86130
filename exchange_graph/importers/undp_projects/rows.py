"""One row: its facts, and whether it can stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exchange_graph.domain.exchange import Exchange
from exchange_graph.importers.findings import listed
from exchange_graph.importers.known import Known
from exchange_graph.importers.undp_projects.codes import NamedParty, both_sides
from exchange_graph.importers.undp_projects.columns import (
    DESCRIPTION,
    DONOR,
    ENTITIES,
    HOSTS,
    IMPLEMENTOR,
    PROVIDERS,
    TITLE,
    ListEntry,
)
from exchange_graph.importers.undp_projects.exchange import RowFacts, exchange
from exchange_graph.importers.undp_projects.payers import Payer, payers
from exchange_graph.importers.undp_projects.periods import when
from exchange_graph.importers.undp_projects.sectors import sector
from exchange_graph.importers.undp_projects.sides import DONE, Sides, settle
from exchange_graph.importers.undp_projects.source import BODY
from exchange_graph.importers.undp_projects.texts import compare, words


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Why a row cannot stand."""

    why: str


def read_row(entry: ListEntry, known: Known, *, accept: bool) -> Exchange | LeftOut:
    """The exchange of a row, or why there is none; all its problems are noted either way."""
    hosts, providers = both_sides(entry, known, accept=accept)
    paying = _payers(entry, hosts, providers, known)
    only_paying = {payer.code for payer in paying if not payer.stays}
    sides = settle(hosts, [p for p in providers if p.key not in only_paying])
    _note_shared(entry, hosts, providers, sides)
    _note_northern(entry, sides, paying, known)
    title, summary = words(entry, TITLE), words(entry, DESCRIPTION)
    compare(entry, [c for p in (*hosts, *providers) for c in (p.key, *p.meant)], known)
    period = when(entry)
    facts = RowFacts(
        number=entry.number, title=title, summary=summary or title, sides=sides, payers=tuple(paying),
        implements=_yes(entry, IMPLEMENTOR, known), donor=_yes(entry, DONOR, known),
        sector=sector(entry, known), span=period.span, ongoing=period.ongoing,
    )  # fmt: skip
    return _standing(entry, facts)


def _standing(entry: ListEntry, facts: RowFacts) -> Exchange | LeftOut:
    sides = facts.sides
    if not facts.title:
        entry.note(TITLE, "no-title", proposal="name the project", done="left out")
        return LeftOut("the project has no name")
    if sides.rule == "alone":
        return LeftOut("one State alone on both sides: no second party is named")
    if not any(p.actor for p in (*sides.providers, *sides.recipients, *sides.participants)):
        return LeftOut("no provider and no recipient that can be loaded")
    return exchange(facts)


def _payers(
    entry: ListEntry, hosts: Sequence[NamedParty], providers: Sequence[NamedParty], known: Known
) -> list[Payer]:
    receiving = {p.key for p in hosts}
    giving = [p.key for p in providers if p.actor and p.actor.type == "country" and p.key not in receiving]
    found = payers(giving, entry[TITLE], entry[DESCRIPTION], entry[ENTITIES], known.names)
    for payer in found:
        entry.note(
            PROVIDERS, f"{payer.role}-among-providers", value=payer.code,
            proposal=f"{payer.role}: “{payer.words}”",
            done=f"{payer.role} (inferred); " + ("provider too: named elsewhere in the text" if payer.stays
                                                 else "not a provider"),
        )  # fmt: skip
    return found


def _note_shared(
    entry: ListEntry, hosts: Sequence[NamedParty], providers: Sequence[NamedParty], sides: Sides
) -> None:
    giving = {p.key for p in providers}
    shared = [p.word for p in hosts if p.key in giving]
    if shared and sides.rule:
        by_commas = {*entry[HOSTS].split(",")} & {*entry[PROVIDERS].split(",")}
        hidden = "" if by_commas else "; seen only where ';' separates codes"
        entry.note(
            f"{HOSTS}; {PROVIDERS}", "shared-state", value=listed(shared),
            proposal=f"say who gave what to whom{hidden}",
            done=f"rule “{sides.rule}”: {DONE[sides.rule]}",
        )  # fmt: skip


def _note_northern(entry: ListEntry, sides: Sides, paying: Sequence[Payer], known: Known) -> None:
    named = {*known.names.found(f"{entry[TITLE]}\n{entry[DESCRIPTION]}"), *(p.code for p in paying)}
    silent = [p.key for p in sides.providers if p.key in known.northern and p.key not in named]
    if silent:
        entry.note(PROVIDERS, "northern-provider", value=listed(silent),
                   proposal="ask whether it gave expertise or money", done="kept as provider")  # fmt: skip


def _yes(entry: ListEntry, column: str, known: Known) -> bool:
    said = entry[column].upper()
    if said not in ("", "YES"):
        entry.note(column, "flag", proposal="YES or empty", done="read as empty")
    return said == "YES" and BODY in known.institutions
