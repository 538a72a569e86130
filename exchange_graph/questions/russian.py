"""What the case of a Russian name or adjective tells of its role: who gives, to whom, by whom."""

from __future__ import annotations

from typing import Literal

from exchange_graph.questions.pieces import LEADING, Piece
from exchange_graph.questions.sentence import OTHER_SIDE, VERBS, ParsedSentence, RoleRead
from exchange_graph.text.units import words_in

Case = Literal["nom", "gen", "dat", "acc", "ins", "prep"]
Cases = frozenset[Case]
_BACK = 8
_ALL: Cases = frozenset(("nom", "gen", "dat", "acc", "ins", "prep"))
_ADJECTIVE: dict[str, str] = {
    "ого": "gen acc", "его": "gen acc", "ому": "dat", "ему": "dat", "ым": "ins dat", "им": "ins dat",
    "ую": "acc", "юю": "acc", "ых": "gen acc prep", "их": "gen acc prep", "ыми": "ins", "ими": "ins",
    "ои": "gen dat ins prep", "еи": "gen dat ins prep", "ом": "prep", "ем": "prep",
}  # fmt: skip
_NOUN: dict[str, str] = {
    "ами": "ins", "ями": "ins", "ам": "dat", "ям": "dat", "ах": "prep", "ях": "prep", "ов": "gen",
    "ев": "gen", "ом": "ins", "ем": "ins", "ои": "ins", "еи": "ins", "ью": "ins", "а": "gen",
    "я": "gen", "у": "dat acc", "ю": "dat acc", "ы": "gen", "и": "gen dat prep", "е": "dat prep",
}  # fmt: skip
_PEOPLE: dict[str, str] = {
    **_NOUN, "ы": "nom", "и": "nom", "не": "nom", "а": "gen acc", "ов": "gen acc", "ев": "gen acc",
}  # fmt: skip
_PLURAL: dict[str, str] = {
    "ами": "ins", "ям": "dat", "ам": "dat", "ах": "prep", "ы": "nom acc", "а": "nom acc",
}  # fmt: skip
_COUNTRIES = ("стран", "государств", "член")
_ONE, _MANY = ("ий", "ый", "ой"), ("ы", "ые", "ие")
_DOES = ("л", "ла", "ло", "ет", "ит")
_AMONG = frozenset(("из", "среди"))
_SEVERAL = ("страны", "государства", "члены")
_HEADS = ("республик", "государств", "королевств", "стран", "член")
"""In "Республики Корея" the first word is bent, not the last."""


def cases(piece: Piece) -> Cases:
    """The cases that a name can stand in as it is written; all of them where it is never bent."""
    words = words_in(piece.text)
    ways = {meaning.way for meaning in piece.meanings}
    if ways == {"adjective"}:
        return _by_ending(words[-1], _ADJECTIVE, "nom acc")
    if ways == {"people"}:
        return _by_ending(words[-1], _PEOPLE, "nom")
    if piece.what == "group" and len(words) > 1:
        return _of_group(words)
    if not piece.oblique:
        bent = words[-1].endswith(("ии", "ие", "аи", "еи", "ои")) or words[-1][-1] not in "иоеуэю"
        return _of("nom acc") if bent else _ALL
    if len(words) > 1 and (found := _by_ending(words[0], _ADJECTIVE, "")):
        return found & _by_ending(words[-1], _NOUN, "gen") or found
    bent_word = words[0] if words[0].startswith(_HEADS) else words[-1]
    return _by_ending(bent_word, _NOUN, "gen")


def _of_group(words: list[str]) -> Cases:
    """By its countries where they are named, or by an adjective alone: «развитым»."""
    noun = next((word for word in words if word.startswith(_COUNTRIES)), None)
    return _by_ending(noun, _PLURAL, "gen") if noun else _by_ending(words[-1], _ADJECTIVE, "nom acc")


def standing(sentence: ParsedSentence, place: int) -> Cases:
    """The cases that a party stands in: of "каким странам Азии" those of the countries."""
    piece = sentence.pieces[place]
    before = words_in(sentence.pieces[place - 1].text)[-1:] if place else []
    headed = piece.what in ("region", "group") and not piece.is_attribute
    if headed and before and before[0].startswith(_COUNTRIES):
        led = words_in("".join(one.text + " " for one in sentence.pieces[max(0, place - 2) : place]))
        if _AMONG & {*led}:
            return _of("nom")  # those of them who did it
        return _by_ending(before[0], _PLURAL, "gen")
    return cases(piece)


def are_more(sentence: ParsedSentence, place: int, verb: int) -> bool:
    """Whether a party is several and the verb is of one: «какие страны Африки Куба обучала»."""
    piece = sentence.pieces[place]
    if sentence.lang != "ru" or piece.what not in ("region", "group"):
        return False
    words = words_in(f"{sentence.pieces[place - 1].text if place else ''} {piece.text}")
    several = any(word in _SEVERAL or word.endswith(("ские", "развитые")) for word in words)
    return several and is_of_one(sentence, verb)


def is_of_one(sentence: ParsedSentence, verb: int) -> bool:
    """Whether a verb says what one does: «обучала», «передает»."""
    return sentence.lang == "ru" and sentence.pieces[verb].text.endswith(_DOES)


def asks_who_does(sentence: ParsedSentence, at: int, verb: int) -> bool:
    """Whether a piece asks who does what the verb says, not whom: "who"; but «какие страны обучала Куба»."""
    classes = sentence.classes(at)
    several = {*words_in(sentence.pieces[at].text)[-1:]} & {*_SEVERAL}
    return "who" in classes and "who_to" not in classes and not (several and is_of_one(sentence, verb))


