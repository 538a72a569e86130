"""Translations of what the seed files say: `texts/fr.po`, a file a language, for any editor of PO files.

A message is the English of a text, or a quote in its own language, so a text that changes is untranslated
until somebody looks at it again. What stands here is ours: it is marked unofficial. Words that others chose
(the name that a body has in French) stand beside the record itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from operator import is_not
from pathlib import Path
from typing import Any

from babel.messages.pofile import PoFileError, read_po

from exchange_graph.domain.claims import Citation
from exchange_graph.domain.languages import LANGUAGES, Lang, Text
from exchange_graph.domain.records import AnyRecord
from exchange_graph.domain.value import Value
from exchange_graph.errors import BadInput, Problem

FOLDER = "texts"
AS_PUBLISHED = ("source", "country", "deployment")
"""Kinds whose words are not ours to translate: titles of documents, what the list of States gives."""
Messages = Mapping[str, str]


def read_messages(path: Path, name: str) -> Messages:
    """What a file translates, but for messages marked fuzzy; `BadInput` names the line it breaks at."""
    try:
        with path.open("rb") as file:
            read = read_po(file, charset="utf-8", abort_invalid=True)
    except PoFileError as error:
        raise BadInput([Problem(f"{name}:{error.lineno + 1}", f"not a PO file: {error}")]) from None
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput([Problem(name, f"cannot be read: {error}")]) from None
    return {str(m.id): str(m.string) for m in read if m.id and m.string and not m.fuzzy}


class Translations:
    """Gives records the languages that their seed file does not have."""

    def __init__(self, folder: Path) -> None:
        files = {lang: folder / FOLDER / f"{lang}.po" for lang in LANGUAGES}
        self._messages: dict[Lang, Messages] = {
            lang: read_messages(path, f"{FOLDER}/{path.name}")
            for lang, path in files.items()
            if path.exists()
        }

    def of(self, record: AnyRecord) -> AnyRecord:
        """The record in every language there is; a source keeps its title as it was published."""
        if record.kind in AS_PUBLISHED:
            return record
        filled: AnyRecord = self._of(record)
        return filled

    def _of(self, value: Any) -> Any:
        if isinstance(value, Text):
            return self._with(value, value.en)
        if isinstance(value, tuple):
            parts = tuple(map(self._of, value))
            return parts if any(map(is_not, parts, value)) else value
        return self._value(value) if isinstance(value, Value) else value

    def _value(self, value: Value) -> Value:
        fields = {name: getattr(value, name) for name in type(value).model_fields}
        changed = {name: new for name, old in fields.items() if (new := self._of(old)) is not old}
        if isinstance(value, Citation):
            changed |= self._quoted(value)
        return value.model_copy(update=changed) if changed else value

    def _quoted(self, citation: Citation) -> dict[str, Text]:
        quote, ours = citation.quote, citation.translation
        if quote is None or citation.lang == "en":
            return {}
        found = self._with(ours or Text.model_construct(), quote)
        return {"translation": found} if found.languages() else {}

    def _with(self, text: Text, message: str | None) -> Text:
        """The text with the languages that the message is translated into, marked as ours."""
        added: dict[str, Any] = {
            lang: messages[message]
            for lang, messages in self._messages.items()
            if message and message in messages and not text.get(lang)
        }
        ours = (*text.unofficial, *added)
        return text.model_copy(update=added | {"unofficial": ours}) if added else text
