"""The words of questions beside names: who does what, when, how it ended. One file a language in `words/`."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path

from exchange_graph.catalogue.mending import is_slip, slips
from exchange_graph.domain.languages import LANGUAGES, Lang
from exchange_graph.questions.unknown import nobody_known
from exchange_graph.text.forms import ARTICLE
from exchange_graph.text.phrases import ANY_ENDING, Phrases
from exchange_graph.text.tokens import FUNCTION_WORDS
from exchange_graph.text.units import is_han, words_in
from exchange_graph.text.units import units as units_of

_WORDS = Path(__file__).parent / "words"
_LATIN: tuple[Lang, ...] = ("en", "fr", "es")
_LETTERS: dict[Lang, re.Pattern[str]] = {
    "en": re.compile("(?!)"), "fr": re.compile("[èêëçœàùîôâ]", re.I), "es": re.compile("[¿¡ñáíóú]", re.I),
}  # fmt: skip
"""Letters and marks that only one of these languages has."""
_CAPITALISED = re.compile(r"\b[A-ZÀ-Þ][\w-]*")
"""Names keep their letters in every language: Côte d'Ivoire."""
_CONTRACTED: dict[Lang, dict[str, tuple[str, ...]]] = {
    "fr": {"de": ("du", "des", "d"), "à": ("au", "aux")}, "es": {"de": ("del",), "a": ("al",)},
}  # fmt: skip
"""How the last word of a phrase is written with the article behind it."""
_ARABIC, _CYRILLIC = re.compile(r"[\u0600-\u06ff]"), re.compile(r"[\u0400-\u04ff]")

Markers = Phrases[str]
"""What each phrase does in a sentence: a class of `words/*.json`, or `filter=value`."""


@lru_cache
def markers(lang: Lang) -> Markers:
    """The words of a language that are no names."""
    held = _read(lang)
    found: Markers = Phrases()
    for role, phrases in held.items():
        if isinstance(phrases, dict):
            for value, said in phrases.items():
                for phrase in said:
                    _add(found, phrase, value, lang)
        else:
            for phrase in phrases:
                _add(found, phrase, role, lang)
    for phrase, meaning in nobody_known(lang):
        _add(found, phrase, meaning, lang)
    return found


def _add(found: Markers, phrase: str, meaning: str, lang: Lang) -> None:
    """A phrase as it is listed, and as it is written together with the article or the "and" beside it."""
    found.add(phrase, meaning, whole=True)
    for ending, contracted in _CONTRACTED.get(lang, {}).items():
        if phrase.endswith(" " + ending):
            for short in contracted:
                found.add(phrase.removesuffix(ending) + short, meaning, whole=True)
    if lang == "ar" and not phrase.startswith("و"):
        found.add("و" + phrase, meaning, whole=True)


@lru_cache
def adjectives(lang: Lang) -> Phrases[str]:
    """The adjectives of what exchanges are about, each with the noun that names it."""
    found: Phrases[str] = Phrases()
    for adjective, noun in _adjectives(lang).items():
        found.add(adjective, noun, "adjective")
        found.add(adjective, noun, "noun")
    return found


@lru_cache
def _adjectives(lang: Lang) -> dict[str, str]:
    held: dict[Lang, dict[str, str]] = json.loads((_WORDS / "adjectives.json").read_text(encoding="utf-8"))
    return held[lang]


@lru_cache
def common_words(lang: Lang) -> frozenset[str]:
    """Words that somebody's acronym is written like in small letters: "las", "bad", «мот»."""
    return FUNCTION_WORDS | _all_words(lang) | everyday_words(lang)


@lru_cache
def everyday_words(lang: Lang) -> frozenset[str]:
    """Of these, words that do nothing in a question: "antigua" is no island in small letters."""
    held: dict[Lang, list[str]] = json.loads((_WORDS / "common.json").read_text(encoding="utf-8"))
    return frozenset(word for one in held[lang] for word in words_in(one))


@lru_cache
def member_words(lang: Lang) -> frozenset[str]:
    """The words for the members of a body, as words are compared."""
    held = _read(lang)["members"]
    return frozenset(" ".join(words_in(phrase)) for phrase in held)


def language_of(written: str, otherwise: Lang) -> Lang:
    """The language of a question, by its script, its letters or its words."""
    units = units_of(written)
    text = "".join(unit.word for unit in units)
    if any(is_han(letter) for letter in text):
        return "zh"
    if _ARABIC.search(text):
        return "ar"
    if _CYRILLIC.search(text):
        return "ru"
    plain = _CAPITALISED.sub("", written)
    counts = {
        lang: sum(unit.word in _grammar(lang) for unit in units) + 2 * len(_LETTERS[lang].findall(plain))
        for lang in _LATIN
    }
    most = max(counts.values())
    likely = [lang for lang in _LATIN if counts[lang] == most]
    return otherwise if otherwise in likely else likely[0]


@lru_cache
def _grammar(lang: Lang) -> frozenset[str]:
    """Words of a language that no other one in its script has in its file."""
    others = {word for other in _LATIN if other != lang for word in _all_words(other)}
    return _all_words(lang) - others


@lru_cache
def _all_words(lang: Lang) -> frozenset[str]:
    words: set[str] = set()
    for held in _read(lang).values():
        for phrases in held.values() if isinstance(held, dict) else [held]:
            words.update(word for phrase in phrases for word in words_in(phrase))
    return frozenset(words)


def slips_of(written: str, lang: Lang) -> list[str]:
    """The words of questions in a language of which this one is a typing error."""
    word = " ".join(words_in(written))
    full = [one for one in slips(word, _all_words(lang) | _subjects(lang)) if not one.startswith(word)]
    begun = {
        stem + word[cut:]
        for stem in _stems(lang)
        for cut in (len(stem) - 1, len(stem), len(stem) + 1)
        if is_slip(word[:cut], stem)
    }
    return full or sorted(begun)[:1]


@lru_cache
def _subjects(lang: Lang) -> frozenset[str]:
    """Words that stand for a sector; Arabic ones with their article, too."""
    words = {word for phrase in _adjectives(lang) for word in words_in(phrase)}
    return frozenset(words | ({ARTICLE + word for word in words} if lang == "ar" else set()))


@lru_cache
def _stems(lang: Lang) -> frozenset[str]:
    """The beginnings of words that stand in the file with any ending."""
    listed = [
        v for held in _read(lang).values() for v in (held.values() if isinstance(held, dict) else [held])
    ]
    return frozenset(
        words_in(word)[0]
        for phrases in listed
        for phrase in phrases
        for word in phrase.split()
        if word.endswith(ANY_ENDING)
    )


@lru_cache
def _read(lang: Lang) -> dict[str, list[str] | dict[str, list[str]]]:
    if lang not in LANGUAGES:
        raise KeyError(lang)
    held: dict[str, list[str] | dict[str, list[str]]] = json.loads(
        (_WORDS / f"{lang}.json").read_text(encoding="utf-8")
    )
    return held
