"""Bring the translations of the seeds up to date: `make texts`, or `python -m tests.house.texts`.

Each of `seeds/texts/*.po` then holds, in the order of the seed files, a message for every text that its
language is wanted for: the translation that stands there, or none yet. What no seed says any more goes.
"""

from __future__ import annotations

from collections.abc import Iterator

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from exchange_graph.domain.languages import LANGUAGES, Lang
from exchange_graph.domain.records import AnyRecord
from exchange_graph.domain.texts import citations, texts
from exchange_graph.domain.vocabulary import Source
from exchange_graph.seeding.reading import SEEDS
from exchange_graph.seeding.texts import AS_PUBLISHED, FOLDER, Messages, read_messages
from tests.real import held, seeds

HEADER = """\
# Translations of the seeds into {lang}; ours, awaiting the review of a United Nations translator.
# A message is the English of a text, or a quote in its own language. CC BY 4.0. `make texts` renews the file.
msgid ""
msgstr ""
"Language: {lang}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def wanted(record: AnyRecord, lang: Lang) -> Iterator[str]:
    """What is to be translated into a language for a record, whether it has been or not."""
    if record.kind in AS_PUBLISHED:
        return
    for text in texts(record):
        if text.en and lang != "en" and (text.get(lang) is None or lang in text.unofficial):
            yield text.en
    for citation in citations(record):
        if citation.quote and citation.lang not in ("en", lang) and (lang == "en" or _of_un(citation.source)):
            yield citation.quote


def _of_un(source: str) -> bool:
    """Whether a source is a document of the United Nations: these are read in all six languages."""
    return bool(held(Source)[source].symbol)


def renewed(lang: Lang, have: Messages) -> Catalog:
    """The messages of a language, each with a record that says it, and its translation where there is one."""
    catalog = Catalog(locale=lang)
    for record in seeds().records:
        for message in dict.fromkeys(wanted(record, lang)):
            catalog.add(message, have.get(message, ""), auto_comments=[record.id])
    return catalog


def write(lang: Lang, have: Messages) -> None:
    """Write the file of a language, and tell what lacks a translation."""
    path = SEEDS / FOLDER / f"{lang}.po"
    catalog = renewed(lang, have)
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as file:
        file.write(HEADER.format(lang=lang).encode())
        write_po(file, catalog, width=110, omit_header=True)
    missing = sum(not message.string for message in catalog if message.id)
    print(f"{path.name}: {len(catalog)} messages, {missing} without a translation")


def main() -> None:
    """Write every file anew."""
    for lang in LANGUAGES:
        path = SEEDS / FOLDER / f"{lang}.po"
        write(lang, read_messages(path, path.name) if path.exists() else {})


if __name__ == "__main__":
    main()
