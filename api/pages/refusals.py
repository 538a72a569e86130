"""What cannot be shown, as a page: what happened, the nearest right thing, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from api.pages.addresses import written
from api.pages.frame import page_of, sent
from exchange_graph.domain.languages import LANGUAGES, Lang
from exchange_graph.domain.records import NOUNS


def refusal(
    request: Request, lang: Lang, status: int, problem: Mapping[str, Any], headers: Mapping[str, str]
) -> Response:
    """The page of a problem of the interface, with its status and headers."""
    path, pairs = request.scope["path"], request.query_params.multi_items()
    within = path.removeprefix(f"/{lang}")
    wrong = {part["where"] for part in problem.get("problems", ())}
    kept = [pair for pair in pairs if pair[0] not in wrong]
    data = {
        "status": status,
        "problem": problem,
        "nearest": [(one, _near(within, one, lang)) for one in problem.get("nearest", ())],
        "repaired": written(path, kept) if status == 400 and len(kept) < len(pairs) else None,
        "retry": written(path, pairs),
        "translations": [(other, written(f"/{other}{within}", pairs)) for other in LANGUAGES],
        "within": within,
    }
    return sent(request, page_of("refusal.html", lang, data), lang, status, **headers)


def _near(within: str, one: str, lang: Lang) -> str:
    """Where a near match leads: another page, or another record of the same noun."""
    if one.startswith("/"):
        return one
    noun = within.strip("/").partition("/")[0]
    return written(f"/{lang}/{noun}/{one}") if noun in NOUNS else written(f"/{lang}/search", [("q", one)])
