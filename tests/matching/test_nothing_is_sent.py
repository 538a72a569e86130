"""Nothing is ever sent to anyone: a thousand suggestions without one way out of the process."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Callable
from typing import Any, NoReturn

import pytest

from exchange_graph.matching.suggest import suggest
from tests.matching.test_random_needs import needs
from tests.matching.world import seeded, told

A_THOUSAND = 1_000
WAYS_OUT: list[tuple[Any, str]] = [
    (socket, "socket"), (socket, "create_connection"), (socket, "socketpair"), (socket, "getaddrinfo"),
    (subprocess, "Popen"), (os, "system"), (os, "fork"), (os, "execve"), (os, "posix_spawn"),
]  # fmt: skip


def refusing(name: str) -> Callable[..., NoReturn]:
    def refuse(*given: object, **named: object) -> NoReturn:
        raise AssertionError(f"a suggestion asked for {name}{given}")

    return refuse


@pytest.mark.slow
def test_a_thousand_suggestions_open_no_socket_and_start_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    evidence = seeded()
    asked = list(needs(A_THOUSAND, seed=3))
    for module, name in WAYS_OUT:
        monkeypatch.setattr(module, name, refusing(name))
    with pytest.raises(AssertionError, match="asked for socket"):
        socket.socket()
    said = [told(suggest(need, evidence), evidence) for need in asked]
    assert len(said) == A_THOUSAND
    assert all(one["statement"] for one in said)
