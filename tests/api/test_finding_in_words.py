"""Each exchange of the report is found by its countries and a word for its subject, in six languages."""

from __future__ import annotations

import re

import pytest

from exchange_graph.domain.exchange import Exchange
from tests.real import held
from tests.served import Service

ENGLISH_AND_CHINESE = {
    "13a": ("Sierra Leone South Sudan legislative drafting", "塞拉利昂 南苏丹 立法起草"),
    "13b": ("Rwanda Liberia police", "卢旺达 利比里亚 警察"),
    "13c": ("Sierra Leone Sweden Liberia tax", "塞拉利昂 瑞典 利比里亚 税收"),
    "13d": ("Liberia Senegal Ivory Coast security sector", "利比里亚 塞内加尔 科特迪瓦 安全部门改革"),
    "13e": ("Iraq Yemen national dialogue", "伊拉克 也门 全国对话"),
    "41-civ-sen": ("Côte d'Ivoire Senegal women police", "科特迪瓦 塞内加尔 妇女 警察"),
    "47-igad": ("South Sudan IGAD", "南苏丹 伊加特"),
    "47-som-tls": ("Somalia East Timor", "索马里 东帝汶"),
    "47-civ-ddr": ("Cote d'Ivoire African countries DDR", "科特迪瓦 非洲国家 解除武装"),
    "box4-yem": ("Burundi Yemen youth jobs", "布隆迪 也门 青年 就业"),
    "box4-civ": ("Brazil Côte d’Ivoire school feeding", "巴西 科特迪瓦 学校供餐"),
    "box4-gin": ("Brazil Guinea school meals", "巴西 几内亚 学校供餐"),
    "box4-lbr": ("Brazil Liberia school feeding", "巴西 利比里亚 营养"),
    "box4-mli": ("Brazil Mali school feeding", "巴西 马里 学校供餐"),
    "box4-rwa": ("Brazil Rwanda food", "巴西 卢旺达 粮食"),
    "box4-tls": ("Brazil Timor-Leste school feeding", "巴西 东帝汶 学校供餐"),
}
OTHERS = (
    ("13a", "ar", "سيراليون جنوب السودان صياغة التشريعات"),
    ("13a", "ru", "Сьерра-Леоне Южный Судан законодательство"),
    ("13a", "es", "Sierra Leona Sudán del Sur legislación"),
    ("13b", "ar", "شرطة رواندا ليبريا"),
    ("13b", "ru", "полиция Руанда Либерия"),
    ("13c", "fr", "fiscalité Sierra Leone Libéria"),
    ("13c", "ru", "Сьерра-Леоне Либерия налоги"),
    ("13c", "es", "Sierra Leona Liberia impuestos"),
    ("13d", "ar", "السنغال كوت ديفوار إصلاح القطاع الأمني"),
    ("13d", "es", "Senegal Costa de Marfil seguridad"),
    ("13e", "ar", "العراق اليمن حوار"),
    ("13e", "fr", "Irak Yémen dialogue national"),
    ("41-civ-sen", "ar", "السنغال المرأة الشرطة"),
    ("47-igad", "ru", "Южный Судан ИГАД"),
    ("47-igad", "es", "Sudán del Sur IGAD"),
    ("47-som-tls", "ar", "الصومال تيمور الشرقية"),
    ("47-som-tls", "ru", "Сомали Тимор-Лешти"),
    ("47-civ-ddr", "fr", "Côte d'Ivoire désarmement"),
    ("box4-yem", "ru", "Бурунди Йемен молодежь"),
    ("box4-yem", "es", "Burundi Yemen jóvenes empleo"),
    ("box4-civ", "fr", "Brésil Côte d'Ivoire cantines scolaires"),
    ("box4-mli", "ar", "البرازيل مالي التغذية المدرسية"),
    ("box4-rwa", "ru", "Бразилия Руанда школьное питание"),
)
WITHOUT_SPACES = (
    ("13a", "zh-unspaced", "南苏丹立法起草"),
    ("13b", "zh-unspaced", "卢旺达利比里亚警察"),
    ("13c", "zh-unspaced", "塞拉利昂税收"),
    ("box4-mli", "zh-unspaced", "巴西马里学校供餐"),
)
MIXED = (
    ("13c", "mixed", "塞拉利昂 tax"),
    ("13e", "mixed", "Yemen 对话"),
    ("box4-mli", "mixed", "巴西 Mali школьное"),
)


