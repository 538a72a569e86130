"""What the pages say in English they say in every language, in other words, with the same blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import api
from exchange_graph.domain.languages import LANGUAGES

ROOM = Path(api.__file__).parent
OTHERS = [lang for lang in LANGUAGES if lang != "en"]
THE_SAME = {
    "fr": {
        "source", "Source", "sources", "Sources", "programme", "Programme", "programmes", "Programmes",
        "Menu", "Pages", "Note", "%(number)s source", "Mission", "Question", "Conditions",
    },
    "es": {"sector", "Sector", "no"},
}  # fmt: skip
"""Words that another language writes as English does."""
_BLANK = re.compile(r"%\(\w+\)s")


def said() -> set[str]:
    """Every message in the templates and in the code of the pages."""
    found = extract_from_dir(
        ROOM,
        [("templates/**.html", "jinja2"), ("pages/**.py", "python")],
        {"templates/**.html": {"trim_blocks": "true", "lstrip_blocks": "true"}},
        keywords={"_": None, "gettext": None, "ngettext": (1, 2)},
    )
    return {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}


def messages(lang: str) -> Iterator[tuple[str, Message]]:
    file = resources.files("api").joinpath("locales", lang, "LC_MESSAGES", "pages.po")
    with file.open("rb") as text:
        for message in read_po(text, lang):
            if message.id:
                yield (message.id if isinstance(message.id, str) else message.id[0]), message


def forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def test_something_is_said() -> None:
    assert len(said()) > 200


@pytest.mark.parametrize("lang", OTHERS)
def test_every_message_is_translated_and_none_is_left_over(lang: str) -> None:
    assert {name for name, _ in messages(lang)} == said()


@pytest.mark.parametrize("lang", OTHERS)
def test_no_translation_is_empty_unsure_or_english(lang: str) -> None:
    for name, message in messages(lang):
        assert not message.fuzzy, name
        assert all(form.strip() for form in forms(message)), name
        assert name not in forms(message) or name in THE_SAME.get(lang, set()), name


@pytest.mark.parametrize("lang", OTHERS)
def test_every_translation_has_the_blanks_of_its_message(lang: str) -> None:
    for name, message in messages(lang):
        for form in forms(message):
            blanks = set(_BLANK.findall(form))
            if message.pluralizable:
                assert blanks <= set(_BLANK.findall(name)), name
            else:
                assert blanks == set(_BLANK.findall(name)), name


def test_words_allowed_to_be_the_same_are_the_same() -> None:
    for lang, words in THE_SAME.items():
        same = {name for name, message in messages(lang) if name in forms(message)}
        assert same == words
