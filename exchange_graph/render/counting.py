"""Numbers inside sentences: the form of a word that goes with a number, by the rules of each language.

`{count:one=exchange|other=exchanges}` in a sentence is the word for that count. The names of the forms are
CLDR's (zero, one, two, few, many, other); one that is not written is `other`.
"""

from __future__ import annotations

from functools import cache
from typing import Self

from babel import Locale

from exchange_graph.domain.languages import Lang


class NumberInWords(int):
    """A whole number in a sentence of one language."""

    lang: Lang

    def __new__(cls, value: int, lang: Lang) -> Self:
        """The number, as that language counts."""
        number = super().__new__(cls, value)
        number.lang = lang
        return number

    def __format__(self, spec: str) -> str:
        """The digits, or of several forms of a word the one that goes with them."""
        if "=" not in spec:
            return int.__format__(self, spec)
        forms = dict(form.split("=", 1) for form in spec.split("|"))
        return forms.get(_form(self.lang, int(self)), forms["other"])


@cache
def _form(lang: Lang, number: int) -> str:
    return str(Locale(lang).plural_form(number))
