"""Two recordings of one plan: how many answers of each path are equal, and what differs in the others."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Any

from tests.house.net.lines import unpack

_PARTS = ("asked", "status", "answer_headers", "digest")
_LONGEST = 160
_CURSOR = re.compile(r'(cursor=|"next":")[A-Za-z0-9_-]{20,}')


def compare(
    before: Iterable[dict[str, Any]], after: Iterable[dict[str, Any]], show: int, *, any_cursor: bool = False
) -> int:
    """Print the summary and the first differences of each path; 1 if there is any, else 0.

    With `any_cursor` a cursor is as good as another, and so is the tag of a page that holds it.
    """
    if any_cursor:
        before, after = map(_without_cursor, before), map(_without_cursor, after)
    old, new = _by_place(before), _by_place(after)
    equal: Counter[str] = Counter()
    apart: dict[str, list[list[str]]] = {}
    for place in dict.fromkeys([*old, *new]):
        one, other = old.get(place), new.get(place)
        path = (one or other or {})["path"]
        if one is not None and other is not None and all(one[p] == other[p] for p in _PARTS):
            equal[path] += 1
        else:
            apart.setdefault(path, []).append(list(_told(one, other)))
    _print(equal, apart, show)
    return 1 if apart else 0


def _without_cursor(line: dict[str, Any]) -> dict[str, Any]:
    body = _CURSOR.sub(r"\1CURSOR", unpack(line["answer"]).decode("utf-8", "surrogateescape"))
    headers = [
        [name, _CURSOR.sub(r"\1CURSOR", value)]
        for name, value in line["answer_headers"]
        if name not in ("etag", "content-length")
    ]
    digest = hashlib.sha256(body.encode("utf-8", "surrogateescape")).hexdigest()
    asked = _CURSOR.sub(r"\1CURSOR", line["asked"])
    return {**line, "asked": asked, "answer_headers": headers, "digest": digest}


def _by_place(lines: Iterable[dict[str, Any]]) -> dict[tuple[int, int], dict[str, Any]]:
    """The lines by request and by the place among the answers to it."""
    often: Counter[int] = Counter()
    placed = {}
    for line in lines:
        placed[line["n"], often[line["n"]]] = line
        often[line["n"]] += 1
    return placed


def _print(equal: Counter[str], apart: dict[str, list[list[str]]], show: int) -> None:
    for path, differing in sorted(apart.items()):
        print(f"\n{path}: {len(differing)} differ")
        for told in differing[:show]:
            print("\n".join(f"  {line}" for line in told[:12]))
    print(f"\n{'equal':>7} {'differ':>7}  path")
    for path in sorted({*equal, *apart}):
        print(f"{equal[path]:>7} {len(apart.get(path, [])):>7}  {path}")
    print(f"{equal.total():>7} {sum(map(len, apart.values())):>7}  all")


def _told(one: dict[str, Any] | None, other: dict[str, Any] | None) -> Iterator[str]:
    """A difference in lines to read: what was asked, then what stands where."""
    if one is None or other is None:
        known = one or other or {}
        yield f"{known['n']}: {known['asked']}: only {'before' if one else 'after'}"
        return
    yield f"{one['n']}: {one['asked']} {one.get('headers', '')} {one.get('body', '')}"
    if one["asked"] != other["asked"]:
        yield f"  asked: {other['asked']}"
    if one["status"] != other["status"]:
        yield f"  status: {one['status']} -> {other['status']}"
    was, now = dict(one["answer_headers"]), dict(other["answer_headers"])
    for name in sorted({*was, *now}):
        if was.get(name) != now.get(name):
            yield f"  {name}: {was.get(name)} -> {now.get(name)}"
    if one["digest"] != other["digest"]:
        yield from _of_bodies(
            unpack(one["answer"]).decode("utf-8", "replace"),
            unpack(other["answer"]).decode("utf-8", "replace"),
        )


def _of_bodies(one: str, other: str) -> Iterator[str]:
    try:
        found = list(_of_values(json.loads(one), json.loads(other), "body"))
    except ValueError:
        found = [
            f"  line {number}: {_cut(a)} -> {_cut(b)}"
            for number, (a, b) in enumerate(zip_longest(one.splitlines(), other.splitlines()), 1)
            if a != b
        ]
    yield from found or ["  body: the same values, written otherwise"]


def _of_values(one: Any, other: Any, where: str) -> Iterator[str]:
    """Each place in two JSON values where they differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        for name in dict.fromkeys([*one, *other]):
            if name in one and name in other:
                yield from _of_values(one[name], other[name], f"{where}.{name}")
            else:
                was, now = (_cut(side.get(name, "absent")) for side in (one, other))
                yield f"  {where}.{name}: {was} -> {now}"
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for place, (a, b) in enumerate(zip(one, other, strict=True)):
            yield from _of_values(a, b, f"{where}[{place}]")
    elif one != other:
        yield f"  {where}: {_cut(one)} -> {_cut(other)}"


def _cut(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}... ({len(text)})"
