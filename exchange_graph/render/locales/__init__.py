"""The sentences that the service itself says, in six languages; ours, awaiting a UN translator's review."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

from exchange_graph.domain.languages import Lang
from exchange_graph.render.counting import NumberInWords
from exchange_graph.render.punctuation import whole


@cache
def _messages(lang: Lang) -> dict[str, str]:
    text = resources.files(__package__).joinpath(f"{lang}.json").read_text("utf-8")
    messages: dict[str, str] = json.loads(text)
    return messages


def say(lang: Lang, key: str, **values: object) -> str:
    """The sentence under `key` in `lang`, with its values filled in."""
    return _messages(lang)[key].format(**{name: _in_line(value, lang) for name, value in values.items()})


def _in_line(value: object, lang: Lang) -> object:
    """A value as it stands in a sentence."""
    return NumberInWords(value, lang) if type(value) is int else whole(value, lang)


def said_as(lang: Lang, key: str) -> str | None:
    """The words under a key that need not be there, as those of a kind of record that an operator adds."""
    return _messages(lang).get(key)
