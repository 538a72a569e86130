"""What each signal weighs: data with a date and a reason, and equal until a measurement says otherwise."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from exchange_graph.errors import BadInput, Problem
from exchange_graph.matching.signals import SIGNALS

NAME = "evidence-bands-2"
SHIPPED = Path(__file__).parents[2] / "seeds" / "matching" / "weights.csv"
COLUMNS = ("signal", "weight", "by", "date", "reason")


@dataclass(frozen=True, slots=True)
class Weights:
    """By signal; `model` names the rules and the very file."""

    of: Mapping[str, float]
    model: str


@cache
def shipped() -> Weights:
    """The file that ships with the seeds."""
    return read(SHIPPED)


def read(path: Path) -> Weights:
    """A file of weights: each signal once, none below 0; `BadInput` names every line that is not so."""
    text = path.read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    if tuple(rows.fieldnames or ()) != COLUMNS:
        raise BadInput([Problem(path.name, f"the columns are {', '.join(COLUMNS)}")])
    weights: dict[str, float] = {}
    problems: list[Problem] = []
    for row in rows:
        where, name = f"{path.name}, line {rows.line_num}", row["signal"]
        if name not in SIGNALS or name in weights:
            problems.append(Problem(where, f"{name} is {'given twice' if name in weights else 'no signal'}"))
        elif (weight := _number(row["weight"])) is None:
            problems.append(Problem(where, f"{row['weight']} is no weight: write a number from 0 up"))
        else:
            weights[name] = weight
    if not problems and (left := [name for name in SIGNALS if name not in weights]):
        problems.append(Problem(path.name, f"has no weight for {', '.join(left)}"))
    if problems:
        raise BadInput(problems)
    return Weights(weights, f"{NAME}-{sha256(text.encode()).hexdigest()[:8]}")


def _number(cell: str) -> float | None:
    try:
        weight = float(cell)
    except ValueError:
        return None
    return weight if 0 <= weight < float("inf") else None
