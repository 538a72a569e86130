"""A process that serves as `exchange-graph serve` does: `python -m exchange_graph.bench.child APP SOCKET`."""

from __future__ import annotations

import socket
import sys

from exchange_graph.serving.server import server

if __name__ == "__main__":
    server(sys.argv[1]).run(sockets=[socket.socket(fileno=int(sys.argv[2]))])
