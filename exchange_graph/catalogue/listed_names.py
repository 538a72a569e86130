"""Names of States and areas beside those on their records: other people's lists, capitals, adjectives, States
that ended, areas outside the M49 list. Files of the operator beside the seeds; read once."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from exchange_graph.domain.languages import LANGUAGES, Lang, Text
from exchange_graph.text.units import words_in

SEEDS = Path(__file__).parents[2] / "seeds"
NAMES, ENDED, POLICY, OTHERS = (
    SEEDS / f"{name}.csv" for name in ("names", "ended_states", "areas_policy", "no_typing_errors")
)

NameKind = Literal["short", "formal", "former", "list spelling", "capital", "adjective", "people"]
EXACT: tuple[NameKind, ...] = ("short", "formal", "former", "list spelling")
"""What names the State or area itself. A capital, an adjective, a people lead to it in running text only."""


@dataclass(frozen=True, slots=True)
class ListedName:
    """A name and the code it leads to; `common`: a word of the language too, a name with a capital only."""

    country: str
    words: str
    lang: Lang
    kind: NameKind
    common: bool = False


@dataclass(frozen=True, slots=True)
class EndedState:
    """A State that is no more: its names, the year it ended in, the codes of what stands in its place."""

    name: Text
    also: tuple[str, ...]
    until: str
    successors: tuple[str, ...]

    def names(self) -> Iterator[tuple[str, Lang | None]]:
        """Every way it was called."""
        yield from ((words, lang) for lang, words in self.name.all().items())
        yield from ((words, None) for words in self.also)


@dataclass(frozen=True, slots=True)
class PolicyArea:
    """An area outside the M49 list, as the operator wants it told: its codes, its name, the note to it."""

    codes: tuple[str, ...]
    name: Text
    also: tuple[str, ...]
    note: str


@lru_cache(maxsize=1)
def listed_names() -> tuple[ListedName, ...]:
    """`seeds/names.csv`."""
    return tuple(
        ListedName(row["country"], row["name"], row["lang"], row["kind"], bool(row["common"]))  # type: ignore[arg-type]
        for row in _rows(NAMES)
    )


@lru_cache(maxsize=1)
def ended_states() -> tuple[EndedState, ...]:
    """`seeds/ended_states.csv`."""
    return tuple(
        EndedState(_name(row), _also(row), row["until"], tuple(row["successors"].split()))
        for row in _rows(ENDED)
    )


@lru_cache(maxsize=1)
def policy_areas() -> tuple[PolicyArea, ...]:
    """`seeds/areas_policy.csv`, the codes of one area together."""
    found: dict[Text, list[dict[str, str]]] = {}
    for row in _rows(POLICY):
        found.setdefault(_name(row), []).append(row)
    return tuple(
        PolicyArea(tuple(row["code"] for row in rows), name, _also(rows[0]), rows[0]["note"])
        for name, rows in found.items()
    )


@lru_cache(maxsize=1)
def other_words() -> frozenset[str]:
    """`seeds/no_typing_errors.csv`: names of places that look like a State's name with a typing error."""
    return frozenset(word for row in _rows(OTHERS) for word in words_in(row["name"]))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def _name(row: dict[str, str]) -> Text:
    words = {lang: row[f"name_{lang}"] for lang in LANGUAGES if row.get(f"name_{lang}")}
    return Text.model_validate({**words, "unofficial": tuple(words)})


def _also(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(name.strip() for name in row["also"].split(";") if name.strip())
