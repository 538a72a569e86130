"""What was redacted is in no answer: not of the present, the past, the change feed or an export."""

from __future__ import annotations

from exchange_graph.domain.changes import Redact
from exchange_graph.domain.claims import Citation
from tests.building import by, exchange, source, text
from tests.served import Service

SECRET = "zebra"
REASON = "asked for by the donor"


async def test_what_was_redacted_is_in_no_answer(workshop: Service) -> None:
    quoted = Citation(source="memo", lang="en", grade="A", quote=f"A {SECRET} came.")
    tax = {"title": text("Tax audit"), "provider": "ARD", "recipient": by("CAV", quoted)}
    await workshop.write(
        source("memo", title=text(f"The {SECRET} memorandum")),
        exchange("x-1", **tax),
        exchange("x-2", title=text(f"All about the {SECRET}"), provider=by("ARD", "memo")),
    )
    held = (await workshop.read("/v1/exchanges/x-1/history"))["items"][0]["revision"]
    await workshop.write(exchange("x-1", **tax, mutual=True))
    await workshop.write(Redact(id="memo", reason=REASON))
    paths = (
        "/v1/exchanges", "/v1/exchanges/x-1", f"/v1/exchanges/x-1?revision={held}",
        "/v1/exchanges/x-1/history", "/v1/exchanges/x-2/history", "/v1/sources", "/v1/export?records=all",
        "/v1/changes?records=true&limit=200",
    )  # fmt: skip
    for path in paths:
        answer = await workshop.get(path)
        assert answer.status_code == 200, path
        assert SECRET not in answer.text, path
    for path in ("/v1/sources/memo", "/v1/exchanges/x-2", f"/v1/exchanges/x-2?revision={held}"):
        answer = await workshop.get(path)
        assert (answer.status_code, REASON in answer.text) == (410, True), path
    assert [line["op"] for line in (await workshop.read("/v1/exchanges/x-1/history"))["items"]] == [
        "redacted"
    ] * 3
    lines = (await workshop.read("/v1/changes", records="true", limit=200))["items"]
    told = {line["id"]: line for line in lines if line["op"] == "redacted"}
    assert told["x-1"]["record"]["id"] == "x-1"
    assert told["x-2"]["record"] is told["memo"]["record"] is None
