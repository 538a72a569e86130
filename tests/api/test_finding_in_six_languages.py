"""A sector and a country in each script, and the other names that countries have, find the exchanges."""

from __future__ import annotations

import pytest

from exchange_graph.domain.exchange import Exchange
from exchange_graph.domain.languages import LANGUAGES, Lang
from exchange_graph.domain.vocabulary import Country, Institution
from exchange_graph.text.tokens import fold
from tests.real import held, told, within
from tests.served import Service

RWANDA_POLICE, HONDURAS_POLICE = "a-68-696-13b", "jica-20140512-hnd"
ACADEMY = "unodc-20100521-gnb"
LIBERIA_TAX, BOTSWANA_TAX = "a-68-696-13c", "tiwb-kenya-botswana-2016-audit"
BANGLADESH_MEALS, GAMBIA_MEALS, LIBERIA_MEALS = (
    "wfp-centre-news-bgd",
    "wfp-centre-news-gmb",
    "a-68-696-box4-lbr",
)
DRAFTING = "a-68-696-13a"

POLICE = (
    ("en", "police Rwanda", RWANDA_POLICE), ("en", "Brazil Guinea-Bissau police", ACADEMY),
    ("zh", "卢旺达 警察", RWANDA_POLICE), ("zh", "巴西几内亚比绍警察", ACADEMY),
    ("ar", "شرطة رواندا", RWANDA_POLICE), ("ar", "البرازيل غينيا بيساو الشرطة", ACADEMY),
    ("ru", "полиция Руанда", RWANDA_POLICE), ("ru", "полиция Бразилия Гвинея-Бисау", ACADEMY),
    ("fr", "police Rwanda", RWANDA_POLICE), ("fr", "police Brésil Guinée-Bissau", ACADEMY),
    ("es", "policía Honduras", HONDURAS_POLICE), ("es", "policía Brasil Guinea-Bissau", ACADEMY),
)  # fmt: skip
REVENUE = (
    ("en", "revenue Liberia", LIBERIA_TAX), ("en", "tax Botswana", BOTSWANA_TAX),
    ("zh", "利比里亚税收", LIBERIA_TAX), ("zh", "税收 肯尼亚", BOTSWANA_TAX),
    ("ar", "الضرائب ليبريا", LIBERIA_TAX), ("ar", "الإيرادات كينيا", BOTSWANA_TAX),
    ("ru", "доходы Либерия", LIBERIA_TAX), ("ru", "налоги Ботсвана", BOTSWANA_TAX),
    ("fr", "recettes fiscales Libéria", LIBERIA_TAX), ("fr", "impôts Botswana", BOTSWANA_TAX),
    ("es", "ingresos fiscales Liberia", LIBERIA_TAX), ("es", "impuestos Kenya", BOTSWANA_TAX),
)  # fmt: skip
SCHOOL_FEEDING = (
    ("en", "school feeding Bangladesh", BANGLADESH_MEALS), ("en", "school meals Liberia", LIBERIA_MEALS),
    ("zh", "学校供餐 孟加拉国", BANGLADESH_MEALS), ("zh", "冈比亚学校供餐", GAMBIA_MEALS),
    ("ar", "التغذية المدرسية غامبيا", GAMBIA_MEALS), ("ar", "الوجبات المدرسية بنغلاديش", BANGLADESH_MEALS),
    ("ru", "школьное питание Гамбия", GAMBIA_MEALS), ("ru", "школьное питание Либерия", LIBERIA_MEALS),
    ("fr", "alimentation scolaire Gambie", GAMBIA_MEALS),
    ("fr", "cantines scolaires Bangladesh", BANGLADESH_MEALS),
    ("es", "alimentación escolar Gambia", GAMBIA_MEALS), ("es", "comedores escolares Liberia", LIBERIA_MEALS),
)  # fmt: skip
LEGISLATIVE_DRAFTING = (
    ("en", "legislative drafting South Sudan", DRAFTING), ("en", "drafting laws Sierra Leone", DRAFTING),
    ("zh", "立法起草 南苏丹", DRAFTING), ("zh", "塞拉利昂立法起草", DRAFTING),
    ("ar", "صياغة التشريعات جنوب السودان", DRAFTING), ("ar", "صياغة القوانين سيراليون", DRAFTING),
    ("ru", "законопроекты Южный Судан", DRAFTING),
    ("ru", "разработка законодательства Сьерра-Леоне", DRAFTING),
    ("fr", "rédaction législative Soudan du Sud", DRAFTING),
    ("fr", "rédaction de lois Sierra Leone", DRAFTING),
    ("es", "redacción legislativa Sudán del Sur", DRAFTING),
    ("es", "redacción de leyes Sierra Leona", DRAFTING),
)  # fmt: skip
ASKED = [
    (sector, *question)
    for sector, questions in (
        ("police", POLICE), ("revenue", REVENUE), ("school-feeding", SCHOOL_FEEDING),
        ("legislative-drafting", LEGISLATIVE_DRAFTING),
    )
    for question in questions
]  # fmt: skip

