"""Write the published contract: `make openapi`, or `python -m tests.house.publish`.

`api/examples.json` gets what the service answers to a few requests on the seeds, so that no example is made
up; `docs/openapi.json` gets the document that the service then publishes. `--release` also writes
`docs/openapi.released.json`, the contract that later versions may only add to.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from api.app import create_app
from exchange_graph.settings import Settings
from tests.patience import be_patient
from tests.served import Service, fill, serving, settings

ROOT = Path(__file__).parents[2]
EXAMPLES, CURRENT = ROOT / "api" / "examples.json", ROOT / "docs" / "openapi.json"
RELEASED = ROOT / "docs" / "openapi.released.json"
REQUESTS: dict[str, list[dict[str, str]]] = {
    "/v1/exchanges": [{"provider": "SLE", "recipient": "LBR", "limit": "1"}, {"provider": "Libera"}],
    "/v1/exchanges/{id}": [{"id": "a-68-696-13c"}, {"id": "a-68-696-13z"}],
    "/v1/exchanges/{id}/history": [{"id": "a-68-696-13c"}],
    "/v1/countries/{id}": [{"id": "TLS"}, {"id": "LBRR"}],
    "/v1/institutions/{id}": [{"id": "lbr-revenue-authority"}],
    "/v1/sectors/{id}": [{"id": "police"}],
    "/v1/needs/{id}": [{"id": "a-68-696-need-lbr-revenue"}],
    "/v1/offers/{id}": [{"id": "a-68-696-offer-13f"}],
    "/v1/experiences/{id}": [{"id": "a-68-696-exp-bra-school-feeding"}],
    "/v1/lessons/{id}": [{"id": "a-68-696-lesson-14"}],
    "/v1/figures/{id}": [{"id": "a-68-696-fig-advisers"}],
    "/v1/programmes/{id}": [{"id": "igad-initiative"}],
    "/v1/groups/{id}": [{"id": "african-union-members"}],
    "/v1/sources/{id}": [{"id": "a-68-696"}],
    "/v1/provider-experience": [{"sector": "revenue", "limit": "1"}],
    "/v1/changes": [{"since": "0", "limit": "1"}],
    "/v1/search": [{"q": "Libria", "limit": "1"}],
    "/v1/graph/neighbourhood": [{"id": "a-68-696-13c", "limit": "3"}],
    "/v1/graph/paths": [{"from": "RWA", "to": "LBR"}],
}
"""The requests whose answers are the examples; the first of a path also names the record shown in it."""
UNSEEDED = {"/v1/deployments/{id}": {"id": "unmil-rwa-individual-police"}}
"""Paths to records of a kind of which the seeds hold none yet."""
ASKED = {
    "/v1/needs/{id}/suggestions": {"id": "a-68-696-need-lbr-revenue"},
    **UNSEEDED,
}
"""Requests without their answers, because those change with the day or are not held yet."""
_WHEN = "2026-01-31T12:00:00.000Z"
_TIMES, _LONGEST = ("at", "updated_at", "data_date"), 3


async def examples() -> dict[str, Any]:
    """What the service answers on the seeds, by path; times are set to one, long lists are cut."""
    with tempfile.TemporaryDirectory() as folder:
        await fill(Path(folder))
        async with serving(settings(Path(folder))) as service:
            shown = {path: await _example(service, path, asked) for path, asked in REQUESTS.items()}
            return shown | {path: {"request": asked, "answers": {}} for path, asked in ASKED.items()}


async def _example(service: Service, path: str, asked: list[dict[str, str]]) -> Any:
    answers = {}
    for request in asked:
        query = {name: value for name, value in request.items() if f"{{{name}}}" not in path}
        answer = await service.get(path.format(**request), None, **query)
        assert answer.status_code < 500, f"no example: {answer.url} {answer.text}"
        answers[str(answer.status_code)] = _settled(answer.json())
    return {"request": asked[0], "answers": answers}


def _settled(body: Any, name: str = "") -> Any:
    if isinstance(body, dict):
        return {key: _settled(value, key) for key, value in body.items()}
    if isinstance(body, list):
        return [
            _settled(value)
            for value in (body[:_LONGEST] if name in ("carries", "members", "nearest") else body)
        ]
    if name == "instance":
        return "urn:uuid:6f1c2c3e-0c55-4d0e-9a52-5f6b8f3f6f10"
    return _WHEN if name in _TIMES else body


def document() -> dict[str, Any]:
    """The document that a service without settings publishes."""
    return create_app(Settings(store="sqlite:unopened", contact=None)).openapi()


def as_text(content: object) -> str:
    """The bytes of a committed file."""
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write the files; a busy machine does not make its way into them."""
    be_patient()
    EXAMPLES.write_text(as_text(asyncio.run(examples())), "utf-8")
    CURRENT.write_text(as_text(document()), "utf-8")
    if "--release" in sys.argv:
        RELEASED.write_text(CURRENT.read_text("utf-8"), "utf-8")


if __name__ == "__main__":
    be_patient()
    main()
