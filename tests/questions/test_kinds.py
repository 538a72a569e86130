"""Kinds of words and turns that strangers' questions have, each in the languages that have it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from exchange_graph.catalogue.lexicon import NAMED
from exchange_graph.domain.languages import LANGUAGES, Lang
from exchange_graph.domain.regions import REGIONS
from exchange_graph.questions.reading import read
from exchange_graph.questions.regions import regions
from exchange_graph.questions.vocabulary import common_words
from exchange_graph.text.units import units
from tests.names.lists import SEEDS
from tests.questions.test_reading import known, reading

Q = dict[str, Any]
_WORDS = Path(__file__).parents[2] / "exchange_graph" / "questions" / "words"
_AMBIGUOUS = {"DMA", "DOM", "COD", "COG", "KOR", "PRK"}
_UNTOLD = {"KNA", "SLB", "GNB", "VAT"}
"""No people's noun is sure in Russian."""


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != "zh"])
def test_an_adjective_of_a_region_names_it_and_no_larger_one(lang: Lang) -> None:
    held = json.loads((_WORDS / "regions.json").read_text(encoding="utf-8"))
    said = {**held["adjective"][lang], **held["people"][lang]}
    found = {words: regions(lang).longest(units(words), 0) for words in said}
    wrong = {w: f for w, f in found.items() if not f or {m.ids for m in f[1]} != {(said[w],)}}
    assert wrong == {}
    assert {*said.values()} <= {*REGIONS}
    africa, america = {"011", "014", "015"}, {"005", "013", "419"}
    assert len({*said.values()} & (africa | america)) >= 5


@pytest.mark.parametrize(
    ("question", "filters"),
    [
        ("Which Western African States received help?", {"recipient_region": ["011"]}),
        ("What did Southern African countries teach Haiti?",
         {"provider_region": ["018"], "recipient": ["HTI"]}),
        ("experts est-européens au Mali", {"provider_region": ["151"], "recipient": ["MLI"]}),
        ("expertos centroamericanos en Haití", {"provider_region": ["013"], "recipient": ["HTI"]}),
        ("Какие западноафриканские страны получили помощь?", {"recipient_region": ["011"]}),
        ("الدول الأفريقية الغربية التي تلقت المساعدة", {"recipient_region": ["011"]}),
        ("Has anyone in West Africa taught Liberia?", {"provider_region": ["011"], "recipient": ["LBR"]}),
        ("Who in Africa learned from Brazil?", {"recipient_region": ["002"], "provider": ["BRA"]}),
        ("Quelqu'un en Afrique australe a-t-il partagé son expérience avec le Lesotho ?",
         {"provider_region": ["018"], "recipient": ["LSO"]}),
        ("¿Alguien en África austral ha compartido su experiencia con Eswatini?",
         {"provider_region": ["018"], "recipient": ["SWZ"]}),
        ("Кто в Западной Африке обучал Либерию?", {"provider_region": ["011"], "recipient": ["LBR"]}),
        ("Кто из стран Африки учил Гаити?", {"provider_region": ["002"], "recipient": ["HTI"]}),
        ("西非有谁培训过海地？", {"provider_region": ["011"], "recipient": ["HTI"]}),
        ("هل تقاسم أحد في غرب أفريقيا خبرته مع ليبيريا؟",
         {"provider_region": ["011"], "recipient": ["LBR"]}),
    ],
)  # fmt: skip
def test_a_region_gives_where_those_in_it_are_asked_for(question: str, filters: Q) -> None:
    assert (reading(question).values(), reading(question).words) == (filters, ())


