"""What the words of a question are read as, five questions a language. Another person asks ninety more."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.questions.reading import QuestionRead, read
from tests.real import seeds

Q = dict[str, Any]


@cache
def known() -> Catalogue:
    return Catalogue({r.id: r for r in seeds().records if r.kind != "exchange"}, 1)


def reading(question: str) -> QuestionRead:
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


@pytest.mark.parametrize(
    ("question", "filters"),
    [
        ("who paid for the training of Liberian police by Rwanda?",
         {"modality": ["training"], "recipient": ["LBR"], "sector": ["police"], "provider": ["RWA"]}),
        ("Qui a payé la formation des policiers haïtiens par le Brésil ?",
         {"modality": ["training"], "recipient": ["HTI"], "sector": ["police"], "provider": ["BRA"]}),
        ("Кто оплатил обучение полиции Либерии Руандой?",
         {"modality": ["training"], "recipient": ["LBR"], "sector": ["police"], "provider": ["RWA"]}),
        ("谁为海地出资？", {"recipient": ["HTI"]}),
        ("日本为海地出资", {"funder": ["JPN"], "recipient": ["HTI"]}),
        ("Which projects were funded in 2012 by Norway?",
         {"funder": ["NOR"], "year_from": ["2012"], "year_to": ["2012"]}),
    ],
)  # fmt: skip
def test_who_is_paid_for_and_who_trains_are_not_taken_for_who_pays(question: str, filters: Q) -> None:
    assert reading(question).values() == filters


@pytest.mark.parametrize(
    "question",
    ["Which Liberian officials went on a study visit to Ghana?",
     "Study visits by Liberian officials to Ghana",
     "Quelles visites d'étude ont fait les Libériens au Ghana ?",
     "¿Qué visitas de estudio hicieron los liberianos a Ghana?",
     "ознакомительные поездки либерийских чиновников в Гану",
     "زيارات دراسية قام بها ليبيريون إلى غانا", "利比里亚官员赴加纳的考察访问"],
)  # fmt: skip
def test_on_a_study_visit_those_receive_who_go(question: str) -> None:
    found = reading(question).values()
    assert (found["recipient"], found["provider"]) == (["LBR"], ["GHA"])


@pytest.mark.parametrize(
    "question",
    ["exchanges between Brazil and Mozambique", "Échanges entre le Brésil et le Mozambique",
     "Intercambios entre el Brasil y Mozambique", "Обмены между Бразилией и Мозамбиком",
     "التبادل بين البرازيل وموزمبيق", "巴西和莫桑比克之间有哪些交流？"],
)  # fmt: skip
def test_between_two_asks_for_what_both_took_part_in(question: str) -> None:
    assert reading(question).values() == {"between": ["BRA", "MOZ"]}


def test_a_pair_of_which_one_is_not_exactly_one_state_is_asked_for_as_parties() -> None:
    assert sorted(reading("exchanges between Kenya and Congo").values()["party"]) == ["COD", "COG", "KEN"]


@pytest.mark.parametrize(
    "question",
    ["exchanges that gave good results in Mozambique",
     "échanges qui ont donné de bons résultats au Mozambique",
     "intercambios que dieron buenos resultados en Mozambique",
     "обмены, которые дали хорошие результаты в Мозамбике", "تبادلات أعطت نتائج جيدة في موزمبيق"],
)  # fmt: skip
def test_to_give_good_results_is_an_outcome_and_no_role(question: str) -> None:
    assert reading(question).values() == {"outcome": ["positive"], "recipient": ["MOZ"]}


def test_an_arabic_and_that_is_joined_to_a_year_ends_the_range() -> None:
    found = reading("بين 2012 و2018 في الصومال").values()
    assert (found["year_from"], found["year_to"]) == (["2012"], ["2018"])


@pytest.mark.parametrize(
    "question",
    ["la policía de Sudán del Sur", "la police du Soudan du Sud", "полиция Южного Судана",
     "Южнму Судану полиция",
     "полиция Юж. Судана", "S. Sudan police", "شرطة السودان الجنوبي", "南苏丹警察"],
)  # fmt: skip
def test_a_state_is_never_read_out_of_the_longer_name_of_another(question: str) -> None:
    found = reading(question)
    (named,) = (values for name, values in found.values().items() if name != "sector")
    assert (named, found.values()["sector"], found.words) == (["SSD"], ["police"], ())


@pytest.mark.parametrize(
    ("state", "forms"),
    [
        ("SSD", "Южного Судана|Южному Судану|Южным Суданом|Южном Судане"),
        ("TLS", "Восточного Тимора|Восточному Тимору|Восточным Тимором"),
        ("ARE", "Объединенных Арабских Эмиратов|Объединенным Арабским Эмиратам"),
        ("CHN", "Китая|Китаю|Китаем|Китае"), ("EGY", "Египта|Египту|Египтом|Египте"),
        ("BHS", "Багамских Островов|Багамам"), ("PHL", "Филиппин|Филиппинам"), ("NLD", "Нидерландов"),
        ("GBR", "Соединенного Королевства|Соединенном Королевстве"), ("SLB", "Соломоновых Островов"),
        ("VAT", "Святого Престола"), ("BRN", "Брунея-Даруссалама"), ("PRY", "Парагвая|Парагваем"),
        ("KOR", "Южной Кореи|Республики Корея"), ("MUS", "Маврикия|Маврикием"),
        ("TZA", "Объединенной Республики Танзания"), ("MLI", "Мали"),
        ("CAF", "Центральноафриканскую Республику"),
    ],
)  # fmt: skip
def test_a_russian_name_is_read_in_every_case(state: str, forms: str) -> None:
    for form in forms.split("|"):
        assert list(reading(f"в 2013 году {form}").values().values()) == [["2013"], ["2013"], [state]]


@pytest.mark.parametrize(
    ("question", "filter_", "value"),
    [
        ("Proyectos fallidos en Haití", "outcome", "negative"),
        ("projets ratés en Haïti", "outcome", "negative"),
        ("المشاريع الفاشلة في هايتي", "outcome", "negative"), ("в налоговой сфере", "sector", "revenue"),
        ("القطاع الصحي", "sector", "health"), ("secteur sanitaire", "sector", "health"),
        ("¿Quién ayudó en materia tributaria?", "sector", "revenue"),
        ("сельскохозяйственный", "sector", "agriculture"),
    ],
)  # fmt: skip
def test_adjectives_say_what_nouns_say(question: str, filter_: str, value: str) -> None:
    assert reading(question).values()[filter_] == [value]


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


@pytest.mark.parametrize(
    ("question", "filters"),
    [
        ("Arab States", {"group": ["arab-league-members"]}),
        ("les États arabes", {"group": ["arab-league-members"]}),
        ("الدول العربية", {"group": ["arab-league-members"]}),
        ("阿拉伯国家", {"group": ["arab-league-members"]}),
        ("东盟国家", {"group": ["asean-members"]}),
        ("государства Африки", {"recipient_region": ["002"]}),
        ("Portuguese-speaking countries", {"group": ["cplp-members"]}),
        ("葡语国家", {"group": ["cplp-members"]}),
        ("países de habla portuguesa", {"group": ["cplp-members"]}),
        ("PMA ayant reçu un appui", {"recipient_group": ["ldc"]}),
        ("东盟国家之间的交流", {"provider_group": ["asean-members"], "recipient_group": ["asean-members"]}),
        ("what India gave the Pacific island countries", {"provider": ["IND"], "recipient_region": ["009"]}),
    ],
)
def test_a_group_is_read_as_people_call_it_and_the_word_states_is_no_list(question: str, filters: Q) -> None:
    assert reading(question).values() == filters


@pytest.mark.parametrize(
    ("question", "apart"),
    [
        ("help to Sudan, not South Sudan", "not South Sudan"),
        ("pays d'Afrique hors Mali et Niger", "hors Mali et Niger"),
        ("помощь Судану, а не Южному Судану", "а не Южному Судану"),
        ("Africa except Kenya", "except Kenya"),
        ("países de África excepto Malí", "excepto Malí"),
        ("أفريقيا باستثناء مالي", "باستثناء مالي"),
        ("非洲（不包括南非）", "不包括南非"),
        ("French-speaking Africa", "French-speaking"),
        ("франкоязычные страны Африки", "франкоязычные"),
        ("法语非洲国家", "法语"),
    ],
)
def test_what_no_filter_can_hold_is_set_apart_and_is_no_filter(question: str, apart: str) -> None:
    found = reading(question)
    named = {value for values in found.values().values() for value in values}
    assert found.apart == (apart,)
    assert len(named) == 1
    assert not named & {"SSD", "MLI", "NER", "KEN", "ZAF", "FRA"}


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("after the earthquake of 2010", {"year_from": ["2010"]}),
        ("after 2010", {"year_from": ["2011"]}),
        ("à la suite du séisme de 2010", {"year_from": ["2010"]}),
        ("tras el terremoto de 2010", {"year_from": ["2010"]}),
        ("после землетрясения 2010 года", {"year_from": ["2010"]}),
        ("بعد زلزال عام 2010", {"year_from": ["2010"]}),
        ("2010年地震后", {"year_from": ["2010"]}),
        ("before the coup of 2012", {"year_to": ["2012"]}),
    ],
)
def test_the_year_of_an_event_bounds_what_came_after_it(question: str, years: Q) -> None:
    assert reading(question).values() == years


@pytest.mark.parametrize(
    "question",
    [
        "Guinea worm",
        "malicious attacks on Turkeys",
        "New Mexico",
        "le bassin du lac Tchad",
        "дельта Нигера",
        "几内亚湾",
    ],
)
def test_other_things_with_the_name_of_a_state_in_theirs_are_no_state(question: str) -> None:
    assert reading(question).values() == {}


def test_a_mark_tells_a_capital_from_a_state() -> None:
    assert reading("عمّان").values() == {"party": ["JOR"]}
    assert reading("عمان").values() == {"party": ["OMN"]}


@pytest.mark.parametrize(
    "question",
    ["Dear colleagues, could you please tell me who taught Liberia? Many thanks",
     "请问谁教过利比里亚？多谢各位同事",
     "Уважаемые коллеги, подскажите, пожалуйста, кто обучал Либерию? Заранее спасибо",
     "Bonjour, pourriez-vous me dire qui a formé le Libéria ? Merci d'avance",
     "Buenos días, quisiera saber quién capacitó a Liberia, por favor. Gracias",
     "السادة الأفاضل، نرجو إفادتنا من درب ليبيريا، ولكم جزيل الشكر"],
)  # fmt: skip
def test_words_of_courtesy_are_no_search(question: str) -> None:
    found = reading(question)
    assert (found.values(), found.words) == ({"recipient": ["LBR"]}, ())
