"""The answer to a question in words."""

from __future__ import annotations

from typing import NotRequired

from typing_extensions import TypedDict

from api.shapes.common import PageInfo
from exchange_graph.questions.telling import ReadShape
from exchange_graph.render.shapes.common import LiftedShape, WordsShape
from exchange_graph.render.shapes.exchange import ExchangeItem


class AskAnswer(TypedDict):
    """A page of exchanges, how the question was read, and `see`: the list that it asks for.

    Where nothing fits, `note` says what is known of what was asked, and `without` what each part leaves out.
    """

    understood: ReadShape
    items: list[ExchangeItem]
    page: PageInfo
    see: str
    note: NotRequired[WordsShape]
    without: NotRequired[list[LiftedShape]]
