"""The filters of exchanges as options: the list of `catalogue/filters.py`, as the command line takes it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Annotated, Any, Literal, get_args, get_origin

import typer
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from exchange_graph.catalogue.filters import ExchangeFilters, YesNo
from exchange_graph.render.refusal import why

FIELDS = ExchangeFilters.model_fields
YES_NO = get_args(YesNo)


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """The command with words and an option for each filter in place of its parameter `filters`."""
    own = [p for p in signature(command, eval_str=True).parameters.values() if p.name != "filters"]
    taken = [_parameter(name, field) for name, field in FIELDS.items()]

    @wraps(command)
    def with_options(**given: Any) -> None:
        written = {name: given.pop(name) for name in FIELDS}
        command(filters=_filters(written), **given)

    shown = [p.replace(kind=Parameter.KEYWORD_ONLY) for p in [*taken, *own]]
    with_options.__signature__ = Signature(shown)  # type: ignore[attr-defined]
    return with_options


def _parameter(name: str, field: FieldInfo) -> Parameter:
    """A filter as typer reads it: words, or flags where it is yes or no."""
    kind: Any = list[str] | None if get_origin(field.annotation) is list or name == "q" else str | None
    says = typer.Option(help=_help(field))
    if name == "q":
        says = typer.Argument(help=_help(field), metavar="[WORDS]...")
    elif field.annotation is bool:
        kind, says = bool | None, typer.Option(f"--{name}", help=_help(field))
    elif values_of(field.annotation) == YES_NO:
        kind, says = bool | None, typer.Option(f"--{name}/--no-{name}", help=_help(field))
    return Parameter(name, Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[kind, says])


def values_of(kind: Any) -> tuple[str, ...]:
    """The only values that a type takes; none where it takes any word."""
    if get_origin(kind) is Literal:
        return get_args(kind)
    return tuple(value for part in get_args(kind) for value in values_of(part))


def _help(field: FieldInfo) -> str:
    """The sentence of a filter and what can be written."""
    values = values_of(field.annotation)
    if values and values != YES_NO:
        return f"{field.description}: {', '.join(values)}"
    for example in field.examples or ():
        return f"{field.description}; for example {example[0] if isinstance(example, list) else example}"
    return field.description or ""


def _filters(written: dict[str, Any]) -> ExchangeFilters:
    """The filters that were given; `BadParameter` names the option of the first that is wrong."""
    given = {name: _as_written(value) for name, value in written.items() if value is not None}
    if "q" in given:
        given["q"] = " ".join(given["q"])
    try:
        return ExchangeFilters.model_validate(given)
    except ValidationError as error:
        wrong = error.errors()[0]
        name = str(wrong["loc"][0])
        hint = "WORDS" if name == "q" else f"--{name.replace('_', '-')}"
        raise typer.BadParameter(why(wrong, name, "option"), param_hint=hint) from None


def _as_written(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value
