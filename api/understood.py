"""Telling the reader how a question was read, and what is known where nothing fits it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from api.params.exchanges import FilteredListParams
from api.shapes.common import InstitutionMatch, NameRead, Offered, UnderstoodShape
from api.shapes.exchange import ExchangeList, ExperienceList
from exchange_graph.catalogue.asking import NamedArea, Understood
from exchange_graph.catalogue.lifting import Lifted
from exchange_graph.catalogue.wording import Led
from exchange_graph.render.lifting import lifted_shapes, nothing_found
from exchange_graph.render.shapes.common import AreaRead
from exchange_graph.render.speaking import Speaker


def understood_as(understood: Understood, q: str | None, speaker: Speaker) -> UnderstoodShape | None:
    """Where filters or words mean more than was written, or may; None where they mean just that."""
    told = UnderstoodShape()
    if understood.sectors:
        told["sector"] = list(understood.sectors)
    if understood.institutions:
        told["institution"] = [InstitutionMatch(id=i, via=via) for i, via in understood.institutions]
    if q and understood.text:
        told["q"] = {"from": q, "to": understood.text}
    if understood.led:
        told["names"] = list(names_read(understood.led, speaker))
    if understood.areas:
        told["areas"] = [_area(one, speaker) for one in understood.areas]
    if understood.meant:
        told["did_you_mean"] = offered(understood.meant, speaker)
    return told or None


def names_read(led: Iterable[Led], speaker: Speaker) -> Iterator[NameRead]:
    """Each State that a name leads to, with the reason where it is the name of one that ended."""
    for text, ids in led:
        ended = speaker.catalogue.exact.ended_state(text)
        for record in ids:
            read = NameRead(text=text, id=record, label=speaker.ref(record)["label"])
            if ended:
                read["says"] = speaker.say("name.ended", name=text, year=ended.until)
            yield read


def offered(records: Iterable[str], speaker: Speaker) -> list[Offered]:
    """Records that may have been meant."""
    return [Offered(id=i, label=speaker.ref(i)["label"]) for i in records]


def _area(named: NamedArea, speaker: Speaker) -> AreaRead:
    where, area = named
    return AreaRead(filter=where, id=area.codes[0], label=speaker.words(area.name), note=area.note)


def tell_nothing_found(
    body: ExchangeList | ExperienceList, params: FilteredListParams, conditions: Sequence[Lifted],
    speaking: Speaker,
) -> None:  # fmt: skip
    """Say of an empty list what is known of what was asked and, if wanted, what is left without each part."""
    body["note"] = nothing_found(conditions, speaking)
    if params.without:
        body["without"] = lifted_shapes(conditions)
