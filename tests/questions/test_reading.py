"""What the words of a question are read as, five questions a language. Another person asks ninety more."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.questions.reading import Reading, read
from tests.real import seeds

Q = dict[str, Any]


@cache
def known() -> Catalogue:
    return Catalogue({r.id: r for r in seeds().records if r.kind != "exchange"}, 1)


def reading(question: str) -> Reading:
    return read(question, None, known())


@pytest.mark.parametrize(
    ("question", "filters"),
    [
        ("Who has taught revenue in West Africa?", {"sector": ["revenue"], "recipient_region": ["011"]}),
        ("What came of Rwanda's police in Liberia since 2010?",
         {"provider": ["RWA"], "sector": ["police"], "recipient": ["LBR"], "year_from": ["2010"]}),
        ("What did Brazil teach Haiti about school feeding?",
         {"provider": ["BRA"], "recipient": ["HTI"], "sector": ["school-feeding"]}),
        ("interrupted security sector reform in Guinea-Bissau, paid by Angola",
         {"status": ["interrupted"], "sector": ["security-sector-reform"], "recipient": ["GNB"],
          "funder": ["AGO"]}),
        ("Kenyan and Ugandan experts in South Sudan before 2014",
         {"provider": ["KEN", "UGA"], "recipient": ["SSD"], "year_to": ["2013"]}),
        ("Qui a formé la police du Libéria depuis 2012 ?",
         {"sector": ["police"], "recipient": ["LBR"], "year_from": ["2012"]}),
        ("Qu’a enseigné le Brésil à Haïti en matière de cantines scolaires ?",
         {"provider": ["BRA"], "recipient": ["HTI"], "sector": ["school-feeding"]}),
        ("Échanges financés par le Japon en Afrique de l’Ouest entre 2010 et 2015",
         {"funder": ["JPN"], "recipient_region": ["011"], "year_from": ["2010"], "year_to": ["2015"]}),
        ("Qu’est devenue la formation des policiers maliens par le Sénégal ?",
         {"modality": ["training"], "sector": ["police"], "recipient": ["MLI"], "provider": ["SEN"]}),
        ("coopération triangulaire avec l’appui de la Suède",
         {"kind": ["triangular"], "supporter": ["SWE"]}),
        ("¿Quién ha enseñado administración tributaria en África Occidental?",
         {"sector": ["revenue"], "recipient_region": ["011"]}),
        ("¿Qué países ha capacitado Cuba en salud?", {"provider": ["CUB"], "sector": ["health"]}),
        ("¿Qué recibió Liberia de Sierra Leona?", {"recipient": ["LBR"], "provider": ["SLE"]}),
        ("Intercambios exitosos financiados por el Japón antes de 2015",
         {"outcome": ["positive"], "funder": ["JPN"], "year_to": ["2014"]}),
        ("visitas de estudio de la policía de Haití a Chile",
         {"modality": ["study-visit"], "sector": ["police"], "recipient": ["HTI"], "provider": ["CHL"]}),
        ("Кто обучал полицию Либерии?", {"sector": ["police"], "recipient": ["LBR"]}),
        ("Чему Бразилия научила Гаити?", {"provider": ["BRA"], "recipient": ["HTI"]}),
        ("Кто финансировал реформу сектора безопасности в Гвинее-Бисау с 2010 по 2015 год?",
         {"sector": ["security-sector-reform"], "recipient": ["GNB"], "year_from": ["2010"],
          "year_to": ["2015"]}),
        ("руандийские полицейские в Либерии",
         {"provider": ["RWA"], "sector": ["police"], "recipient": ["LBR"]}),
        ("Какой опыт Восточный Тимор получил от Португалии?", {"recipient": ["TLS"], "provider": ["PRT"]}),
        ("谁在西非教过税收？", {"sector": ["revenue"], "recipient_region": ["011"]}),
        ("卢旺达在利比里亚的警察培训结果如何",
         {"provider": ["RWA"], "recipient": ["LBR"], "sector": ["police"]}),
        ("日本资助的南苏丹项目", {"funder": ["JPN"], "recipient": ["SSD"]}),
        ("2010年以来谁培训了利比里亚的警察？",
         {"year_from": ["2010"], "recipient": ["LBR"], "sector": ["police"]}),
        ("利比里亚从塞拉利昂学到了什么", {"recipient": ["LBR"], "provider": ["SLE"]}),
        ("من درّب الشرطة في ليبريا؟", {"sector": ["police"], "recipient": ["LBR"]}),
        ("ماذا علّمت البرازيل هايتي؟", {"provider": ["BRA"], "recipient": ["HTI"]}),
        ("الخبراء الكينيون في جنوب السودان", {"provider": ["KEN"], "recipient": ["SSD"]}),
        ("ما الذي قدّمته كوبا إلى أنغولا في مجال الصحة بعد عام 2000؟",
         {"provider": ["CUB"], "recipient": ["AGO"], "sector": ["health"], "year_from": ["2001"]}),
        ("مشاريع بتمويل من اليابان في غرب أفريقيا",
         {"funder": ["JPN"], "recipient_region": ["011"]}),
    ],
)  # fmt: skip
def test_each_part_of_a_question_becomes_its_filter(question: str, filters: Q) -> None:
    found = reading(question)
    assert (found.values(), found.words) == (filters, ())


def test_each_filter_names_the_words_it_came_from() -> None:
    found = reading("Who taught the Liberian police?")
    assert [(one.text, one.filter, one.value) for one in found.sources] == [
        ("Liberian", "recipient", "LBR"), ("police", "sector", "police"),
    ]  # fmt: skip


def test_a_state_whose_role_the_words_do_not_give_is_a_party_in_any_role() -> None:
    assert reading("Rwanda police").values() == {"party": ["RWA"], "sector": ["police"]}


@pytest.mark.parametrize("name", ["Congo", "Congolese", "Конго"])
def test_a_name_that_two_states_share_leads_to_both(name: str) -> None:
    assert sorted(reading(f"{name} 2013").values()["party"]) == ["COD", "COG"]


@pytest.mark.parametrize(
    "question",
    ["What can the polish of a car show?", "для того чтобы", "consolidar la paz", "发展中国家", "沿海地区"],
)
def test_words_that_only_look_like_names_lead_to_no_state(question: str) -> None:
    parties = {"party", "provider", "recipient", "funder", "supporter", "facilitator", "participant"}
    assert not parties & set(reading(question).values())
