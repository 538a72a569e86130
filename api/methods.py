"""Which methods a path takes: what Allow says, and what a browser is told before it asks."""

from __future__ import annotations

from starlette.responses import Response
from starlette.routing import Match
from starlette.types import Scope

_KNOWN = ("GET", "POST", "PUT", "PATCH", "DELETE")


def allowed(scope: Scope) -> list[str]:
    """The methods of the path of a request, HEAD and OPTIONS among them; none where nothing is there."""
    taken = [method for method in _KNOWN if _takes(scope, method)]
    if not taken:
        return []
    if len(taken) == len(_KNOWN):  # a folder of files matches by its path alone
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
