"""Ties in the reader's language: what a provider shares with a recipient, and walks through the graph."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from exchange_graph.catalogue.ties import Shared, Ties
from exchange_graph.domain.exchange import Role
from exchange_graph.domain.languages import Lang
from exchange_graph.graph.query import Found, Link, Path
from exchange_graph.render.languages import language
from exchange_graph.render.locales import say
from exchange_graph.render.shapes.ties import EdgeShape, NodeShape, PathShape, SharedShape, TiesShape
from exchange_graph.render.speaking import Speaker

_ROLES: dict[str, Role] = {
    "PROVIDED_BY": "provider", "RECEIVED_BY": "recipient", "FACILITATED_BY": "facilitator",
    "FUNDED_BY": "funder", "SUPPORTED_BY": "supporter", "JOINED_BY": "participant",
}  # fmt: skip
_BETWEEN: dict[Lang, str] = {"ar": "؛ ", "zh": "；", "fr": " ; "}
_PARTIES: dict[Lang, str] = {"ar": "، ", "zh": "，", "en": " and "}
_COMMA: dict[Lang, str] = {"ar": " و", "zh": "、"}
_AND: dict[Lang, str] = {"ar": " و", "zh": "和", "en": " and ", "fr": " et ", "es": " y ", "ru": " и "}


def ties_of(ties: Ties, speaker: Speaker) -> TiesShape:
    """What ties a provider to a recipient."""
    return {
        "with": ties.recipient,
        "exchanges": list(ties.exchanges),
        "shared": [_shared(one, speaker) for one in ties.shared],
    }


def _shared(shared: Shared, speaker: Speaker) -> SharedShape:
    def compose(lang: Lang) -> str:
        about = speaker.catalogue.label(shared.about, lang)
        named = language(shared.about, lang) if shared.what == "language" else about
        return say(lang, f"shared.{shared.what}", about=named)

    return {
        "what": shared.what,
        "about": shared.about,
        "says": speaker.composed(compose),
        "source": speaker.ref(shared.source),
    }


class Walks:
    """Says nodes, edges and paths; `records` are those on the way, by id."""

    def __init__(self, speaker: Speaker, records: Mapping[str, Found]) -> None:
        self._speaker, self._records = speaker, records

    def path(self, path: Path) -> PathShape:
        """One path with its sentence."""
        return {
            "length": len(path.nodes) - 1,
            "nodes": [self.node(i) for i in path.nodes],
            "edges": [self.edge(link) for link in path.links],
            "sentence": self._speaker.composed(lambda lang: self._sentence(path, lang)),
        }

    def node(self, record_id: str) -> NodeShape:
        """A record on the way."""
        label = self._speaker.composed(lambda lang: self._label(record_id, lang))
        return {"id": record_id, "kind": self._records[record_id].record.kind, "label": label}

    def edge(self, link: Link) -> EdgeShape:
        """A tie between two records."""
        return {
            "from": link.start, "to": link.end, "type": link.type, "role": _ROLES.get(link.type),
            "basis": link.basis,
        }  # fmt: skip

    def _label(self, record_id: str, lang: Lang) -> str:
        view = self._records[record_id].view
        if view:
            return self._speaker.heading_in(view, lang)
        return self._speaker.catalogue.label(record_id, lang)

    def _sentence(self, path: Path, lang: Lang) -> str:
        """One clause for each record that ties others, in the order of the walk."""
        clauses = [
            self._clause(start, list(links), lang)
            for start, links in groupby(path.links, key=lambda link: link.start)
        ]
        line = _BETWEEN.get(lang, "; ").join(clauses)
        return line[:1].upper() + line[1:] + ("。" if lang == "zh" else ".")

    def _clause(self, start: str, links: list[Link], lang: Lang) -> str:
        by_end = groupby(links, key=lambda link: link.end)
        roles = [(end, [_what(link, lang) for link in ties]) for end, ties in by_end]
        several = lang == "en" and any(len(whats) > 1 for _, whats in roles)
        between = "; " if several else _PARTIES.get(lang, ", ")
        whole, part = ("tie.exchange", "tie.is") if self._records[start].view else ("tie.record", "tie.of")
        ends = between.join(
            say(lang, part, end=self._label(end, lang), what=_listed(whats, lang)) for end, whats in roles
        )
        return say(lang, whole, start=self._label(start, lang), ends=ends)


def _listed(whats: list[str], lang: Lang) -> str:
    """One party's roles as the language lists them, so that no "and" is taken for another party's."""
    *others, last = whats
    return _AND[lang].join(filter(None, (_COMMA.get(lang, ", ").join(others), last)))


def _what(link: Link, lang: Lang) -> str:
    """What the end of a tie is to its beginning; an inferred role is said to be one."""
    what = say(lang, f"tie.label.{link.type}")
    return say(lang, "tie.inferred", what=what) if link.basis == "inferred" else what
