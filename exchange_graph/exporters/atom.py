"""The change feed as Atom (RFC 4287): an entry a change, with its words before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from exchange_graph.exporters.format import Origin
from exchange_graph.render.links import page_address
from exchange_graph.render.locales import say
from exchange_graph.render.punctuation import opened

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
_ATOM = "http://www.w3.org/2005/Atom"
_NEVER = "1970-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A line of the change feed in one language (`shape`), and where it stands in its revision."""

    shape: Mapping[str, Any]
    position: int


def as_atom(entries: Iterable[FeedEntry], title: str, updated: str, origin: Origin) -> bytes:
    """A feed, the newest entry first; `updated` is when the newest change was written."""
    feed = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": origin.lang})
    address = f"{origin.base_url}{origin.address}"
    _text(feed, "id", address)
    _text(feed, "title", title)
    _text(feed, "updated", updated or _NEVER)
    _text(feed, "rights", say(origin.lang, "licence"))
    ElementTree.SubElement(feed, "link", rel="self", href=address, type="application/atom+xml")
    ElementTree.SubElement(
        feed, "link", rel="alternate", href=f"{origin.base_url}/{origin.lang}/", type="text/html"
    )
    for entry in entries:
        _entry(feed, entry, origin)
    document: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return document


def _entry(feed: ElementTree.Element, entry: FeedEntry, origin: Origin) -> None:
    shape, lang = entry.shape, origin.lang
    one = ElementTree.SubElement(feed, "entry")
    _text(one, "id", f"{origin.base_url}/v1/changes?since={shape['revision'] - 1}#{entry.position}")
    _text(one, "title", opened(str(shape["label"]), str(shape["says"]), lang))
    _text(one, "updated", shape["at"])
    _text(ElementTree.SubElement(one, "author"), "name", _author(shape["actor"], lang))
    page = page_address(shape["kind"], shape["into"] or shape["id"], lang)
    ElementTree.SubElement(one, "link", rel="alternate", href=f"{origin.base_url}{page}", type="text/html")
    _text(one, "summary", str(shape["reason"]))
    content = _text(one, "content", _html(shape, lang))
    content.set("type", "html")


def _author(actor: Mapping[str, str], lang: str) -> str:
    return f"{actor['organisation']} ({actor['role']})"


def _html(shape: Mapping[str, Any], lang: Any) -> str:
    """What changed, before and after, and why; put together as a tree, so that nothing in it is markup."""
    body = ElementTree.Element("div", {"dir": "rtl" if lang == "ar" else "ltr", "lang": str(lang)})
    _text(body, "p", str(shape["says"]))
    for one in shape["changes"]:
        _text(body, "p", str(one["label"]))
        listed = ElementTree.SubElement(body, "ul")
        for key, words in (("change.before", one["before"]), ("change.after", one["after"])):
            _text(listed, "li", opened(say(lang, key), str(words or say(lang, "change.nothing")), lang))
    _text(body, "p", opened(say(lang, "change.reason"), str(shape["reason"]), lang))
    return ElementTree.tostring(body, encoding="unicode", method="html")


def _text(parent: ElementTree.Element, name: str, words: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, name)
    element.text = words
    return element
