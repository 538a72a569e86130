"""exchange-graph suggest: peers for a need, as experiences, for a person who decides."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from pydantic import TypeAdapter, ValidationError

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.following import follow_catalogue
from exchange_graph.cli.answering import print_answer, print_explanation
from exchange_graph.cli.options import AsJson, LangOption, catalogue
from exchange_graph.cli.printing import as_json
from exchange_graph.cli.running import on_store, settings
from exchange_graph.domain.dates import PartialDate
from exchange_graph.domain.knowledge import Need
from exchange_graph.errors import BadInput, Problem, Wording
from exchange_graph.graph.store import GraphStore
from exchange_graph.matching import set_aside
from exchange_graph.matching.explain import explain as reckoning
from exchange_graph.matching.explain import without
from exchange_graph.matching.following import EvidenceFollower
from exchange_graph.matching.need import (
    AskedNeed,
    Requirements,
    ResolvedNeed,
    from_record,
    one_state,
    understood,
)
from exchange_graph.matching.suggest import suggest as work_out
from exchange_graph.render import refusal
from exchange_graph.render.explanation import explained
from exchange_graph.render.speaking import Speaker
from exchange_graph.render.suggestions import suggestions

_SAYS_ITSELF = Wording(
    "says itself what must hold: leave out the conditions, or write the State and the sectors"
)
Struck = Annotated[list[str] | None, typer.Option("--struck", help="As if this exchange were not on record")]
Explained = Annotated[
    str | None, typer.Option("--explain", help="The reckoning for one State, wherever it stands")
]
Spoken = Annotated[list[str] | None, typer.Option("--language", help="A working language, ISO 639")]
Regions = Annotated[list[str] | None, typer.Option(help="In one of these M49 regions, by English name")]
Public = Annotated[str | None, typer.Option(help="Only what was public by this date")]


def suggest(  # noqa: PLR0913 - one parameter is one option
    recipient: Annotated[str, typer.Argument(help="The State that asks, or a need on record")],
    sectors: Annotated[list[str] | None, typer.Argument(help="Sector ids or DAC codes")] = None,
    language_: Spoken = None,
    region: Regions = None,
    gender_expertise: Annotated[bool, typer.Option("--gender-expertise")] = False,
    as_of: Public = None,
    explain: Explained = None,
    struck: Struck = None,
    lang: LangOption = "en",
    json: AsJson = False,
) -> None:
    """Peers for a State and sectors, as experiences. Nobody is contacted or ranked; a person decides.

    Examples: `exchange-graph suggest LBR revenue`, `exchange-graph suggest SOM police --explain RWA`,
    `exchange-graph suggest LBR revenue --struck a-68-696-13c`, or of a need on record, by its id alone:
    `exchange-graph suggest a-68-696-need-lbr-revenue`
    """
    must = Requirements(tuple(language_ or ()), tuple(region or ()), gender_expertise)
    question = AskedNeed(recipient, sectors or (), must, _date(as_of))

    async def ask(store: GraphStore) -> Any:
        known = await catalogue(store)
        record = None if sectors else known.get(Need, recipient)
        need = await _read(question, record, known, store)
        follower = EvidenceFollower(store, follow_catalogue(store))
        aside = set_aside.read(settings().set_aside, known)
        data_day = (await follower.current()).projection.at
        evidence = await follower.current(need.as_of)
        evidence = without(evidence, struck) if struck else evidence
        speaker = Speaker(known, lang)
        if explain:
            state = await one_state(explain, "--explain", known, store)
            return data_day, explained(reckoning(need, evidence, state, aside), speaker)
        answer = work_out(need, evidence, aside)
        views = await follower.told(evidence, answer.named())
        return data_day, suggestions(answer, views, speaker)

    data_day, shape = on_store(ask)
    if json:
        as_json(shape)
    elif explain:
        print_explanation(shape, lang)
    else:
        print_answer(shape, data_day, lang)


async def _read(
    question: AskedNeed, record: Need | None, known: Catalogue, store: GraphStore
) -> ResolvedNeed:
    """The question, or the need on record; conditions beside that would be lost, so they are refused."""
    if record is None:
        return await understood(question, known, store)
    if question.as_of or question.requirements != Requirements():
        raise BadInput([Problem(record.id, _SAYS_ITSELF)])
    return await from_record(record, known, store)


def _date(given: str | None) -> str | None:
    try:
        return TypeAdapter(PartialDate).validate_python(given) if given else None
    except ValidationError as error:
        reason = refusal.why(error.errors()[0], "as-of", "option")
        raise typer.BadParameter(reason, param_hint="--as-of") from None
