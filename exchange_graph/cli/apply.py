"""exchange-graph apply: a file of operations as one change set."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from exchange_graph.cli.printing import after_writing, as_json, say
from exchange_graph.cli.running import on_store
from exchange_graph.curation import submit
from exchange_graph.domain.canonical import digest, dumps
from exchange_graph.domain.changes import ChangeSet, encode
from exchange_graph.domain.notes import Author
from exchange_graph.errors import BadInput, Conflict, Problem
from exchange_graph.graph.query import Applied
from exchange_graph.graph.store import GraphStore
from exchange_graph.importers.operations import Steps, read_operations

SHOWN = 20
LONGEST = 500


def apply(
    file: Annotated[Path, typer.Argument(help="JSON lines or a JSON array of operations or records")],
    actor: Annotated[str, typer.Option(help="Who writes, as ROLE@ORGANISATION; no personal names")],
    reason: Annotated[str, typer.Option(help="Why, for the history that everybody can read")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check everything; write nothing")] = False,
    json: Annotated[bool, typer.Option("--json", help="For programs")] = False,
) -> None:
    """Write a change set: all operations of a file, or none. The same file again changes nothing.

    A line is {"op": "put", "record": {...}}, {"op": "merge", "source": ID, "into": ID},
    {"op": "withdraw", "id": ID, "reason": TEXT}, {"op": "redact", "id": ID, "reason": TEXT} (with "claim" or
    "quote", only that), or a bare record. "expect": N beside it refuses to write over a version newer than N.

    Example: `exchange-graph apply corrections.ndjson --actor curator@UNDP --reason "report of May"`
    """
    author, why = _author(actor), _reason(reason)
    steps = read_operations(file)
    changeset = ChangeSet(
        key=_key(author, why, steps), actor=author, reason=why, operations=steps.operations
    )  # fmt: skip

    async def run(store: GraphStore) -> Applied:
        try:
            return await submit(store, changeset, steps.expect, dry_run=dry_run)
        except Conflict as error:
            raise BadInput([steps.placed(Problem(error.record, str(error)))]) from None
        except BadInput as error:
            raise BadInput([steps.placed(problem) for problem in error.problems]) from None

    applied = on_store(run)
    with after_writing(None if dry_run or applied.replayed else applied.revision):
        (_tell_programs if json else _tell)(applied, dry_run=dry_run)


def _tell_programs(applied: Applied, *, dry_run: bool) -> None:
    changes = [{"op": x.op, "id": x.id, "into": x.into, "fields": list(x.fields)} for x in applied.changes]
    as_json({
        "revision": applied.revision, "replayed": applied.replayed, "dry_run": dry_run, "changes": changes,
    })  # fmt: skip


def _tell(applied: Applied, *, dry_run: bool) -> None:
    if applied.replayed:
        say(f"nothing to do: this file was written before, as revision {applied.revision}")
        return
    counts = Counter(line.op for line in applied.changes)
    did = ", ".join(f"{number} {op}" for op, number in counts.items())
    say(f"nothing was written; this can be: {did}" if dry_run else f"revision {applied.revision}: {did}")
    for line in applied.changes[:SHOWN]:
        into = f" into {line.into}" if line.into else ""
        fields = f": {', '.join(line.fields)}" if line.fields else ""
        same = ": as it was" if line.op == "put" and not line.fields else ""
        say(f"{line.op} {line.id}{into}{fields}{same}")
    if len(applied.changes) > SHOWN:
        since = "" if dry_run else f": /v1/changes?since={applied.revision - 1}"
        say(f"and {len(applied.changes) - SHOWN} more{since}")


def _key(author: Author, reason: str, steps: Steps) -> str:
    """The same file for the same reason by the same hand is the same change set."""
    content = [author.role, author.organisation, reason, steps.expect, [*map(encode, steps.operations)]]
    return f"apply:{digest(dumps(content))}"


def _author(actor: str) -> Author:
    role, at, organisation = (part.strip() for part in actor.partition("@"))
    if not (role and at and organisation) or max(len(role), len(organisation)) > LONGEST:
        raise typer.BadParameter(
            f"{actor} is not ROLE@ORGANISATION, as in curator@UNDP", param_hint="--actor"
        )
    return Author(role=role, organisation=organisation)


def _reason(reason: str) -> str:
    said = reason.strip()
    if not said or len(said) > LONGEST:
        raise typer.BadParameter(f"say why in 1 to {LONGEST} characters", param_hint="--reason")
    return said
