"""Whatever a record or an address holds is shown as text."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from exchange_graph.domain.claims import Citation
from exchange_graph.domain.knowledge import Lesson
from exchange_graph.domain.notes import Note
from tests.building import CURATOR, body, by, exchange, group, programme, sector, source, text
from tests.pages.test_pages import Read
from tests.served import Service

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;{{7*7}}"
ASKED = (
    "exchanges?q=",
    "search?q=",
    "exchanges?provider=",
    "exchanges/",
    "countries/",
    "experience?for=",
    "sources?q=",
)


def harmless(page: str) -> None:
    """Nothing of the hostile text became an element, and no template was filled in with it."""
    elements = Read(page).elements
    assert not [given for tag, given in elements if tag == "img" or "onerror" in given]
    assert [(given.get("src") or "")[:8] for tag, given in elements if tag == "script"] == ["/static/"]
    assert "{{7*7}}" in page or "%7B%7B7" in page
    assert "&amp;49" not in page


@pytest.mark.parametrize("path", ASKED)
async def test_an_address_is_shown_as_text(service: Service, path: str) -> None:
    answer = await service.get(f"/en/{path}{quote(HOSTILE, safe='')}")
    assert answer.status_code in (200, 400, 404)
    harmless(answer.text)


async def test_a_record_is_shown_as_text(workshop: Service) -> None:
    said = text(HOSTILE)
    cited = Citation(source="bad", locator=HOSTILE, lang="en", grade="A", quote=HOSTILE)
    outcome = {"rating": "mixed", "text": said}
    note = Note(by=CURATOR, date="2026-10-01", text=said)
    await workshop.write(
        source("bad", title=said, publisher=said),
        body("office", name=said, citations=(cited,)),
        sector("skill", label=said, definition=said),
        group("club", "ARD", name=said, note=said),
        programme("prog", HOSTILE),
        exchange(
            "x-1", title=said, summary=said, programme="prog", notes=(note,), provider=[by("office", cited)],
            recipient=[by(f"words {HOSTILE}", cited)], sectors="skill", outcome=by(outcome, cited),
        ),
        Lesson(id="lesson", text=said, lesson="enabler", exchanges=("x-1",), citations=(cited,)),
    )  # fmt: skip
    paths = [
        "",
        "exchanges",
        "exchanges/x-1",
        "sources/bad",
        "institutions/office",
        "sectors/skill",
        "groups/club",
    ]
    for path in [*paths, "programmes/prog", "sources", "search?q=alert", "experience"]:
        answer = await workshop.get(f"/en/{path}")
        assert answer.status_code == 200, answer.text[:300]
        harmless(answer.text)
