"""No id of the seeds means anything to the code: lists, sectors and sources of others serve as well."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from exchange_graph.domain.vocabulary import Country
from tests.real import seeds

ROOT = Path(__file__).parents[2]
WORDS = {
    "states", "south", "north", "g7plus",  # what lists serve for
    "other",  # a modality
    "m49",  # a field of countries
    "statistics",  # a word of generated titles
    "undp-projects",  # the name of a command
}  # fmt: skip
"""Words that the code has for something else, and that are ids too."""
SHOWN = ("examples", "json_schema_extra", "id_of")
"""Where OpenAPI and the command line have examples, which are of the seeds."""


def texts(tree: ast.AST) -> Iterator[ast.Constant]:
    """Every text in the code but docstrings and the examples that OpenAPI shows."""
    shown = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr)
        or (isinstance(node, ast.keyword) and node.arg in SHOWN)
        or (isinstance(node, ast.Call) and getattr(node.func, "id", None) in SHOWN)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in shown:
            yield node


def test_no_id_of_the_seeds_is_named_in_the_code() -> None:
    ids = {record.id for record in seeds().records if not isinstance(record, Country)} - WORDS
    named = [
        f"{path.relative_to(ROOT)}:{text.lineno} {text.value}"
        for package in ("exchange_graph", "api")
        for path in sorted((ROOT / package).rglob("*.py"))
        for text in texts(ast.parse(path.read_text("utf-8")))
        if text.value in ids
    ]
    assert named == []
