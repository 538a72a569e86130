"""Refusals in the reader's language: the templates of `errors.Wording` in five others; English is the key."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

from exchange_graph.domain.languages import Lang
from exchange_graph.errors import Wording
from exchange_graph.render.punctuation import whole


@cache
def templates(lang: Lang) -> dict[str, str]:
    """By the English template, the one of another language."""
    if lang == "en":
        return {}
    text = resources.files(__package__).joinpath(f"{lang}.json").read_text("utf-8")
    found: dict[str, str] = json.loads(text)
    return found


def said_in(lang: Lang, words: str) -> str:
    """Words in a language; what is no template of ours (a reason that a curator wrote) stays as it is."""
    if lang == "en" or not isinstance(words, Wording):
        return str(words)
    template = templates(lang).get(words.template, words.template)
    values = {name: _value(lang, value) for name, value in words.values.items()}
    return template.format(**values) if values else template


def _value(lang: Lang, value: object) -> object:
    return said_in(lang, value) if isinstance(value, Wording) else whole(value, lang)
