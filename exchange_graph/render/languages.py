"""Names of languages, in the reader's."""

from __future__ import annotations

from functools import cache

from babel import Locale

from exchange_graph.domain.languages import Lang


@cache
def language(code: str, lang: Lang) -> str:
    """The name of a language by its ISO 639 code, as CLDR has it; the code itself where it has none."""
    return str(Locale(lang).languages.get(code, code))
