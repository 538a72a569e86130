"""What docs/importing.md says is what the import does."""

from __future__ import annotations

import re
from pathlib import Path

from exchange_graph.importers.undp_projects.problems import PROBLEMS
from exchange_graph.importers.undp_projects.sectors import SECTORS
from exchange_graph.importers.undp_projects.sides import DONE

PAGE = (Path(__file__).parents[2] / "docs" / "importing.md").read_text("utf-8")


def test_every_problem_and_every_rule_is_explained() -> None:
    assert not [name for name in (*PROBLEMS, *DONE) if f"`{name}`" not in PAGE]


def test_every_pair_of_the_table_of_sectors_is_in_the_page_and_no_other() -> None:
    said = {
        (theme, f"SDG{goal.strip()}"): sector
        for theme, goals, sector in re.findall(
            r"^\| ([\w ]+) \| ([\d, ]+) \| `([\w-]+)` \|$", PAGE, re.MULTILINE
        )
        for goal in goals.split(",")
    }
    assert said == SECTORS