def is_one(piece: Piece) -> bool:
    """Whether a State or its adjective stands in the singular: Мали, мьянманский; not Филиппины, США."""
    if piece.is_attribute:
        return piece.text.endswith(_ONE)
    first, *_ = piece.text.split()
    return piece.what == "country" and not (first.isupper() or first.endswith(_MANY))


def _by_ending(word: str, endings: dict[str, str], otherwise: str) -> Cases:
    for length in (3, 2, 1):
        if found := endings.get(word[-length:]):
            return _of(found)
    return _of(otherwise)


def _of(names: str) -> Cases:
    return frozenset(names.split())  # type: ignore[arg-type]


def russian_role(sentence: ParsedSentence, place: int, known: dict[int, RoleRead]) -> RoleRead | None:
    """The role that the case gives to a party that no preposition leads to; None where it may be another."""
    stands, before = standing(sentence, place), sentence.classes(place - 1)
    if any(name.startswith("by.") for name in before):
        return None
    if before & LEADING and "and" not in before:
        return _shared_with(sentence, place)
    if stands == {"ins"}:
        return None if _is_joined_to_another_case(sentence, place) else _agent(sentence, place)
    return _among_persons(sentence, place, stands) or _beside(sentence, place, stands, known)


def _among_persons(sentence: ParsedSentence, place: int, stands: Cases) -> RoleRead | None:
    """Of whose persons or help it is."""
    attribute = sentence.pieces[place].is_attribute
    if attribute and "nom" not in stands and (role := _taught(sentence, place)):
        return role
    if "gen" in stands and sentence.trains_its_own(place):
        return "recipient"
    noun = sentence.noun_before(place)
    if noun is None or attribute:
        return None
    return "recipient" if sentence.is_trained(noun) else _of_noun(sentence, place, stands)


def _beside(
    sentence: ParsedSentence, place: int, stands: Cases, known: dict[int, RoleRead]
) -> RoleRead | None:
    """A dative right behind who gives, or before the verb."""
    noun = sentence.noun_before(place)
    if noun is not None and not sentence.pieces[place].is_attribute:
        return None
    before = known.get(place - 1)
    if before in ("provider", "recipient") and _is_other(sentence, place - 1, stands):
        return OTHER_SIDE[before]
    if "nom" not in stands and not _has_verb(sentence, range(place)):
        return _object(sentence, place, stands)
    return None


def _taught(sentence: ParsedSentence, place: int) -> RoleRead | None:
    """Whose persons are taught: "научили южносуданских чиновников", "обучение либерийских судей"."""
    if sentence.is_trained(place):
        return "recipient"
    verbs = {verb for n in range(len(sentence.pieces)) if (verb := sentence.verb(n))}
    return "recipient" if verbs == {"give"} else None


def _is_joined_to_another_case(sentence: ParsedSentence, place: int) -> bool:
    """Whether "and" joins it to a name that is no agent as it stands: one of the two is mended."""
    other = sentence.before(place - 1)
    joined = "and" in sentence.classes(place - 1) and other >= 0 and sentence.pieces[other].is_party
    return joined and "ins" not in cases(sentence.pieces[other])


def _shared_with(sentence: ParsedSentence, place: int) -> RoleRead | None:
    """поделилась опытом с Кенией."""
    shares = any("share" in sentence.classes(n) for n in range(place))
    return "recipient" if shares and "with" in sentence.classes(place - 1) else None


def _agent(sentence: ParsedSentence, place: int) -> RoleRead:
    """By whom: "обучение полиции Руандой", "полученная Руандой", "Руандой оплачены"."""
    near = sorted(
        range(max(0, place - _BACK), min(place + _BACK, len(sentence.pieces))), key=lambda n: abs(n - place)
    )
    for at in near:
        if "got" in sentence.classes(at):
            return "recipient"
        if verb := sentence.verb(at):
            return "provider" if verb == "receive" or sentence.asked_for(at) else VERBS[verb][0]
    return "provider"


def _of_noun(sentence: ParsedSentence, place: int, stands: Cases) -> RoleRead | None:
    """Whose help, or help to whom: by the case, or where that may be both by who is named next."""
    following = place + 1
    if any(sentence.passive(place, n) for n in sentence.verbs_after(place)):
        return "recipient"
    goes_on = following < len(sentence.pieces) and sentence.pieces[following].is_party
    if "gen" in stands and goes_on and "dat" in cases(sentence.pieces[following]):
        return "provider"
    if ("gen" in stands) != ("dat" in stands):
        return "provider" if "gen" in stands else "recipient"
    verbs = [verb for n in sentence.verbs_after(place) if (verb := sentence.verb(n))]
    return VERBS[verbs[0]][0] if verbs else None


def _is_other(sentence: ParsedSentence, before: int, stands: Cases) -> bool:
    """Whether a dative follows right behind who gives: "помощь Грузии Украине"."""
    return sentence.pieces[before].is_party and "dat" in stands


def _object(sentence: ParsedSentence, place: int, stands: Cases) -> RoleRead | None:
    """To whom, before the verb: "Грузии помогла Руанда"."""
    for after in range(place + 1, len(sentence.pieces)):
        if sentence.verb(after) == "give":
            return "recipient"
        if sentence.verb(after) or "from" in sentence.classes(after):
            return None
    return "recipient" if "gen" not in stands and "dat" in stands and not place else None


def _has_verb(sentence: ParsedSentence, places: range) -> bool:
    return any(sentence.verb(n) for n in places)
