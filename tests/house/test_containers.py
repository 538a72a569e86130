"""Dockerfile and compose file, as far as a machine without a container engine can tell."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.containers import COMPOSE, ROOT, image_environment, instructions, last, service, words
from tests.patience import LONGEST_WAIT

SERVICES = ("neo4j", "exchange-graph")
ENVIRONMENT = {"EXCHANGE_NEO4J_PASSWORD": "for-these-tests"}


def test_the_compose_file_is_one_by_the_schema_of_compose() -> None:
    checker = Path(sys.executable).with_name("check-jsonschema")
    command = [str(checker), "--builtin-schema", "vendor.compose-spec", str(COMPOSE)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_WAIT, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_there_is_no_password_that_was_not_chosen() -> None:
    for name in SERVICES:
        with pytest.raises(KeyError, match="EXCHANGE_NEO4J_PASSWORD"):
            service(name, {})
    assert service("neo4j", ENVIRONMENT)["environment"]["NEO4J_AUTH"] == "neo4j/for-these-tests"
    for name in (".gitignore", ".dockerignore"):
        assert ".env" in (ROOT / name).read_text("utf-8").splitlines()


def test_the_service_waits_until_the_graph_answers_a_query() -> None:
    assert service("exchange-graph")["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert "cypher-shell" in service("neo4j")["healthcheck"]["test"][1]


def test_data_outlive_the_containers_and_only_this_machine_reaches_them() -> None:
    assert service("neo4j")["volumes"] == ["graph:/data"]
    for name in SERVICES:
        assert all(port.startswith("127.0.0.1:") for port in service(name)["ports"])


def test_the_service_runs_without_rights() -> None:
    chosen = service("exchange-graph")
    assert chosen["read_only"] is True
    assert chosen["cap_drop"] == ["ALL"]
    assert chosen["security_opt"] == ["no-new-privileges:true"]
    assert int(last("USER")) > 0
    names = [name for name, _ in instructions()]
    assert names.index("USER") > max(n for n, name in enumerate(names) if name in ("RUN", "COPY"))


def test_the_image_holds_what_was_locked_and_everything_the_package_needs() -> None:
    installed = [rest for name, rest in instructions() if name == "RUN" and "pip install" in rest]
    for lock in ("requirements.lock", "requirements-build.lock"):
        assert any(f"--require-hashes -r {lock}" in rest for rest in installed)
    assert all("--require-hashes" in rest or "--no-deps" in rest for rest in installed)
    copied = {path for name, rest in instructions() if name == "COPY" for path in rest.split()[:-1]}
    assert copied >= {"exchange_graph", "api", "seeds", "pyproject.toml", "README.md", "requirements.lock"}
    assert all((ROOT / path).exists() for path in copied if not path.startswith(("--", "/")))


def test_the_port_that_is_published_is_the_one_that_is_served() -> None:
    (port,) = service("exchange-graph")["ports"]
    assert image_environment()["EXCHANGE_PORT"] == last("EXPOSE") == port.rpartition(":")[2]
    assert words(last("CMD")) == ["exchange-graph", "serve", "--seed"]
