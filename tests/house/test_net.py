"""The net under changes: the same graph gives the same plan and the same recording, and a change is seen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from exchange_graph.curation import submit
from exchange_graph.wiring import opened_store
from tests.building import body, changes, country, exchange, sector, source
from tests.house.net.comparing import compare
from tests.house.net.drawing import draw
from tests.house.net.lines import pack, read
from tests.house.net.recording import record, running
from tests.house.net.stock import stocked
from tests.house.net.stores import copied
from tests.served import settings


def answered(**more: Any) -> dict[str, Any]:
    return {
        "n": 1, "path": "GET /v1/x", "asked": "GET /v1/x?a=b", "status": 200, "digest": "1",
        "answer_headers": [["etag", "1"]], "answer": pack(b'{"items": [{"title": "one"}]}'),
    } | more  # fmt: skip


@pytest.fixture
async def file(tmp_path: Path) -> Path:
    chosen = settings(tmp_path)
    async with opened_store(chosen) as store:
        await submit(
            store, changes(country("ARD"), country("CAV"), source("doc"), sector("tax"), body("office"))
        )
        await submit(store, changes(exchange("x-1", provider="ARD"), exchange("x-2", recipient="CAV")))
    return Path(str(chosen.store).removeprefix("sqlite:"))


async def test_a_recording_is_the_same_twice(file: Path, tmp_path: Path) -> None:
    recordings = []
    for run in ("one", "two"):
        with copied(file, to_neo4j=False) as chosen:
            async with running(chosen) as app:
                plan = list(draw(*await stocked(app), 60, 1))
            out = tmp_path / f"{run}.ndjson"
            await record(chosen, plan, out)
            recordings.append(list(read(out)))
    assert len(recordings[0]) >= 60
    assert recordings[0] == recordings[1]
    assert compare(recordings[0], recordings[1], 3) == 0
    assert {line["status"] for line in recordings[0]} >= {200, 400}
    assert json.loads(json.dumps(plan)) == plan


def test_a_difference_is_told_where_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    after = answered(digest="2", status=404, answer=pack(b'{"items": [{"title": "two"}]}'))
    assert compare([answered()], [after], 3) == 1
    told = capsys.readouterr().out
    assert 'body.items[0].title: "one" -> "two"' in told
    assert "status: 200 -> 404" in told


def test_an_answer_that_is_missing_is_a_difference(capsys: pytest.CaptureFixture[str]) -> None:
    assert compare([answered(), answered(n=2)], [answered()], 3) == 1
    assert "only before" in capsys.readouterr().out


def test_cursors_may_differ_where_that_is_said() -> None:
    pages = [
        answered(digest=cursor, answer=pack(f'{{"page":{{"next":"{cursor}"}}}}'.encode()))
        for cursor in ("a" * 30, "b" * 30)
    ]
    assert compare(pages[:1], pages[1:], 0) == 1
    assert compare(pages[:1], pages[1:], 0, any_cursor=True) == 0
