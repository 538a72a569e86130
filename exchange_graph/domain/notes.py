"""Who writes, by role and organisation, and what a State or another party holds against a record."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from exchange_graph.domain.dates import PartialDate
from exchange_graph.domain.languages import Text
from exchange_graph.domain.value import Value

Line = Annotated[str, StringConstraints(min_length=1, max_length=500)]


class Author(Value):
    """Who writes: a role at an organisation ("curator", "UNDP"), never a person."""

    role: Line
    organisation: Line


class Note(Value):
    """What a party holds against a record: it stands beside the claims and changes none of them."""

    by: Author
    date: PartialDate
    text: Text
