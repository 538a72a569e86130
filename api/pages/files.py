"""The few files that pages load, read once; the address of each changes with what it holds."""

from __future__ import annotations

from hashlib import blake2b
from importlib import resources
from mimetypes import guess_type

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

PREFIX = "/static"
_FILES = {
    file.name: file.read_bytes()
    for file in resources.files("api").joinpath("static").iterdir()
    if file.is_file()
}
_TAGS = {name: blake2b(content, digest_size=6).hexdigest() for name, content in _FILES.items()}
_KEPT = "public, max-age=31536000, immutable"


def address(name: str) -> str:
    """Where a file is loaded from: kept by readers for a year, since another content has another address."""
    return f"{PREFIX}/{name}?v={_TAGS[name]}"


async def file(request: Request) -> Response:
    """One of the files."""
    name = request.path_params["name"]
    if name not in _FILES:
        raise HTTPException(404)
    kept = _KEPT if request.query_params.get("v") == _TAGS[name] else "no-cache"
    headers = {"Cache-Control": kept, "Content-Type": guess_type(name)[0] or "application/octet-stream"}
    return Response(_FILES[name], 200, headers)
