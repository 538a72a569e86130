"""HTML of the service; one template each."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, select_autoescape

from api.http.problems import ProblemType

_TEMPLATES = Environment(
    loader=PackageLoader("api", "templates"), autoescape=select_autoescape(), trim_blocks=True
)


def problem_page(kind: ProblemType) -> str:
    """The page that the `type` of a problem leads to."""
    return _TEMPLATES.get_template("problem.html").render(kind=kind)
