"""What a client may ask for: the language and the form that it prefers, and the methods that a path takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from starlette.responses import Response
from starlette.routing import Match
from starlette.types import Scope

from exchange_graph.domain.languages import LANGUAGES, Lang

AnswerForm = Literal["json", "csv", "xlsx"]
FORMS: dict[AnswerForm, str] = {
    "json": "application/json",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""The forms of a list and their media types; the first is that of who asks for none."""
Encoding = Literal["br", "gzip"]
ENCODINGS: tuple[Encoding, ...] = ("br", "gzip")
VARY = "Accept, Accept-Language, Accept-Encoding"
KEPT = "public, no-cache"
"""Any cache in front may keep an answer, and asks by its tag whether it still holds."""
_LONGEST = 1000
"""The bytes of a header that are looked at."""
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_WEIGHT = re.compile(r"0(\.[0-9]{0,3})?|1(\.0{0,3})?")


def preferred(header: str | None) -> Lang:
    """The best of our languages in an Accept-Language header; English for none of them or a malformed one."""
    best: tuple[float, Lang] = (0.0, "en")
    for tag, weight in _weighed(header):
        primary = tag.partition("-")[0]
        if primary in LANGUAGES and weight > best[0]:
            best = (weight, primary)
    return best[1]


def preferred_form(header: str | None) -> AnswerForm:
    """The form that an Accept header puts first; JSON where it names none, or JSON as much."""
    weights = dict(_weighed(header))
    return max(FORMS, key=lambda form: weights.get(FORMS[form], 0.0))


def encoding_of(header: str | None) -> Encoding | None:
    """How an Accept-Encoding header lets an answer be compressed: the smaller way of those it takes."""
    weights = dict(_weighed(header))
    best = max(ENCODINGS, key=lambda one: weights.get(one, 0.0))
    return best if weights.get(best, 0.0) > 0 else None


def has_it(held: str | None, etag: str) -> bool:
    """Whether an If-None-Match header names the tag."""
    if held is None:
        return False
    tags = {tag.strip().removeprefix("W/") for tag in held.split(",")}
    return "*" in tags or etag in tags


def language_of(path: str) -> Lang | None:
    """The language of a page by its address; None for an address that is no page's."""
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return next((lang for lang in LANGUAGES if lang == first), None)


def _weighed(header: str | None) -> Iterator[tuple[str, float]]:
    """Each entry in small letters with its weight; one whose weight is none is not wanted."""
    for entry in (header or "")[:_LONGEST].lower().split(","):
        name, *options = (part.strip() for part in entry.split(";"))
        given = next((option.removeprefix("q=") for option in options if option.startswith("q=")), "1")
        yield name, float(given) if _WEIGHT.fullmatch(given) else 0.0


def allowed(scope: Scope) -> list[str]:
    """The methods of the path of a request, HEAD and OPTIONS among them; none where nothing is there."""
    taken = [method for method in _METHODS if _takes(scope, method)]
    if not taken:
        return []
    if len(taken) == len(_METHODS):  # a folder of files matches by its path alone
        taken = ["GET"]
    return [*taken, *(["HEAD"] if "GET" in taken else []), "OPTIONS"]


def _takes(scope: Scope, method: str) -> bool:
    root = scope.get("app_root_path", scope.get("root_path", ""))  # inside a folder of files it is the folder
    asked = {**scope, "method": method, "root_path": root}
    return any(route.matches(asked)[0] is Match.FULL for route in scope["app"].routes)


def preflight(methods: list[str]) -> Response:
    """The answer to OPTIONS: any page of any site may read."""
    listed = ", ".join(methods)
    headers = {
        "Allow": listed,
        "Access-Control-Allow-Methods": listed,
        "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match",
        "Access-Control-Max-Age": "86400",
    }
    return Response(status_code=204, headers=headers)
