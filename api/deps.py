"""What a request needs from the application: the store, the catalogue of its revision, the language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, cast

from fastapi import Depends
from starlette.requests import Request

from api.http.negotiation import preferred
from api.http.worker import Worker
from api.statistics import CountedGraph
from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.exporters.correcting import correction
from exchange_graph.following import Follower
from exchange_graph.graph.store import GraphStore
from exchange_graph.matching.following import EvidenceFollower
from exchange_graph.matching.set_aside import SetAside
from exchange_graph.render.speaking import LangOrAll, Speaker
from exchange_graph.settings import Settings


@dataclass(frozen=True, slots=True)
class State:
    """What the application holds while it runs."""

    settings: Settings
    store: GraphStore
    catalogues: Follower[Catalogue]
    stats: Follower[CountedGraph]
    evidence: EvidenceFollower
    aside: SetAside
    worker: Worker


async def state(request: Request) -> State:
    """The running application's state. (Plain functions would be sent through a thread pool.)"""
    return cast(State, request.app.state.running)


Running = Annotated[State, Depends(state)]


async def catalogue(running: Running) -> Catalogue:
    """The catalogue at the store's revision."""
    return await running.catalogues.current()


async def store(running: Running) -> GraphStore:
    """The open store."""
    return running.store


Store = Annotated[GraphStore, Depends(store)]
Vocabulary = Annotated[Catalogue, Depends(catalogue)]


def speaker(request: Request, known: Catalogue, lang: LangOrAll | None) -> Speaker:
    """A speaker of the language asked for, or of the best one in Accept-Language."""
    return Speaker(known, lang or preferred(request.headers.get("accept-language")))


def correctable(shape: Mapping[str, Any], speaking: Speaker, running: State) -> dict[str, Any]:
    """A record with what to send to have it corrected, and where to."""
    title = shape.get("heading") or shape["label"]
    words = title.get(speaking.lang) or next(iter(title.values())) if isinstance(title, dict) else title
    said = correction(shape["id"], words, shape["revision"], speaking.lang, running.settings.contact)
    return {**shape, "links": {**shape["links"], "correct": said}}