_EIGHTIES, _NINETIES = ("1980", "1989"), ("1990", "1999")


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("What did Mali receive in the 1980s?", _EIGHTIES),
        ("What did Mali receive in the nineties?", _NINETIES),
        ("What did Mali receive in the 80s?", _EIGHTIES),
        ("What did Mali receive after the 1980s?", ("1990", None)),
        ("What did Mali receive before the 1990s?", (None, "1989")),
        ("What did Mali receive from the 1980s to the 1990s?", ("1980", "1999")),
        ("Qu'a reçu le Mali dans les années 1980 ?", _EIGHTIES),
        ("Qu'a reçu le Mali des années 1980 et 1990 ?", ("1980", "1999")),
        ("Qu'a reçu le Mali dans les années quatre-vingt-dix ?", _NINETIES),
        ("¿Qué recibió Malí en los años ochenta?", _EIGHTIES),
        ("¿Qué recibió Malí en el decenio de 1990?", _NINETIES),
        ("Что Мали получила в 1980-е годы?", _EIGHTIES), ("Что Мали получила в девяностых годах?", _NINETIES),
        ("马里在80年代得到了什么", _EIGHTIES), ("马里在上世纪九十年代得到了什么", _NINETIES),
        ("ماذا تلقت مالي في الثمانينات؟", _EIGHTIES), ("ماذا تلقت مالي في تسعينيات القرن الماضي؟", _NINETIES),
    ],
)  # fmt: skip
def test_a_decade_is_its_ten_years(question: str, years: tuple[str | None, str | None]) -> None:
    found = reading(question).values()
    told = {"year_from": years[0], "year_to": years[1]}
    assert {name: values[0] for name, values in found.items() if name in told} == {
        name: year for name, year in told.items() if year
    }
    assert found["recipient"] == ["MLI"]


@pytest.mark.parametrize("question", ["Mali in the 60s", "el Malí de los años 60", "马里的60年代"])
def test_a_decade_whose_century_is_not_told_is_left_as_words(question: str) -> None:
    found = reading(question)
    assert not {"year_from", "year_to"} & {*found.values()}
    assert any("60" in word for word in found.words)


@pytest.mark.parametrize(
    "question",
    ["the former Zaire", "l'ancien Zaïre", "el antiguo Zaire", "бывший Заир", "原扎伊尔", "زائير سابقا"],
)  # fmt: skip
def test_former_before_a_former_name_is_no_search(question: str) -> None:
    assert (reading(question).values(), reading(question).words) == ({"party": ["COD"]}, ())


def test_former_in_spanish_is_no_island() -> None:
    assert reading("la antigua Birmania recibió ayuda").values() == {"recipient": ["MMR"]}
    assert reading("¿Qué recibió Antigua y Barbuda?").values() == {"recipient": ["ATG"]}


def test_a_programme_is_read_by_its_name_before_the_body_in_it() -> None:
    assert reading("What did the IGAD Initiative do in South Sudan?").values() == {
        "programme": ["igad-initiative"], "recipient": ["SSD"],
    }  # fmt: skip
    assert reading("What did IGAD do in South Sudan?").values()["recipient"] == ["SSD"]
    assert "programme" not in reading("What did IGAD do in South Sudan?").values()


@pytest.mark.parametrize(
    "question",
    ["Brazil let Haiti benefit from its experience", "Brazil put its expertise at the disposal of Haiti",
     "Le Brésil a fait profiter Haïti de son savoir-faire",
     "Le Brésil fait bénéficier Haïti de son expérience",
     "El Brasil hizo partícipe a Haití de su experiencia", "Бразилия поделилась опытом с Гаити",
     "巴西让海地受益于其经验", "巴西把经验传授给了海地", "أتاحت البرازيل لهايتي الاستفادة من خبرتها"],
)  # fmt: skip
def test_who_lets_another_one_benefit_gives(question: str) -> None:
    assert (reading(question).values(), reading(question).words) == (
        {"provider": ["BRA"], "recipient": ["HTI"]}, (),
    )  # fmt: skip


@pytest.mark.parametrize(
    "question",
    ["Of the members of ECOWAS, which have trained Haiti?", "Which members of ECOWAS helped Haiti?",
     "Parmi les membres de la CEDEAO, lesquels ont conseillé Haïti ?",
     "Entre los miembros de la CEDEAO, ¿cuáles han capacitado a Haití?",
     "De los miembros de la CEDEAO, ¿quiénes ayudaron a Haití?",
     "Кто из членов ЭКОВАС обучал Гаити?", "Среди членов ЭКОВАС кто помогал Гаити?",
     "在西非经共体成员国中，哪些国家帮助过海地？"],
)  # fmt: skip
def test_of_the_members_of_a_body_those_are_asked_for_who_gave(question: str) -> None:
    assert reading(question).values() == {"provider_group": ["ecowas-members"], "recipient": ["HTI"]}


@pytest.mark.parametrize(
    "question",
    ["study visits for the benefit of Comorian judges",
     "Les visites d'étude à l'intention de juges comoriens",
     "visitas de estudio destinadas a jueces comorenses",
     "ознакомительные поездки в интересах коморских судей", "زيارات دراسية لفائدة قضاة قمريين",
     "为科摩罗法官组织的考察访问"],
)  # fmt: skip
def test_those_receive_for_whom_it_is_on_a_visit_too(question: str) -> None:
    assert reading(question).values()["recipient"] == ["COM"]


