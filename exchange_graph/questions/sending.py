"""Experts who were sent, told by a verb: "sent Liberia two experts", «командировала экспертов»."""

from __future__ import annotations

from collections.abc import Sequence

from exchange_graph.questions.pieces import Piece

_DEPLOYMENT = "modality=expert-deployment"
_FAR = 5


def read_sending(pieces: Sequence[Piece]) -> None:
    """Tell the experts behind a verb of sending that they are a way of working; a party may stand between."""
    if any(one.startswith("modality=") for piece in pieces for one in piece.filters):
        return
    for at, piece in enumerate(pieces):
        if "send" not in piece.classes:
            continue
        for after in pieces[at + 1 : at + _FAR]:
            if "experts" in after.classes:
                after.filters.append(_DEPLOYMENT)
                return
            if not (after.is_party or after.kind == "ignored" or "to" in after.classes):
                break
