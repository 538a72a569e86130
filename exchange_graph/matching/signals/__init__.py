"""The table of signals: one file is one family. A new file is found by its name in FAMILIES."""

from exchange_graph.matching.signals import declared, record, road, ties
from exchange_graph.matching.signals.found import SIGNALS

FAMILIES = (record, road, ties, declared)
CAPS = {"ties": 0.88}
"""A family adds at most this much: for ties, what one graded exchange in the sector weighs."""

__all__ = ["CAPS", "FAMILIES", "SIGNALS"]
