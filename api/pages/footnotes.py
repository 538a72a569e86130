"""The sources of an exchange as numbered notes: one for each place of a source, with the facts it carries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


class Footnotes:
    """Notes by number, and the numbers of what is cited."""

    def __init__(self, record: Mapping[str, Any]) -> None:
        self.notes: list[dict[str, Any]] = []
        self._claims = record["claims"]
        numbers: dict[tuple[str, str | None], int] = {}
        self._number_of: list[int] = []
        for citation in record["citations"]:
            place = citation["source"]["id"], citation["locator"]
            number = numbers.setdefault(place, len(numbers) + 1)
            self._number_of.append(number)
            self._note(number, citation)
        for claim in self._claims:
            for number in self.numbers(claim["citations"]):
                self.notes[number - 1]["carries"].append(claim)

    def _note(self, number: int, citation: Mapping[str, Any]) -> None:
        if number > len(self.notes):
            kept = {name: citation[name] for name in ("source", "locator", "grade")}
            self.notes.append({**kept, "number": number, "quotes": [], "carries": []})
        note = self.notes[number - 1]
        note["grade"] = min(note["grade"], citation["grade"])
        if citation["quote"]:
            note["quotes"].append({name: citation[name] for name in ("quote", "lang", "translation")})

    def numbers(self, citations: Iterable[int]) -> list[int]:
        """The numbers of the notes behind these citations, each once."""
        return sorted({self._number_of[citation] for citation in citations})

    def of(self, citations: Iterable[int]) -> list[dict[str, Any]]:
        """The notes behind these citations."""
        return [self.notes[number - 1] for number in self.numbers(citations)]

    def on(self, fact: str) -> list[dict[str, Any]]:
        """The notes behind all that is claimed on a fact."""
        return self.of(i for claim in self._claims if claim["fact"] == fact for i in claim["citations"])