_UNKNOWN = json.loads((_WORDS / "unknown.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("role", ["funder", "provider", "recipient"])
def test_where_nobody_is_known_the_role_is_unknown(lang: Lang, role: str) -> None:
    held, glue = _UNKNOWN[lang], "" if lang == "zh" else " "
    said = [f"{before}{glue}{words}" for before in held["says"] for words in held[role]]
    said += held["alone"][role]
    wrong = {
        one: found for one in said if (found := read(one, lang, known()).values()) != {role: ["unknown"]}
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("question", "filters"),
    [
        ("Brazil as provider, Haiti as recipient", {"provider": ["BRA"], "recipient": ["HTI"]}),
        ("Norway was the donor", {"funder": ["NOR"]}),
        ("México fue el país oferente y Haití el receptor", {"provider": ["MEX"], "recipient": ["HTI"]}),
        ("Haití, país receptor", {"recipient": ["HTI"]}), ("Oferente: México", {"provider": ["MEX"]}),
        ("le Brésil, pays prestataire",
         {"provider": ["BRA"]}), ("Haïti, pays bénéficiaire", {"recipient": ["HTI"]}),
        ("Бразилия как поставщик опыта", {"provider": ["BRA"]}),
        ("巴西作为提供国，海地作为受援国", {"provider": ["BRA"], "recipient": ["HTI"]}),
        ("البرازيل بصفتها البلد المقدم", {"provider": ["BRA"]}),
        ("intercambios acogidos por Guatemala", {"facilitator": ["GTM"]}),
        ("échanges accueillis par le Guatemala", {"facilitator": ["GTM"]}),
    ],
)  # fmt: skip
def test_a_party_has_the_role_that_it_is_called_by(question: str, filters: Q) -> None:
    assert reading(question).values() == filters


@pytest.mark.parametrize(
    "question",
    ["On what do sources on Haiti contradict each other?",
     "Sur quoi les sources se contredisent-elles : Haïti",
     "¿En qué se contradicen las fuentes sobre Haití?", "О чем источники противоречат друг другу: Гаити",
     "关于海地的来源相互矛盾", "في أي شيء تتناقض المصادر: هايتي"],
)  # fmt: skip
def test_sources_that_contradict_each_other(question: str) -> None:
    found = reading(question).values()
    assert found.pop("contested") == ["true"]
    assert [*found.values()] == [["HTI"]]


def _acronyms() -> Iterator[str]:
    for record in known().records.values():
        if record.kind in NAMED:
            for field in record.traits.called:
                value = getattr(record, field)
                names = value if isinstance(value, tuple) else ()
                yield from (name for name in names if name.isupper() and name.isalpha())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_acronym_that_is_a_word_of_the_language_counts_in_capitals_only(lang: Lang) -> None:
    alike = {name for name in _acronyms() if name.casefold() in common_words(lang)}
    filler = {"en": "the", "fr": "le", "es": "el", "ru": "это", "zh": "关于", "ar": "هذا"}[lang]
    parties = {"party", "institution", "group", "provider", "recipient"}
    wrong = {n for n in alike if parties & {*read(f"{filler} {n.casefold()} x", lang, known()).values()}}
    assert wrong == set()
    assert lang not in ("en", "fr", "es", "ru") or alike


def test_the_article_is_no_league_but_its_letters_are() -> None:
    assert reading("¿Qué dicen las fuentes?").values() == {}
    assert reading("¿QUÉ RECIBIÓ EL CHAD EN LAS FUENTES?").values() == {"recipient": ["TCD"]}
    assert reading("¿Qué recibió la LAS?").values() == {"recipient": ["league-of-arab-states"]}


def _rows(kind: str, lang: str) -> Iterator[tuple[str, str]]:
    with (SEEDS / "names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["kind"] == kind and row["lang"] == lang:
                yield row["country"], row["name"]


def test_every_people_has_a_russian_noun_that_is_read_in_every_case() -> None:
    wrong = {}
    for code, name in _rows("people", "ru"):
        if not name.endswith("ец"):
            continue
        before = name[-3]
        stem = name[:-2] + ("й" if before in "аеёиоуыэюя" else "ь" if before == "л" else "") + "ц"
        for ending in ("ы", "ев", "ам", "ами", "ах"):
            found = read(f"2013 {stem}{ending}", "ru", known()).values()
            led = [v for n, v in found.items() if not n.startswith("year")]
            if not led or code not in led[0] or (len(led[0]) > 1 and code not in _AMBIGUOUS):
                wrong[stem + ending] = found
    assert wrong == {}


def test_no_member_of_the_united_nations_is_without_a_people() -> None:
    russian = {code for code, _ in _rows("people", "ru")}
    states = {code for code, _ in _rows("adjective", "ru")}
    assert states - russian - _UNTOLD - {"ESH", "FRO", "GRL", "NCL", "PRI"} == set()


@pytest.mark.parametrize("question", ["Dominicans 2013", "Congolese 2013", "корейцы 2013", "دومينيكيون 2013"])
def test_a_people_that_two_states_share_leads_to_both(question: str) -> None:
    found = [v for n, v in reading(question).values().items() if not n.startswith("year")]
    assert [len(one) for one in found] == [2]


@pytest.mark.parametrize(
    ("question", "filters"),
    [
        ("Чему чехи научили ангольский парламент?",
         {"provider": ["CZE"], "sector": ["parliaments"], "recipient": ["AGO"]}),
        ("Чему научили парламент Анголы?", {"sector": ["parliaments"], "recipient": ["AGO"]}),
        ("Опыт передавали ангольцы",
         {"provider": ["AGO"]}), ("Кого обучали ангольцы?", {"provider": ["AGO"]}),
        ("Каким странам Африки помогала Куба?", {"recipient_region": ["002"], "provider": ["CUB"]}),
        ("Каким африканским странам Куба передала опыт?", {"recipient_region": ["002"], "provider": ["CUB"]}),
        ("Какие страны Африки обучала Куба?", {"recipient_region": ["002"], "provider": ["CUB"]}),
        ("Какие страны Африки обучали Гаити?", {"provider_region": ["002"], "recipient": ["HTI"]}),
        ("Каким наименее развитым странам Куба передала опыт?",
         {"recipient_group": ["ldc"], "provider": ["CUB"]}),
        ("Каким членам АСЕАН помогала Куба?", {"recipient_group": ["asean-members"], "provider": ["CUB"]}),
        ("Что получили страны Центральной Америки от Кубы?",
         {"recipient_region": ["013"], "provider": ["CUB"]}),
        ("古巴给了哪些国家经验", {"provider": ["CUB"]}), ("古巴向哪些国家提供了经验", {"provider": ["CUB"]}),
        ("古巴为哪些国家培训了警察", {"provider": ["CUB"], "sector": ["police"]}),
        ("古巴给了海地什么", {"provider": ["CUB"], "recipient": ["HTI"]}),
        ("أقل البلدان نموا التي أوفدت إليها كوبا خبراء",
         {"recipient_group": ["ldc"], "provider": ["CUB"], "modality": ["expert-deployment"]}),
        ("البلدان الأفريقية التي درّبتها كوبا", {"recipient_region": ["002"], "provider": ["CUB"]}),
        ("البلدان الأفريقية التي قدمت لها كوبا المساعدة", {"recipient_region": ["002"], "provider": ["CUB"]}),
        ("البلدان الأفريقية التي استفادت من خبرة كوبا", {"recipient_region": ["002"], "provider": ["CUB"]}),
        ("البلدان الأفريقية التي ساعدت هايتي", {"provider_region": ["002"], "recipient": ["HTI"]}),
        ("lo que recibió Sudán del Sur", {"recipient": ["SSD"]}),
        ("ce qu'a reçu le Soudan du Sud", {"recipient": ["SSD"]}),
    ],
)  # fmt: skip
def test_case_and_clause_tell_who_gave_and_who_received(question: str, filters: Q) -> None:
    assert reading(question).values() == filters


@pytest.mark.parametrize(
    ("question", "sector"),
    [
        ("إدارة الضرائب في ليبريا", "revenue"),
        ("إدارة الانتخابات في ليبريا", "elections"),
        ("إدارة الشؤون المالية العامة في ليبريا", "public-financial-management"),
        ("l'administration des recettes au Libéria", "revenue"),
        ("la gestion des élections au Libéria", "elections"),
        ("administración de ingresos en Liberia", "revenue"), ("gestión electoral en Liberia", "elections"),
        ("налоговое управление в Либерии", "revenue"), ("управление доходами в Либерии", "revenue"),
        ("tax administration in Liberia", "revenue"), ("election management in Liberia", "elections"),
    ],
)  # fmt: skip
def test_to_administer_something_is_no_word_to_search_for(question: str, sector: str) -> None:
    found = reading(question)
    assert (found.values(), found.words) == ({"recipient": ["LBR"], "sector": [sector]}, ())


@pytest.mark.parametrize(
    ("question", "party"),
    [("利比里亚的税收征管", "LBR"), ("利比里亚的税收管理", "LBR")],
)
def test_to_administer_taxes_in_chinese(question: str, party: str) -> None:
    found = reading(question)
    assert (found.values(), found.words) == ({"party": [party], "sector": ["revenue"]}, ())


_LEARNED = {"facilitator": ["NOR"], "recipient": ["SSD"], "provider": ["KEN"]}
_GRANTED = {"modality": ["scholarship"], "provider": ["MAR"], "recipient": ["GAB"]}


@pytest.mark.parametrize(
    ("question", "filters"),
    [
        ("بوساطة النرويج، ماذا تعلّم جنوب السودان من كينيا؟", _LEARNED),
        ("Par l'intermédiaire de la Norvège, qu'a appris le Soudan du Sud du Kenya ?", _LEARNED),
        ("Con la mediación de Noruega, ¿qué aprendió Sudán del Sur de Kenya?", _LEARNED),
        ("При посредничестве Норвегии, чему научился Южный Судан у Кении?", _LEARNED),
        ("With the mediation of Norway, what did South Sudan learn from Kenya?", _LEARNED),
        ("经由挪威，南苏丹向肯尼亚学到了什么？", _LEARNED),
        ("由挪威牵线，菲律宾人向尼泊尔人介绍经验，有这样的例子吗？",
         {"facilitator": ["NOR"], "provider": ["PHL"], "recipient": ["NPL"]}),
        ("the mediation of Norway in Haiti",
         {"sector": ["peacebuilding"], "provider": ["NOR"], "recipient": ["HTI"]}),
        ("I'm looking for scholarships that Morocco gave to the Gabonese", _GRANTED),
        ("becas que Marruecos dio a Gabón", _GRANTED), ("摩洛哥提供给加蓬的奖学金", _GRANTED),
        ("bourses que le Maroc a données au Gabon", _GRANTED),
        ("стипендии, которые Марокко предоставило Габону", _GRANTED),
        ("Le Canada a-t-il financé la formation en Haïti ?",
         {"funder": ["CAN"], "modality": ["training"], "recipient": ["HTI"]}),
        ("visites d'étude offertes par Maurice", {"modality": ["study-visit"], "provider": ["MUS"]}),
    ],
)  # fmt: skip
def test_a_clause_of_its_own_says_nothing_of_the_next_one(question: str, filters: Q) -> None:
    assert reading(question).values() == filters


@pytest.mark.parametrize(
    ("question", "filters"),
    [
        ("دول شمال أفريقيا التي تلقت مساعدة", {"recipient_region": ["015"]}),
        ("بلدان جنوب آسيا التي تلقت مساعدة", {"recipient_region": ["034"]}),
        ("Quels pays du nord de l'Afrique ont reçu de l'aide ?", {"recipient_region": ["015"]}),
        ("¿Qué países del norte de África recibieron ayuda?", {"recipient_region": ["015"]}),
        ("Какие страны севера Африки получили помощь?", {"recipient_region": ["015"]}),
        ("Quels pays du Nord ont aidé Haïti ?", {"provider_group": ["north"], "recipient": ["HTI"]}),
        ("¿Qué países del Norte ayudaron a Haití?", {"provider_group": ["north"], "recipient": ["HTI"]}),
    ],
)  # fmt: skip
def test_the_north_of_a_continent_is_not_the_north(question: str, filters: Q) -> None:
    assert reading(question).values() == filters


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "literacy"), ("en", "adult literacy"), ("fr", "alphabétisation"), ("fr", "analphabétisme"),
     ("es", "alfabetización"), ("es", "analfabetismo"), ("ru", "ликвидации неграмотности"),
     ("ru", "грамотности"),
     ("zh", "扫盲"), ("ar", "محو الأمية")],
)  # fmt: skip
def test_to_learn_to_read_is_education(lang: Lang, words: str) -> None:
    assert read(words, lang, known()).values() == {"sector": ["education"]}
