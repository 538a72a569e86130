"""`python -m tests.house.net`: draw requests from a graph, record what is answered, compare two recordings.

    python -m tests.house.net plan --store graph.db --out plan.ndjson --count 5000 --seed 1
    python -m tests.house.net record --store graph.db --plan plan.ndjson --out before.ndjson [--neo4j]
    python -m tests.house.net compare before.ndjson after.ndjson

A plan is drawn once and read by both versions. The file of the graph is copied before it is opened, so a
version that changes it changes a copy; with --neo4j it is copied to a server that is started for it. Besides
`create_app`, `Settings` and the test server this knows nothing of the code: to record what an earlier version
answers, copy this folder into a checkout of it.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
from pathlib import Path

from exchange_graph.settings import Settings
from tests.house.net.comparing import compare
from tests.house.net.drawing import draw
from tests.house.net.lines import read, write
from tests.house.net.recording import record, running
from tests.house.net.stock import stocked
from tests.house.net.stores import copied


async def plan(settings: Settings, out: Path, count: int, seed: int) -> None:
    """Write a plan of `count` requests, drawn from what the store holds and the service publishes."""
    async with running(settings) as app:
        operations, stock = await stocked(app)
    write(out, draw(operations, stock, count, seed))


def main() -> int:
    """The exit code: 1 where two recordings differ."""
    given = _arguments()
    if given.command == "compare":
        return compare(read(given.before), read(given.after), given.show, any_cursor=given.any_cursor)
    logging.disable(logging.INFO)
    with copied(given.store, to_neo4j=given.command == "record" and given.neo4j) as settings:
        if given.command == "plan":
            asyncio.run(plan(settings, given.out, given.count, given.seed))
        else:
            asyncio.run(record(settings, read(given.plan), given.out))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.house.net")
    commands = parser.add_subparsers(dest="command", required=True)
    planning = commands.add_parser("plan", help="draw requests from what a store holds")
    planning.add_argument("--count", type=int, default=5000)
    planning.add_argument("--seed", type=int, default=1)
    recording = commands.add_parser("record", help="ask the requests of a plan and write the answers")
    recording.add_argument("--plan", type=Path, required=True)
    recording.add_argument("--neo4j", action="store_true", help="ask a Neo4j server that it is copied to")
    for command in (planning, recording):
        command.add_argument("--store", type=Path, required=True, help="the file of a graph")
        command.add_argument("--out", type=Path, required=True)
    comparing = commands.add_parser("compare", help="tell by path what is answered otherwise")
    comparing.add_argument("before", type=Path)
    comparing.add_argument("after", type=Path)
    comparing.add_argument("--show", type=int, default=3, help="differences shown of each path")
    comparing.add_argument("--any-cursor", action="store_true", help="cursors and their ETags may differ")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
