"""How each language joins names, opens what follows, brackets what stands beside, and keeps dates whole."""

from __future__ import annotations

import re
from collections.abc import Iterable

from exchange_graph.domain.languages import Lang

_COMMA: dict[Lang, str] = {"zh": "、", "ar": "، "}
_COLON: dict[Lang, str] = {"zh": "：", "fr": " : "}
_SEMICOLON: dict[Lang, str] = {"ar": "؛ ", "zh": "；", "fr": " ; "}
_ARROW: dict[Lang, str] = {"ar": "←"}
_BRACKETS: dict[Lang, str] = {"zh": "（{}）"}
_MORE: dict[Lang, str] = {"ar": "{names} و{count} غيرها"}
_DATE = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
_ISOLATED = "\N{LEFT-TO-RIGHT ISOLATE}{}\N{POP DIRECTIONAL ISOLATE}"


def joined(names: Iterable[str], lang: Lang) -> str:
    """Names as a list."""
    return _COMMA.get(lang, ", ").join(names)


def shortened(names: Iterable[str], lang: Lang, most: int) -> str:
    """The first `most` names as a list, and how many follow."""
    every = list(names)
    line, count = joined(every[:most], lang), len(every) - most
    return _MORE.get(lang, "{names} +{count}").format(names=line, count=count) if count > 0 else line


def directed(giver: str, receiver: str, lang: Lang) -> str:
    """From whom to whom; the arrow points the way the language is read, and is not mirrored by itself."""
    return f"{giver} {_ARROW.get(lang, '→')} {receiver}"


def opened(head: str, rest: str, lang: Lang) -> str:
    """`head`, a colon, and what it opens."""
    return f"{head}{_COLON.get(lang, ': ')}{rest}"


def clauses(said: Iterable[str], lang: Lang) -> str:
    """Statements that each could stand alone, in one line."""
    return _SEMICOLON.get(lang, "; ").join(said)


def beside(said: str, remark: str, lang: Lang) -> str:
    """What is said, with a remark in brackets."""
    return said + _BRACKETS.get(lang, " ({})").format(remark)


def whole(value: object, lang: Lang) -> object:
    """A value as it stands in a line: among Arabic words a date would be shown from its day to its year."""
    if lang == "ar" and isinstance(value, str) and _DATE.fullmatch(value):
        return _ISOLATED.format(value)
    return value
