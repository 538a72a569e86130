"""Rows that say the same: the later one is left out; rows that may be one project are only named.

The same: parties, bodies and years agree, and one title holds all words of the other. Perhaps the same: the
titles differ, or the parties agree and the texts share a long sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from exchange_graph.importers.undp_projects.columns import (
    DESCRIPTION,
    END,
    ENTITIES,
    HOSTS,
    PROVIDERS,
    START,
    TITLE,
    ListEntry,
)
from exchange_graph.text.tokens import tokens

FIELDS = (HOSTS, PROVIDERS, ENTITIES, START, END)
SENTENCE_WORDS = 12


def doubles(entries: Sequence[ListEntry]) -> dict[str, str]:
    """Which numbers repeat an earlier row, and which one; rows that are perhaps one are noted too."""
    repeated: dict[str, str] = {}
    seen: dict[object, ListEntry] = {}
    for entry in entries:
        signs = list(_signs(entry))
        earlier = next((seen[sign] for sign in signs if sign in seen), None)
        if earlier and _same(entry, earlier):
            repeated[entry.number] = earlier.number
            done = f"left out: same parties, bodies and years as {earlier.number}"
            entry.note(TITLE, "doubled", proposal=f"merge with {earlier.number}", done=done)
        elif earlier:
            entry.note(
                TITLE, "perhaps-doubled", proposal=f"compare with {earlier.number}", done="both loaded"
            )
        for sign in signs:
            seen.setdefault(sign, entry)
    return repeated


def _signs(entry: ListEntry) -> Iterator[object]:
    """By what a row may be known again: its fields, and its parties with each long sentence."""
    parties = frozenset(re.split("[,;]", f"{entry[HOSTS]},{entry[PROVIDERS]}"))
    if entry[HOSTS] and entry[PROVIDERS] and entry[ENTITIES]:
        yield _fields(entry)
    for part in entry[DESCRIPTION].split("."):
        if len(words := part.split()) >= SENTENCE_WORDS:
            yield parties, " ".join(words)


def _fields(entry: ListEntry) -> tuple[str, ...]:
    return tuple(entry[column] for column in FIELDS)


def _same(one: ListEntry, other: ListEntry) -> bool:
    titles = {*tokens(one[TITLE])}, {*tokens(other[TITLE])}
    return _fields(one) == _fields(other) and (titles[0] <= titles[1] or titles[1] <= titles[0])
