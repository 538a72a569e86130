"""Deadlines that a busy machine meets too: a slow answer under test is no hostile question.

Run as `python -m tests.patience WORDS...` it is `exchange-graph WORDS...` with such deadlines.
"""

from __future__ import annotations

from exchange_graph.cli.main import main
from exchange_graph.graph import store as contract

PATIENCE = 60.0
"""Seconds that a question may take. Tests of a deadline set one of their own."""
LONGEST_WAIT = 300.0
"""Seconds after which what a test waits for is taken to hang."""


def be_patient() -> None:
    """From here on, what this process opens and serves has this patience unless told otherwise."""
    contract.READ_SECONDS = PATIENCE


if __name__ == "__main__":
    be_patient()
    main()
