"""What the service says in one language it says in all six, with the same blanks to fill in."""

from __future__ import annotations

import ast
import json
from importlib import resources
from pathlib import Path
from string import Formatter

import pytest

import exchange_graph
from exchange_graph.domain.languages import LANGUAGES

ROOT = Path(exchange_graph.__file__).parents[1]


ALIKE = {
    "fr": {"region.150", "sheet.licence", "sheet.note", "sheet.sources", "field.citations",
           "field.conditions", "field.date", "field.mission", "field.type", "field.latitude",
           "field.longitude", "field.note", "field.codes", "field.programme", "field.code",
           "field.organisation", "field.source", "value.rating.positive", "value.type.mission",
           "value.type.centre", "value.type.programme"},
    "es": {"region.142", "region.054", "region.057", "cite.document", "no", "field.sector"},
}  # fmt: skip
"""Words that two languages share: Europe, note, mission, sector; and marks alone."""


def messages(lang: str) -> dict[str, str]:
    path = resources.files("exchange_graph.render.locales").joinpath(f"{lang}.json")
    read: dict[str, str] = json.loads(path.read_text("utf-8"))
    return read


def blanks(message: str) -> list[str]:
    return sorted({name for _, name, _, _ in Formatter().parse(message) if name is not None})


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != "en"])
def test_a_language_says_everything_that_english_says(lang: str) -> None:
    english, other = messages("en"), messages(lang)
    assert other.keys() == english.keys()
    for key, message in other.items():
        assert blanks(message) == blanks(english[key]), key
        assert message.strip(), key
        assert message != english[key] or key in ALIKE.get(lang, ()), f"{key} is not translated"


def test_no_locale_is_there_for_a_language_we_do_not_have() -> None:
    files = resources.files("exchange_graph.render.locales").iterdir()
    assert {f.name for f in files if f.name.endswith(".json")} == {f"{lang}.json" for lang in LANGUAGES}


def test_every_message_is_said_somewhere_and_every_saying_has_its_message() -> None:
    """Keys that are put together (`kind.{rule}`) are told by their beginning."""
    whole, beginnings = set(), set()
    for path in [*ROOT.glob("exchange_graph/**/*.py"), *ROOT.glob("api/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                beginnings.add(str(node.values[0].value))
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
    started = {beginning for beginning in beginnings if beginning.endswith(".")}
    unsaid = {
        key for key in messages("en") if key not in whole and not any(key.startswith(b) for b in started)
    }
    assert unsaid == set()
