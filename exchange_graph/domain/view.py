"""An exchange as its readers get it: ids and facts, still without labels."""

from __future__ import annotations

from exchange_graph.domain.base import Value
from exchange_graph.domain.claims import Basis, Citation, Grade
from exchange_graph.domain.dates import year
from exchange_graph.domain.exchange import Form, Modality, Outcome, Status
from exchange_graph.domain.kind import DerivedKind
from exchange_graph.domain.languages import Text
from exchange_graph.domain.numbers import Number
from exchange_graph.domain.party import Party
from exchange_graph.domain.period import Period


class SectorView(Value):
    """A sector of the exchange and how it is held."""

    id: str
    basis: Basis
    citations: tuple[int, ...] = ()


class FigureView(Value):
    """A measurement with its citations."""

    measure: str
    value: Number
    unit: str
    stage: str | None = None
    date: str | None = None
    citations: tuple[int, ...] = ()


NOT_GIVEN = ("proposed", "planned", "cancelled")
"""Statuses under which no experience has been given."""


class ExchangeView(Value):
    """What `derive` makes of the claims. `citations` of a part are positions in `citations` here.

    `contested` names the facts on which claims contradict each other.
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
    form: Form | None = None
    status: Status | None = None
    kind: DerivedKind
    period: Period
    outcome: Outcome | None = None
    figures: tuple[FigureView, ...] = ()
    contested: tuple[str, ...] = ()
    grade: Grade
    citations: tuple[Citation, ...] = ()

    @property
    def given(self) -> bool:
        """False where experience was only proposed or planned, or the exchange was cancelled."""
        return self.status not in NOT_GIVEN

    def active_years(self) -> tuple[int, int] | None:
        """First and last year in which a dated exchange is known to have run; None without a stated date.

        An end that nobody states is not "still going": only a source that reports it as ongoing moves it on.
        """
        start, end = self.period.start, self.period.end
        if not (start or end):
            return None
        last = end or (self.period.latest if self.status == "ongoing" else start)
        return year(str(start or end)), year(str(last))
