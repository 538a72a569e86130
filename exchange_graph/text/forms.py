"""The forms of a word in a sentence: plurals, cases, joined prepositions. Rules of six languages.

They give too many forms rather than too few: one that no language has is met by nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

Bent = Literal["noun", "name", "adjective"]
"""What kind of word it is: names have fewer forms, adjectives agree with what they stand by."""
JOINED = ("و", "ف", "ب", "ل", "ك", "ول", "وب")
"""What Arabic writes together with the word that follows."""
ARTICLE, TO_THE = "ال", "لل"
_NISBA = ("", "ه", "ين", "ون", "ات", "يين", "يون")
_SHORTEST = 3
_RUSSIAN = (
    # folded: "й" stands as "и"
    # how the word ends as it is written, and what may stand there instead
    ("пет", ("пта", "пту", "птом", "пте")),
    ("ость", ("ости", "остью")),
    ("ция", ("ции", "цию", "циеи", "ции", "циям", "циях", "циями")),
    ("ия", ("ии", "ию", "иеи", "ии", "иям", "иях", "иями")),
    ("ие", ("ия", "ию", "ием", "ии", "ии", "иям", "иями", "иях", "их", "им", "ими")),
    ("скии", ("ского", "скому", "ским", "ском", "ская", "скую", "скои", "ское", "ские", "ских", "скими")),
    ("ыи", ("ого", "ому", "ым", "ом", "ая", "ои", "ую", "ое", "ые", "ых", "ыми")),
    ("ии", ("его", "ему", "им", "ем", "яя", "еи", "юю", "ее", "ие", "их", "ими", "ого", "ому", "ом", "ая",
            "ои", "ую", "ое", "ия", "ию", "иеи", "ием", "иев", "иям", "иях")),
    ("ои", ("ого", "ому", "ым", "им", "ом", "ая", "ую", "ое", "ые", "ие", "ых", "их")),
    ("ая", ("ои", "ую", "ого", "ом", "ому", "ыи", "ии", "ые", "ие", "ых", "их")),
    ("яя", ("еи", "юю", "ии", "ие", "их")),
    ("ое", ("ого", "ому", "ым", "им", "ом", "ые", "ие", "ых", "их", "ая", "ои")),
    ("ее", ("его", "ему", "им", "ем", "ие", "их")),
    ("ые", ("ых", "ым", "ыми", "ыи", "ого", "ая", "ои", "ую")),
    ("ка", ("ки", "ке", "ку", "кои", "кам", "ках", "ками", "ок", "ек")),
    ("а", ("ы", "и", "е", "у", "ои", "еи", "ов", "ам", "ах", "ами", "")),
    ("я", ("и", "е", "ю", "еи", "ям", "ях", "ями", "ь", "и")),
    ("ь", ("и", "ю", "я", "е", "ем", "ью", "еи", "ям", "ях", "ями")),
    ("и", ("я", "ю", "ем", "е", "и", "ев", "ям", "ях", "ями", "", "еи", "ов", "ам", "ах", "а", "ь")),
    ("ы", ("", "ов", "ам", "ах", "ами", "а", "у", "ои", "е", "ом", "ых", "ым", "ыми")),
    ("о", ("а", "у", "ом", "е", "ам", "ах", "")),
)  # fmt: skip
_CONSONANT_ENDS = ("а", "у", "ом", "е", "ы", "и", "ов", "ам", "ах", "ами", "ем", "еи")
_VOWELS = "аеиоуыэюя"
_NEVER_BENT = ("и", "о", "е", "у", "ю", "э")
"""A name that ends so stays as it is: Мали, Конго, Кирибати."""
_BENT_ALL_THE_SAME = ("аи", "еи", "ии", "ои", "ыи", "ие", "ое", "ые", "ство")
"""Adjectives in a name, and words whose last letter is "й": Южный Судан, Багамские Острова, Китай."""


def forms(word: str, bent: Bent = "noun") -> frozenset[str]:
    """Every form of a word, given as units have it."""
    return _forms(word, bent)


@lru_cache(maxsize=16_384)
def _forms(word: str, bent: Bent) -> frozenset[str]:
    if len(word) < _SHORTEST or word.isdigit():
        return frozenset([word])
    if "\u0400" <= word[0] <= "\u04ff":
        return frozenset([word, *_russian(word, bent)])
    if "\u0600" <= word[0] <= "\u06ff":
        return frozenset(_arabic(word, bent))
    if word.isascii():
        return frozenset([word, *_latin(word, bent)])
    return frozenset([word])


def _russian(word: str, bent: Bent) -> Iterator[str]:
    if bent == "name" and word.endswith(_NEVER_BENT) and not word.endswith(_BENT_ALL_THE_SAME):
        return
    if word.endswith("ец"):
        before = word[-3]
        soft = "иц" if before in _VOWELS else "ьц" if before == "л" else "ц"  # кенийца, бразильца, ганца
        yield from (
            word[:-2] + soft + ending for ending in ("а", "у", "ем", "е", "ы", "ев", "ам", "ами", "ах")
        )
        return
    if word.endswith(("анин", "янин")):
        yield from (word[:-2] + ending for ending in ("е", "", "ам", "ами", "ах"))
    for ending, others in _RUSSIAN:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST - 1:
            bare = word[: len(word) - len(ending)]
            # "Филиппин", but no "Куб": a name loses its ending only in the plural
            yield from (bare + other for other in others if other or bent != "name" or ending == "ы")
            return
    yield from (word + ending for ending in _CONSONANT_ENDS)


def _arabic(word: str, bent: Bent) -> Iterator[str]:
    definite = word.startswith(ARTICLE) and len(word) > 4
    bare = word.removeprefix(ARTICLE) if definite else word
    for stem in _stems(bare, bent):
        if definite or bent != "name":
            yield from (joined + ARTICLE + stem for joined in ("", "و", "ف", "ب", "ك"))
            yield from (joined + TO_THE + stem for joined in ("", "و"))
        if not definite or bent != "name":
            yield from (joined + stem for joined in ("", *JOINED))


def _stems(bare: str, bent: Bent) -> Iterable[str]:
    if bent == "adjective":
        return [bare + ending for ending in _NISBA]
    construct = [bare[:-1] + "ت"] if bent == "noun" and bare.endswith("ه") else []
    return [bare, *construct]


def _latin(word: str, bent: Bent) -> Iterator[str]:
    yield word + "s"
    if bent == "name":
        return
    yield word + "es"
    if bent == "adjective":
        yield from (word + ending for ending in ("e", "ne", "nes", "a", "as"))
        if word.endswith("o"):
            yield from (word[:-1] + ending for ending in ("a", "as"))
        return
    if word.endswith("y"):
        yield word[:-1] + "ies"
    if word.endswith("ies"):
        yield word[:-3] + "y"
    if word.endswith("al"):
        yield word[:-2] + "aux"
    if word.endswith("s") and not word.endswith("ss"):
        yield word[:-1]


def bases(word: str) -> Iterator[str]:
    """Words of which this one may be a form; whether it is, `forms` tells."""
    if len(word) < _SHORTEST:
        return
    if "\u0400" <= word[0] <= "\u04ff":
        yield from _russian_bases(word)
    elif "\u0600" <= word[0] <= "\u06ff":
        yield from _arabic_bases(word)
    elif word.isascii():
        yield from _latin_bases(word)


def _russian_bases(word: str) -> Iterator[str]:
    for ending in _CONSONANT_ENDS:
        if word.endswith(ending):
            yield word[: -len(ending)]
    for ending, others in _RUSSIAN:
        for other in others:
            if word.endswith(other):
                yield word[: len(word) - len(other)] + ending
    stem, soft, _ = word.rpartition("ц")
    if soft:
        yield stem + "ец"
        if stem.endswith(("и", "ь")):
            yield stem[:-1] + "ец"
    for ending in ("е", "", "ам", "ами", "ах"):
        if word.endswith(("ан" + ending, "ян" + ending)):
            yield word.removesuffix(ending) + "ин"


def _arabic_bases(word: str) -> Iterator[str]:
    for joined in ("", *JOINED, *(j + ARTICLE for j in ("", "و", "ف", "ب", "ك")), TO_THE, "و" + TO_THE):
        if not word.startswith(joined):
            continue
        rest = word[len(joined) :]
        stems = [rest, *(rest.removesuffix(ending) for ending in _NISBA if rest.endswith(ending))]
        if rest.endswith("ت"):
            stems.append(rest[:-1] + "ه")
        for stem in stems:
            yield from (stem, ARTICLE + stem)


def _latin_bases(word: str) -> Iterator[str]:
    for ending in ("s", "es", "e", "ne", "nes", "a", "as"):
        if word.endswith(ending):
            yield word[: -len(ending)]
            yield word[: -len(ending)] + "o"
    if word.endswith("ies"):
        yield word[:-3] + "y"
    if word.endswith("y"):
        yield word[:-1] + "ies"
    if word.endswith("aux"):
        yield word[:-3] + "al"
    yield word + "s"
