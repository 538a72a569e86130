"""Every text inside a record, whatever its kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from exchange_graph.domain.claims import Citation
from exchange_graph.domain.languages import Text
from exchange_graph.domain.value import Value


def texts(value: Any) -> Iterator[Text]:
    """The texts of ours in a record or a part of one; what its sources say is not among them."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif isinstance(value, Value) and not isinstance(value, Citation):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name))


def citations(value: Any) -> Iterator[Citation]:
    """The citations in a record or a part of one."""
    if isinstance(value, Citation):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from citations(part)
    elif isinstance(value, Value):
        for name in type(value).model_fields:
            yield from citations(getattr(value, name))
