"""Text in the six official languages of the United Nations."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self, get_args

from pydantic import SerializerFunctionWrapHandler, WrapSerializer, model_validator

from exchange_graph.domain.value import Value

Lang = Literal["ar", "zh", "en", "fr", "ru", "es"]
LANGUAGES: tuple[Lang, ...] = get_args(Lang)
FALLBACKS: tuple[Lang, ...] = ("en", "fr", "es", "ru", "zh", "ar")


class Text(Value):
    """The same words in one or more languages; `unofficial` lists those that are our translation.

    Written as plain words, it is English.
    """

    ar: str | None = None
    zh: str | None = None
    en: str | None = None
    fr: str | None = None
    ru: str | None = None
    es: str | None = None
    unofficial: tuple[Lang, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, written: object) -> object:
        return {"en": written} if isinstance(written, str) else written

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.languages():
            raise ValueError("a text needs words in at least one of ar, zh, en, fr, ru, es")
        return self

    def languages(self) -> tuple[Lang, ...]:
        """The languages that this text exists in, in the order of `LANGUAGES`."""
        return tuple(lang for lang in LANGUAGES if getattr(self, lang))

    def get(self, lang: Lang) -> str | None:
        """The words in `lang`, or None."""
        words: str | None = getattr(self, lang)
        return words or None

    def best(self, lang: Lang) -> tuple[str, Lang]:
        """The words in `lang`, else in the first fallback that has some, with their language."""
        for candidate in (lang, *FALLBACKS):
            words = self.get(candidate)
            if words:
                return words, candidate
        raise AssertionError("a Text always says something")

    def all(self) -> dict[Lang, str]:
        """Every language that has words."""
        return {lang: self.best(lang)[0] for lang in self.languages()}


def _plainly(text: Text, written: SerializerFunctionWrapHandler) -> Any:
    return text.en if text == Text(en=text.en) else written(text)


PlainText = Annotated[Text, WrapSerializer(_plainly)]
"""A text that plain English used to stand for: as long as it is that alone, it is written as it was."""
