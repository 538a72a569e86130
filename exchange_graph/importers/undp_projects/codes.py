"""The two cells of country codes as parties, each code that is none named with a proposal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from exchange_graph.domain.claims import Basis
from exchange_graph.domain.exchange import Actor
from exchange_graph.importers.findings import listed
from exchange_graph.importers.known import Known
from exchange_graph.importers.undp_projects.columns import (
    DESCRIPTION,
    ENTITIES,
    HOSTS,
    PROVIDERS,
    TITLE,
    ListEntry,
)
from exchange_graph.importers.undp_projects.proposals import Proposal, propose

EMPTY = {HOSTS: "empty-host", PROVIDERS: "empty-provider"}


@dataclass(frozen=True, slots=True)
class NamedParty:
    """A word of a cell and who it stands for; None: nobody whom the graph knows, so it is not loaded.

    `meant` are the States that an unknown word may have meant.
    """

    word: str
    actor: Actor | None
    basis: Basis = "stated"
    because: str | None = None
    meant: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What tells parties apart: the State, else the word."""
        return self.actor.id if self.actor and self.actor.id else self.word


def both_sides(entry: ListEntry, known: Known, *, accept: bool) -> tuple[list[NamedParty], list[NamedParty]]:
    """Hosts and providers of a row, in the order of the list; everything odd about the cells is noted."""
    unknown: dict[str, list[str]] = {}
    sides: list[list[NamedParty]] = []
    for column in (HOSTS, PROVIDERS):
        words = _words(entry, column)
        for word in words:
            if word not in known.states:
                unknown.setdefault(word, []).append(column)
        sides.append([party for word in words for party in _parties(word, entry, known, accept=accept)])
    for word, columns in unknown.items():
        _note_unknown(entry, known, word, columns, accept=accept)
    return sides[0], sides[1]


def _words(entry: ListEntry, column: str) -> list[str]:
    cell = entry[column]
    words = [word.strip() for word in re.split("[,;]", cell) if word.strip()]
    if not words:
        entry.note(
            column, EMPTY[column], proposal="name them, or say in words who they were", done="nobody loaded"
        )
    if ";" in cell:
        entry.note(column, "separator", proposal="write ','", done="read as a separator")
    twice = sorted({word for word in words if words.count(word) > 1})
    if twice:
        entry.note(column, "code-twice", value=listed(twice), proposal="take one out", done="loaded once")
    return list(dict.fromkeys(words))


def _parties(word: str, entry: ListEntry, known: Known, *, accept: bool) -> Iterator[NamedParty]:
    if word in known.states:
        yield NamedParty(word, Actor(type="country", id=word))
    elif word in known.areas:
        yield NamedParty(word, Actor(type="unnamed", words=word, lang="en", translation=known.areas[word]))
    else:
        meant = _proposal(word, entry, known)
        if accept and meant:
            for code in meant.codes:
                yield NamedParty(
                    code, Actor(type="country", id=code), "inferred", _because(word, code, meant)
                )
        else:
            yield NamedParty(word, None, meant=meant.codes if meant else ())


def _because(word: str, code: str, meant: Proposal) -> str:
    return f"The list writes {word}, read as {code}: {meant.why}"


def _proposal(word: str, entry: ListEntry, known: Known) -> Proposal | None:
    return propose(word, known, "\n".join(entry[column] for column in (TITLE, DESCRIPTION, ENTITIES)))


def _note_unknown(entry: ListEntry, known: Known, word: str, columns: list[str], *, accept: bool) -> None:
    where = "; ".join(columns)
    if word in known.areas:
        name = known.areas[word].best("en")[0]
        entry.note(
            where, "no-code", value=word, proposal=f"an area outside M49: {name} (areas_policy.csv)",
            done="loaded as a party named by the list's word",
        )  # fmt: skip
        return
    meant = _proposal(word, entry, known)
    entry.note(
        where, "no-code", value=word,
        proposal=f"{listed(meant.codes)}: {meant.why}" if meant else "correct the code: no State is near it",
        done="loaded as inferred, as proposed" if accept and meant else "not loaded",
    )  # fmt: skip
