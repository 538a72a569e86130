"""How each language joins names, opens what follows, brackets what stands beside, and keeps dates whole."""

from __future__ import annotations

import re
from collections.abc import Iterable

from exchange_graph.domain.languages import Lang
from exchange_graph.text.tokens import fold

_COMMA: dict[Lang, str] = {"zh": "、", "ar": "، "}
_COLON: dict[Lang, str] = {"zh": "：", "fr": " : "}
_SEMICOLON: dict[Lang, str] = {"ar": "؛ ", "zh": "；", "fr": " ; "}
_QUOTED: dict[Lang, str] = {"ar": "”{}“", "fr": "«\N{NO-BREAK SPACE}{}\N{NO-BREAK SPACE}»", "ru": "«{}»"}
_AS_SOUNDED = str.maketrans("斐瑙汶秘", "匪闹问必")
"""Characters in names of States that GB 2312 does not have by their sound, and others of that sound."""
_ARROW: dict[Lang, str] = {"ar": "←"}
_BRACKETS: dict[Lang, str] = {"zh": "（{}）"}
_MORE: dict[Lang, str] = {"ar": "{names} و{count} غيرها"}
_ARABIC = re.compile("[\u0590-\u08ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u0400-\u04ff]")
_PARTED = re.compile(r"\d[^\w\s]+\d")
_LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT ISOLATE}{}\N{POP DIRECTIONAL ISOLATE}"
_EITHER_WAY = "\N{FIRST STRONG ISOLATE}{}\N{POP DIRECTIONAL ISOLATE}"
_ISOLATES = "\u2066\u2067\u2068"


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


def quoted(words: str, lang: Lang) -> str:
    """The very words of a source, between the marks of the reader's language."""
    return _QUOTED.get(lang, "“{}”").format(words)


def by_name(name: str, lang: Lang) -> bytes:
    """What sorts names: letters without marks and capitals; in Chinese by pinyin.

    GB 2312 has the common characters in the order of their sound, those of all but a few names of States.
    """
    return name.translate(_AS_SOUNDED).encode("gb18030") if lang == "zh" else fold(name).encode()


def whole(value: object, lang: Lang) -> object:
    """A value as it stands in a line: text that runs the other way keeps its own order."""
    return isolated(value, lang) if isinstance(value, str) else value


def isolated(text: str, lang: Lang) -> str:
    """A date, a range, a code or a foreign name among words that run the other way.

    Without it a date would be shown from its day to its year, and `13(c)` with its bracket on the other side.
    """
    if lang == "ar":
        foreign = not _ARABIC.search(text) and (_LATIN.search(text) or _PARTED.search(text))
        return _LEFT_TO_RIGHT.format(text) if foreign and text[0] not in _ISOLATES else text
    return _EITHER_WAY.format(text) if _ARABIC.search(text) and not _LATIN.search(text) else text
