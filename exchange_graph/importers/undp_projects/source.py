"""The list itself as a source: minted where the graph does not hold it yet."""

from __future__ import annotations

from exchange_graph.domain.languages import Text
from exchange_graph.domain.vocabulary import Source

SOURCE = "undp-projects"


def locator(number: str) -> str:
    """A place in the list: the number that the list gives the row."""
    return f"no. {number}"


RECORD = Source(
    id=SOURCE,
    title=Text(
        en="UNDP's list of South-South and triangular cooperation projects "
        "(147 rows, cleaned edition of November 2023)",
        zh="开发署南南合作和三角合作项目清单（147行，2023年11月整理版）",
        unofficial=("en", "zh"),
    ),
    publisher=Text(en="United Nations Development Programme", zh="联合国开发计划署"),
    published="2023-11",
    retrieved="2026-11-24",
    languages=("en",),
    url="https://github.com/UNDP-Data/dv-south-south-projects-mapping-data-repo",
)
"""The same record as in the curated seeds, so that either may come first."""
