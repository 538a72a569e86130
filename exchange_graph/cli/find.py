"""exchange-graph find: documented exchanges that fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import typer

from exchange_graph.catalogue.asking import Understood
from exchange_graph.catalogue.filters import ExchangeFilters
from exchange_graph.catalogue.searching import find_mended
from exchange_graph.cli.blocks import named, text
from exchange_graph.cli.filters import filtered
from exchange_graph.cli.options import AsJson, LangOption, Nothing, nothing, question
from exchange_graph.cli.printing import as_json
from exchange_graph.cli.running import on_store
from exchange_graph.cli.telling import tell_listed
from exchange_graph.domain.languages import Lang
from exchange_graph.graph.query import PageRequest, Sort
from exchange_graph.graph.store import GraphStore
from exchange_graph.render.exchange import item
from exchange_graph.render.locales import say
from exchange_graph.render.punctuation import beside, joined
from exchange_graph.render.shapes.exchange import ExchangeItem
from exchange_graph.render.speaking import Speaker

Limit = Annotated[int, typer.Option(min=1, max=200)]


@dataclass(frozen=True, slots=True)
class Read:
    """How words were read: mended, as other names of a State, as an area, or what may have been meant."""

    mended: str | None
    names: dict[str, str]
    areas: dict[str, str]
    meant: dict[str, str]

    @staticmethod
    def of(asked: Understood, read: Understood, speaker: Speaker) -> Read:
        """What differs from what was written."""
        label = speaker.catalogue.label
        return Read(
            read.text if read.query.text != asked.query.text else None,
            {text: ", ".join(f"{i} ({label(i, speaker.lang)})" for i in ids) for text, ids in read.led},
            {area.name.best(speaker.lang)[0]: area.note for _, area in read.areas},
            {i: label(i, speaker.lang) for i in read.meant},
        )

    def shape(self) -> dict[str, Any]:
        """For programs: what there is to tell."""
        every = {"mended": self.mended, "names": self.names, "areas": self.areas, "did_you_mean": self.meant}
        return {name: told for name, told in every.items() if told}

    def tell(self, lang: Lang) -> None:
        """A line for each part."""
        if self.mended:
            text(say(lang, "find.mended", words=self.mended))
        for word, led in {**self.names, **self.areas}.items():
            named(word, led, lang)
        if self.meant:
            meant = joined((beside(label, i, lang) for i, label in self.meant.items()), lang)
            text(say(lang, "find.meant", names=meant))


@filtered
def find(filters: ExchangeFilters, limit: Limit = 50, lang: LangOption = "en", json: AsJson = False) -> None:
    """List documented exchanges that fit all conditions.

    Examples: `exchange-graph find Liberia tax`, `exchange-graph find --provider RWA --sector police`,
    `exchange-graph find --status interrupted`, `exchange-graph find --contested`
    """

    async def ask(store: GraphStore) -> tuple[list[ExchangeItem], int, Read, Nothing | None]:
        understood, speaker = await question(filters, lang, store)
        sort: Sort = "relevance" if filters.q else "-start"
        read, page = await find_mended(
            understood, speaker.catalogue, store, PageRequest(limit), sort, lang=lang
        )
        none = None if page.total else await nothing(read.query, speaker, store)
        items = [item(i.view, i.version, i.at, speaker) for i in page.items]
        return items, page.total, Read.of(understood, read, speaker), none

    items, total, read, none = on_store(ask)
    if json:
        told = read.shape()
        as_json({"items": items, "total": total, **told, **(none.shape if none else {})})
        return
    read.tell(lang)
    for one in items:
        tell_listed(one, lang)
        text("")
    if none:
        none.tell(lang)
    else:
        text(say(lang, "find.shown", shown=len(items), total=total))
