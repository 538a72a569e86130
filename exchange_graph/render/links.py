"""Where a record leads: itself, its page, how to cite it, its history, and how to have it corrected."""

from __future__ import annotations

from typing import NotRequired

from typing_extensions import TypedDict

from exchange_graph.domain.languages import Lang
from exchange_graph.domain.records import KINDS, Kind


class CorrectShape(TypedDict):
    """How to send a correction: `text` under `subject`, and where to, if the operator has said.

    `to` is an address to open: a letter begun with these words, or a form of the operator's.
    """

    contact: str | None
    to: str | None
    subject: str
    text: str
    says: str


class LinksShape(TypedDict):
    """Addresses of a record, relative to the service."""

    self: str
    page: str
    citation: str
    history: str
    correct: NotRequired[CorrectShape]


def address_of(kind: Kind, record_id: str) -> str:
    """The address of a record as data."""
    return f"/v1/{KINDS[kind].traits.noun}/{record_id}"


def page_address(kind: Kind, record_id: str, lang: Lang) -> str:
    """The address of its page in a language."""
    return f"/{lang}/{KINDS[kind].traits.noun}/{record_id}"


def links(kind: Kind, record_id: str, lang: Lang) -> LinksShape:
    """Where a record leads; a page is in the reader's language."""
    address = address_of(kind, record_id)
    return {
        "self": address,
        "page": page_address(kind, record_id, lang),
        "citation": f"{address}/citation",
        "history": f"{address}/history",
    }
