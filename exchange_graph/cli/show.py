"""exchange-graph show: one record with its evidence; of a country, what is on record of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any

import typer

from exchange_graph.cli.looking_up import looked_up
from exchange_graph.cli.options import AsJson, LangOption, catalogue
from exchange_graph.cli.printing import as_json
from exchange_graph.cli.running import on_store
from exchange_graph.cli.telling import tell_country, tell_exchange, tell_record
from exchange_graph.domain.exchange import Exchange
from exchange_graph.domain.languages import Lang
from exchange_graph.domain.vocabulary import Country
from exchange_graph.graph.store import GraphStore
from exchange_graph.render import exchange as of_exchange
from exchange_graph.render.profile import profile
from exchange_graph.render.records import render
from exchange_graph.render.speaking import Speaker

Teller = Callable[[Mapping[str, Any], Lang], None]


def show(
    record_id: Annotated[str, typer.Argument(help="The id of any record, or a country by code or name")],
    lang: LangOption = "en",
    json: AsJson = False,
) -> None:
    """Show one record with its evidence; of a State, what it gave, received, needs and offers.

    Examples: `exchange-graph show a-68-696-13c`, `exchange-graph show LBR`
    """

    async def ask(store: GraphStore) -> tuple[Mapping[str, Any], Teller]:
        known = await catalogue(store)
        found = await looked_up(record_id, known, store)
        speaker = Speaker(known, lang)
        if isinstance(found.record, Exchange) and found.view:
            record = of_exchange.record(found.record, found.view, found.version, found.at, speaker)
            return record, tell_exchange
        if isinstance(found.record, Country):
            return await profile(found, store, speaker), tell_country
        shape = render(found, speaker)
        return shape if json else _named(shape, speaker), tell_record

    shape, tell = on_store(ask)
    if json:
        as_json(shape)
    else:
        tell(shape, lang)


def _named(shape: Mapping[str, Any], speaker: Speaker) -> Mapping[str, Any]:
    """A sector with the names of those above and below it, which clients get as ids."""
    near = {name: ids for name in ("broader", "narrower") if (ids := shape.get(name))}
    named = {name: speaker.refs([ids] if isinstance(ids, str) else ids) for name, ids in near.items()}
    return {**shape, **named}
