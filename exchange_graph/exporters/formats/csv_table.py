"""CSV as RFC 4180 has it, for spreadsheets: UTF-8 with a byte order mark, CRLF, a header, harmless cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from exchange_graph.exporters.cells import cell
from exchange_graph.exporters.columns import ShapedRecord, Table, names, values
from exchange_graph.exporters.exported import as_tables
from exchange_graph.exporters.format import Format, Origin

MEDIA_TYPE = "text/csv; charset=utf-8; header=present"
_MARK = "\ufeff"
"""Without it, spreadsheets on Windows read UTF-8 as something else."""


class CsvTable:
    """A table as lines; the first piece has the header."""

    def __init__(self, table: Table, _origin: Origin) -> None:
        self._table = table
        self._before = _MARK + _lines([names(table)])

    def rows(self, records: Iterable[ShapedRecord]) -> bytes:
        """Records as lines."""
        before, self._before = self._before, ""
        return (before + _lines(values(self._table, record) for record in records)).encode()

    def end(self) -> bytes:
        """The header where there was no record; nothing else."""
        return self.rows(())

    def close(self) -> None:
        """Nothing is held."""


def _lines(found: Iterable[list[object]] | Iterable[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([cell(value) for value in row] for row in found)
    return text.getvalue()


FORMAT = Format("csv", MEDIA_TYPE, as_tables(CsvTable), CsvTable)
