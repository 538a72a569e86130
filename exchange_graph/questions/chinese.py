"""What the order of words in a Chinese question tells of the role of a party."""

from __future__ import annotations

from exchange_graph.questions.sentence import VERBS, ParsedSentence, RoleRead

_BACK = 6
_MONEY = ("资助", "出资", "供资")


def chinese_role(sentence: ParsedSentence, place: int) -> RoleRead | None:
    """The role by what stands right before a party, or by the verb that it does; None where neither tells."""
    before = sentence.classes(place - 1)
    if any("learn" in sentence.classes(n) for n in range(place + 1, len(sentence.pieces))):
        return "provider" if {"in", "from", "with", "to"} & before else "recipient"
    if "by" in before and "let" not in before:
        return _agent(sentence, place)
    if _is_led_to(sentence, place) or _is_done_to(sentence, place) or _has(sentence, place):
        return _among(sentence, place) or "recipient"
    return _among(sentence, place) or _subject(sentence, place)


def _is_led_to(sentence: ParsedSentence, place: int) -> bool:
    """Whether the word before a party leads to whom it is done: 让海地受益, 为海地法官."""
    before = sentence.classes(place - 1)
    if "let" in before or ("with" in before and _shares(sentence, place)):
        return True
    led = "to" in before and not sentence.learns(place)
    return led and (not sentence.on_visit() or "for" in before)


def noun_role(sentence: ParsedSentence, place: int, after: int) -> RoleRead | None:
    """The role by a word for money or support behind a party."""
    text = sentence.pieces[after].text
    if text in _MONEY and not sentence.is_for(place):
        return "funder"
    following = sentence.pieces[after + 1].text if after + 1 < len(sentence.pieces) else ""
    if text == "支持" and (following == "下" or not sentence.parties(after + 1)):
        return "supporter"
    return None


def _among(sentence: ParsedSentence, place: int) -> RoleRead | None:
    """在东盟成员国中，哪些国家帮助过: of whom some did what the verb says."""
    behind = place + 1 + ("members" in sentence.classes(place + 1))
    following = range(behind + 1, min(behind + _BACK, len(sentence.pieces)))
    if "among" not in sentence.classes(behind):
        return None
    who = next((n for n in following if "who" in sentence.classes(n)), None)
    verbs = sentence.verbs_after(who) if who is not None else []
    name = sentence.verb(verbs[0]) if verbs else None
    return VERBS[name][0] if name else None


def _agent(sentence: ParsedSentence, place: int) -> RoleRead:
    """由肯尼亚出资: the verb follows."""
    for after in range(place + 1, min(place + _BACK, len(sentence.pieces))):
        if verb := sentence.verb(after):
            return VERBS[verb][0] if verb != "receive" else "provider"
    return "provider"


def _shares(sentence: ParsedSentence, place: int) -> bool:
    return any("share" in sentence.classes(n) for n in range(place + 1, len(sentence.pieces)))


def _is_done_to(sentence: ParsedSentence, place: int) -> bool:
    """利比里亚的法官由卢旺达培训: who does it is named between a party and the verb."""
    for after in range(place + 1, len(sentence.pieces)):
        if "by" in sentence.classes(after):
            return not sentence.ends_clause(after - 1)
        if sentence.verb(after) or sentence.pieces[after].is_party or sentence.ends_clause(after - 1):
            return False
    return False


def _has(sentence: ParsedSentence, place: int) -> bool:
    """阿富汗有哪些排雷项目: where something is."""
    verbs = any(sentence.verb(n) for n in range(len(sentence.pieces)))
    return "has" in sentence.classes(place + 1) and not verbs and not sentence.parties(0, place)


def _subject(sentence: ParsedSentence, place: int) -> RoleRead | None:
    """肯尼亚派专家: a party that begins a part of the sentence and is followed by what it does."""
    begins = place == 0 or sentence.ends_clause(place - 1)
    verb = sentence.verb(place + 1)
    return VERBS[verb][0] if begins and verb and "expert" not in sentence.classes(place + 1) else None
