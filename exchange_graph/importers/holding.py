"""Which rows of a list the graph holds already, under which records, and who wrote these last."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass

from exchange_graph.graph.store import GraphStore

PREFIX = "import:"
_PAGE = 1_000
_LAST = 1 << 40


@dataclass(frozen=True, slots=True)
class Held:
    """A record that stands for a row: whether an import wrote it last, and its version if it is live."""

    record: str
    imported: bool
    version: int


async def holders(store: GraphStore, source: str, numbers: Iterable[str]) -> dict[str, list[Held]]:
    """For each row number the records that hold it: by their id or an old key.

    Records that were merged or withdrawn count too: what was taken back here does not come back.
    """
    ids: dict[str, set[str]] = defaultdict(set)
    pattern = re.compile(rf"^{re.escape(source)}-(\d+)(?:-[A-Za-z0-9.-]+)?$")
    async for record_id in _ever_written(store, pattern):
        ids[pattern.sub(r"\1", record_id)].add(record_id)
    wanted = {f"{source}-{number}": number for number in numbers}
    for key, found in (await store.get_many(wanted)).items():
        ids[wanted[key]].add(found.record.id)
    last = {i: await _held(store, i) for i in sorted({i for group in ids.values() for i in group})}
    return {number: [held for i in sorted(ids[number]) if (held := last[i])] for number in ids}


async def _ever_written(store: GraphStore, pattern: re.Pattern[str]) -> AsyncIterator[str]:
    since = (0, _LAST)
    while lines := await store.changes(since, _PAGE):
        for line in lines:
            if line.kind == "exchange" and pattern.match(line.id):
                yield line.id
        since = (lines[-1].revision, lines[-1].position)


async def _held(store: GraphStore, record_id: str) -> Held | None:
    versions = await store.versions(record_id)
    if not versions:
        return None
    last = versions[-1]
    return Held(record_id, last.key.startswith(PREFIX), last.version)
