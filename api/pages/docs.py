"""The page that shows OpenAPI: everything on it is our own, and its policy holds it to that."""

from __future__ import annotations

import base64
import hashlib
import re

from fastapi.openapi.docs import get_swagger_ui_html

_FILES = "/static-offline-docs"
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
DOCS_PAGE = bytes(
    get_swagger_ui_html(
        openapi_url="/openapi.json",
        title="Exchange Graph",
        swagger_js_url=f"{_FILES}/swagger-ui-bundle.js",
        swagger_css_url=f"{_FILES}/swagger-ui.css",
        swagger_favicon_url=f"{_FILES}/favicon.png",
        swagger_ui_parameters={"validatorUrl": None},
    ).body
).decode()


def _allowed(script: str) -> str:
    """The source expression by which a policy knows one script of a page."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


DOCS_POLICY = (
    f"default-src 'none'; script-src 'self' {' '.join(map(_allowed, _SCRIPT.findall(DOCS_PAGE)))}; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Styles may stand in the page because Swagger UI sets them on its elements."""
