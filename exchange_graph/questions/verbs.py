"""What the verb tells of the role of a party: who stands before it, who behind, of whom it is asked."""

from __future__ import annotations

from exchange_graph.domain.languages import Lang
from exchange_graph.questions.arabic import is_done_back
from exchange_graph.questions.russian import are_more, asks_who_does, is_one, standing
from exchange_graph.questions.sentence import VERBS, ParsedSentence, RoleRead

_VERB_FIRST: tuple[Lang, ...] = ("ar",)
_OBJECT_MARKED: tuple[Lang, ...] = ("es",)
"""Languages that mark a State that something is done to: what is not marked does it."""
_TWO_SIDES = ("give", "receive")


def of_verb(sentence: ParsedSentence, verb: int, place: int, known: dict[int, RoleRead]) -> RoleRead | None:
    """The role of a party that stands behind a verb without a preposition."""
    name = sentence.verb(verb)
    if name is None:
        return None
    does, done_to = VERBS[name]
    if sentence.by_whom(verb) is not None:
        return does if name == "receive" else done_to
    unmarked = not any({"to", "in", "of"} & sentence.classes(n) for n in range(verb + 1, place))
    if unmarked and is_done_back(sentence, verb, place):
        return does
    asks_who = any(asks_who_does(sentence, n, verb) for n in range(verb))
    stand_by = {n for n, role in known.items() if role not in VERBS[name]}
    has_subject = any(_may_do(sentence, n, verb) for n in range(verb) if n not in stand_by) or does in {
        known.get(n) for n in range(verb + 1, place)
    }
    if not unmarked or has_subject:
        return done_to
    asks_what = any("what" in sentence.classes(n) for n in range(verb)) and sentence.lang != "en"
    if not asks_who and (_is_inverted(sentence, verb, place) or (asks_what and sentence.lang != "ru")):
        return does
    return does if sentence.lang == "es" and asks_who and sentence.before(place) == verb else done_to


def _is_inverted(sentence: ParsedSentence, verb: int, place: int) -> bool:
    """Whether who does it may stand behind its verb."""
    if sentence.lang == "ru":
        return "given" not in sentence.classes(verb) and _agrees(sentence, verb, place)
    return sentence.lang in (*_VERB_FIRST, *_OBJECT_MARKED)


def _agrees(sentence: ParsedSentence, verb: int, place: int) -> bool:
    """Whether a Russian name can be who does it: «научил Гаити», but not «научили мьянманский парламент»."""
    piece = sentence.pieces[place]
    many = sentence.pieces[verb].text.endswith(("ли", "ют", "ят", "ут", "ат"))
    return "nom" in standing(sentence, place) and not (many and is_one(piece))


def _may_do(sentence: ParsedSentence, place: int, verb: int) -> bool:
    """Whether a party can be who does what a verb says; in Russian only in the nominative."""
    if not sentence.pieces[place].is_party or are_more(sentence, place, verb):
        return False
    return sentence.lang != "ru" or "nom" in standing(sentence, place)


def subject(sentence: ParsedSentence, place: int) -> RoleRead | None:
    """The role of a party that stands before a verb."""
    for after in range(place + 1, len(sentence.pieces)):
        verb = sentence.verb(after)
        if "go" in sentence.classes(after) and sentence.on_visit():
            return "recipient"
        if verb:
            done_to = sentence.passive(place, after) or is_done_back(sentence, after, after + 1)
            if not done_to and not are_more(sentence, place, after):
                return VERBS[verb][0]
            # who owns the experience that was shared is not whom it was shared with
            return None if "expert" in sentence.classes(place - 1) else VERBS[verb][1]
        alone = sentence.pieces[after].is_party and not sentence.listed_on(place, after)
        if alone and sentence.lang != "zh" and not sentence.set_off(after):
            return None
    return None


def _who_before(sentence: ParsedSentence, where: int) -> int | None:
    """The place of "who" or "anyone" before another one, past words that say nothing."""
    for at in range(where - 1, -1, -1):
        if {"who", "anyone"} & sentence.classes(at):
            return at
        if sentence.pieces[at].kind != "ignored":
            return None
    return None


def asked_in(sentence: ParsedSentence, place: int) -> RoleRead | None:
    """What those do of whom it is asked in a place: "has anyone in Southern Africa shared".

    Chinese says so in front of it; 谁在西非教 asks who taught there.
    """
    where = sentence.before(place)
    who = _who_before(sentence, where)
    if who is None or "in" not in sentence.classes(where) or sentence.lang == "zh":
        return None
    behind = [n for n in sentence.verbs_after(place) if not sentence.passive(place, n)]
    near = [*behind, *(n for n in range(who - 1, max(-1, who - 3), -1) if sentence.verb(n))]
    name = sentence.verb(near[0]) if near and (behind or not sentence.verbs_after(place)) else None
    return VERBS[name][0] if name in _TWO_SIDES else None
