"""exchange-graph suggest: peers for a need, with reasons, for a person who decides."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from pydantic import TypeAdapter, ValidationError

from exchange_graph.catalogue.catalogue import Catalogue
from exchange_graph.catalogue.following import follow_catalogue
from exchange_graph.cli.options import AsJson, LangOption, catalogue
from exchange_graph.cli.printing import as_json, say
from exchange_graph.cli.running import on_store
from exchange_graph.domain.dates import PartialDate
from exchange_graph.domain.knowledge import Need
from exchange_graph.errors import BadInput, Problem
from exchange_graph.graph.store import GraphStore
from exchange_graph.matching.counterfactual import why, without
from exchange_graph.matching.following import Grounds
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

Without = Annotated[list[str] | None, typer.Option("--without", help="As if this exchange were not held")]
Why = Annotated[str | None, typer.Option("--why", help="Explain one State, exchange by exchange")]
Spoken = Annotated[list[str] | None, typer.Option("--language", help="A working language, ISO 639")]
Regions = Annotated[list[str] | None, typer.Option(help="In one of these M49 regions, by English name")]
Public = Annotated[str | None, typer.Option(help="Only what was public by this date")]


def suggest(  # noqa: PLR0913 - one parameter is one option
    recipient: Annotated[str, typer.Argument(help="The State that asks: ISO3 or ISO2; or a need on record")],
    sectors: Annotated[list[str] | None, typer.Argument(help="Sector ids or DAC codes")] = None,
    language_: Spoken = None,
    region: Regions = None,
    gender_expertise: Annotated[bool, typer.Option("--gender-expertise")] = False,
    as_of: Public = None,
    why_: Why = None,
    without_: Without = None,
    lang: LangOption = "en",
    json: AsJson = False,
) -> None:
    """Peers for a State and sectors, in bands by evidence. Nobody is contacted; a person decides.

    Examples: `exchange-graph suggest LBR revenue`, `exchange-graph suggest SOM police --why RWA`,
    `exchange-graph suggest LBR revenue --without a-68-696-13c`, or of a need on record, by its id alone:
    `exchange-graph suggest a-68-696-need-lbr-revenue`
    """
    must = Requirements(tuple(language_ or ()), tuple(region or ()), gender_expertise)
    question = AskedNeed(recipient, sectors or (), must, _date(as_of))

    async def ask(store: GraphStore) -> Any:
        known = await catalogue(store)
        record = None if sectors else known.get(Need, recipient)
        need = await _read(question, record, known, store)
        grounds = Grounds(store, follow_catalogue(store))
        data_day = (await grounds.current()).projection.at
        ground = await grounds.current(need.as_of)
        ground = without(ground, without_) if without_ else ground
        speaker = Speaker(known, lang)
        if why_:
            state = await one_state(why_, "--why", known, store)
            return data_day, explained(why(need, ground, state), speaker)
        answer = work_out(need, ground)
        titles = await grounds.titles(ground, answer.exchanges())
        return data_day, suggestions(answer, titles, speaker)

    data_day, shape = on_store(ask)
    if json:
        as_json(shape)
    elif why_:
        _explanation(shape)
    else:
        _answer(shape, data_day)


async def _read(
    question: AskedNeed, record: Need | None, known: Catalogue, store: GraphStore
) -> ResolvedNeed:
    """The question, or the need on record; conditions beside that would be lost, so they are refused."""
    if record is None:
        return await understood(question, known, store)
    if question.as_of or question.requirements != Requirements():
        why = "says itself what must hold: leave out the conditions, or write the State and the sectors"
        raise BadInput([Problem(record.id, why)])
    return await from_record(record, known, store)


def _date(given: str | None) -> str | None:
    try:
        return TypeAdapter(PartialDate).validate_python(given) if given else None
    except ValidationError as error:
        reason = refusal.why(error.errors()[0], "as-of", "option")
        raise typer.BadParameter(reason, param_hint="--as-of") from None


_OVER = ("answered", "closed")


def _answer(shape: Any, data_day: str) -> None:
    sectors = ", ".join(sector["label"] for sector in shape["need"]["sectors"])
    say(f"{shape['need']['recipient']['label']}: {sectors}")
    _struck(shape)
    if shape["need"]["status"] in _OVER:
        say(f"This need is {shape['need']['status']} (source of {shape['need']['source_day']}).")
    for line in (shape["thin"], *shape["why"]):
        if line:
            say(line)
    for band in shape["bands"]:
        say("")
        say(band["heading"] + _order(band))
        for candidate in band["candidates"]:
            _candidate(candidate)
    if shape["other_partners"]:
        say("\nOther partners (by name)" + _more(shape["other_more"]))
        for candidate in shape["other_partners"]:
            _candidate(candidate)
    _around(shape)
    _model(shape, data_day)


def _struck(shape: Any) -> None:
    if shape["without"]:
        say(f"As if not on record: {' '.join(shape['without'])}")


def _order(band: Any) -> str:
    order = " (strongest evidence first)" if band["ordered"] else " (by name)"
    return (order if len(band["candidates"]) > 1 else "") + _more(band["more"])


def _more(count: int) -> str:
    return f", {count} more not shown" if count else ""


def _candidate(candidate: Any) -> None:
    say(f"  {candidate['provider']['label']}")
    for line in candidate["lines"]:
        say(f"    + {line['says']}{_cites(line['evidence'])}")
    for remark in candidate["against"]:
        say(f"    - {remark['says']}{_cites(remark['evidence'])}")
    for remark in candidate["planned"]:
        say(f"    > {remark['says']}{_cites(remark['evidence'])}")
    for unknown in candidate["unknown"]:
        say(f"    ? {unknown}")
    if candidate["institutions"]:
        say("    through " + "; ".join(body["label"] for body in candidate["institutions"]))


def _cites(evidence: list[str]) -> str:
    return f"  [{' '.join(evidence)}]" if evidence else ""


def _around(shape: Any) -> None:
    sections = {
        "Precedents": [_precedent(p) for p in shape["precedents"]],
        "Partners": [
            f"{p['actor']['label']}, {p['role']}{_cites(p['exchanges'])}" for p in shape["partners"]
        ],
        "How precedents were done": [f"{m['value']}{_cites(m['exchanges'])}" for m in shape["modality"]],
        "Left out": [f"{r['says']}: {r['count']}" for r in shape["removed"]],
        "Nearest relaxation": [shape["relaxation"]] if shape["relaxation"] else [],
        "Ask before you call": [_question(q) for q in shape["ask_before_you_call"]],
    }
    for heading, lines in sections.items():
        if lines:
            say("\n" + heading)
            for line in lines:
                say(f"  {line}")


def _model(shape: Any, data_day: str) -> None:
    model, as_of = shape["model"], shape["need"]["as_of"]
    cut = f"; only what was public by {as_of}, ages counted to {shape['need']['day']}" if as_of else ""
    say(f"\n{shape['statement']}")
    say(f"Model {model['id']}, data of {data_day}, revision {model['data_revision']}{cut}")


def _precedent(precedent: Any) -> str:
    outcome = f"; outcome {precedent['outcome']}" if precedent["outcome"] else ""
    lessons = "".join(f"; lesson: {lesson['label']}" for lesson in precedent["lessons"])
    record = precedent["exchange"] or precedent["offer"]
    return f"{precedent['title']} ({precedent['why']}){outcome}{lessons}  [{record}]"


def _question(question: Any) -> str:
    known = f" {question['known']}" if question["known"] else ""
    return f"{question['question']} ({question['source']}){known}"


def _explanation(shape: Any) -> None:
    _struck(shape)
    if shape["candidate"] is None:
        say(shape["note"])
        return
    say(f"Band: {shape['band']}" if shape["band"] else shape["heading"])
    _candidate(shape["candidate"])
    for line in shape["candidate"]["lines"]:
        say(f"    {line['contribution']:8.4f}  {line['signal']}")
    if (score := shape["candidate"]["score"]) is not None:
        say(f"    {score:8.4f}  together")
    for one in shape["counterfactuals"]:
        say(f"  without {one['without']}: {one['says']}")
