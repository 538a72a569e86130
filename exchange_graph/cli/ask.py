"""exchange-graph ask: a question as a person asks it."""

from __future__ import annotations

from typing import Annotated

import typer

from exchange_graph.catalogue.filters import LONGEST_QUERY, plain
from exchange_graph.cli.blocks import named, text
from exchange_graph.cli.find import Limit
from exchange_graph.cli.options import AsJson, LangOption, Nothing, catalogue, nothing
from exchange_graph.cli.printing import as_json
from exchange_graph.cli.running import on_store
from exchange_graph.cli.telling import tell_listed
from exchange_graph.domain.languages import Lang
from exchange_graph.errors import BadInput, Problem, Wording
from exchange_graph.graph.query import PageRequest
from exchange_graph.graph.store import GraphStore
from exchange_graph.questions.asking import question
from exchange_graph.questions.telling import AskedShape, read_shape, see
from exchange_graph.render.exchange import item
from exchange_graph.render.fields import field_name
from exchange_graph.render.locales import say
from exchange_graph.render.punctuation import beside, joined
from exchange_graph.render.speaking import Speaker

AskedInWords = Annotated[
    list[str], typer.Argument(help="The question, in any of six languages", metavar="QUESTION...")
]


def ask(q: AskedInWords, limit: Limit = 50, lang: LangOption = "en", json: AsJson = False) -> None:
    """Answer a question in your own words, and show how each part of it was read.

    Examples: `exchange-graph ask "who has taught revenue in West Africa?"`,
    `exchange-graph ask 谁培训了利比里亚的警察`
    """
    text_asked = " ".join(q).strip()
    try:
        plain(text_asked)
    except ValueError as error:
        raise BadInput([Problem("question", error.args[0])]) from None
    if not text_asked or len(text_asked) > LONGEST_QUERY:
        why = Wording("give 1 to {most} characters", most=LONGEST_QUERY)
        raise BadInput([Problem("question", why)])

    async def asked(store: GraphStore) -> tuple[AskedShape, Nothing | None]:
        known = await catalogue(store)
        speaker = Speaker(known, lang)
        read = await question(text_asked, lang, known, store)
        page = await store.find(read.understood.query, PageRequest(limit), read.sort)
        shape: AskedShape = {
            "understood": read_shape(read, speaker),
            "items": [item(i.view, i.version, i.at, speaker) for i in page.items],
            "total": page.total,
            "see": see(read),
        }
        none = None if page.total else await nothing(read.understood.query, speaker, store)
        return shape, none

    shape, none = on_store(asked)
    if json:
        as_json({**shape, **(none.shape if none else {})})
        return
    _tell(shape, lang)
    if none:
        none.tell(lang)
    else:
        text(say(lang, "find.shown", shown=len(shape["items"]), total=shape["total"]))


def _tell(shape: AskedShape, lang: Lang) -> None:
    """How it was read, a line for each part; then the exchanges."""
    read = shape["understood"]
    for part in read["from"]:
        named(part["text"], beside(field_name(part["filter"], lang), str(part["label"]), lang), lang)
    for slip in read.get("mended", ()):
        text(say(lang, "find.mended", words=slip["to"]))
    for said in (read.get("says"), read.get("says_apart")):
        if said:
            text(str(said))
    for area in read.get("areas", ()):
        named(str(area["label"]), area["note"], lang)
    if meant := read.get("did_you_mean"):
        names = joined((beside(str(one["label"]), one["id"], lang) for one in meant), lang)
        text(say(lang, "find.meant", names=names))
    text("")
    for found in shape["items"]:
        tell_listed(found, lang)
        text("")
