"""Everything that the seeds say in words of ours exists in six languages, and says the same in each."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from exchange_graph.domain.languages import LANGUAGES, Lang
from exchange_graph.domain.texts import texts
from exchange_graph.errors import BadInput
from exchange_graph.seeding.reading import SEEDS, read_seeds
from exchange_graph.seeding.texts import AS_PUBLISHED, FOLDER, Messages, read_messages
from tests.house.texts import wanted
from tests.real import seeds
from tests.seeds.folder import edit, write

NUMBER = re.compile(r"(?<![A-Za-z0-9])\d\d+")
CJK = re.compile(r"[\u3400-\u9fff]")
THOUSANDS = re.compile(r"(?<!\d)\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+(?!\d)")
IN_WORDS = {("ar", "28"): "الثماني والعشرين", ("ar", "77"): "السبعة والسبعين"}
"""Numbers that a language writes in words where ours has digits: these words must stand there."""
MANY = re.compile(r"(\d+(?:\.\d+)?) (million|billion)")
MANY_IN_CHINESE = re.compile(r"(\d+(?:\.\d+)?)([万亿])")
UNITS = {"million": 10**6, "billion": 10**9, "万": 10**4, "亿": 10**8}
SAME: dict[str, str] = json.loads(Path(__file__).with_name("same_as_english.json").read_text("utf-8"))
"""Codes, names that nobody translates, and words that languages share with English: in which languages."""
ALLOWED = {"\u00a0", "\u202f"}
"""Spaces that do not break, as French and numbers have them."""


def messages(lang: Lang) -> Messages:
    return read_messages(SEEDS / FOLDER / f"{lang}.po", f"{lang}.po")


def test_every_text_exists_in_every_language() -> None:
    left = [
        (record.id, lang, text.all())
        for record in seeds().records
        if record.kind not in AS_PUBLISHED
        for text in texts(record)
        for lang in LANGUAGES
        if text.get(lang) is None
    ]
    assert left == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_file_holds_exactly_what_is_wanted_of_it(lang: Lang) -> None:
    """A text that changed is told here: `make texts` writes the message, a person its translation."""
    asked = {message for record in seeds().records for message in wanted(record, lang)}
    assert messages(lang).keys() == asked


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_translation_waits_to_be_looked_at(lang: Lang) -> None:
    with (SEEDS / FOLDER / f"{lang}.po").open("rb") as file:
        assert [m.id for m in read_po(file, lang) if m.id and (m.fuzzy or not m.string)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_translation_has_the_numbers_of_its_original(lang: Lang) -> None:
    """Thousands are parted as each language does it; some numbers stand in words."""
    english = (pair for pair in messages(lang).items() if lang != "en" and not CJK.search(pair[0]))
    lost = [
        (text, number)
        for text, said in english
        for number in _numbers(MANY.sub("", text) if lang == "zh" else text) - _numbers(said)
        if (lang, number) not in IN_WORDS or IN_WORDS[lang, number] not in said
    ]
    assert lost == []


def test_chinese_counts_the_same_millions_in_its_own_units() -> None:
    english = (pair for pair in messages("zh").items() if not CJK.search(pair[0]))
    assert [text for text, said in english if not _sums(MANY, text) <= _sums(MANY_IN_CHINESE, said)] == []


def _together(words: str) -> str:
    """Numbers without what stands between their thousands; a year before a number is no part of it."""
    return THOUSANDS.sub(lambda found: re.sub(r"\D", "", found.group()), words)


def _numbers(words: str) -> Counter[str]:
    return Counter(NUMBER.findall(_together(words)))


def _sums(written: re.Pattern[str], words: str) -> Counter[Decimal]:
    found = written.findall(_together(words))
    return Counter(Decimal(number) * UNITS[unit] for number, unit in found)


def test_no_translation_is_its_original_but_those_listed_and_these_are() -> None:
    left = {(lang, text) for lang in LANGUAGES for text, said in messages(lang).items() if text == said}
    assert left == {(lang, text) for text, langs in SAME.items() for lang in langs.split()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_translation_is_written_as_the_united_nations_write(lang: Lang) -> None:
    for text, said in messages(lang).items():
        invisible = [
            c for c in said if unicodedata.category(c) in ("Cc", "Cf", "Zs") and c not in {" ", *ALLOWED}
        ]
        assert not invisible, (text, invisible)
        if lang == "ru":
            assert "ё" not in said.lower(), said
        if lang == "ar":
            assert not re.search("[٠-٩۰-۹ـ]", said), said


def test_a_file_that_is_none_is_refused_with_its_line(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "fr.po").write_text('msgid "a"\nmsgstr "b"\nmsgid c\n', "utf-8")
    with pytest.raises(BadInput) as refused:
        read_seeds(tmp_path)
    assert [problem.where for problem in refused.value.problems] == ["texts/fr.po:3"]


def test_what_stands_in_a_file_is_ours_and_a_changed_text_is_untranslated(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "fr.po").write_text('msgid "tax"\nmsgstr "impôts"\n', "utf-8")
    tax = next(record for record in read_seeds(tmp_path).records if record.id == "tax")
    (label,) = texts(tax)
    assert (label.fr, label.unofficial) == ("impôts", ("fr",))
    edit(tmp_path, "sectors.yaml", "{en: tax}", "{en: taxes}")
    tax = next(record for record in read_seeds(tmp_path).records if record.id == "tax")
    assert [label.fr for label in texts(tax)] == [None]
