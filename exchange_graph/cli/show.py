"""exchange-graph show: one record with its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import typer

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.nearest import did_you_mean, exchanges_alike
from exchange_graph.cli.options import AsJson, LangOption, catalogue
from exchange_graph.cli.printing import as_json, say, table
from exchange_graph.cli.running import on_store
from exchange_graph.domain.exchange import Exchange
from exchange_graph.domain.languages import LANGUAGES
from exchange_graph.errors import BadInput, Problem
from exchange_graph.graph.query import Found, Gone, Moved
from exchange_graph.graph.store import GraphStore
from exchange_graph.render import exchange as rendering
from exchange_graph.render.records import render
from exchange_graph.render.speaking import Speaker

_TEXT = {*LANGUAGES, "unofficial"}


def show(
    record_id: Annotated[str, typer.Argument(help="The id of any record, or a country code")],
    lang: LangOption = "en",
    json: AsJson = False,
) -> None:
    """Show one record with its evidence.

    Example: `exchange-graph show a-68-696-13c`
    """

    async def ask(store: GraphStore) -> Mapping[str, Any]:
        known = await catalogue(store)
        found = await _record(record_id, known, store)
        speaker = Speaker(known, lang)
        if isinstance(found.record, Exchange) and found.view:
            return rendering.record(found.record, found.view, found.version, found.at, speaker)
        return render(found, speaker)

    shape = on_store(ask)
    if json:
        as_json(shape)
    elif "claims" in shape:
        _exchange(shape)
    else:
        rows = [(key, _plain(value)) for key, value in shape.items() if value not in (None, [], {})]
        table(("field", "value"), rows)


async def _record(record_id: str, known: Catalogue, store: GraphStore) -> Found:
    country = known.country(record_id)
    found = await store.get(country.id if country else record_id)
    if found is None and len(called := known.named(record_id)) == 1:
        found = await store.get(called[0])
    if isinstance(found, Moved):
        found = await store.get(found.to)
    if isinstance(found, Gone):
        raise BadInput([Problem(record_id, f"was withdrawn: {found.reason}")])
    if not isinstance(found, Found):
        hint = did_you_mean(record_id, [*known.records, *await exchanges_alike(record_id, store)])
        raise BadInput([Problem(record_id, f"there is no such record{hint}")])
    return found


def _exchange(shape: Mapping[str, Any]) -> None:
    for name in ("heading", "title", "summary"):
        say(shape[name])
    for line in _facts(shape):
        say(line)
    table(
        ("claim", "says", "sources", "contested with"),
        [(c["id"], _said(c), _cited(c), ", ".join(c["contested_with"])) for c in shape["claims"]],
    )
    for number, cited in enumerate(shape["citations"], 1):
        place = f", {cited['locator']}" if cited["locator"] else ""
        quote = f"  “{cited['quote']}”" if cited["quote"] else ""
        ours = f" ({cited['translation']}, our translation)" if cited["translation"] else ""
        say(f"[{number}] {cited['source']['label']}{place}, grade {cited['grade']}{quote}{ours}")
    for lesson in shape["lessons"]:
        say(f"Lesson: {lesson['text']}")
    say("A source in full: exchange-graph show " + shape["citations"][0]["source"]["id"])


def _facts(shape: Mapping[str, Any]) -> Iterator[str]:
    """What is derived from the claims, each with its basis, and what is held against it."""
    kind, active = shape["kind"], shape["period"]["last_active"]
    yield f"Kind: {kind['value']} ({kind['because']})"
    yield f"Period: {shape['period']['says']}" + (f". Last active: {active['says']}" if active else "")
    if status := shape["status"]:
        yield f"Status: {status['says']}"
    yield f"Grade: {shape['grade']}"
    if shape["contested"]:
        yield f"Contested: {', '.join(shape['contested'])}; the claims below show both sides."
    for note in shape["notes"]:
        by = note["by"]
        yield f"Note of {by['organisation']} ({by['role']}), {note['date']}: {note['text']}"


def _said(claim: Mapping[str, Any]) -> str:
    """What a claim says, and the words that it rests on where they are not the source's."""
    return f"{claim['says']}: {claim['because']}" if claim["because"] else str(claim["says"])


def _cited(claim: Mapping[str, Any]) -> str:
    return " ".join(f"[{number + 1}]" for number in claim["citations"])


def _plain(value: Any) -> str:
    if isinstance(value, dict) and value.keys() <= _TEXT:
        return str(value.get("en") or next(iter(value.values())))
    if isinstance(value, dict):
        return str(value.get("label") or ", ".join(f"{k}: {_plain(v)}" for k, v in value.items() if v))
    if isinstance(value, list | tuple):
        return "; ".join(_plain(entry) for entry in value)
    return str(value)
