"""What is called official stands in a list that was supplied; a translation is one."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from exchange_graph.domain.languages import Lang, Text
from exchange_graph.domain.vocabulary import Country, Sector
from exchange_graph.text.tokens import fold
from tests.real import held

REAL = Path(os.environ.get("EXCHANGE_REAL_DATA", ""))
OCHA = REAL / "country_reference" / "hdx_countries_territories_taxonomy.csv"
DAC = REAL / "sector_codes" / "purpose_codes_en_fr_2021.csv"
COLUMNS: dict[Lang, str] = {
    "ar": "Arabic", "zh": "Chinese", "en": "English", "fr": "French", "ru": "Russian", "es": "Spanish",
}  # fmt: skip
# Cells of the supplied list that cannot stand as a name: oblique case, words doubled, lost or turned round.
REPAIRED: set[tuple[str, Lang]] = {
    ("ALA", "ru"), ("ATA", "ru"), ("CCK", "ru"), ("CXR", "ru"), ("CYM", "ru"),
    ("ATF", "ar"), ("IOT", "ar"), ("UMI", "ar"),
}  # fmt: skip
# English names of the five core areas, as this series of reports has them; the supplied report is in Chinese.
AREAS = {
    "inclusive political processes", "basic safety and security", "justice", "core government functionality",
    "economic revitalization",
}  # fmt: skip
# Names of purposes in the DAC list, which is in English and French.
PURPOSES: set[tuple[Lang, str]] = {
    ("en", "elections"), ("fr", "élections"), ("en", "police"), ("fr", "police"), ("en", "human rights"),
    ("fr", "gestion des finances publiques"), ("en", "vocational training"),
    ("fr", "formation professionnelle"), ("en", "school feeding"), ("en", "education"), ("fr", "éducation"),
}  # fmt: skip


def official(text: Text) -> Iterator[tuple[Lang, str]]:
    """The words that are not marked as our own translation."""
    return ((lang, words) for lang, words in text.all().items() if lang not in text.unofficial)


@pytest.mark.skipif(not OCHA.is_file(), reason="EXCHANGE_REAL_DATA does not lead to the list of countries")
def test_every_name_of_a_country_that_is_not_marked_stands_in_the_supplied_list() -> None:
    with OCHA.open(encoding="utf-8-sig", newline="") as file:
        supplied = {row["ISO 3166-1 Alpha 3-Codes"]: row for row in csv.DictReader(file)}
    for country in held(Country).values():
        row = supplied[country.id]
        for lang, name in official(country.name):
            if (country.id, lang) not in REPAIRED:
                assert name in (row[f"{COLUMNS[lang]} Short"], row[f"M49 {COLUMNS[lang]}"]), country.id


def test_a_label_of_a_sector_that_is_not_marked_stands_in_its_quote_or_in_a_list() -> None:
    """Quotes are compared with the report, letter by letter, where it is at hand."""
    for sector in held(Sector).values():
        quotes = [(c.lang, c.quote) for c in sector.citations if c.quote]
        for lang, words in official(sector.label):
            quoted = any(words in quote for language, quote in quotes if language == lang)
            listed = (lang, words) in PURPOSES or (lang == "en" and words in AREAS)
            assert quoted or listed, f"{sector.id}: {words} ({lang}) is ours: write it under `unofficial`"


@pytest.mark.skipif(not DAC.is_file(), reason="EXCHANGE_REAL_DATA does not lead to the purpose codes")
@pytest.mark.parametrize(("lang", "words"), sorted(PURPOSES))
def test_the_names_that_are_taken_from_the_dac_list_stand_in_it(lang: str, words: str) -> None:
    with DAC.open(encoding="utf-8-sig", newline="") as file:
        names = {fold(row[f"name_{lang}"].strip()) for row in csv.DictReader(file)}
    assert fold(words) in names


def test_a_country_is_not_called_in_latin_letters_where_these_are_not_used() -> None:
    for country in held(Country).values():
        for lang in ("ar", "zh", "ru"):
            words = country.name.all()[lang]
            assert not any("a" <= letter <= "z" for letter in words.lower()), (country.id, words)
