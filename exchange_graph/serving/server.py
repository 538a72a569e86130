"""One server process: its socket, its event loop, its protocol."""

from __future__ import annotations

import socket
import sys

import uvicorn

from exchange_graph.serving.addresses import TypedAddresses

SWITCH_SECONDS = 0.0005
"""How long a thread that computes may keep the event loop waiting."""


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes a free one. `OSError` or `OverflowError` where that cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # else answers wait for an ACK
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((host, port))
        opened.listen()
    except (OSError, OverflowError):
        opened.close()
        raise
    return opened


def server(application: str) -> uvicorn.Server:
    """The server of what an import string makes, for `run(sockets=...)` in this process."""
    sys.setswitchinterval(SWITCH_SECONDS)
    return uvicorn.Server(
        uvicorn.Config(
            application, factory=True, http=TypedAddresses, log_config=None, access_log=False,
            server_header=False,
            loop="asyncio",  # uvloop takes one new connection a turn: a crowd would keep all others waiting
        )
    )  # fmt: skip
