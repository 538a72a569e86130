"""How a page leaves: its template, the policy that holds it to our own files, its tag."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from hashlib import blake2b
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.requests import Request
from starlette.responses import Response

from api.http.negotiation import has_it
from api.pages import files, marks, words
from api.pages.lines import of_heading, role_line
from exchange_graph.domain.languages import LANGUAGES, Lang
from exchange_graph.render.languages import language
from exchange_graph.render.locales import say
from exchange_graph.render.punctuation import clauses, joined, opened

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""A page loads our own files and nothing else; no style and no script stands in it."""
_MEDIA_TYPE = "text/html; charset=utf-8"
_ENVIRONMENT = Environment(
    loader=PackageLoader("api", "templates"), autoescape=select_autoescape(), trim_blocks=True,
    lstrip_blocks=True, undefined=StrictUndefined, extensions=["jinja2.ext.i18n"],
)  # fmt: skip
_ENVIRONMENT.install_gettext_callables(  # type: ignore[attr-defined]
    words.gettext,
    words.ngettext,
    newstyle=False,  # ours fills in the values: each keeps its own direction
)
_ENVIRONMENT.globals |= {
    "languages": [(lang, words.NAMES[lang]) for lang in LANGUAGES],
    "direction": words.direction,
    "marks": marks,
    "file": files.address,
}


def warm() -> None:
    """Make templates and words ready: the first reader waits for none."""
    for name in _ENVIRONMENT.list_templates():
        _ENVIRONMENT.get_template(name)
    for lang in LANGUAGES:
        words.catalogue(lang)


def page_of(template: str, lang: Lang, data: Mapping[str, Any]) -> str:
    """The text of a page in a language."""
    return "".join(pieces_of(template, lang, data))


def pieces_of(template: str, lang: Lang, data: Mapping[str, Any]) -> Iterator[str]:
    """The same in pieces, each made when it is asked for: a long page keeps nobody waiting."""
    words.reading.set(lang)
    way = words.direction(lang)
    speaking = {
        "who": partial(role_line, lang=lang),
        "who_in": partial(of_heading, lang=lang),
        "glyph": partial(marks.glyph, way=way),
        "glyph_of": partial(marks.glyph_of, way=way),
        "say": partial(say, lang),
        "language": partial(language, lang=lang),
        "joined": partial(joined, lang=lang),
        "opened": partial(opened, lang=lang),
        "clauses": partial(clauses, lang=lang),
    }
    return _ENVIRONMENT.get_template(template).generate(lang=lang, dir=way, **speaking, **data)


def sent(request: Request, text: str, lang: Lang, status: int = 200, **more: str) -> Response:
    """A page as an answer; 304 where the reader has this very one."""
    content = text.encode()
    headers = {"Content-Security-Policy": POLICY, "Content-Language": lang, **more}
    if status == 200:
        etag = f'"{blake2b(content, digest_size=12).hexdigest()}"'
        headers |= {"ETag": etag, "Cache-Control": "public, no-cache"}
        if has_it(request.headers.get("if-none-match"), etag):
            return Response(status_code=304, headers=headers)
    return Response(content, status, {**headers, "Content-Type": _MEDIA_TYPE})
