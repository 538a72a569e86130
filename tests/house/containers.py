"""What the Dockerfile and the compose file say, read for tests."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
COMPOSE = ROOT / "docker-compose.yml"
_VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?::(?P<how>[-?])(?P<text>[^}]*))?\}")


def instructions() -> list[tuple[str, str]]:
    """The instructions of the Dockerfile in order: name and arguments, comments and line breaks taken out."""
    text = (ROOT / "Dockerfile").read_text("utf-8")
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    whole = lines.replace("\\\n", " ").splitlines()
    return [(name, rest.strip()) for line in whole if line.strip() for name, _, rest in [line.partition(" ")]]


def last(instruction: str) -> str:
    """The arguments that an instruction has in the image."""
    return [rest for name, rest in instructions() if name == instruction][-1]


def words(arguments: str) -> list[str]:
    """The words of a command in the form that no shell reads."""
    found: list[str] = json.loads(arguments[arguments.index("[") :])
    return found


def image_environment() -> dict[str, str]:
    """The variables that the image sets."""
    return dict(pair.split("=", 1) for pair in last("ENV").split())


def service(name: str, environment: Mapping[str, str] | None = None) -> dict[str, Any]:
    """A service of the compose file, its variables put in, or KeyError if one has no value."""
    found: dict[str, Any] = yaml.safe_load(COMPOSE.read_text("utf-8"))["services"][name]
    return found if environment is None else _filled(found, environment)


def _filled(part: Any, environment: Mapping[str, str]) -> Any:
    def value(match: re.Match[str]) -> str:
        if match["how"] == "-":
            return environment.get(match["name"]) or match["text"]
        return environment[match["name"]]

    if isinstance(part, dict):
        return {key: _filled(inner, environment) for key, inner in part.items()}
    if isinstance(part, list):
        return [_filled(inner, environment) for inner in part]
    return _VARIABLE.sub(value, part) if isinstance(part, str) else part