ASKED = [
    *((record, "en", english) for record, (english, _) in ENGLISH_AND_CHINESE.items()),
    *((record, "zh", chinese) for record, (_, chinese) in ENGLISH_AND_CHINESE.items()),
    *OTHERS,
    *MIXED,
    *WITHOUT_SPACES,
]


@pytest.mark.parametrize(
    ("record", "words"),
    [pytest.param(record, words, id=f"{record}-{lang}") for record, lang, words in ASKED],
)
async def test_found_by_countries_and_subject(service: Service, record: str, words: str) -> None:
    assert f"a-68-696-{record}" in await service.found(q=words)


async def test_every_exchange_of_the_report_has_its_row(service: Service) -> None:
    ids = await service.found(source="a-68-696")
    assert {i.removeprefix("a-68-696-") for i in ids} == ENGLISH_AND_CHINESE.keys()


@pytest.mark.parametrize(
    "words",
    [
        '"Sierra Leone"', "Sierra AND Leone", "Sierra* Leone", "title:Sierra Leone", "(Sierra Leone)",
        "Sierra -- Leone", "Sierra' OR '1'='1", "-Sierra +Leone", "NEAR(Sierra Leone)", "Sierra ^ Leone",
    ],
)  # fmt: skip
async def test_quotes_and_operators_in_q_are_text(service: Service, words: str) -> None:
    """Signs between words change nothing; a word that is an operator elsewhere must occur like any other."""
    everything, plain = await service.found(), await service.found(q="Sierra Leone")
    found = await service.found(q=words)
    assert set(found) <= set(plain) < set(everything)
    if not any(word in words for word in ("AND", "OR", "NEAR", "title")):
        assert found == plain


@pytest.mark.parametrize(
    "words",
    [
        "xyzzy' OR 1=1 --", "xyzzy); DROP TABLE records; --", "xyzzy%",
        "_yzzy xyzzy", "xyzzy}) MATCH (n) DETACH DELETE n //",
        "xyzzy <script>alert(1)</script>", "../../etc/passwd xyzzy", "=cmd|' /C calc'!A0 xyzzy",
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/v1/exchanges", "/v1/provider-experience", "/v1/institutions"])
async def test_an_injection_in_q_finds_nothing_and_harms_nothing(
    service: Service, path: str, words: str
) -> None:
    before = await service.store.content_hash()
    body = await service.read(path, q=words)
    assert body["items"] == []
    assert await service.store.content_hash() == before


@pytest.mark.parametrize("words", ["xyzzy\u0000", "xyzzy\u202e\ufeff"])
@pytest.mark.parametrize("path", ["/v1/exchanges", "/v1/provider-experience", "/v1/institutions"])
async def test_words_with_a_sign_that_nobody_sees_are_refused(
    service: Service, path: str, words: str
) -> None:
    answer = await service.get(path, None, q=words)
    assert answer.status_code == 400
    assert "cannot be seen" in answer.json()["detail"]


@pytest.mark.parametrize("word", ["Liberia", "prosecutors"])
async def test_relevance_puts_a_word_of_the_title_before_a_word_elsewhere(
    service: Service, word: str
) -> None:
    found = await service.found(q=word, sort="relevance")
    said = re.compile(rf"\b{word}", re.IGNORECASE)
    titles = {e.id for e in held(Exchange).values() if said.search(e.title.en or "")}
    assert set(found[: len(titles)]) == titles
    assert len(found) > len(titles) > 0


async def test_other_records_are_found_in_chinese_without_spaces(service: Service) -> None:
    body = await service.read("/v1/needs", q="利比里亚税务培训")
    assert [item["id"] for item in body["items"]] == ["a-68-696-need-lbr-revenue"]
