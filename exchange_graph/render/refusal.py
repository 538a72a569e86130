"""What is wrong with a value, in our words: what pydantic found, as API, commands and files tell it."""

from __future__ import annotations

from collections.abc import Sequence
from string import Formatter

from pydantic_core import ErrorDetails

from exchange_graph.catalogue.nearest import did_you_mean
from exchange_graph.errors import Wording

LONGEST = 60
_PLAINLY = {
    "missing": "is needed: give a value",
    "extra_forbidden": "there is no such {what}",
    "string_too_short": "is empty: give a value or leave the {what} out",
    "string_too_long": "is longer than {max_length} characters",
    "string_pattern_mismatch": "{given} is not written as {pattern}",
    "too_long": "has more than {max_length} values",
    "too_short": "needs at least one value",
    "list_type": "{given} is no list",
    "tuple_type": "{given} is no list",
    "dict_type": "{given} is no object of fields",
    "model_type": "{given} is no object of fields",
    "model_attributes_type": "send a JSON object with Content-Type: application/json",
    "union_tag_invalid": "{tag} is no value of {discriminator}; there are {expected_tags}",
    "union_tag_not_found": "{discriminator} is needed: give a value",
    "json_invalid": "is no JSON after character {at}",
    "string_type": "{given} is no text",
    "bool_type": "{given} is neither true nor false",
    "bool_parsing": "{given} is neither true nor false",
    "int_parsing": "{given} is no whole number",
    "int_from_float": "{given} is no whole number",
    "greater_than_equal": "{given} is less than {ge}, the least there is",
    "less_than_equal": "{given} is more than {le}, the most there is",
}

WORDS = (*_PLAINLY.values(), "parameter", "option", "setting", "field")
"""Templates that are put together here, and what the places are called."""


def why(error: ErrorDetails, name: str, what: str) -> str:
    """The reason and the way out; `name` is what readers call the place, `what` a word for such places."""
    given, context = error.get("input"), error.get("ctx", {})
    if expected := context.get("expected"):
        values = [value.strip("' ") for value in expected.replace(" or ", ", ").split(", ")]
        hint = did_you_mean(str(given), values) or all_of(values)
        return Wording("{it} is no value of {name}{hint}", it=shown(given), name=name, hint=hint)
    if plainly := _PLAINLY.get(error["type"]):
        at = error["loc"][-1] if error["loc"] else 0
        said = {key: str(value).replace("'", "") for key, value in context.items()}
        every = {"given": shown(given), "what": Wording(what), "at": at, **said}
        return Wording(plainly, **{name: every[name] for name in blanks(plainly)})
    if isinstance(own := context.get("error"), ValueError) and isinstance(said := own.args[0], Wording):
        return Wording("{it}: {why}", it=shown(given), why=said) if not _says(said, given) else said
    reason = error["msg"].removeprefix("Value error, ")
    if reason.startswith("Input should be "):
        return f"{shown(given)} should be {reason.removeprefix('Input should be ')}"
    if isinstance(given, dict | list):
        return reason
    return f"{shown(given)}: {reason}"


def of_field(error: ErrorDetails, place: Sequence[str | int]) -> str:
    """What is wrong with a field of a record, after the names that lead to it."""
    name = next((part for part in reversed(place) if isinstance(part, str)), "record")
    return f"{'.'.join(map(str, place)) or name}: {why(error, name, 'field')}"


def shown(given: object) -> str:
    """A value as a refusal shows it: not more than its beginning."""
    text = str(given).encode("utf-8", "backslashreplace").decode("utf-8")
    return f"{text[:LONGEST]}…" if len(text) > LONGEST else text


def all_of(values: Sequence[str]) -> str:
    """`; there are ...`, if there are any."""
    return Wording("; there are {every}", every=", ".join(values)) if values else ""


def blanks(template: str) -> list[str]:
    """The names to be filled in."""
    return [name for _, name, _, _ in Formatter().parse(template) if name]


def _says(said: str, given: object) -> bool:
    return isinstance(given, dict | list) or said.startswith(f"{given} ")
