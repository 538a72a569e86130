"""A whole graph with its history from one store to another, however they keep it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from exchange_graph.errors import BadInput, Problem, Unusable
from exchange_graph.graph.store import GraphStore

BATCH = 20


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied: how many change sets, up to which revision, and the content both stores now have."""

    changesets: int
    revision: int
    content_hash: str


async def copy(
    source: GraphStore, target: GraphStore, progress: Callable[[int, int], None] = lambda _done, _all: None
) -> Copied:
    """Replay the history of `source` in `target`, which is empty or holds a beginning of the same history.

    An interrupted copy goes on where it stopped. `BadInput` where the histories differ; `Unusable` where the
    contents differ in the end, which is a defect. `progress` is told the revision reached and the last one.
    """
    begun = await target.revision()
    await _same_history(source, target, begun)
    last, done = await source.revision(), begun
    while batch := await source.changesets(done, BATCH):
        for recorded in batch:
            await target.replay(recorded)
        done = batch[-1].revision
        progress(done, max(last, done))
    hashes = await source.content_hash(), await target.content_hash()
    if hashes[0] != hashes[1]:
        raise Unusable(
            f"the copy differs from its source after revision {done}: {hashes[1]} is not {hashes[0]}"
        )
    return Copied(done - begun, done, hashes[1])


async def _same_history(source: GraphStore, target: GraphStore, begun: int) -> None:
    if begun and await _at(source, begun) != await _at(target, begun):
        why = f"holds another history (revision {begun} differs): copy into an empty store"
        raise BadInput([Problem("target", why)])


async def _at(store: GraphStore, revision: int) -> tuple[str, str, str | None] | None:
    """Of which change set a revision is; not what it says, as something may have been redacted since."""
    for found in await store.changesets(revision - 1, 1):
        return found.at, found.changeset.key, found.digest
    return None
