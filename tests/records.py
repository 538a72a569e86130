"""Random records from a small pool of ids, so that they refer to each other, collide and tie."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, TypeVar, get_args

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from exchange_graph.domain.claims import Citation, Incompatible
from exchange_graph.domain.exchange import (
    Actor,
    Exchange,
    FacilitatorPart,
    Form,
    Measurement,
    Modality,
    Outcome,
    Participation,
    Rating,
    Role,
    Span,
    Stage,
    StatedKind,
    Status,
    Support,
)  # fmt: skip
from exchange_graph.domain.knowledge import Deployment, Experience, Figure, Lesson, Need, Offer, Result
from exchange_graph.domain.languages import LANGUAGES, Text
from exchange_graph.domain.notes import Author, Note
from exchange_graph.domain.records import AnyRecord, complete
from exchange_graph.domain.vocabulary import (
    ActsFor,
    AlsoCalled,
    Country,
    Group,
    Institution,
    Membership,
    Programme,
    Sector,
    Source,
    Succession,
)  # fmt: skip

T = TypeVar("T")
COUNTRIES = ("ARD", "CAV", "DOS", "NDM")
BODIES = ("agency", "bank", "office")
SECTORS = ("economy", "tax", "customs")
SOURCES = ("doc", "list", "press")
GROUPS = ("south", "north", "club")
PROGRAMMES = ("prog", "effort")
NEEDS = ("need",)
EXCHANGES = tuple(f"x-{n}" for n in range(1, 10))
OLD_KEYS = ("OLD1", "OLD2", "OLD3")
OTHERS = ("own", "offer", "lesson", "figure", "police")
IDS = COUNTRIES + BODIES + SECTORS + SOURCES + GROUPS + PROGRAMMES + NEEDS + EXCHANGES + OTHERS
SUPPORTS: tuple[Support, ...] = get_args(Support)
MODALITIES: tuple[Modality, ...] = get_args(Modality)[:3]
WORDS = (
    "Ardania",
    "tax",
    "training",
    "Réforme",
    "налог",
    "реформа",
    "السودان",
    "إصلاح",
    "农业部",
    "税务",
    "formación",
)
DATES = ("2009", "2010", "2010-06", "2010-06-15", "2011", "2012-02", "2013")


def one_of(values: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    return st.sampled_from(values)


def some(values: tuple[Any, ...], most: int = 2, least: int = 0) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(one_of(values), min_size=least, max_size=most, unique=True).map(tuple)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


PHRASE = st.lists(one_of(WORDS), min_size=1, max_size=3).map(" ".join)
DATE = one_of(DATES)


@st.composite
def texts(draw: st.DrawFn) -> Text:
    return Text.model_validate({draw(one_of(LANGUAGES)): draw(PHRASE), "en": draw(PHRASE)})


TEXT = texts()
CITATION = st.builds(
    Citation, source=one_of(SOURCES), locator=maybe(one_of(("1", "box 2"))), lang=st.just("en"),
    grade=one_of(("A", "B", "C")), quote=PHRASE, translation=one_of((None, Text(en="tax reform"))),
)  # fmt: skip
CITATIONS = st.lists(CITATION, min_size=1, max_size=2).map(tuple)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    low, high = sorted([draw(DATE), draw(DATE)])
    fields = {draw(one_of(("start", "earliest"))): low, draw(one_of(("end", "latest"))): high}
    dropped = draw(maybe(one_of(tuple(fields))))
    return Span.model_validate({k: v for k, v in fields.items() if k != dropped})


@st.composite
def limits(draw: st.DrawFn, name: str, ids: tuple[str, ...]) -> dict[str, Any]:
    """A State and since and until when, perhaps open."""
    low, high = sorted([draw(DATE), draw(DATE)])
    return {name: draw(one_of(ids)), "start": draw(maybe(st.just(low))), "end": draw(maybe(st.just(high)))}


MEMBERS = st.lists(
    limits("country", COUNTRIES).map(lambda m: Membership(seen="2014", **m)), max_size=4
).map(tuple)  # fmt: skip
ACTS_FOR = limits("country", COUNTRIES).map(lambda fields: ActsFor(**fields))
BODY_TYPES = ("agency", "un-entity", "fund", "centre")

COUNTRY = st.builds(
    Country, id=one_of(COUNTRIES), iso2=st.just("XX"), m49=st.just("000"), name=TEXT,
    region=maybe(one_of(("Africa", "Asia", "Coast"))), intermediate=maybe(st.just("Western Africa")),
    inline=maybe(TEXT), also=some(WORDS, 1), latitude=maybe(st.floats(-90, 90)),
)  # fmt: skip
GROUP = st.builds(
    Group,
    id=one_of(GROUPS),
    name=TEXT,
    complete=st.booleans(),
    members=MEMBERS,
    citations=CITATIONS,
    serves=one_of(("south", "north", None)),
)
INSTITUTION = st.builds(
    Institution, id=one_of(BODIES), type=one_of(BODY_TYPES), name=TEXT, acts_for=maybe(ACTS_FOR),
    part_of=maybe(one_of(BODIES)), fund_of=maybe(one_of(("south", "north"))), citations=CITATIONS,
    located_in=maybe(one_of(COUNTRIES)), until=maybe(DATE),
    succeeded_by=st.lists(
        st.builds(Succession, id=one_of(BODIES), date=maybe(DATE), citations=CITATIONS), max_size=1
    ).map(tuple),
)  # fmt: skip
SECTOR = st.builds(
    Sector, id=one_of(SECTORS), label=TEXT, broader=maybe(one_of(SECTORS)),
    also=st.builds(AlsoCalled, fr=some(WORDS, 1)),
)  # fmt: skip
SOURCE = st.builds(
    Source, id=one_of(SOURCES), title=TEXT, publisher=TEXT, published=maybe(DATE), retrieved=DATE,
    symbol=maybe(st.just("A/99/1")),
)  # fmt: skip
PROGRAMME = st.builds(Programme, id=one_of(PROGRAMMES), title=TEXT, citations=CITATIONS)
ASKED = one_of(COUNTRIES + BODIES).map(lambda i: {"requested_by": i})
SAID = st.tuples(one_of(BODIES + SOURCES), maybe(one_of(COUNTRIES))).map(
    lambda said: {"stated_by": said[0], "recipient": said[1]}
)
NEED = st.builds(
    lambda who, fields: Need(**who, **fields), who=ASKED | SAID, fields=st.fixed_dictionaries({
        "id": one_of(NEEDS), "title": TEXT, "statement": TEXT, "sectors": some(SECTORS),
        "status": st.just("open"), "as_of": maybe(DATE), "gender_expertise": st.booleans(),
        "citations": CITATIONS,
    }),
)  # fmt: skip
NUMBER = st.decimals(0, 100, allow_nan=False, places=1)
EXPERIENCE = st.builds(
    Experience, id=st.just("own"), country=one_of(COUNTRIES), title=TEXT, summary=TEXT,
    sectors=some(SECTORS), period=maybe(spans()), drawn_on_by=some(EXCHANGES, 1), citations=CITATIONS,
    result=maybe(st.builds(Result, rating=one_of(get_args(Rating)), text=TEXT, citations=CITATIONS)),
)  # fmt: skip
OFFER = st.builds(
    Offer, id=st.just("offer"), title=TEXT, statement=TEXT, offered_by=some(COUNTRIES, 2, 1),
    sectors=some(SECTORS), number=maybe(st.integers(0, 9)), citations=CITATIONS,
)  # fmt: skip
LESSON = st.builds(
    Lesson, id=st.just("lesson"), text=TEXT, lesson=st.just("enabler"), exchanges=some(EXCHANGES),
    citations=CITATIONS,
)  # fmt: skip
FIGURE = st.builds(
    Figure, id=st.just("figure"), title=TEXT, measure=st.just("requests"), unit=st.just("%"),
    value=NUMBER, about=some(EXCHANGES), citations=CITATIONS,
)  # fmt: skip
DEPLOYMENT = st.builds(
    Deployment, id=st.just("police"), country=one_of(COUNTRIES), mission=one_of(BODIES),
    host=maybe(one_of(COUNTRIES)), type=st.just("individual-police"), start=st.just("2009"), end=maybe(DATE),
    most=maybe(st.integers(5, 9)), women=maybe(st.integers(0, 5)), citations=CITATIONS,
)  # fmt: skip


@st.composite
def participations(draw: st.DrawFn) -> Participation:
    role = draw(one_of((*get_args(Role), "provider", "provider", "recipient")))
    kind = draw(one_of(("country", "country", "institution", "institution", "group", "unnamed")))
    pool = {"country": COUNTRIES, "institution": BODIES, "group": GROUPS}.get(kind)
    named = {"id": draw(one_of(pool))} if pool else {"words": draw(PHRASE), "lang": "en"}
    part = draw(maybe(one_of(get_args(FacilitatorPart)))) if role == "facilitator" else None
    support = () if role == "recipient" else draw(some(SUPPORTS))
    actor = Actor.model_validate({"type": kind, **named})
    return Participation(role=role, actor=actor, part=part, support=support)


FIGURE_OF_EXCHANGE = st.builds(
    Measurement, measure=st.just("people"), unit=st.just("people"), value=one_of((Decimal(3), Decimal("4.5")))
)
FACT_VALUES: dict[str, tuple[st.SearchStrategy[Any], int, int]] = {
    "participations": (participations(), 1, 4),
    "sectors": (one_of(SECTORS), 0, 2),
    "modality": (some(MODALITIES, 2, 1), 0, 1),
    "form": (one_of(get_args(Form)), 0, 1),
    "period": (spans(), 0, 2),
    "status": (one_of(get_args(Status)), 0, 2),
    "outcome": (st.builds(Outcome, rating=one_of(get_args(Rating)), text=maybe(TEXT)), 0, 2),
    "kind_stated": (one_of(get_args(StatedKind)), 0, 1),
    "figures": (FIGURE_OF_EXCHANGE, 0, 2),
}


NOTHING_BESIDE: st.SearchStrategy[dict[str, Any]] = st.just({})
BESIDE: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "period": st.fixed_dictionaries({"stage": one_of((*get_args(Stage), "actual"))}),
    "status": st.fixed_dictionaries({"as_of": maybe(DATE)}),
}
"""What a claim says beside its value."""
NOTE = st.builds(Note, by=st.just(Author(role="mission", organisation="Ardania")), date=DATE, text=TEXT)


@st.composite
def exchanges(draw: st.DrawFn) -> Exchange:
    numbers = iter(draw(st.permutations(range(1, 20))))
    facts: dict[str, list[Any]] = {}
    for name, (values, least, most) in FACT_VALUES.items():
        for value in draw(st.lists(values, min_size=least, max_size=most)):
            basis = draw(one_of(("stated", "inferred", "assigned")))
            facts.setdefault(name, []).append({
                "id": f"c{next(numbers)}", "value": value, "basis": basis, "citations": draw(CITATIONS),
                **draw(BESIDE.get(name, NOTHING_BESIDE)),
            })  # fmt: skip
    ids = [claim["id"] for claims in facts.values() for claim in claims]
    marks = [Incompatible(claims=ids[:2], reason=draw(TEXT))] if len(ids) > 1 and draw(st.booleans()) else []
    return Exchange.model_validate({
        "id": draw(one_of(EXCHANGES)), "title": draw(TEXT), "summary": draw(TEXT),
        "mutual": draw(st.booleans()),
        "programme": draw(maybe(one_of(PROGRAMMES))), "responds_to": draw(some(NEEDS, 1)),
        "aliases": draw(st.just(()) | some(OLD_KEYS, 1)), "incompatible": marks, **facts,
        "notes": draw(st.just(()) | NOTE.map(lambda note: (note,))),
    })  # fmt: skip


EXCHANGE = exchanges()
VOCABULARY_BY_KIND: dict[str, st.SearchStrategy[Any]] = {
    "country": COUNTRY, "group": GROUP, "institution": INSTITUTION, "sector": SECTOR, "source": SOURCE,
    "programme": PROGRAMME, "need": NEED, "experience": EXPERIENCE, "offer": OFFER, "lesson": LESSON,
    "figure": FIGURE, "deployment": DEPLOYMENT,
}  # fmt: skip
complete("random records in tests/records.py", {**VOCABULARY_BY_KIND, "exchange": EXCHANGE})
VOCABULARY = st.one_of(*VOCABULARY_BY_KIND.values())
ANY_RECORD: st.SearchStrategy[AnyRecord] = st.one_of(VOCABULARY, EXCHANGE)


def catalogue(strategy: st.SearchStrategy[T], size: int) -> st.SearchStrategy[T]:
    """One of `size` random values, the same in every run: cheap to draw, and shrinking to a simple one.

    They are made when the first one is drawn: not every run of the tests draws one.
    """

    def chosen() -> st.SearchStrategy[T]:
        found = _made(strategy, size)
        # By number: what is sampled from stands whole in the strategy's name, which is then too long to tell.
        return st.integers(0, len(found) - 1).map(lambda position: found[position])

    return st.deferred(chosen)


def _made(strategy: st.SearchStrategy[T], size: int) -> list[T]:
    found: list[T] = []

    @settings(
        max_examples=size,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(value: T) -> None:
        found.append(value)

    collect()
    return found