OTHER_NAMES = {
    "CIV": ("Ivory Coast", "Côte d’Ivoire", "Cote d'Ivoire", "Costa de Marfil", "象牙海岸", "ساحل العاج",
            "Берег Слоновой Кости"),
    "SWZ": ("Swaziland", "Suazilandia", "斯威士兰", "Свазиленд", "سوازيلند", "سوازيلاند"),
    "CPV": ("Cape Verde", "Cap-Vert", "佛得角", "Острова Зеленого Мыса", "الرأس الأخضر"),
    "MMR": ("Burma", "Birmanie", "Birmania", "缅甸", "Бирма", "بورما"),
    "TLS": ("East Timor", "Timor oriental", "东帝汶", "Восточный Тимор", "تيمور الشرقية"),
    "COD": ("DR Congo", "DRC", "RD Congo", "RDC", "刚果（金）", "ДР Конго", "الكونغو الديمقراطية"),
}  # fmt: skip


def test_every_sector_is_asked_for_in_every_language() -> None:
    sectors = {sector for sector, *_ in ASKED}
    assert {(sector, lang) for sector, lang, *_ in ASKED} == {
        (s, lang) for s in sectors for lang in LANGUAGES
    }


@pytest.mark.parametrize(
    ("sector", "lang", "words", "expected"),
    [pytest.param(*asked, id=f"{asked[0]}-{asked[1]}-{asked[3]}") for asked in ASKED],
)
async def test_a_sector_and_a_country_find_the_exchange(
    service: Service, sector: str, lang: Lang, words: str, expected: str
) -> None:
    found = await service.found(q=words, sort="relevance")
    assert expected in found
    first = told()[found[0]]
    assert first.leaves & within(sector) or says(first.record, words, lang), "what comes first is about it"


def says(exchange: Exchange, words: str, lang: Lang) -> bool:
    """Whether all of these words stand in the title of an exchange or in the names of its parties."""
    named: dict[str, Country | Institution] = {**held(Country), **held(Institution)}
    actors = (named.get(claim.value.actor.id or "") for claim in exchange.participations)
    names = [exchange.title.get(lang), *(one.name.get(lang) for one in actors if one)]
    said = fold(" ".join(filter(None, names)))
    return all(word in said for word in fold(words).split())


@pytest.mark.parametrize(
    ("code", "name"), [(code, name) for code, names in OTHER_NAMES.items() for name in names]
)
async def test_a_country_is_found_by_its_other_names(service: Service, code: str, name: str) -> None:
    assert [item["id"] for item in (await service.read("/v1/countries", q=name))["items"]] == [code]
    of_the_country = set(await service.found(party=code))
    found = set(await service.found(q=name))
    assert of_the_country
    assert of_the_country <= found
