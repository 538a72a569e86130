"""exchange-graph ask: a question as a person asks it."""

from __future__ import annotations

from typing import Annotated

import typer

from exchange_graph.catalogue.filters import plain
from exchange_graph.catalogue.lifting import lifted
from exchange_graph.cli.find import Limit, print_items
from exchange_graph.cli.options import AsJson, LangOption, catalogue
from exchange_graph.cli.printing import as_json, say
from exchange_graph.cli.running import on_store
from exchange_graph.errors import BadInput, Problem
from exchange_graph.graph.query import PageRequest
from exchange_graph.graph.store import GraphStore
from exchange_graph.questions.asking import LONGEST_QUESTION, question
from exchange_graph.questions.telling import AskedShape, read_shape, see
from exchange_graph.render.exchange import item
from exchange_graph.render.lifting import lifted_shapes, nothing_found
from exchange_graph.render.speaking import Speaker

Words = Annotated[
    list[str], typer.Argument(help="The question, in any of six languages", metavar="QUESTION...")
]


def ask(q: Words, limit: Limit = 50, lang: LangOption = "en", json: AsJson = False) -> None:
    """Answer a question in your own words, and show how each part of it was read.

    Examples: `exchange-graph ask "who has taught revenue in West Africa?"`,
    `exchange-graph ask 谁培训了利比里亚的警察`
    """
    text = " ".join(q).strip()
    try:
        plain(text)
    except ValueError as error:
        raise BadInput([Problem("question", str(error))]) from None
    if not text or len(text) > LONGEST_QUESTION:
        raise BadInput([Problem("question", f"give 1 to {LONGEST_QUESTION} characters")])

    async def asked(store: GraphStore) -> AskedShape:
        known = await catalogue(store)
        speaker = Speaker(known, lang)
        read = await question(text, lang, known, store)
        page = await store.find(read.understood.query, PageRequest(limit), read.sort)
        shape: AskedShape = {
            "understood": read_shape(read, speaker),
            "items": [item(i.view, i.version, i.at, speaker) for i in page.items],
            "total": page.total,
            "see": see(read),
        }
        if not page.total:
            conditions = await lifted(read.understood.query, store)
            shape |= {"note": nothing_found(conditions, speaker), "without": lifted_shapes(conditions)}
        return shape

    shape = on_store(asked)
    if json:
        as_json(shape)
        return
    _tell(shape)


def _tell(shape: AskedShape) -> None:
    """How it was read, a line for each part; then the exchanges."""
    read = shape["understood"]
    for one in read["from"]:
        say(f"{one['text']}: {one['filter']}={one['value']} ({one['label']})")
    if read["words"]:
        say(f"q={' '.join(read['words'])}")
    if "says" in read:
        say(str(read["says"]))
    print_items(shape["items"])
    say(str(shape["note"]) if "note" in shape else f"{len(shape['items'])} of {shape['total']} exchanges")
    for condition in shape.get("without", ()):
        say(f"without {condition['filter']}: {condition['total']}")
