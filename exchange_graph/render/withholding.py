"""Leaving out of an answer what names a State that the operator sets aside, in any of six languages."""

from __future__ import annotations

import re
from functools import cached_property

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.domain.languages import Text
from exchange_graph.domain.party import Party
from exchange_graph.domain.vocabulary import Institution
from exchange_graph.graph.words import names
from exchange_graph.text.tokens import fold

_SHORT = 5


class Withheld:
    """The States `hidden` from one answer, and what must not be told for their sake."""

    def __init__(self, hidden: frozenset[str], catalogue: Catalogue) -> None:
        self.hidden, self._catalogue = hidden, catalogue

    def may(self, *said: Text | str | None) -> bool:
        """Whether a text may be told: none of its languages names one of them."""
        if not self.hidden:
            return True
        every = [words for one in said if one for words in _words(one)]
        return not any(self._names.search(fold(words)) for words in every)

    def named(self, party: Party) -> bool:
        """Whether a party may be named."""
        return party.country not in self.hidden and self.may(party.words) and self.body(party.id)

    def body(self, record_id: str | None) -> bool:
        """Whether a record may be named: it acts for none of them, nor does its name tell of one."""
        if not self.hidden or record_id is None:
            return True
        record = self._catalogue.get(Institution, record_id)
        if record_id in self.hidden or (
            record and record.acts_for and record.acts_for.country in self.hidden
        ):
            return False
        return self.may(self._catalogue.text(record_id))

    @cached_property
    def _names(self) -> re.Pattern[str]:
        records = (self._catalogue.records.get(state) for state in sorted(self.hidden))
        called = {fold(name).strip() for record in records if record for name in (record.id, *names(record))}
        ordered = sorted(filter(None, called), key=len, reverse=True)
        return re.compile("|".join(_whole(name) for name in ordered) or "(?!)")


def _words(said: Text | str) -> list[str]:
    return [said] if isinstance(said, str) else [*said.all().values()]


def _whole(name: str) -> str:
    """A name as it begins a word; Chinese and Arabic join words, Russian changes their ends."""
    if re.search("[\u0600-\u06ff\u3400-\u9fff]", name):
        return re.escape(name)
    stem = name[:-1] if re.search("[\u0400-\u04ff]", name) and len(name) > _SHORT else name
    return rf"(?<!\w){re.escape(stem)}"
