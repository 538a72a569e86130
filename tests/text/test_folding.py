"""What is written in one form is found in the other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange_graph.text.tokens import MAX_QUERY_TOKENS, MAX_TOKEN, fold, query_tokens, tokens


def finds(query: str, text: str) -> bool:
    """Whether every word asked for stands in the text."""
    there = tokens(text)
    asked = query_tokens(query)
    return all(any(t.startswith(w) if prefix else t == w for t in there) for w, prefix in asked)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("CÔTE", "Côte d'Ivoire"),
        ("cote d ivoire", "Côte d’Ivoire"),
        ("strasse", "Straße"),
        ("ＡＢＣ", "abc"),
        ("éducation", "e\u0301ducation"),
        ("ёлка", "ЕЛКА"),
        ("1325", "S/RES/1325(2000)"),
        ("a/68/696", "A/68/696-S/2014/5"),
    ],
)
def test_case_accents_width_and_punctuation_do_not_hide_a_word(query: str, text: str) -> None:
    assert finds(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("سودان", "السودان"),
        ("السودان", "سودان"),
        ("سودان", "والسودان بالسودان"),
        ("سودان", "للسودان"),
        ("اصلاح", "إصلاح"),
        ("إصلاح", "أصلاح الاصلاح"),
        ("اداره", "إدارة"),
        ("مستشفي", "مستشفى"),
        ("محمد", "مُحَمَّد"),
        ("محمد", "محـــمد"),
        ("کرکوک", "كركوك"),
    ],
)
def test_arabic_article_marks_and_letter_forms_do_not_hide_a_word(query: str, text: str) -> None:
    assert finds(query, text)


def test_an_arabic_word_that_only_looks_like_an_article_stays_whole() -> None:
    assert tokens("الف") == ("الف",)
    assert not finds("لب", "الب")


@pytest.mark.parametrize("query", ["农业", "业部", "农业部", "农", "业", "部", "部长"])
def test_any_part_of_a_chinese_phrase_is_found(query: str) -> None:
    assert finds(query, "农业部长")


@pytest.mark.parametrize("query", ["农部", "部农", "长业"])
def test_chinese_characters_that_do_not_stand_together_are_not_found(query: str) -> None:
    assert not finds(query, "农业部长")


@pytest.mark.parametrize("query", ["undp", "开发", "2014", "年", "undp 计划 2014", "реформа 计划"])
def test_mixed_scripts_in_one_line_are_told_apart(query: str) -> None:
    assert finds(query, "UNDP开发计划2014年Реформа")


def test_the_last_word_and_long_words_match_from_their_beginning() -> None:
    assert finds("reform tax", "Reforms of taxation")
    assert finds("ta", "taxation")
    assert not finds("tax reform", "Reforms of taxation")
    assert not finds("axation", "taxation")


def test_letters_that_sound_alike_in_other_words_are_not_confused() -> None:
    assert not finds("mali", "male")
    assert not finds("гора", "город")


def test_what_looks_like_a_search_operator_is_a_word_or_nothing() -> None:
    assert query_tokens('tax AND "NOT" (near*) -x title:y ^2') == [
        ("tax", False), ("not", False), ("near", True), ("x", False), ("title", True), ("2", True),
    ]  # fmt: skip
    assert query_tokens(' "*" -() !? ') == []
    assert tokens("_ - ; ") == ()


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("tax in Liberia", "Tax, Liberia"), ("impôts au Libéria", "Libéria : impôts"),
        ("policía en Guatemala", "Guatemala, policía"), ("налоги в Либерии", "Налоги Либерии"),
        ("在利比里亚的税收", "利比里亚 税收"), ("الضرائب في ليبيريا", "ليبيريا الضرائب"),
    ],
)  # fmt: skip
def test_a_word_of_grammar_hides_nothing(asked: str, written: str) -> None:
    assert finds(asked, written)


def test_grammar_alone_is_searched_as_it_stands() -> None:
    assert query_tokens("on the") == [("on", False), ("the", True)]


def test_a_word_longer_than_64_letters_is_still_found() -> None:
    long = "a" * 100
    assert max(map(len, tokens(long))) == MAX_TOKEN
    assert finds(long, long)
    assert finds("a" * 70, f"before {long} after")


def test_a_question_of_very_many_words_is_cut_to_what_a_store_can_ask() -> None:
    assert len(query_tokens(" ".join(f"word{n}" for n in range(100)))) == MAX_QUERY_TOKENS


SCRIPTS = st.text(
    st.sampled_from("aAéÉßİı Ωςσ яЯёй الأإآةىـَ农业部长ー가ｶﾞ12²½_-'\"*:()\u0301ﬁĲ\u0345ΰ")
) | st.text(max_size=30)  # fmt: skip


@given(SCRIPTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(SCRIPTS)
def test_a_text_is_found_by_its_own_words(text: str) -> None:
    assert finds(text, text)


@given(SCRIPTS, SCRIPTS)
def test_a_text_is_found_in_a_longer_one(text: str, more: str) -> None:
    assert finds(text, f"{more} {text} {more}")


@given(SCRIPTS)
def test_capitals_do_not_matter(text: str) -> None:
    assert tokens(fold(text)) == tokens(text)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=8), st.data())
def test_any_run_of_characters_of_a_chinese_text_is_found(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert finds(text[start:end], text)
