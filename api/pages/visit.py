"""A visit to a page: who looks in which language, and what the page may ask and name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from api.deps import State
from api.http.asking import Pairs, asked
from api.pages.addresses import written
from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.domain.languages import LANGUAGES, Lang
from exchange_graph.domain.records import KINDS
from exchange_graph.errors import BadInput, Problem, Wording
from exchange_graph.settings import Settings


@dataclass(frozen=True, slots=True)
class Visit:
    """One request for a page."""

    request: Request
    lang: Lang
    running: State
    known: Catalogue

    @property
    def settings(self) -> Settings:
        """What the operator has set."""
        return self.running.settings

    @property
    def path(self) -> str:
        """The address within the language: "/exchanges"."""
        path: str = self.request.scope["path"]
        return path.removeprefix(f"/{self.lang}")

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The query as it was asked, without the fields of a form that were left empty.

        Without `lang` too: the language of a page stands in its address.
        """
        return [
            (name, value)
            for name, value in self.request.query_params.multi_items()
            if value and name != "lang"
        ]

    @property
    def asked_in(self) -> Lang:
        """The language that the query asks for, as it may the interface; else that of the address."""
        given = {value for name, value in self.request.query_params.multi_items() if name == "lang" and value}
        known: list[Lang] = [lang for lang in LANGUAGES if lang in given]
        if len(given) != len(known) or len(known) > 1:
            every = " ".join(f"/{lang}/" for lang in LANGUAGES)
            why = Wording("the language of a page stands in its address, as one of {every}", every=every)
            raise BadInput([Problem("lang", why)])
        return known[0] if known else self.lang

    @property
    def part(self) -> str:
        """The id in the address."""
        return str(self.request.path_params["id"])

    async def ask(self, path: str, query: Pairs = ()) -> Any:
        """What the interface answers, in the language of the page."""
        return await asked(self.request, path, [*query, ("lang", self.lang)])

    async def ask_all(self, path: str, query: Pairs = ()) -> list[dict[str, Any]]:
        """Every item of a list, page after page."""
        items: list[dict[str, Any]] = []
        following: str | None = ""
        while following is not None:
            body = await self.ask(
                path, [*query, ("limit", "200"), *([("cursor", following)] if following else [])]
            )
            items += body["items"]
            following = body["page"]["next"]
        return items

    def label(self, record_id: str) -> str:
        """The name of a record in the language of the page."""
        return self.known.label(record_id, self.lang)

    def to(self, path: str, query: Pairs = ()) -> str:
        """The address of a page in the same language."""
        return written(f"/{self.lang}{path}", query)

    def data(self, path: str, query: Pairs = ()) -> str:
        """The address of the same as data."""
        return written(path, [*query, ("lang", self.lang)])

    def page_of(self, address: str) -> str:
        """The page that shows what an address of the interface answers."""
        path = address.removeprefix("/v1").replace("/provider-experience", "/experience", 1)
        return f"/{self.lang}{path}"

    def record(self, record_id: str) -> str:
        """Where a record is shown."""
        held = self.known.records.get(record_id)
        if held is None:
            return self.to(f"/exchanges/{record_id}")
        return self.to(f"/{KINDS[held.kind].traits.noun}/{held.id}")

    @property
    def address(self) -> str:
        """The whole address of this page, for paper."""
        return self.settings.base_url + written(f"/{self.lang}{self.path}", self.pairs)

    def translations(self) -> list[tuple[Lang, str]]:
        """The address of this page in each language."""
        return [(lang, written(f"/{lang}{self.path}", self.pairs)) for lang in LANGUAGES]
