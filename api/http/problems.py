"""What can go wrong, as RFC 9457 problems: one table of types, each with a page of its own."""

from __future__ import annotations

from dataclasses import dataclass

import orjson
from starlette.requests import Request
from starlette.responses import Response

from api.http.negotiation import allowed, language_of, preferred
from api.shapes.common import ProblemPart, ProblemShape
from exchange_graph.domain.languages import LANGUAGES, Lang
from exchange_graph.errors import Problem, Wording
from exchange_graph.render.refusals import said_in


@dataclass(frozen=True, slots=True)
class ProblemType:
    """A kind of problem: its name in the address, its status, its title, and what to do about it."""

    name: str
    status: int
    title: str
    way_out: str


BAD_REQUEST = ProblemType(
    "bad-request", 400, "The request cannot be understood",
    "Each entry of `problems` names a place, what is wrong there, and the nearest valid value.",
)  # fmt: skip
NOT_FOUND = ProblemType(
    "not-found", 404, "There is no such record or page",
    "Check the id; `nearest` lists ids that are written alike. /docs lists every path.",
)  # fmt: skip
GONE = ProblemType(
    "gone", 410, "The record was withdrawn",
    "`reason` says why and `at` when. Its history stays readable in the change feed.",
)  # fmt: skip
METHOD = ProblemType(
    "method-not-allowed", 405, "The path does not take this method",
    "Use a method that Allow names. Over HTTP the service is read-only; writes go through the command line.",
)  # fmt: skip
TOO_HEAVY = ProblemType(
    "query-too-heavy", 503, "The question takes too long",
    "A read is stopped after one second. Add a filter, or ask for fewer facets, then try again. "
    "What is worked out once for everybody (an answer as of a date, counts) is finished meanwhile.",
)  # fmt: skip
UNAVAILABLE = ProblemType(
    "unavailable", 503, "The graph does not answer at the moment",
    "Nothing is lost. Try again after the seconds that Retry-After names.",
)  # fmt: skip
INTERNAL = ProblemType(
    "internal", 500, "Something went wrong on our side",
    "It is our defect and has been logged under the request id in `instance`. Please report that id.",
)  # fmt: skip
TYPES = {t.name: t for t in (BAD_REQUEST, NOT_FOUND, GONE, METHOD, TOO_HEAVY, UNAVAILABLE, INTERNAL)}
RETRY_AFTER_SECONDS = 2


def problem(
    request: Request, kind: ProblemType, detail: str, problems: list[Problem] | None = None,
    *, nearest: list[str] | None = None, reason: str | None = None, at: str | None = None,
) -> Response:  # fmt: skip
    """The response to a request that cannot be answered; where a page was asked for, it is a page."""
    lang = _lang(request)
    body: ProblemShape = {
        "type": f"{request.app.state.settings.base_url}/problems/{kind.name}",
        "title": said_in(lang, Wording(kind.title)),
        "status": kind.status,
        "detail": _sound(said_in(lang, Wording(detail) if detail == kind.way_out else detail)),
        "instance": f"urn:uuid:{request.scope.get('state', {}).get('request_id', '')}",
    }
    if problems is not None:
        body["problems"] = [
            ProblemPart(where=_sound(p.where), why=_sound(said_in(lang, p.why))) for p in problems
        ]
    if nearest:
        body["nearest"] = nearest
    if reason is not None and at is not None:
        body |= {"reason": reason, "at": at}
    headers = {"Cache-Control": "no-store"}
    if kind.status == 503:
        headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    if kind is METHOD:
        headers["Allow"] = ", ".join(allowed(request.scope))
    if (page_lang := language_of(request.scope["path"])) and kind is not METHOD:
        page: Response = request.app.state.refusal(request, page_lang, kind.status, body, headers)
        return page
    return Response(orjson.dumps(body), kind.status, headers, "application/problem+json")


def _lang(request: Request) -> Lang:
    """The language of the page or the one asked for, else the one preferred."""
    asked = (language_of(request.scope["path"]), request.query_params.get("lang"))
    found: Lang | None = next((lang for lang in LANGUAGES if lang in asked), None)
    return found or preferred(request.headers.get("accept-language"))


def _sound(words: str) -> str:
    """Words that can be sent: half a surrogate pair, which JSON can smuggle in, becomes a question mark."""
    return words.encode("utf-8", "replace").decode()
