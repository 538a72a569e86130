"""Words in six scripts find the same exchanges on every store, and nothing typed is an operator."""

from __future__ import annotations

import pytest

from exchange_graph.domain.exchange import Outcome
from exchange_graph.domain.languages import Text
from exchange_graph.domain.records import AnyRecord
from exchange_graph.graph.query import ExchangeQuery, PageRequest
from exchange_graph.graph.store import GraphStore
from tests.building import body, by, country, exchange, programme, sector, source, text
from tests.contract.asking import ids, question, view_ids, write

ARDANIA = Text(ar="أردانيا", zh="阿尔达尼亚", en="Ardania", fr="Ardanie", ru="Ардания", es="Ardania")
TAX = Text(
    ar="الإيرادات العامة", zh="公共收入", en="Revenue", fr="Recettes fiscales", ru="Доходы", es="Ingresos"
)
GRAPH: list[AnyRecord] = [
    country("ARD", names=ARDANIA, also=("Republic of the Coast",)),
    country("CAV"), body("agency", "ARD", name=text("Treasury Service")),
    sector("economy", label=text("Economy")), sector("tax", "economy", label=TAX),
    source("doc", symbol="A/99/123"), source("report", title=text("Yearbook")),
    programme("prog", "Coastal Initiative"),
    exchange("x-1", title=Text(en="Customs advisers", ru="Советники"), summary=text("Études réalisées"),
             provider="agency", recipient="CAV", sectors="tax", programme="prog", aliases=("OLD7",)),
    exchange("x-2", title=text("Police training"), provider=by("ELU", "report"),
             recipient=by("various neighbours", "report"),
             outcome=by(Outcome(rating="mixed", text=text("Delayed by floods")), "report")),
]  # fmt: skip


@pytest.fixture
async def graph(store: GraphStore) -> GraphStore:
    await write(store, *GRAPH)
    return store


@pytest.mark.parametrize(
    "asked",
    [
        "customs", "ADVISERS", "советники", "СОВЕТ", "études", "etudes realisees", "ardania", "Ardanie",
        "ардания", "أردانيا", "اردانيا", "阿尔达尼亚", "尔达", "republic coast", "treasury service",
        "revenue", "recettes fiscales", "доходы", "إيرادات", "العامة", "公共", "收入", "公共收入",
        "ingresos", "economy", "a/99/123", "coastal", "x-1", "old7", "customs 公共 доходы ardanie",
        "ARD", "custom", "treas", '"customs', "(customs) -advisers",
    ],
)  # fmt: skip
async def test_an_exchange_is_found_by_its_words_and_the_names_of_what_it_refers_to(
    graph: GraphStore, asked: str
) -> None:
    assert await ids(graph, asked) == ["x-1"]


@pytest.mark.parametrize("asked", ["neighbours", "floods", "police train"])
async def test_the_sources_words_and_the_outcome_are_searched_too(graph: GraphStore, asked: str) -> None:
    assert await ids(graph, asked) == ["x-2"]


@pytest.mark.parametrize(
    "asked", ["customs police", "ustoms", "dvis", "公入", "收共", "nothing", "tax -customs zzz"]
)
async def test_every_word_must_occur(graph: GraphStore, asked: str) -> None:
    assert await ids(graph, asked) == []


@pytest.mark.parametrize(
    "asked",
    [
        "", "   ", '"', "***", "()", "' OR 7=7 --", "title : customs OR police", "NOT customs",
        "customs NEAR(police)", "customs* OR police*", "{title} : x", "^customs police", "\x00", "_",
        "a" * 5000, "农" * 3000, " ".join(f"w{n}" for n in range(500)),
        "customs; MATCH (n) DETACH DELETE n", "\u202e\u0301\u200d",
    ],
)  # fmt: skip
async def test_what_looks_like_a_query_language_finds_nothing_and_breaks_nothing(
    graph: GraphStore, asked: str
) -> None:
    assert await ids(graph, asked) == []
    assert await ids(graph, asked, sort="relevance") == []
    assert await ids(graph, "customs") == ["x-1"]


async def test_a_words_worth_is_its_best_place(store: GraphStore) -> None:
    everywhere = exchange("all", title=text("Tax in Ardania"), provider="ARD", sectors="tax")
    await write(
        store, country("ARD", "Ardania"), sector("tax", label=text("Tax")), everywhere,
        source("doc", title=text("Tax Ardania")),
        exchange("title", title=text("Tax"), participant="CAV"),
        exchange("party", title=text("t"), provider="ARD"),
        exchange("sector", title=text("t"), participant="CAV", sectors="tax"),
        exchange("elsewhere", title=text("t"), participant="CAV"),
    )  # fmt: skip
    page = await store.find(question("tax"), PageRequest(10), "relevance")
    assert view_ids(page.items) == ["title", "all", "sector", "party", "elsewhere"]
    page = await store.find(question("ardania"), PageRequest(10), "relevance")
    assert view_ids(page.items) == ["all", "party", "title", "sector", "elsewhere"]
    page = await store.find(question("ardania tax"), PageRequest(10), "relevance")
    assert view_ids(page.items) == ["all", "title", "party", "sector", "elsewhere"]


async def test_a_word_that_is_meant_otherwise_is_found_as_either_and_whole(graph: GraphStore) -> None:
    found = {}
    for text_, meant in (
        ("capital custo", (("capital", ("cav",)), ("custo", ()))),
        ("capital customs", (("capital", ("cav",)),)),
        ("polic", (("polic", ()),)),
        ("capital", (("capital", ("cav", "ard")),)),
    ):
        query = ExchangeQuery(text_, meant=meant)
        by_page = [
            [i.view.id for i in (await graph.find(query, PageRequest(10), sort)).items]
            for sort in ("start", "relevance")
        ]
        assert sorted(by_page[0]) == sorted(by_page[1])
        found[text_] = sorted(by_page[0])
    assert found["capital customs"] == await ids(graph, "cav customs") == ["x-1"]
    assert (found["capital custo"], found["polic"]) == ([], []), "a whole word is not the beginning of one"
    assert found["capital"] == sorted({*await ids(graph, "cav"), *await ids(graph, "ard")})
