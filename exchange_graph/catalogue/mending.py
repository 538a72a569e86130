"""The one rule of mending: a typing error is one edit in a longer word, and never makes another State of it.

A word is mended only into the one that it can be; what it may be is offered beside the answer.
"""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import OSA

SHORTEST = 5
"""A shorter word is like too many others."""


def is_slip(written: str, meant: str) -> bool:
    """Whether a word is another one with one letter wrong, missing, too many or out of place."""
    return (
        len(written) >= SHORTEST
        and written[0] == meant[0]
        and (not written.startswith(meant) or written == meant + meant[-1])  # a longer word is another one
        and abs(len(written) - len(meant)) <= 1
        and OSA.distance(written, meant, score_cutoff=1) <= 1
    )


def slips(written: str, known: Iterable[str]) -> list[str]:
    """The words of which this one is a typing error."""
    return [word for word in known if is_slip(written, word)]


def is_slip_of_name(written: str, name: str) -> bool:
    """Whether words are a name with a typing error in one of its words; both as they are compared."""
    ours, theirs = written.split(), name.split()
    if len(ours) != len(theirs):
        return False
    wrong = [(one, other) for one, other in zip(ours, theirs, strict=True) if one != other]
    return len(wrong) == 1 and is_slip(*wrong[0])
