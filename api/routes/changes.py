"""/v1/changes: what changed, in revision order, for consumers that keep a copy; and as a feed for readers."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Annotated, cast

import orjson
from fastapi import Query
from starlette.requests import Request
from starlette.responses import Response

from api.deps import Running, State, Store, Vocabulary, speaker
from api.http import cursor
from api.http.admission import costly, costly_if_wide
from api.http.answers import listed, one_language, tagged
from api.http.openapi import kept_text, listing
from api.params.records import AtomParams, ChangesParams
from api.routes import paths_of
from api.shapes.operate import ChangeList, ChangeShape
from exchange_graph.catalogue.asking import understand
from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.feed import BEFORE_ALL_LINES, Followed, lines_of
from exchange_graph.catalogue.identifying import live_id
from exchange_graph.domain.canonical import canonical
from exchange_graph.domain.records import KINDS
from exchange_graph.domain.vocabulary import Country
from exchange_graph.errors import BadInput, Problem, Wording
from exchange_graph.exporters import atom, tables
from exchange_graph.exporters.format import Origin
from exchange_graph.graph.query import Change, Past
from exchange_graph.graph.store import GraphStore
from exchange_graph.render.changes import Changed
from exchange_graph.render.locales import say
from exchange_graph.render.punctuation import joined, opened
from exchange_graph.render.speaking import Speaker

router = paths_of("changes")
_TELLING = ("put", "redacted")
"""After these a record may live; the line of one that does not says how it ended."""
_TOGETHER = 16
"""Histories that are looked up at once."""
_ENTRIES = 50
"""A feed has as many entries; what is older stands in /v1/changes."""


@router.get(
    "/v1/changes", name="list_changes", summary="What changed since a revision", responses=listing(ChangeList)
)
@costly_if_wide
async def changes(
    request: Request, params: Annotated[ChangesParams, Query()], store: Store, known: Vocabulary,
    running: Running,
) -> Response:  # fmt: skip
    """Lines after `since` in revision order; whoever follows `next` to the end misses nothing.

    With filters, or a country, the lines that tell of what fits them, or fitted before the change. With
    `records=true` a put, redacted since or not, carries its record as it stands now: a copy that applies the
    lines in order is the graph once it has reached the end, because whatever was written later has a line of
    its own.
    """
    followed = await _followed(params, known, store)
    question = ("changes", params.since, params.records, followed)
    after = cursor.decode(params.cursor, question, (int, int))
    revision = await store.revision()
    since = (int(after[0]), int(after[1])) if after else (params.since, BEFORE_ALL_LINES)
    if followed.is_everything:
        lines = await store.changes(since, params.limit + 1)
        total = await store.count_changes((params.since, BEFORE_ALL_LINES))
    else:
        every = await lines_of(followed, params.since, known, store)
        lines, total = [line for line in every if (line.revision, line.position) > since], len(every)
    shown, following = cursor.cut(lines, params.limit, lambda line: (line.revision, line.position), question)
    current = await _current(store, shown) if params.records else None
    items = await _told(shown, store, speaker(request, known, params.lang), running)
    body: ChangeList = {
        "items": [_with_record(item, current) for item in items],
        "page": cursor.page(params.limit, following, total, revision),
    }
    return await listed(request, params, body, tables.CHANGES)


@router.get(
    "/v1/changes.atom", name="follow_changes", summary="The same for a feed reader, newest first",
    responses=kept_text(atom.MEDIA_TYPE),
)  # fmt: skip
@costly
async def feed(
    request: Request, params: Annotated[AtomParams, Query()], store: Store, known: Vocabulary,
    running: Running,
) -> Response:  # fmt: skip
    """The newest changes of what fits, each with the words before and after, in one of six languages."""
    one_language(params.lang)
    speaking = speaker(request, known, params.lang)
    followed = await _followed(params, known, store)
    lines = (await lines_of(followed, params.since, known, store))[-_ENTRIES:]
    items = await _told(lines, store, speaking, running)
    entries = [atom.FeedEntry(item, line.position) for item, line in zip(items, lines, strict=True)]
    query = request.url.query
    address = f"/v1/changes.atom{f'?{query}' if query else ''}"
    origin = Origin(running.settings.base_url, address, known.revision, known.data_date, speaking.lang)
    updated = lines[-1].at if lines else ""
    content = atom.as_atom(reversed(entries), _title(params, known, speaking), updated, origin)
    return tagged(request, content, atom.MEDIA_TYPE, {})


async def _followed(params: AtomParams, known: Catalogue, store: GraphStore) -> Followed:
    query = (await understand(params, known, store)).query
    if params.country is None:
        return Followed(query)
    called = [one for one in known.named(params.country) if known.get(Country, one)]
    country = called[0] if called else await live_id(params.country, "country", known, store)
    if known.get(Country, country) is None:
        why = Wording("{it} is not in the M49 list: give an ISO3 or ISO2 code, such as LBR", it=country)
        raise BadInput([Problem("country", why)])
    return Followed(query, country)


def _title(params: AtomParams, known: Catalogue, speaking: Speaker) -> str:
    """What the feed follows: the values that were asked for, by name."""
    lang = speaking.lang
    given = [value for name in type(params).model_fields for value in _values(params, name)]
    names = [known.label(found[0], lang) if (found := known.named(value)) else value for value in given]
    named = [known.label(one.id, lang) if (one := known.country(v)) else v for v in names]
    return opened(say(lang, "change.feed"), joined(named, lang), lang) if named else say(lang, "change.feed")


def _values(params: AtomParams, name: str) -> list[str]:
    value = getattr(params, name) if name not in ("lang", "since") else None
    return [str(one) for one in (value if isinstance(value, list) else [value]) if one not in (None, False)]


async def _current(store: GraphStore, lines: Sequence[Change]) -> dict[str, orjson.Fragment]:
    """The canonical JSON of the records that were put and still live under the same id."""
    found = await store.get_many(line.id for line in lines if line.op in _TELLING)
    return {i: orjson.Fragment(canonical(f.record)) for i, f in found.items() if f.record.id == i}


async def _told(
    lines: Sequence[Change], store: GraphStore, speaking: Speaker, running: State
) -> list[ChangeShape]:
    past: dict[str, Sequence[Past]] = {}
    ids = [*dict.fromkeys(line.id for line in lines)]
    for start in range(0, len(ids), _TOGETHER):
        some = ids[start : start + _TOGETHER]
        past |= zip(some, await asyncio.gather(*map(store.versions, some)), strict=True)
    return await running.worker.each(lambda line: _change(line, past[line.id], speaking), lines)


def _change(line: Change, past: Sequence[Past], speaking: Speaker) -> ChangeShape:
    changed = _changed(line, past, speaking)
    return {
        "revision": line.revision,
        "at": line.at,
        "kind": line.kind,
        "id": line.id,
        "op": line.op,
        "into": line.into,
        "actor": {"role": line.author.role, "organisation": line.author.organisation},
        "reason": line.reason,
        "fields": list(line.fields),
        "label": changed.label() or line.id,
        "says": changed.says(line.op, line.into),
        "changes": changed.differences(),
        "self": f"/v1/{KINDS[line.kind].traits.noun}/{line.id}",
    }


def _changed(line: Change, past: Sequence[Past], speaking: Speaker) -> Changed:
    """The record before and after a line; what it held is looked for in the version that the line wrote."""
    earlier = [one.record for one in past if one.version < line.revision]
    written = [one.record for one in past if one.version == line.revision]
    return Changed(earlier[-1] if earlier else None, written[-1] if written else None, speaking)


def _with_record(shape: ChangeShape, current: Mapping[str, orjson.Fragment] | None) -> ChangeShape:
    if current is None:
        return shape
    record = current.get(shape["id"]) if shape["op"] in _TELLING else None
    return cast(ChangeShape, {**shape, "record": record})
