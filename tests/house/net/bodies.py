"""Bodies of a need, as JSON: right ones, wrong ones, and some that are no JSON."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from tests.house.net.values import NOISE, Values

JSON = "application/json"
_BROKEN = ("", "{", "[]", "null", '"LBR"', '{"recipient": "LBR", "recipient": "RWA"}', "[" * 2000, "é", "NaN")


def drawn_body(values: Values, random: Random) -> tuple[str, str]:
    """A body and what it says it is."""
    chance = random.random()
    kind = random.choice(("text/plain", "application/xml", "", JSON)) if random.random() < 0.05 else JSON
    if chance < 0.06:
        return random.choice(_BROKEN), kind
    return json.dumps(_spoilt(_need(values, random), random) if chance < 0.3 else _need(values, random)), kind


def _need(values: Values, random: Random) -> dict[str, Any]:
    need: dict[str, Any] = {
        "recipient": values.named("for"),
        "sectors": [values.named("sector") for _ in range(random.choice((1, 1, 2, 3)))],
    }
    if random.random() < 0.3:
        need["as_of"] = values.date()
    if random.random() < 0.4:
        wanted = {
            "languages": [values.named("language")],
            "regions": [values.named("region")],
            "gender_expertise": random.random() < 0.5,
        }
        need["requirements"] = {
            name: wanted[name] for name in random.sample(sorted(wanted), random.randint(0, 3))
        }
    return need


def _spoilt(need: dict[str, Any], random: Random) -> dict[str, Any]:
    """The need without a field, with one more, or with something else in the place of one."""
    name = random.choice(sorted(need))
    other: Any = random.choice((None, 7, True, [], {}, "", random.choice(NOISE), [["x"]], [None], {"a": {}}))
    how = random.random()
    if how < 0.25:
        return {key: value for key, value in need.items() if key != name}
    if how < 0.4:
        return {**need, random.choice(("sector", "x", "lang", "Recipient")): other}
    return {**need, name: other}
