"""The words of the pages in six languages, from gettext catalogues; sentences of records come with them."""

from __future__ import annotations

from contextvars import ContextVar
from functools import cache
from importlib import resources
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from exchange_graph.domain.languages import Lang
from exchange_graph.render.punctuation import whole

NAMES: dict[Lang, str] = {
    "ar": "العربية", "zh": "中文", "en": "English", "fr": "Français", "ru": "Русский", "es": "Español",
}  # fmt: skip
"""Each language as it calls itself."""
reading: ContextVar[Lang] = ContextVar("reading", default="en")
"""The language of the page that is being made."""


@cache
def catalogue(lang: Lang) -> Translations:
    """The words of one language, made ready once; English is what stands in the templates."""
    if lang == "en":
        return Translations()
    file = resources.files("api").joinpath("locales", lang, "LC_MESSAGES", "pages.po")
    ready = BytesIO()
    with file.open("rb") as text:
        write_mo(ready, read_po(text, lang))
    ready.seek(0)
    return Translations(ready)


def gettext(message: str, **values: object) -> str:
    """The message in the language of the page, with its values filled in."""
    lang = reading.get()
    said = str(catalogue(lang).ugettext(message))
    return said % {name: whole(value, lang) for name, value in values.items()} if values else said


def ngettext(one: str, many: str, number: int) -> str:
    """The message in the form that the number asks for."""
    return str(catalogue(reading.get()).ungettext(one, many, number))


def direction(lang: str | None) -> str:
    """Which way a language is written."""
    return "rtl" if lang == "ar" else "ltr"
