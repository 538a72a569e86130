"""The table of signals: one file is one family. A new file is found by its name in FAMILIES."""

from exchange_graph.matching.signals import declared, likeness, record, road, ties
from exchange_graph.matching.signals.signal import SIGNALS

FAMILIES = (record, road, ties, likeness, declared)
CAPS = {"ties": 0.88}
"""A family adds at most this much: for ties, so that no neighbour outweighs a record."""

__all__ = ["CAPS", "FAMILIES", "SIGNALS"]
