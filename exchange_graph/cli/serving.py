"""exchange-graph serve: the HTTP service."""

from __future__ import annotations

import errno
import os
import socket
import threading
import time
import urllib.request
from typing import Annotated

import typer
import uvicorn

from exchange_graph.catalogue.following import follow_catalogue
from exchange_graph.cli.printing import say
from exchange_graph.cli.running import on_store, settings
from exchange_graph.cli.seeding import seed
from exchange_graph.errors import Unusable
from exchange_graph.graph.query import ExchangeQuery, PageRequest
from exchange_graph.graph.store import GraphStore
from exchange_graph.matching import set_aside
from exchange_graph.serving.server import listening, server
from exchange_graph.settings import Settings

APP = "api.app:create_app"
NO_CONTACT = "readers are not told where corrections go: set EXCHANGE_CONTACT (mail, or a form's address)"
EXAMPLE = "/v1/exchanges?provider=SLE&recipient=LBR"


def serve(
    host: Annotated[str | None, typer.Option(help="Address to bind (EXCHANGE_HOST)")] = None,
    port: Annotated[int | None, typer.Option(help="Port (EXCHANGE_PORT)")] = None,
    seeded: Annotated[bool, typer.Option("--seed", help="First write the curated seed files")] = False,
) -> None:
    """Serve the graph over HTTP until interrupted.

    Example: `exchange-graph serve --seed --port 8080`
    """
    if host is not None:
        os.environ["EXCHANGE_HOST"] = host
    if port is not None:
        os.environ["EXCHANGE_PORT"] = str(port)
    chosen = settings()
    with _listen(chosen) as opened:
        if seeded:
            seed()
        held = on_store(_count)
        on_store(_checked)
        if held == 0:
            say("The graph is empty: run `exchange-graph seed` to fill it with the curated exchanges.")
        serving = server(APP)
        threading.Thread(target=_introduce, args=(serving, chosen, held), daemon=True).start()
        serving.run(sockets=[opened])


async def _checked(store: GraphStore) -> None:
    """The file of States set aside, read before anybody is answered; it is read again where it is used."""
    set_aside.read(settings().set_aside, await follow_catalogue(store).current())


async def _count(store: GraphStore) -> int:
    return (await store.find(ExchangeQuery(), PageRequest(1))).total


def _listen(chosen: Settings) -> socket.socket:
    """The bound socket; `Unusable` where the address is taken or not ours."""
    try:
        return listening(chosen.host, chosen.port)
    except (OSError, OverflowError) as error:
        taken = getattr(error, "errno", None) == errno.EADDRINUSE
        way = "stop what runs there, or set EXCHANGE_PORT to a free port"
        way = way if taken else "check EXCHANGE_HOST and EXCHANGE_PORT"
        raise Unusable(f"port {chosen.port} on {chosen.host} cannot be used ({error}): {way}") from None


def _introduce(serving: uvicorn.Server, chosen: Settings, held: int) -> None:
    """Once the service answers: where its pages are, one request for data, and what that answers."""
    while not serving.started and not serving.should_exit:
        time.sleep(0.02)
    if serving.should_exit:
        return
    at = chosen.base_url
    say(f"Exchange Graph serves {held} exchanges at {at}  (open it in a browser; for programs: {at}/docs)")
    if held:
        say(f"Try:  curl '{chosen.base_url}{EXAMPLE}'")
        say(f"      {_answer(chosen)}")
    if not chosen.contact:
        say(NO_CONTACT)
    say("Stop with Ctrl-C.")


def _answer(chosen: Settings) -> str:
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(chosen.host, chosen.host)  # noqa: S104
    try:
        with urllib.request.urlopen(f"http://{host}:{chosen.port}{EXAMPLE}&lang=en", timeout=5) as answer:
            body: str = answer.read().decode()
    except OSError as error:  # an operator's own graph need not know these States
        return str(error)
    start = body.find('"heading":')
    return body[start : body.find('"title":')].strip(",") if start >= 0 else body[:200]
