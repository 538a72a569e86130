"""The list itself, as `list.yaml` has it: a source, minted where the graph does not hold it, and a body."""

from __future__ import annotations

from importlib import resources
from typing import Any

import yaml

from exchange_graph.domain.vocabulary import Source

LIST: dict[str, Any] = yaml.safe_load(resources.files(__package__).joinpath("list.yaml").read_text("utf-8"))
RECORD = Source.model_validate(LIST["source"])
BODY: str = LIST["body"]
"""The id of the body whose list it is: its columns say where it implements and where it pays."""


def locator(number: str) -> str:
    """A place in the list: the number that the list gives the row."""
    return f"no. {number}"
