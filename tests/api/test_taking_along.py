"""What a reader takes along: citations, links, words for a correction, workbooks, smaller answers."""

from __future__ import annotations

import gzip
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import brotli
import pytest

from exchange_graph.domain.languages import LANGUAGES, Text
from exchange_graph.domain.records import NOUNS
from exchange_graph.exporters.citing import WRITERS
from exchange_graph.render.locales import say
from tests.building import exchange, source
from tests.served import Service, serving, settings

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TAX = "/v1/exchanges/a-68-696-13c"


async def first_of(service: Service, noun: str) -> Any:
    (first,) = (await service.read(f"/v1/{noun}", limit=1))["items"]
    return first


@pytest.mark.parametrize("noun", NOUNS)
async def test_the_links_of_every_record_lead_where_they_say(service: Service, noun: str) -> None:
    links = (await first_of(service, noun))["links"]
    record = await service.read(links["self"])
    assert {name: record["links"][name] for name in links} == links
    assert (await service.get(links["citation"])).status_code == 200
    assert (await service.read(links["history"]))["items"]
    paged = await service.get(f"/en/{noun}/{record['id']}")
    assert (paged.status_code == 200) is (links["page"] is not None)
    if links["page"]:
        assert (await service.get(links["page"])).status_code == 200


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("style", WRITERS)
async def test_every_record_is_cited_in_every_style(service: Service, noun: str, style: str) -> None:
    record = await first_of(service, noun)
    answer = await service.get(record["links"]["citation"], style=style)
    assert answer.headers["content-type"].startswith(WRITERS[style][0].partition(";")[0])  # type: ignore[index]
    assert record["id"] in answer.text
    assert str(record["revision"]) in answer.text
    assert "https://" in answer.text


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_a_citation_says_what_where_which_state_of_it_and_when_it_was_read(
    service: Service, lang: str
) -> None:
    said = (await service.get(f"{TAX}/citation", lang=lang)).text
    record = await service.read(TAX, lang=lang)
    assert record["heading"] in said
    assert f"https://exchange.example/{lang}/exchanges/a-68-696-13c" in said
    assert re.search(r"20\d\d-\d\d-\d\d", said.rpartition("exchange.example")[2]), "the day of access"
    assert "A/68/696-S/2014/5" in said


async def test_a_source_is_cited_as_the_document_that_it_is(service: Service) -> None:
    (item,) = json.loads((await service.get("/v1/sources/a-68-696/citation", style="csl-json")).text)
    assert (item["type"], item["number"]) == ("report", "A/68/696-S/2014/5")
    assert item["issued"] == {"date-parts": [[2014, 1, 6]]}
    ris = (await service.get("/v1/sources/a-68-696/citation", style="ris")).text
    assert ris.startswith("TY  - RPRT\r\n")
    assert ris.endswith("ER  - \r\n")


async def test_nothing_in_a_citation_is_a_command_of_tex(workshop: Service) -> None:
    await workshop.write(source("doc", title=Text(en=r"a\b {c} 50%")))
    told = (await workshop.get("/v1/sources/doc/citation", style="bibtex")).text
    assert r"a\textbackslash{}b \{c\} 50\%" in told


@pytest.mark.parametrize(
    ("contact", "to"),
    [
        (None, None), ("Ministry, room 4", None), ("https://forms.example/x", "https://forms.example/x"),
        ("desk@un.example", "mailto:desk@un.example?subject="),
    ],
)  # fmt: skip
async def test_what_to_send_is_said_wherever_corrections_go(
    seeded: Path, contact: str | None, to: str | None
) -> None:
    async with serving(settings(seeded, contact=contact)) as service:
        for lang in LANGUAGES:
            correct = (await service.read(TAX, lang=lang))["links"]["correct"]
            assert correct["contact"] == contact
            assert (correct["to"] or "").startswith(to or "")
            assert bool(correct["to"]) is bool(to)
            assert correct["text"].count("\n") == 4
            assert "a-68-696-13c" in correct["subject"]
            send, nowhere = say(lang, "correct.send", contact=contact), say(lang, "correct.nowhere")
            assert correct["says"] == (send if contact else nowhere)


# -- tables ------------------------------------------------------------------------------------


def cells(content: bytes, number: int = 1) -> list[dict[str, tuple[str, str]]]:
    """The rows of a sheet: by column, the type of the cell (`n`, `b`, `t`; `d` for a date) and its text."""
    book = zipfile.ZipFile(io.BytesIO(content))
    assert book.testzip() is None
    styles = ElementTree.fromstring(book.read("xl/styles.xml"))
    forms = [int(xf.get("numFmtId", 0)) for xf in styles.iterfind(f"{SHEET}cellXfs/{SHEET}xf")]
    sheet = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
    return [dict(_cells_of(row, forms)) for row in sheet.iter(f"{SHEET}row")]


def _cells_of(row: ElementTree.Element, forms: list[int]) -> Iterator[tuple[str, tuple[str, str]]]:
    for cell in row:
        kind = {"inlineStr": "t", "b": "b"}.get(cell.get("t", ""), "n")
        dated = kind == "n" and forms[int(cell.get("s", 0))] >= 164
        text = "".join(part.text or "" for part in cell.iter() if part.tag in (f"{SHEET}t", f"{SHEET}v"))
        yield re.sub(r"\d", "", cell.get("r", "")), ("d" if dated else kind, text)


async def workbook(service: Service, path: str, **params: Any) -> bytes:
    answer = await service.get(path, format="xlsx", **params)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].endswith("spreadsheetml.sheet")
    return answer.content


