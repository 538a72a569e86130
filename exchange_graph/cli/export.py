"""exchange-graph export: the graph as a file, for spreadsheets or for programs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import IO, Annotated, Literal

import typer

from exchange_graph.catalogue.filters import ExchangeFilters
from exchange_graph.cli.files import destination
from exchange_graph.cli.filters import filtered
from exchange_graph.cli.options import LangOption, question
from exchange_graph.cli.printing import progress
from exchange_graph.cli.running import on_store, settings
from exchange_graph.errors import BadInput
from exchange_graph.exporters.format import DEFAULT, Origin, Writer, all_formats, content_of, writer_of
from exchange_graph.graph.store import GraphStore


@filtered
def export(
    filters: ExchangeFilters,
    file_format: Annotated[
        str, typer.Option("--format", help=f"One of {', '.join(all_formats())}")
    ] = DEFAULT,
    records: Annotated[
        Literal["all"] | None, typer.Option(help="all: canonical records of every kind, for a copy")
    ] = None,
    rows: Annotated[
        Literal["claims"] | None, typer.Option(help="claims: a row for each claim and citation")
    ] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="File; else standard output")] = None,
    lang: LangOption = "en",
) -> None:
    """Write what fits all conditions as a file, which appears whole or not at all.

    Examples: `exchange-graph export --sector police --format csv -o police.csv`,
    `exchange-graph export --rows claims --format csv`, `exchange-graph export --records all -o graph.ndjson`
    """
    writer = _writer(file_format, filters, claims=rows is not None, records=records is not None)

    async def run(store: GraphStore) -> int:
        revision = await store.revision()
        understood, speaker = await question(filters, lang, store)
        known = speaker.catalogue
        origin = Origin(settings().base_url, "/v1/export", revision, known.data_date, lang)
        with destination(output) as file:
            await _write(writer(store, understood.query, speaker, origin), file)
        return revision

    revision = on_store(run)
    where = f" in {output}" if output else ""
    progress(f"revision {revision}{where}; what is written later: /v1/changes?since={revision}")


def _writer(file_format: str, filters: ExchangeFilters, *, claims: bool, records: bool) -> Writer:
    try:
        return writer_of(file_format, content_of(filters, claims=claims, records=records))
    except BadInput as error:
        (problem,) = error.problems
        raise typer.BadParameter(problem.why, param_hint=f"--{problem.where}") from None


async def _write(pieces: AsyncIterator[bytes], file: IO[bytes]) -> None:
    async for piece in pieces:
        file.write(piece)
    file.flush()
