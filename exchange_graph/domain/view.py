"""An exchange as its readers get it: ids and facts, still without labels."""

from __future__ import annotations

from exchange_graph.domain.activity import LastActive
from exchange_graph.domain.claims import Basis, Citation, Grade
from exchange_graph.domain.exchange import Form, Modality, Rating
from exchange_graph.domain.kind import DerivedKind
from exchange_graph.domain.languages import PlainText, Text
from exchange_graph.domain.notes import Note
from exchange_graph.domain.numbers import Number
from exchange_graph.domain.party import Party
from exchange_graph.domain.period import Period
from exchange_graph.domain.status import NOT_GIVEN, StatusView
from exchange_graph.domain.value import Value


class SectorView(Value):
    """A sector of the exchange and how it is held."""

    id: str
    basis: Basis
    citations: tuple[int, ...] = ()


class FormView(Value):
    """The form of support and how it is held."""

    value: Form
    basis: Basis


class OutcomeView(Value):
    """What came of it and how that is held."""

    rating: Rating
    text: Text | None = None
    basis: Basis


class FigureView(Value):
    """A measurement with its citations."""

    measure: PlainText
    value: Number
    unit: PlainText
    stage: PlainText | None = None
    date: str | None = None
    citations: tuple[int, ...] = ()


class ExchangeView(Value):
    """What `derive` makes of the claims. `citations` of a part are positions in `citations` here.

    `contested` names the facts on which claims contradict each other. `grade` is the weakest, over the claims
    of who gave, received or took part, of each claim's best citation.
    """

    id: str
    title: Text
    summary: Text
    programme: str | None = None
    mutual: bool = False
    responds_to: tuple[str, ...] = ()
    parties: tuple[Party, ...]
    sectors: tuple[SectorView, ...] = ()
    modality: tuple[Modality, ...] = ()
    form: FormView | None = None
    status: StatusView | None = None
    kind: DerivedKind
    period: Period
    last_active: LastActive | None
    outcome: OutcomeView | None = None
    figures: tuple[FigureView, ...] = ()
    contested: tuple[str, ...] = ()
    grade: Grade
    citations: tuple[Citation, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def given(self) -> bool:
        """False where experience was only proposed or planned, or the exchange was cancelled."""
        return self.status is None or self.status.value not in NOT_GIVEN
