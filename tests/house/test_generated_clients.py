"""OpenAPI is judged by the clients that people make of it: without a warning, and typed."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.api.everywhere import GETS, Call
from tests.house import publish
from tests.patience import LONGEST_WAIT
from tests.served import Service, serving, settings

LISTS = [call for call in GETS if call.is_list]
RECORDS = [call for call in GETS if call.path.endswith("/{id}")]
NAME = "exchange_graph_client"
NODE = "EXCHANGE_REQUIRE_NODE"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name under which a client can be imported that openapi-python-client has made."""
    folder = tmp_path_factory.mktemp("client")
    options = folder / "options.yaml"
    # It knows no feeds: the generator is told that one is text, as its users would tell it.
    options.write_text(
        "post_hooks: []\ncontent_type_overrides: {application/atom+xml: text/plain}\n", "utf-8"
    )
    command = [str(Path(sys.executable).with_name("openapi-python-client")), "generate", "--meta", "none"]
    command += ["--path", str(publish.CURRENT), "--output-path", str(folder / NAME)]
    said = _run([*command, "--config", str(options)], folder)
    assert "arning" not in said, said
    sys.path.insert(0, str(folder))
    yield NAME
    sys.path.remove(str(folder))


class Client:
    """A generated client of a service in this process."""

    def __init__(self, package: str, service: Service) -> None:
        made: Any = importlib.import_module(package)
        self._package = package
        self._client = made.Client(base_url="http://here", raise_on_unexpected_status=True)
        self._client.set_async_httpx_client(service.client)

    async def ask(self, call: Call, *path: str, **query: Any) -> Any:
        """What the function of an operation returns."""
        module = f"{_snake(call.operation['tags'][0])}.{call.operation['operationId']}"
        function: ModuleType = importlib.import_module(f"{self._package}.api.{module}")
        return await function.asyncio(*path, client=self._client, **query)

    async def pages(self, call: Call) -> AsyncIterator[Any]:
        """Every page of a list, each by the cursor of the one before."""
        query: dict[str, Any] = {"limit": 97, **call.needed()}
        while True:
            page = await self.ask(call, *_id(call), **query)
            yield page
            if page.page.next_ is None:
                return
            query["cursor"] = page.page.next_


def _snake(tag: str) -> str:
    return re.sub(r"\W", "_", tag)


def _id(call: Call) -> list[str]:
    return [parameter["schema"]["examples"][0] for parameter in call.parameters("path")]


@pytest.mark.slow
async def test_a_generated_python_client_reads_everything(package: str, seeded: Path) -> None:
    async with serving(settings(seeded)) as service:
        client = Client(package, service)
        for call in LISTS:
            pages = [page async for page in client.pages(call)]
            assert {type(page).__name__ for page in pages} == {_shape(call)}
            items = [item for page in pages for item in page.items]
            assert len(items) == pages[0].page.total, call
            assert not any(isinstance(item, dict) for item in items), f"{call}: the items have no type"
        for call in RECORDS:
            (record_id,) = _id(call)
            record = await client.ask(call, record_id)
            assert (type(record).__name__, record.id) == (_shape(call), record_id)
        calls = {call.operation["operationId"]: call for call in GETS}
        problem = await client.ask(calls["get_exchange"], "a-68-696-13z")
        assert (problem.status, "a-68-696-13c" in problem.nearest) == (404, True)
        refused = await client.ask(calls["list_exchanges"], provider=["Libera"])
        assert [(part.where, "LBR" in part.why) for part in refused.problems] == [("provider", True)]
        suggested = await client.ask(calls["list_suggestions"], recipient="LBR", sector=["revenue"])
        assert suggested.bands[0].tiers[0].candidates[0].provider.id


def _shape(call: Call) -> str:
    content = call.operation["responses"]["200"]["content"]["application/json"]
    return str(content["schema"]["$ref"].rpartition("/")[2])


USE = """\
import type { operations } from "./types";
type Answer<O extends keyof operations> =
  operations[O]["responses"] extends { 200: { content: { "application/json": infer Body } } } ? Body : never;
type Item<Body> = Body extends { items: (infer One)[] } ? One : never;
type Told<T> = [T] extends [never] ? false : unknown extends T ? false : T extends object ? true : false;
"""


@pytest.mark.slow
def test_typescript_types_are_made_without_a_warning_and_know_every_list(tmp_path: Path) -> None:
    if NODE not in os.environ:
        pytest.skip(f"types for TypeScript are made in .ci/run alone: Node fetches a generator ({NODE}=1)")
    lines = [f'export const {n}: Told<Item<Answer<"{n}">>> = true;' for n in map(_name, LISTS)]
    lines += [f'export const {n}: Told<Answer<"{n}">> = true;' for n in map(_name, RECORDS)]
    (tmp_path / "use.ts").write_text(USE + "\n".join(lines))
    packages = ["npx", "--yes", "--package", "openapi-typescript@7", "--package", "typescript@5", "--"]
    made = _run([*packages, "openapi-typescript", str(publish.CURRENT), "-o", "types.ts"], tmp_path)
    assert not re.search("warn|error", made, re.IGNORECASE), made
    _run([*packages, "tsc", "--noEmit", "--strict", "use.ts"], tmp_path)


def _name(call: Call) -> str:
    return str(call.operation["operationId"])


def _run(command: list[str], folder: Path) -> str:
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=LONGEST_WAIT, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr
