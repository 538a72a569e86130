"""How to have a record corrected: words to send, and where to, if the operator has said."""

from __future__ import annotations

from urllib.parse import quote

from exchange_graph.domain.languages import Lang
from exchange_graph.render.links import CorrectShape
from exchange_graph.render.locales import say

_ASKED = ("wrong", "right", "source", "behalf")


def correction(record_id: str, title: str, revision: int, lang: Lang, contact: str | None) -> CorrectShape:
    """What to send about a record; a contact is an address for mail, an address to open, or words."""
    subject = f"{record_id}: {title}"
    lines = [say(lang, "correct.record", id=record_id, revision=revision)]
    text = "\n".join([*lines, *(say(lang, f"correct.{part}") for part in _ASKED)])
    says = say(lang, "correct.send", contact=contact) if contact else say(lang, "correct.nowhere")
    return {
        "contact": contact, "to": _to(contact, subject, text), "subject": subject, "text": text, "says": says,
    }  # fmt: skip


def _to(contact: str | None, subject: str, text: str) -> str | None:
    if contact and contact.startswith(("https://", "http://")):
        return contact
    if contact and "@" in contact and "://" not in contact:
        return f"mailto:{contact.removeprefix('mailto:')}?subject={quote(subject)}&body={quote(text)}"
    return None
