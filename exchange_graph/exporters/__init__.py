"""Taking the graph away: tables for spreadsheets, lines for programs. One file in `formats` is one format."""

from exchange_graph.domain.records import complete
from exchange_graph.exporters.tables import OF_KIND

complete("table of its columns: exchange_graph/exporters/tables.py has one for each kind", OF_KIND)
