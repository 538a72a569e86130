"""Write the published contract: `make openapi`, or `python -m tests.house.publish`.

`api/examples.json` gets what the service answers to a few requests on the seeds, so that no example is made
up; `docs/openapi.json` gets the document that the service then publishes. `--release` also writes
`docs/openapi.released.json`, the contract that later versions may only add to.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from api.app import create_app
from exchange_graph.domain.records import NOUNS
from exchange_graph.settings import Settings
from tests.patience import be_patient
from tests.served import Service, fill, serving, settings

ROOT = Path(__file__).parents[2]
EXAMPLES, CURRENT = ROOT / "api" / "examples.json", ROOT / "docs" / "openapi.json"
RELEASED = ROOT / "docs" / "openapi.released.json"
REQUESTS = {
    "/v1/exchanges": "/v1/exchanges?provider=SLE&recipient=LBR&limit=1",
    "/v1/exchanges/{id}": "/v1/exchanges/a-68-696-13c",
    "/v1/exchanges/{id}/history": "/v1/exchanges/a-68-696-13c/history",
    "/v1/countries/{id}": "/v1/countries/TLS",
    "/v1/institutions/{id}": "/v1/institutions/lbr-revenue-authority",
    "/v1/sectors/{id}": "/v1/sectors/police",
    "/v1/needs/{id}": "/v1/needs/a-68-696-need-lbr-revenue",
    "/v1/offers/{id}": "/v1/offers/a-68-696-offer-13f",
    "/v1/experiences/{id}": "/v1/experiences/a-68-696-exp-bra-school-feeding",
    "/v1/lessons/{id}": "/v1/lessons/a-68-696-lesson-14",
    "/v1/figures/{id}": "/v1/figures/a-68-696-fig-advisers",
    "/v1/programmes/{id}": "/v1/programmes/igad-initiative",
    "/v1/groups/{id}": "/v1/groups/african-union-members",
    "/v1/sources/{id}": "/v1/sources/a-68-696",
    "/v1/provider-experience": "/v1/provider-experience?sector=revenue&limit=1",
    "/v1/changes": "/v1/changes?since=0&limit=1",
    "/v1/search": "/v1/search?q=Libria&limit=1",
    "/v1/graph/neighbourhood": "/v1/graph/neighbourhood?id=a-68-696-13c&limit=3",
    "/v1/graph/paths": "/v1/graph/paths?from=RWA&to=LBR",
}
"""The requests whose answers are the examples; of every other kind the first record is."""
PROBLEMS = ("/v1/exchanges?provider=Libera", "/v1/exchanges/a-68-696-13z")
"""The requests whose refusals are the examples of problems."""
_WHEN = "2026-01-31T12:00:00.000Z"
_TIMES, _LONGEST = ("at", "updated_at"), 3


async def examples(folder: Path) -> dict[str, Any]:
    """What the service answers on the seeds in `folder`, by shape: of one time, long lists cut short."""
    async with serving(settings(folder)) as service:
        paths = service.app.openapi()["paths"]
        asked = REQUESTS | await _of_kinds(service)
        shown = {_shape(paths[path]): await service.read(address) for path, address in asked.items()}
        refused = [(await service.get(address)).json() for address in PROBLEMS]
        shown |= {body["type"].rpartition("/")[2]: body for body in refused}
        return {name: _settled(body) for name, body in shown.items()}


async def _of_kinds(service: Service) -> dict[str, str]:
    """A page of each kind, and its first record where no other was chosen and the seeds have one."""
    asked = {f"/v1/{noun}": f"/v1/{noun}?limit=1" for noun in NOUNS if f"/v1/{noun}" not in REQUESTS}
    for path, address in [*asked.items()]:
        if f"{path}/{{id}}" not in REQUESTS:
            for first in (await service.read(address))["items"]:
                asked[f"{path}/{{id}}"] = f"{path}/{first['id']}"
    return asked


def _shape(operations: Any) -> str:
    """The name of the shape that the GET of a path answers with."""
    content = operations["get"]["responses"]["200"]["content"]["application/json"]
    return str(content["schema"]["$ref"].rpartition("/")[2])


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
    bare = Settings(store="sqlite:unopened", contact=None, public_url=None, host="127.0.0.1", port=8000)
    return create_app(bare).openapi()


def as_text(content: object) -> str:
    """The bytes of a committed file."""
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write the files; the document in a process of its own, which reads the examples as they are now."""
    if "--document" in sys.argv:
        CURRENT.write_text(as_text(document()), "utf-8")
        return
    be_patient()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(fill(Path(folder)))
        EXAMPLES.write_text(as_text(asyncio.run(examples(Path(folder)))), "utf-8")
    subprocess.run([sys.executable, "-m", "tests.house.publish", "--document"], check=True)
    if "--release" in sys.argv:
        RELEASED.write_text(CURRENT.read_text("utf-8"), "utf-8")


if __name__ == "__main__":
    be_patient()
    main()
