"""Every id that a record names is known, so that nothing can point to nowhere unseen."""

from __future__ import annotations

import pytest

from exchange_graph.domain.knowledge import Experience, Figure, Lesson, Offer, Reissue
from exchange_graph.domain.records import AnyRecord
from exchange_graph.domain.references import references
from exchange_graph.domain.vocabulary import Programme, Related, Succession
from tests.building import body, by, cite, deployment, exchange, group, need, sector, text

EXCHANGE = exchange(
    provider=by("ARD", "s1"), recipient=by("agency", "s2"), funder=by("club", "s1"),
    participant=by("several countries", "s3"), sectors=by("tax", "s4"), programme="prog",
    responds_to=("need",), status=by("ongoing", "s5"),
)  # fmt: skip
BODY = body(
    "agency", "ARD", located_in="CAV", part_of="ministry", citations=(cite("s1"),),
    succeeded_by=(Succession(id="authority", citations=(cite("s2"),)),),
)  # fmt: skip
PLAIN = {"title": text("t"), "citations": (cite("s1"),)}


@pytest.mark.parametrize(
    ("record", "named"),
    [
        (EXCHANGE, {"ARD", "agency", "club", "tax", "prog", "need", "s1", "s2", "s3", "s4", "s5"}),
        (BODY, {"ARD", "CAV", "ministry", "authority", "s1", "s2"}),
        (group("club", "ARD", "CAV"), {"ARD", "CAV", "doc"}),
        (sector("tax", "economy", related=(Related(id="customs", reason=text("r")),)),
         {"economy", "customs"}),
        (Programme(id="p", institutions=("agency",), **PLAIN), {"agency", "s1"}),
        (need(sectors=("tax",), reissued=(Reissue(text=text("again"), citations=(cite("s2"),)),)),
         {"CAV", "tax", "doc", "s2"}),
        (Experience(id="e", country="ARD", summary=text("s"), sectors=("tax",), **PLAIN),
         {"ARD", "tax", "s1"}),
        (Offer(id="o", statement=text("s"), offered_by=("ARD", "agency"), to="club", sectors=("tax",),
               **PLAIN),
         {"ARD", "agency", "club", "tax", "s1"}),
        (Lesson(id="l", text=text("t"), lesson="enabler", exchanges=("x",), sectors=("tax",),
                citations=(cite("s1"),)), {"x", "tax", "s1"}),
        (Figure(id="f", measure="m", unit="%", value=1, about=("x", "ARD"), **PLAIN), {"x", "ARD", "s1"}),
        (deployment(mission="office", host="CAV"), {"ARD", "office", "CAV", "doc"}),
    ],
    ids=lambda value: value.kind if hasattr(value, "kind") else "",
)  # fmt: skip
def test_a_record_tells_every_id_it_names(record: AnyRecord, named: set[str]) -> None:
    assert {reference.id for reference in references(record)} == named


def test_a_reference_tells_its_place_and_what_it_may_be() -> None:
    found = {r.id: (r.where, r.kinds) for r in references(EXCHANGE)}
    assert found["agency"] == ("c2", ("institution",))
    assert found["tax"] == ("c5", ("sector",))
    assert found["prog"] == ("programme", ("programme",))
    assert found["s5"] == ("c6", ("source",))
