"""exchange-graph cite: how to cite a record."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from exchange_graph.cli.looking_up import looked_up
from exchange_graph.cli.options import LangOption, catalogue
from exchange_graph.cli.printing import say
from exchange_graph.cli.running import on_store, settings
from exchange_graph.exporters.citing import WRITERS, Style, reference
from exchange_graph.exporters.format import Origin
from exchange_graph.graph.store import GraphStore
from exchange_graph.render.links import address_of
from exchange_graph.render.records import told_as_listed
from exchange_graph.render.speaking import Speaker

RecordId = Annotated[str, typer.Argument(help="The id of any record, or a country by code or name")]
StyleOption = Annotated[Style, typer.Option(help="text for a footnote; the others for reference managers")]


def cite(record_id: RecordId, style: StyleOption = "text", lang: LangOption = "en") -> None:
    """Tell how to cite a record, with its address, its revision and the day of access.

    Examples: `exchange-graph cite a-68-696-13c`, `exchange-graph cite a-68-696 --style bibtex`
    """

    async def ask(store: GraphStore) -> bytes:
        known = await catalogue(store)
        found = await looked_up(record_id, known, store)
        kind, speaker = found.record.kind, Speaker(known, lang)
        address = address_of(kind, found.record.id)
        origin = Origin(settings().base_url, address, known.revision, known.data_date, lang)
        day = datetime.now(UTC).date().isoformat()
        _, write = WRITERS[style]
        return write(reference(told_as_listed(found, speaker), kind, day, speaker, origin))

    say(on_store(ask).decode().rstrip("\n"))
