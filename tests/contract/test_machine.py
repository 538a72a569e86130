"""Random writes and random questions: the store answers as a plain reading of the contract does."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar, get_args

import pytest
from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from exchange_graph.domain.changes import ChangeSet, Redact, Tombstone, encode
from exchange_graph.domain.exchange import Form, Rating, Status
from exchange_graph.errors import BadInput, Conflict, ExchangeGraphError, KeyReused
from exchange_graph.graph.edges import TYPES
from exchange_graph.graph.query import (
    ROLE_OF,
    UNKNOWN,
    Dimension,
    ExchangeQuery,
    Found,
    Gone,
    Moved,
    PageRequest,
    Sort,
)
from tests import records as pool
from tests.building import changes, merge, withdraw
from tests.contract.asking import walk
from tests.contract.reference import Done, Reference
from tests.contract.reference_answers import experience, facet, fitting, linked
from tests.contract.stores import STORES, Door
from tests.neo4j.server import ON_A_SERVER

FEW, MANY = 3, int(os.environ.get("EXCHANGE_MACHINE_EXAMPLES", "30"))
ON_NEO4J = MANY // 3
"""A step there takes ten times as long; what both stores share is tried on the embedded one."""
T = TypeVar("T")
ACTORS = (*pool.COUNTRIES, *pool.BODIES, *pool.GROUPS, UNKNOWN)
VALUES: dict[Dimension, tuple[str, ...]] = {
    **{Dimension(role): ACTORS for role in ("provider", "recipient", "participant", "facilitator", "funder")},
    Dimension.SUPPORTER: ACTORS, Dimension.PARTY: ACTORS, Dimension.INSTITUTION: (*pool.BODIES, UNKNOWN),
    Dimension.SECTOR: (*pool.SECTORS, UNKNOWN), Dimension.PROGRAMME: (*pool.PROGRAMMES, UNKNOWN),
    Dimension.MODALITY: (*pool.MODALITIES, UNKNOWN), Dimension.SUPPORT: (*pool.SUPPORTS, UNKNOWN),
    Dimension.FORM: (*get_args(Form), UNKNOWN),
    Dimension.STATUS: (*get_args(Status), UNKNOWN), Dimension.OUTCOME: (*get_args(Rating), UNKNOWN),
    **{d: (*pool.GROUPS, UNKNOWN) for d in Dimension if d.endswith("group")},
    **{d: ("002", "011", "142", UNKNOWN) for d in Dimension if d.endswith("region")},
    Dimension.KIND: ("south-south", "triangular", "undetermined"),
    Dimension.DATED: ("stated", "bounded"), Dimension.CONTESTED: ("true", "false"),
    Dimension.SOURCE: pool.SOURCES, Dimension.GRADE: ("A", "B", "C"),
    Dimension.YEAR: ("2009", "2010", "2012"),
}  # fmt: skip
KINDS = (
    pool.COUNTRIES,
    pool.BODIES,
    pool.SECTORS,
    pool.SOURCES,
    pool.GROUPS,
    pool.PROGRAMMES,
    pool.EXCHANGES,
)
KEYS = (*pool.IDS, *pool.OLD_KEYS)
FRAGMENTS = (
    "tax",
    "ta",
    "ard",
    "Ardan",
    "réforme",
    "нал",
    "سودان",
    "الس",
    "农",
    "业部",
    "税务",
    "x",
    "99",
    "-",
    "zzz",
)

YEARS = st.none() | st.sampled_from((2009, 2010, 2011, 2013))
MERGES = st.sampled_from(KINDS).flatmap(
    lambda ids: st.builds(merge, st.sampled_from(ids), st.sampled_from(ids))
)
WITHDRAWALS = st.builds(withdraw, st.sampled_from(pool.IDS))
REDACTIONS = st.one_of(
    st.builds(Redact, id=st.sampled_from(pool.SOURCES), reason=st.just("asked for")),
    st.builds(Redact, id=st.sampled_from(pool.IDS), reason=st.just("asked for")),
    st.builds(
        Redact, id=st.sampled_from(pool.EXCHANGES), claim=st.sampled_from(("c1", "c2", "c3")),
        reason=st.just("asked for"),
    ),
)  # fmt: skip


@st.composite
def questions(draw: st.DrawFn) -> ExchangeQuery:
    often = [Dimension.PROVIDER, Dimension.SECTOR, Dimension.PARTY] * 3 + [*ROLE_OF]
    dimensions = draw(st.lists(st.sampled_from([*VALUES, *often]), max_size=3, unique=True))
    where = tuple((d, draw(pool.some(VALUES[d], 4, 1))) for d in dimensions)
    words = st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=2).map(" ".join)
    years = draw(st.just((None, None)) | st.tuples(YEARS, YEARS))
    return ExchangeQuery(draw(st.none() | words), where, years)


EXCHANGES = pool.catalogue(pool.EXCHANGE, 150)
VOCABULARY = pool.catalogue(pool.VOCABULARY, 150)
STEPS = st.one_of(EXCHANGES, VOCABULARY, EXCHANGES, VOCABULARY, EXCHANGES, VOCABULARY, MERGES, WITHDRAWALS)
QUESTIONS = st.lists(pool.catalogue(questions(), 200), min_size=5, max_size=15)


class GraphMachine(RuleBasedStateMachine):
    """One store and the reference, told and asked the same."""

    make: Callable[[Path], Door]

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.loop = asyncio.new_event_loop()
        self.door = type(self).make(Path(self.folder.name))
        self.reference = Reference()
        self.store = self.door()
        self.run(self.store.open())

    def teardown(self) -> None:
        self.run(self.store.close())
        self.run(self.loop.shutdown_default_executor())
        self.loop.close()
        self.folder.cleanup()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(work)

    def tell(self, changeset: ChangeSet, expect: dict[str, int]) -> None:
        """Both do the same, or refuse for the same reason."""
        note(f"{changeset.key} {expect}: " + "\n  ".join(map(encode, changeset.operations)))
        outcomes: list[object] = []
        for apply in (self.reference.apply, self.stored):
            try:
                outcomes.append(apply(changeset, expect))
            except (BadInput, Conflict, KeyReused) as refused:
                outcomes.append(_reason(refused))
        assert outcomes[1] == outcomes[0]

    def stored(self, changeset: ChangeSet, expect: dict[str, int]) -> Done:
        applied = self.run(self.store.apply(changeset, expect))
        return applied.revision, applied.versions, applied.replayed

    @initialize(first=st.lists(VOCABULARY, min_size=8), then=st.lists(EXCHANGES, min_size=6))
    def begin(self, first: list[Any], then: list[Any]) -> None:
        for step in (*first, *then):
            self.tell(changes(step), {})

    @rule(steps=st.lists(STEPS, min_size=1, max_size=4))
    def write(self, steps: list[Any]) -> None:
        self.tell(changes(*steps), {})

    @rule(step=STEPS, off=st.sampled_from((0, 0, -1, 1)))
    def write_what_was_read(self, step: Any, off: int) -> None:
        target = changes(step).operations[0].target
        self.tell(changes(step), {target: self.reference.graph.versions.get(target, 0) + off})

    @rule(redactions=st.lists(REDACTIONS, min_size=1, max_size=2), then=st.lists(STEPS, max_size=2))
    def take_out(self, redactions: list[Redact], then: list[Any]) -> None:
        self.tell(changes(*redactions, *then), {})

    @rule(data=st.data(), step=STEPS, other=st.booleans())
    def write_again(self, data: st.DataObject, step: Any, other: bool) -> None:
        if self.reference.applied:
            earlier, _ = data.draw(st.sampled_from(self.reference.applied))
            self.tell(changes(step, key=earlier.key) if other else earlier, {})

    @rule(queries=QUESTIONS, sort=st.sampled_from(get_args(Sort)), limit=st.integers(1, 4))
    def ask(self, queries: list[ExchangeQuery], sort: Sort, limit: int) -> None:
        for query in queries:
            expected = fitting(self.reference, query, sort)
            found = self.run(walk(self.store, query, sort, limit))
            assert [item.view for item in found] == [seen.view for seen in expected], query
            assert [item.version for item in found] == [seen.version for seen in expected], query

    @rule(
        queries=QUESTIONS,
        dimensions=st.lists(st.sampled_from(Dimension), min_size=1, max_size=6, unique=True),
    )
    def count(self, queries: list[ExchangeQuery], dimensions: list[Dimension]) -> None:
        for query in queries:
            page = self.run(self.store.find(query, PageRequest(1), facets=dimensions))
            assert page.facets == {d: facet(self.reference, query, d) for d in dimensions}, query
            assert page.total == len(fitting(self.reference, query)), query

    @rule(limit=st.integers(1, 3))
    def ask_what_ended(self, limit: int) -> None:
        found: list[Tombstone] = []
        while some := self.run(self.store.ended(found[-1].id if found else "", limit)):
            found += some
        assert found == self.reference.ended()

    @rule(
        ids=st.lists(st.sampled_from(pool.IDS), min_size=1, max_size=4),
        types=st.lists(st.sampled_from(TYPES), min_size=1, unique=True),
        limit=st.integers(1, 8), inside=st.booleans(),
    )  # fmt: skip
    def ask_what_is_tied(self, ids: list[str], types: list[str], limit: int, inside: bool) -> None:
        found = self.run(self.store.links(ids, types, limit, inside=inside))
        assert found == linked(self.reference, ids, types, limit, inside)

    @rule()
    def ask_for_every_tie(self) -> None:
        assert self.run(self.store.links(pool.IDS, TYPES, 1000)) == linked(
            self.reference, pool.IDS, TYPES, 1000
        )

    @rule(queries=QUESTIONS)
    def ask_for_experience(self, queries: list[ExchangeQuery]) -> None:
        for query in queries:
            assert self.run(self.store.experience(query)) == experience(self.reference, query), query

    @rule(dimension=st.sampled_from(sorted(VALUES)))
    def ask_for_every_value(self, dimension: Dimension) -> None:
        for value in VALUES[dimension]:
            self.ask([ExchangeQuery(where=((dimension, (value,)),))], "-start", 100)

    @rule()
    def ask_for_the_experience_of_everybody(self) -> None:
        self.ask_for_experience([ExchangeQuery(where=((Dimension.PROVIDER, (actor,)),)) for actor in ACTORS])

    @rule(key=st.sampled_from(KEYS))
    def look_up(self, key: str) -> None:
        graph = self.reference.graph
        target = graph.whither(key)
        match self.run(self.store.get(key)):
            case Found(record=record, version=version):
                assert target == key
                assert (record, version) == (graph.lookup(key), graph.versions[key])
            case Moved(to=to):
                assert target == to != key
                assert graph.lives(to)
            case Gone(reason=reason):
                assert graph.ended[str(target)] == ("withdrawn", reason)
            case None:
                assert target is None

    @rule()
    def look_up_all(self) -> None:
        found = self.run(self.store.get_many(KEYS))
        assert {key: f.record for key, f in found.items()} == {
            key: record for key in KEYS if (record := self.reference.graph.lookup(key))
        }
        views = {seen.record.id: seen.view for seen in self.reference.exchanges()}
        assert {f.record.id: f.view for f in found.values() if f.view} == views

    @rule()
    def open_again(self) -> None:
        self.run(self.store.close())
        self.store = self.door()
        self.run(self.store.open())

    @invariant()
    def same_content(self) -> None:
        assert self.run(self.store.revision()) == self.reference.revision
        assert self.run(self.store.content_hash()) == self.reference.content_hash()


def _reason(refused: ExchangeGraphError) -> object:
    return type(refused), str(refused) if isinstance(refused, Conflict) else None


@pytest.mark.parametrize(
    ("name", "examples"),
    [
        ("embedded", FEW),
        pytest.param("embedded", MANY, marks=pytest.mark.slow),
        pytest.param("neo4j", ON_NEO4J, marks=ON_A_SERVER),
    ],
)
def test_a_store_answers_every_question_as_the_contract_reads(name: str, examples: int) -> None:
    machine = type(f"GraphMachineOf{name}", (GraphMachine,), {"make": staticmethod(STORES[name])})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples, stateful_step_count=20,
            deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), print_blob=False,
        ),
    )  # fmt: skip
