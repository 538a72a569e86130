"""The curated files as they stand in this repository: complete, readable, and true to the report."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from exchange_graph.domain.claims import Citation
from exchange_graph.domain.exchange import Exchange, facts
from exchange_graph.domain.knowledge import Need
from exchange_graph.domain.languages import LANGUAGES
from exchange_graph.domain.records import AnyRecord
from exchange_graph.domain.references import references
from exchange_graph.domain.vocabulary import Country, Group, Institution, Sector
from exchange_graph.seeding.reading import SEEDS, Seeds
from tests import real
from tests.real import held

REPORT = "a-68-696"
EXCHANGES = {
    f"{REPORT}-{place}"
    for place in (
        "13a", "13b", "13c", "13d", "13e", "41-civ-sen", "47-igad", "47-som-tls", "47-civ-ddr", "box4-yem",
        "box4-civ", "box4-gin", "box4-lbr", "box4-mli", "box4-rwa", "box4-tls",
    )
}  # fmt: skip
REAL = os.environ.get("EXCHANGE_REAL_DATA")
CHINESE = Path(REAL or "").parent / "report" / "A-68-696-S-2014-5.zh.txt"


@pytest.fixture(scope="module")
def seeds() -> Seeds:
    return real.seeds()


def citations(record: AnyRecord) -> Iterator[Citation]:
    if isinstance(record, Exchange):
        yield from (citation for _, claim in facts(record) for citation in claim.citations)
    yield from getattr(record, "citations", ())
    if isinstance(record, Institution):
        yield from (citation for step in record.succeeded_by for citation in step.citations)
    if isinstance(record, Need):
        yield from (citation for again in record.reissued for citation in again.citations)


def quotes(seeds: Seeds) -> set[tuple[str, str]]:
    """What is said to stand in the report, word for word, with the record that says so."""
    cited = ((record.id, c) for record in seeds.records for c in citations(record))
    return {(i, c.quote) for i, c in cited if c.source == REPORT and c.lang == "zh" and c.quote}


def test_the_sixteen_exchanges_of_the_report_are_there(seeds: Seeds) -> None:
    found = {r.id for r in seeds.records if isinstance(r, Exchange) and r.id.startswith(REPORT)}
    assert found == EXCHANGES


def test_everything_else_the_report_tells_is_there(seeds: Seeds) -> None:
    ids = {record.id for record in seeds.records}
    named = {
        f"{REPORT}-offer-13f", f"{REPORT}-need-ssd-legislative-drafting", f"{REPORT}-exp-bra-school-feeding",
        "capmatch", "global-focal-point", "undp-rapid-response-roster", "peacebuilding-fund",
        "wfp-centre-of-excellence-hunger",
        "igad-initiative", "civilian-capacity-network", "ssc-undp-org", "unossc", "south", "north", "g7plus",
        "ldc", "lldc", "sids", "pbc-agenda", "pbc-members", "peacebuilding-commission", "states", REPORT,
    }  # fmt: skip
    assert named <= ids


def test_every_record_of_the_report_rests_on_a_paragraph(seeds: Seeds) -> None:
    for record in seeds.records:
        if record.id.startswith(f"{REPORT}-"):
            cited = [c for c in citations(record) if c.source == REPORT]
            assert cited, record.id
            assert all(citation.locator for citation in cited), record.id


def test_every_state_that_is_named_is_in_the_list_of_countries(seeds: Seeds) -> None:
    with (SEEDS / "countries.csv").open(encoding="utf-8", newline="") as file:
        listed = {row["id"] for row in csv.DictReader(file)}
    named = {
        ref.id for record in seeds.records for ref in references(record) if re.fullmatch("[A-Z]{3}", ref.id)
    }
    assert len(named) > 150
    assert named <= listed


@pytest.mark.parametrize("kind", [Country, Sector])
def test_every_label_exists_in_six_languages(seeds: Seeds, kind: type[Country | Sector]) -> None:
    records = [record for record in seeds.records if isinstance(record, kind)]
    assert records
    for record in records:
        text = record.name if isinstance(record, Country) else record.label
        assert text.languages() == LANGUAGES, record.id


def test_a_state_is_never_on_the_lists_of_south_and_north_at_once(seeds: Seeds) -> None:
    groups = {record.id: record for record in seeds.records if isinstance(record, Group)}
    sides = [{m.country for m in groups[side].members} for side in ("south", "north")]
    assert not sides[0] & sides[1]
    assert {"SLE", "LBR", "BRA"} <= sides[0]
    assert {"SWE", "JPN"} <= sides[1]


def test_quotes_of_the_report_are_at_most_sixty_characters(seeds: Seeds) -> None:
    found = quotes(seeds)
    assert len(found) > 100
    assert [quote for _, quote in found if len(quote) > 60] == []


@pytest.mark.skipif(not CHINESE.is_file(), reason="EXCHANGE_REAL_DATA does not lead to the report")
def test_every_quote_stands_in_the_report_letter_by_letter(seeds: Seeds) -> None:
    report = re.sub(r"\s", "", CHINESE.read_text("utf-8"))
    missing = [
        (record, quote)
        for record, quote in sorted(quotes(seeds))
        for part in quote.split("……")
        if re.sub(r"\s", "", part) not in report
    ]
    assert missing == []


def test_the_seeds_say_what_their_lists_and_sectors_serve_for() -> None:
    assert {group.id: group.serves for group in held(Group).values() if group.serves} == {
        "states": "states", "south": "south", "north": "north", "neither-south-nor-north": "neither",
        "ldc": "special-situation", "lldc": "special-situation", "sids": "special-situation",
        "g7plus": "g7plus", "world-bank-fragile": "fragile",
    }  # fmt: skip
    sectors = held(Sector).values()
    assert [sector.id for sector in sectors if sector.guarded] == [
        "inclusive-political-processes", "security", "justice",
    ]  # fmt: skip
    assert [sector.id for sector in sectors if sector.residual] == ["other"]
    assert [sector.id for sector in sectors if sector.serves] == ["gender-and-security"]
