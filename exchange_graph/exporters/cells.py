"""Text that a spreadsheet takes for text, whoever wrote it.

A cell that begins like a formula is run when the file is opened, so it gets an apostrophe in front. Spaces
and invisible characters before the sign do not make it harmless, nor does its full-width form.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

BETWEEN = "; "
"""Between the entries of a list."""
FORMULA = "=+-@＝＋－＠"
_CONTROL = "\t\r\n"
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def cell(value: Any) -> str:
    """A value as a cell: unknown is empty; a list is joined, and empty where all of it is unknown."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        if all(entry is None for entry in value):
            return ""
        joined = BETWEEN.join(_entry(entry) for entry in value)
        return f"'{joined}" if _is_risky(joined) else joined
    return harmless(str(value))


def _entry(value: Any) -> str:
    """An entry of a list; what parts entries is written as a comma inside of one."""
    return cell(value).replace(BETWEEN, ", ")


def harmless(text: str) -> str:
    """The text with an apostrophe in front where it could be run, or looks as if it had got one here."""
    return f"'{text}" if _is_risky(text.lstrip("'")) else text


def _is_risky(text: str) -> bool:
    if text[:1] in _CONTROL and text:
        return True
    for character in text:
        if character in FORMULA:
            return not _NUMBER.fullmatch(text)
        if not (character.isspace() or unicodedata.category(character) in ("Cc", "Cf")):
            return False
    return False
