"""An exchange at another time: as the public could know it, or as this service held it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from api.errors import NotKnownYet, RecordGone
from api.http.worker import Worker
from api.params.exchanges import ExchangeParams
from api.shapes.operate import PastShape
from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.domain.as_known import as_known, is_published
from exchange_graph.domain.dates import last_day
from exchange_graph.domain.derive import derive
from exchange_graph.domain.exchange import Exchange
from exchange_graph.domain.languages import Lang
from exchange_graph.domain.records import AnyRecord
from exchange_graph.domain.view import ExchangeView
from exchange_graph.errors import BadInput, Problem, Wording
from exchange_graph.graph.query import Found, Past
from exchange_graph.graph.staleness import changed_fields
from exchange_graph.graph.store import GraphStore
from exchange_graph.render.changes import Changed
from exchange_graph.render.locales import say
from exchange_graph.render.shapes.exchange import ExchangeRecord
from exchange_graph.render.speaking import Speaker


async def as_asked(found: Found, params: ExchangeParams, known: Catalogue, store: GraphStore) -> Found:
    """The exchange as asked for; names and group lists are today's. Not found where it was not there yet."""
    if params.revision is not None and params.revision > known.revision:
        why = Wording(
            "{it} lies ahead: the newest revision is {newest}", it=params.revision, newest=known.revision
        )
        raise BadInput([Problem("revision", why)])
    if params.revision is not None and params.revision < found.version:
        found = await _held(found, params.revision, store)
    exchange = found.record
    if not isinstance(exchange, Exchange) or (params.as_of is None and found.view):
        return found
    if params.as_of is not None:
        reduced = as_known(exchange, params.as_of, known.context)
        if reduced is None:
            raise NotKnownYet(
                exchange.id, Wording("no source that tells of it was published by {day}", day=params.as_of)
            )
        exchange = reduced
    return Found(exchange, found.version, found.at, derive(exchange, known.context))


async def ended_since(record_id: str, revision: int | None, store: GraphStore) -> Found | None:
    """What this service held under an id at a revision, where it has been merged or withdrawn since."""
    if revision is None or isinstance(await store.get(record_id), Found):
        return None
    earlier = [past for past in await store.versions(record_id) if past.version <= revision]
    last = earlier[-1] if earlier else None
    if last is None or not isinstance(last.record, Exchange):
        return None
    return Found(last.record, last.version, last.at)


def words_as_of(day: str, shape: ExchangeRecord, view: ExchangeView, speaking: Speaker) -> ExchangeRecord:
    """The exchange without words that may tell what was public only later: ours, and later lessons."""
    known = speaking.catalogue
    public = {
        lesson.id
        for lesson in known.lessons(shape["id"])
        if any(is_published(citation, last_day(day), known.context) for citation in lesson.citations)
    }
    return {
        **shape,
        "title": speaking.composed(lambda lang: _title(day, shape, view, lang, speaking)),
        "summary": speaking.say("as_of.summary", day=day),
        "lessons": [lesson for lesson in shape["lessons"] if lesson["id"] in public],
    }


def _title(day: str, shape: ExchangeRecord, view: ExchangeView, lang: Lang, speaking: Speaker) -> str:
    """The heading of what is left, and how many sources told of it by then."""
    sources = {citation["source"]["id"] for citation in shape["citations"]}
    return say(lang, "as_of.title", heading=speaking.heading_in(view, lang), day=day, count=len(sources))


async def _held(found: Found, revision: int, store: GraphStore) -> Found:
    earlier = [past for past in await store.versions(found.record.id) if past.version <= revision]
    if not earlier:
        raise NotKnownYet(
            found.record.id, Wording("this service did not hold it at revision {revision}", revision=revision)
        )
    last = earlier[-1]
    if last.record is None:
        raise RecordGone(found.record.id, last.reason, last.at)
    return Found(last.record, last.version, last.at)


async def history_of(
    past: Sequence[Past], before: AnyRecord | None, worker: Worker, speaking: Speaker
) -> list[PastShape]:
    """The versions, each with the fields that differ from the one before; `before` stood before them all."""
    befores = [before, *(line.record for line in past)]
    return await worker.each(partial(_version, speaking), zip(befores, past, strict=False))


def _version(speaking: Speaker, step: tuple[AnyRecord | None, Past]) -> PastShape:
    before, line = step
    changed = Changed(before, line.record, speaking)
    return {
        "revision": line.version,
        "at": line.at,
        "op": line.op,
        "into": line.into,
        "actor": {"role": line.author.role, "organisation": line.author.organisation},
        "reason": line.reason,
        "fields": changed_fields(before, line.record) if line.record else [],
        "says": changed.says(line.op, line.into),
        "changes": changed.differences(),
    }
