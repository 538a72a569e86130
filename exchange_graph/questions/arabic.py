"""Relative clauses of Arabic: what a pronoun in them leads back to is whom something was done to."""

from __future__ import annotations

from exchange_graph.questions.sentence import ParsedSentence
from exchange_graph.text.units import words_in

_JOINED = ("ته", "تها", "تهم", "تهن", "وه", "وها", "وهم")
"""A verb with its object: دربته, "whom she taught"."""
_NEAR = 2


def is_done_back(sentence: ParsedSentence, verb: int, place: int) -> bool:
    """Whether a verb of a relative clause is done to what the clause hangs on: who follows does it."""
    if sentence.lang != "ar" or not any("that" in sentence.classes(n) for n in _just_before(verb)):
        return False
    back = any("back" in sentence.classes(n) for n in range(verb + 1, min(place + 1, verb + 1 + _NEAR)))
    return back or words_in(sentence.pieces[verb].text)[-1].endswith(_JOINED)


def _just_before(verb: int) -> range:
    return range(max(0, verb - _NEAR), verb)
