"""What nouns beside a party tell of its role: whose money, whose experts, who is called the provider."""

from __future__ import annotations

from exchange_graph.questions.chinese import noun_role
from exchange_graph.questions.sentence import VERBS, ParsedSentence, RoleRead

_CALLED: dict[str, RoleRead] = {
    "as.provider": "provider", "as.recipient": "recipient", "as.funder": "funder",
    "as.supporter": "supporter",
}  # fmt: skip
_FAR = 4


def called(sentence: ParsedSentence, place: int) -> RoleRead | None:
    """What it is called: "México fue el país oferente", "Brazil as provider", "recipient: Haiti"."""
    return _called_so(sentence, place, 1) or _called_so(sentence, place, -1)


def _called_so(sentence: ParsedSentence, place: int, step: int) -> RoleRead | None:
    for at in range(place + step, place + _FAR * step, step):
        mark = sentence.mark_behind(at - 1 if step > 0 else at)
        if not 0 <= at < len(sentence.pieces) or (mark and not _goes_on(sentence, at, mark, step)):
            return None
        classes = sentence.classes(at)
        for name, role in _CALLED.items():
            if name in classes:
                return role
        if sentence.pieces[at].kind != "ignored" and not {"be", "as"} & classes:
            return None
    return None


def _goes_on(sentence: ParsedSentence, at: int, mark: str, step: int) -> bool:
    """Whether a mark parts a name from what it is called: "Haití, país receptor", "provider: Brazil"."""
    if step < 0:
        return mark == ":"
    return mark in (",", "،", "，") and not sentence.parties(at + 1, 1)


def of_money(sentence: ParsedSentence, place: int) -> RoleRead | None:
    """Whose money it is: "Norwegian funding", "fonds de la Norvège"."""
    if "money" in sentence.classes(place + 1) and sentence.is_attribute(place, place + 1):
        return "funder"
    before = sentence.before(place)
    if "of" in sentence.classes(before):
        before = sentence.before(before)
    elif not sentence.pieces[place].is_attribute:
        return None
    return "funder" if before >= 0 and "money" in sentence.classes(before) else None


def of_noun(sentence: ParsedSentence, place: int) -> RoleRead | None:
    """An adjective behind a noun: "l'aide sud-africaine", but "former des experts maliens"."""
    if not sentence.pieces[place].is_attribute:
        return None
    if "for" in sentence.classes(sentence.before(sentence.before(place))):
        return "recipient"
    noun = sentence.noun_before(place)
    if noun is None:
        return None
    if sentence.is_trained(noun):
        return "recipient"
    if any(
        sentence.is_taught(place, verb) and "share" not in sentence.classes(verb)
        for verb in sentence.verbs_after(place)
    ):
        return None
    verb = sentence.verb_before(noun) or sentence.verb(noun - 2)
    done_to = verb is not None and VERBS[verb][1] == "recipient" and not sentence.parties(noun + 1, 1)
    return None if done_to and not sentence.passive(0, noun - 1) else sentence.turned("provider")


def behind(sentence: ParsedSentence, place: int) -> RoleRead | None:
    """What stands right behind a name: Chinese, and nouns of persons ("Kenyan experts")."""
    for after in range(place + 1, min(place + _FAR, len(sentence.pieces))):
        classes = sentence.classes(after)
        if sentence.lang == "zh" and (role := noun_role(sentence, place, after)):
            return role
        if "expert" in classes and sentence.is_attribute(place, after):
            return _of_experts(sentence, place, after)
        if sentence.lang == "zh" and after == place + 1 and sentence.ends_at_another(place):
            return "provider"
        if sentence.pieces[after].is_party or sentence.verb(after) or "and" in classes:
            return None
    return None


def _of_experts(sentence: ParsedSentence, place: int, noun: int) -> RoleRead | None:
    if sentence.is_trained(min(place, noun)):
        return "recipient"
    verb = sentence.verb(place - 1) if place else None
    done_to = verb is not None and VERBS[verb][1] == "recipient"
    done_to = done_to or any(sentence.is_taught(noun, n) for n in sentence.verbs_after(noun))
    return None if done_to else sentence.turned("provider")


def owner(sentence: ParsedSentence, place: int) -> RoleRead | None:
    """Whose police, in whose country: the owner gives where another party is where it happened."""
    piece = sentence.pieces[place]
    attribute = piece.owning or (bool(piece.meanings) and piece.meanings[0].way in ("adjective", "people"))
    attribute = attribute or (sentence.lang == "ru" and piece.oblique)
    if not attribute and sentence.lang not in ("zh",):
        return None
    for after in range(place + 1, len(sentence.pieces)):
        if sentence.verb(after):
            return None
        if {"in", "to"} & sentence.classes(after) and sentence.parties(after + 1, 3):
            return None if sentence.does_else(after) else sentence.turned("provider")
    return None