async def typed(service: Service, path: str, **params: Any) -> list[dict[str, tuple[str, str]]]:
    """Rows by the name of their columns."""
    head, *rows = cells(await workbook(service, path, **params))
    names = {column: name for column, (_, name) in head.items()}
    return [{names[column]: cell for column, cell in row.items()} for row in rows]


@pytest.mark.parametrize("path", ["/v1/exchanges", "/v1/institutions", "/v1/deployments", "/v1/figures"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
async def test_a_table_without_a_limit_is_whole(service: Service, path: str, form: str) -> None:
    total = (await service.read(path, limit=1))["page"]["total"]
    if form == "xlsx":
        assert len(await typed(service, path)) == total
        assert len(await typed(service, path, limit=2)) == min(2, total)
    else:
        answer = await service.get(path, format="csv")
        assert "next" not in answer.links
        assert len(re.findall(r"^[^,\n]+,", answer.text, re.MULTILINE)) >= total + 1


async def test_cells_have_the_type_of_what_they_hold(service: Service) -> None:
    (tax,) = [r for r in await typed(service, "/v1/exchanges") if r["id"][1] == "a-68-696-13c"]
    assert tax["revision"] == ("n", "1")
    assert tax["mutual"] == ("b", "0")
    assert tax["latest"][0] == "d"
    assert tax["earliest"] == ("t", "2012"), "a year alone is no day"
    assert tax["provider_ids"] == ("t", "SLE; SWE")
    (figure, *_) = [r for r in await typed(service, "/v1/figures") if "value" in r]
    assert figure["value"][0] == "n"
    country = next(iter(await typed(service, "/v1/countries")))
    assert country["m49"][0] == "t", "a code keeps its zeros"


async def test_a_workbook_says_where_it_is_from_in_the_language_asked_for(service: Service) -> None:
    for lang in LANGUAGES:
        content = await workbook(service, "/v1/exchanges", party="LBR", lang=lang)
        about = cells(content, 2)
        said = [text for row in about for _, text in row.values()]
        assert any(text.startswith("https://exchange.example/v1/exchanges?") for text in said)
        assert any("CC BY 4.0" in text for text in said)
        assert "a-68-696" in said
        sheet = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
        assert ("rightToLeft" in sheet) is (lang == "ar")
        assert 'state="frozen"' in sheet


async def test_text_is_text_and_never_a_formula(workshop: Service) -> None:
    title = '=HYPERLINK("http://evil.example","click")'
    await workshop.write(exchange("x-1", provider="ARD", recipient="CAV", title=Text(en=title)))
    (row,) = await typed(workshop, "/v1/exchanges")
    assert row["title"] == ("t", title)
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(await workbook(workshop, "/v1/exchanges"))).read(
        "xl/worksheets/sheet1.xml"
    )


async def test_the_same_table_is_the_same_bytes(service: Service) -> None:
    fresh = {"Cache-Control": "no-cache"}
    one, other = [await service.get("/v1/sectors?format=xlsx", fresh) for _ in range(2)]
    assert one.content == other.content
    headers = {"If-None-Match": one.headers["etag"]}
    assert (await service.get("/v1/sectors?format=xlsx", headers)).status_code == 304


# -- compression -------------------------------------------------------------------------------

UNPACK = {"gzip": gzip.decompress, "br": brotli.decompress}


async def raw(service: Service, path: str, **headers: str) -> tuple[Any, bytes]:
    async with service.client.stream("GET", path, headers=headers) as answer:
        return answer, b"".join([piece async for piece in answer.aiter_raw()])


@pytest.mark.parametrize("encoding", UNPACK)
@pytest.mark.parametrize(
    "path",
    [
        "/v1/exchanges",
        "/v1/exchanges?format=csv",
        "/en/exchanges",
        "/v1/export",
        "/v1/deployments?format=csv",
    ],
)
async def test_what_is_long_travels_compressed_and_is_the_same_inside(
    service: Service, path: str, encoding: str
) -> None:
    plain, whole = await raw(service, path, **{"Accept-Encoding": "identity"})
    for _ in range(2):  # the second answer comes from memory
        packed, content = await raw(service, path, **{"Accept-Encoding": encoding})
        assert packed.headers["content-encoding"] == encoding
        assert UNPACK[encoding](content) == whole
        assert len(content) < len(whole) / 3
    assert "content-encoding" not in plain.headers
    assert all("Accept-Encoding" in answer.headers["vary"] for answer in (plain, packed))


async def test_each_way_of_sending_has_its_tag_and_is_not_sent_again(service: Service) -> None:
    tags = {}
    for encoding in ("identity", "gzip", "br"):
        answer, _ = await raw(service, "/v1/exchanges?limit=7", **{"Accept-Encoding": encoding})
        tags[encoding] = answer.headers["etag"]
        for path in ("/v1/exchanges?limit=7", "/v1/exchanges?limit=7&lang=en"):  # remembered, and not
            again = await service.get(
                path, {"Accept-Encoding": encoding, "If-None-Match": answer.headers["etag"]}
            )
            assert (again.status_code, again.content) == (304, b"")
            assert again.headers["etag"] == tags[encoding]
    assert len({*tags.values()}) == 3


async def test_what_is_short_or_packed_already_is_sent_as_it_is(service: Service) -> None:
    for path in ("/healthz", "/v1/exchanges?limit=1&provider=ISL", "/v1/sectors?format=xlsx"):
        answer = await service.get(path, {"Accept-Encoding": "br, gzip"})
        assert "content-encoding" not in answer.headers
