"""How a record is cited: as text, and as RIS, BibTeX and CSL-JSON for reference managers.

Formats: RIS (Research Information Systems, 2011), BibTeX as biber reads it (UTF-8), CSL-JSON 1.0. Each is a
dozen lines of fields, fewer than it would take to fit a library to them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import orjson

from exchange_graph.domain.languages import Lang
from exchange_graph.domain.vocabulary import Source
from exchange_graph.exporters.columns import ShapedRecord
from exchange_graph.exporters.format import Origin
from exchange_graph.render.locales import say
from exchange_graph.render.punctuation import clauses, joined
from exchange_graph.render.speaking import Speaker

Style = Literal["text", "ris", "bibtex", "csl-json"]
_BREAKS = re.compile(r"\s+")
_SPECIAL = re.compile(r"[\\{}$&#%_~^]")
_ESCAPED = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


@dataclass(frozen=True, slots=True)
class CitedRecord:
    """What is cited: a record of ours, or (`is_document`) the document that a source is.

    `issued` is a partial date; `accessed` is a day. `number` is a symbol or our id, `edition` our revision.
    """

    key: str
    is_document: bool
    author: str
    title: str
    publisher: str
    number: str
    edition: str
    issued: str
    accessed: str
    address: str
    note: str
    lang: Lang
    text: str


def reference(shape: ShapedRecord, kind: str, day: str, speaker: Speaker, origin: Origin) -> CitedRecord:
    """The record as it is cited on a day; `shape` is as clients get it, in one language."""
    document = speaker.catalogue.get(Source, shape["id"]) if kind == "source" else None
    lang = origin.lang
    work = say(lang, "cite.work")
    title = _line(shape.get("heading") or shape["label"])
    address = f"{origin.base_url}{shape['links']['page'] or shape['links']['self']}"
    text = say(
        lang, "cite.record", work=work, title=title, id=shape["id"], revision=shape["revision"],
        day=origin.data_date or "–", address=address, accessed=day,
    )  # fmt: skip
    sources = _sources(shape, lang)
    note = say(lang, "cite.sources", sources=sources) if sources else ""
    if document:
        return _of_document(document, shape, text, day, address, lang)
    return CitedRecord(
        shape["id"], False, work, title, work, shape["id"], str(shape["revision"]),
        shape["updated_at"][:10], day, address, note, lang, f"{text}. {note}" if note else f"{text}.",
    )  # fmt: skip


def _of_document(
    document: Source, shape: ShapedRecord, record: str, day: str, address: str, lang: Lang
) -> CitedRecord:  # fmt: skip
    publisher, title = _line(shape["publisher"]), _line(shape["title"])
    url = document.address(lang) or address
    said = say(
        lang, "cite.document", publisher=publisher, title=title, url=url,
        number=joined(["", document.symbol], lang) if document.symbol else "",
        published=joined(["", document.published], lang) if document.published else "",
    )  # fmt: skip
    return CitedRecord(
        shape["id"], True, publisher, title, publisher, document.symbol or shape["id"],
        str(shape["revision"]), document.published or "", document.retrieved if document.url else day, url,
        record, lang, f"{clauses([said, record], lang)}.",
    )  # fmt: skip


def _sources(shape: ShapedRecord, lang: Lang) -> str:
    """The documents that a record rests on, each with the places in it."""
    places: dict[str, dict[str, None]] = {}
    for cited in shape.get("citations", ()):
        found = places.setdefault(_line(cited["source"]["label"]), {})
        if cited["locator"]:
            found[cited["locator"]] = None
    return clauses((joined([label, *found], lang) for label, found in places.items()), lang)


def _line(words: Any) -> str:
    return _BREAKS.sub(" ", str(words)).strip()


def as_text(cited: CitedRecord) -> bytes:
    """A line for a footnote."""
    return f"{cited.text}\n".encode()


def as_ris(cited: CitedRecord) -> bytes:
    """RIS: a tag, two spaces, a hyphen and a space before each value; CRLF."""
    issued = [*cited.issued.split("-"), "", ""][:3]
    fields = [
        ("TY", "RPRT" if cited.is_document else "DATA"), ("AU", cited.author), ("TI", cited.title),
        ("PB", cited.publisher), ("PY", issued[0]), ("DA", "/".join(issued) if issued[0] else ""),
        ("M1" if cited.is_document else "AN", cited.number), ("ET", cited.edition), ("UR", cited.address),
        ("Y2", cited.accessed.replace("-", "/")), ("N1", cited.note), ("LA", cited.lang),
    ]  # fmt: skip
    lines = [f"{tag}  - {value}" for tag, value in fields if value]
    return "".join(f"{line}\r\n" for line in [*lines, "ER  - "]).encode()


def as_bibtex(cited: CitedRecord) -> bytes:
    """BibTeX: every value in braces, and what TeX would read as a command escaped."""
    fields = {
        "author": f"{{{_tex(cited.author)}}}", "title": f"{{{_tex(cited.title)}}}",
        "institution" if cited.is_document else "publisher": _tex(cited.publisher),
        "year": cited.issued[:4], "date": cited.issued, "number": _tex(cited.number),
        "version": cited.edition,
        "url": cited.address, "urldate": cited.accessed, "note": _tex(cited.note), "langid": cited.lang,
    }  # fmt: skip
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    kind = "techreport" if cited.is_document else "misc"
    return (f"@{kind}{{{cited.key},\n" + ",\n".join(lines) + "\n}\n").encode()


def as_csl(cited: CitedRecord) -> bytes:
    """CSL-JSON: a list of one item."""
    item: dict[str, Any] = {
        "id": cited.key, "type": "report" if cited.is_document else "dataset", "title": cited.title,
        "author": [{"literal": cited.author}], "publisher": cited.publisher, "number": cited.number,
        "version": cited.edition, "URL": cited.address, "accessed": _csl_date(cited.accessed),
        "note": cited.note, "language": cited.lang,
    }  # fmt: skip
    if cited.issued:
        item["issued"] = _csl_date(cited.issued)
    return orjson.dumps([{name: value for name, value in item.items() if value}], option=orjson.OPT_INDENT_2)


def _csl_date(date: str) -> dict[str, list[list[int]]]:
    return {"date-parts": [[int(part) for part in date.split("-")]]}


def _tex(words: str) -> str:
    return _SPECIAL.sub(lambda found: _ESCAPED.get(found[0], f"\\{found[0]}"), words)


WRITERS: dict[Style, tuple[str, Callable[[CitedRecord], bytes]]] = {
    "text": ("text/plain; charset=utf-8", as_text),
    "ris": ("application/x-research-info-systems", as_ris),
    "bibtex": ("application/x-bibtex; charset=utf-8", as_bibtex),
    "csl-json": ("application/vnd.citationstyles.csl+json", as_csl),
}
"""The media type of each style, and what writes it."""
