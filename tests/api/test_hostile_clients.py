"""Schemathesis against a served graph, all of its checks and phases, no path left out.

EXCHANGE_SCHEMATHESIS_CASES is how many requests it makes at least; CI makes 5,000.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.api.endless import at_port
from tests.conftest import FIGURES
from tests.house import publish

CASES = int(os.environ.get("EXCHANGE_SCHEMATHESIS_CASES", "500"))
PHASES = ("examples", "coverage", "fuzzing", "stateful")
CONFIG = """
[generation]
deterministic = true
max-examples = {examples}

# A well-formed name may still be the name of nothing: 400 in a filter, 404 in a path, 308 for an old key.
[checks.positive_data_acceptance]
expected-statuses = ["200", "304", "308", "400", "404"]
"""


@pytest.mark.slow
def test_no_answer_is_a_defect_or_undeclared(
    tmp_path: Path, seeded: Path, record_property: Callable[[str, object], None]
) -> None:
    operations = sum(len(methods) for methods in publish.document()["paths"].values())
    config, said = tmp_path / "schemathesis.toml", tmp_path / "said.txt"
    config.write_text(CONFIG.format(examples=max(3, CASES // operations - 50)))
    with at_port(seeded) as port, said.open("w") as output:
        command: list[str | Path] = [
            Path(sys.executable).with_name("schemathesis"),
            "--config-file",
            config,
            "run",
            publish.CURRENT,
        ]
        command += ["--url", f"http://127.0.0.1:{port}", "--checks", "all", "--phases", ",".join(PHASES)]
        command += ["--report", "json", "--report-dir", tmp_path, "--continue-on-failure", "--no-color"]
        done = subprocess.run(command, stdout=output, stderr=output, timeout=1800, check=False, cwd=tmp_path)
    assert done.returncode == 0, said.read_text()[-8000:]
    (report,) = [json.loads(path.read_text()) for path in tmp_path.glob("json-*.json")]
    tried = report["test_cases"]["generated"]
    record_property(FIGURES, _figures(report, operations))
    assert tried >= CASES
    assert report["operations"]["tested"] == operations
    assert {name: phase["status"] for name, phase in report["phases"].items()} == dict.fromkeys(
        PHASES, "success"
    )


def _figures(report: Any, operations: int) -> str:
    tried, seconds = report["test_cases"]["generated"], report["running_time"]
    return f"Schemathesis: {tried} cases over {operations} operations, {seconds:.0f} s"
