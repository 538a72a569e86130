"""Records as a person reads them at a terminal: names and titles first, ids last, each fact with its note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from exchange_graph.cli.blocks import named, section, text
from exchange_graph.domain.exchange import Role
from exchange_graph.domain.languages import Lang
from exchange_graph.render.fields import cited_words, field_lines, field_name
from exchange_graph.render.locales import say
from exchange_graph.render.punctuation import beside, clauses, isolated, joined, opened, quoted
from exchange_graph.render.times import with_basis

Shape = Mapping[str, Any]
_NEWEST = 10
_OF_A_COUNTRY = ("own_experience", "offers", "needs")
_LEFT_OUT = ("name", "latitude", "longitude", "aliases", "notes")
"""Of a country: what `--json` has, and no person asks for here."""
_SIDES = ("provided", "received", "took_part")
_BELOW = (*_SIDES, "sectors_over_time", *_OF_A_COUNTRY, "deployments", "groups", "note")
_TOLD_APART = (*_BELOW, *_LEFT_OUT)


def tell_listed(item: Shape, lang: Lang) -> None:
    """An exchange in a list: who gave what to whom, its title, when, how it stands, and its id."""
    text(str(item["heading"]))
    text(str(item["title"]), 2)
    said = [str(item["period"]["says"])]
    if item["status"]:
        said.append(str(item["status"]["says"]))
    said.append(say(lang, "show.grade", grade=item["grade"]))
    if item["contested"]:
        said.append(_differing(item, lang))
    text(clauses(said, lang), 2)
    text(f"[{item['id']}]", 2)


def tell_exchange(shape: Shape, lang: Lang) -> None:
    """Who gave and who received, what was done and when, what came of it, and who says so."""
    text(str(shape["heading"]))
    text(str(shape["title"]))
    text(f"\n{shape['summary']}\n")
    for role in get_args(Role):
        parties = [_party(p, lang) for p in shape["participations"] if p["role"] == role]
        if parties:
            named(field_name(role, lang), clauses(parties, lang), lang)
    for name, words in _derived(shape, lang):
        named(field_name(name, lang), words, lang)
    section(say(lang, "show.claims"), (_claim(claim, lang) for claim in shape["claims"]))
    section(field_name("citations", lang), (_source(n, c, lang) for n, c in enumerate(shape["citations"], 1)))
    section(say(lang, "suggest.lessons"), (lesson["text"] for lesson in shape["lessons"]))
    _notes(shape, lang)
    _foot(shape, lang)


def tell_country(shape: Shape, lang: Lang) -> None:
    """What a State gave, received, lived through, offers and needs: on record, which is not all there is."""
    text(beside(str(shape["label"]), shape["id"], lang))
    for name, label, words in field_lines(shape, lang):
        if name not in _TOLD_APART:
            named(label, words, lang)
    if shape["note"]:
        text(f"\n{shape['note']}")
    for side in _SIDES:
        _side(side, shape[side], lang)
    for name in _OF_A_COUNTRY:
        section(field_name(name, lang), (f"{one['label']}  [{one['id']}]" for one in shape[name]))
    section(field_name("deployments", lang), (_served(one, lang) for one in shape["deployments"]))
    section(field_name("groups", lang), (str(one["label"]) for one in shape["groups"]))
    _foot(shape, lang)


def tell_record(shape: Shape, lang: Lang) -> None:
    """Any other record: its name, its fields in words, its sources."""
    text(str(shape["label"]))
    for name, label, words in field_lines(shape, lang):
        if name != "notes":
            named(label, words, lang)
    cited = shape.get("citations", ())
    section(field_name("citations", lang), (_source(n, c, lang) for n, c in enumerate(cited, 1)))
    _notes(shape, lang)
    _foot(shape, lang)


def _party(party: Shape, lang: Lang) -> str:
    """A party with its basis, what it did and gave, and the numbers of the sources that say so."""
    said = isolated(str(party["actor"]["label"]), lang)
    remarks = [say(lang, f"claim.{party['part']}")] if party["part"] else []
    remarks += [say(lang, f"value.support.{one}") for one in party["support"]]
    said = beside(said, joined(remarks, lang), lang) if remarks else said
    return f"{with_basis(said, party['basis'], lang)} {_numbers(party['citations'])}"


def _derived(shape: Shape, lang: Lang) -> Iterator[tuple[str, str]]:
    """What follows from the claims, in words."""
    kind, active = shape["kind"], shape["period"]["last_active"]
    if shape["sectors"]:
        yield "sectors", joined((with_basis(s["label"], s["basis"], lang) for s in shape["sectors"]), lang)
    if shape["modality"]:
        yield "modality", joined((say(lang, f"value.modality.{one}") for one in shape["modality"]), lang)
    yield "period", str(shape["period"]["says"])
    if active:
        yield "last_active", str(active["says"])
    if shape["status"]:
        yield "status", str(shape["status"]["says"])
    if outcome := shape["outcome"]:
        rating = with_basis(say(lang, f"value.outcome.{outcome['rating']}"), outcome["basis"], lang)
        yield "outcome", opened(rating, str(outcome["text"]), lang) if outcome["text"] else rating
    yield "kind", beside(say(lang, f"value.kind.{kind['value']}"), str(kind["because"]), lang)
    if shape["programme"]:
        yield "programme", str(shape["programme"]["label"])
    if shape["responds_to"]:
        yield "responds_to", clauses((str(need["label"]) for need in shape["responds_to"]), lang)
    yield "grade", shape["grade"]
    if shape["contested"]:
        yield "contested", _differing(shape, lang)


def _differing(shape: Shape, lang: Lang) -> str:
    names = joined((field_name(name, lang) for name in shape["contested"]), lang)
    return opened(say(lang, "heading.differ"), names, lang)


def _claim(claim: Shape, lang: Lang) -> str:
    """One fact as it is held, the words it rests on where they are ours, and what it contradicts."""
    said = opened(claim["says"], str(claim["because"]), lang) if claim["because"] else str(claim["says"])
    if claim["contested_with"]:
        said = clauses([said, say(lang, "show.against", claims=" ".join(claim["contested_with"]))], lang)
    return f"{said} {_numbers(claim['citations'])} ({claim['id']})"


def _numbers(citations: Sequence[int]) -> str:
    return "".join(f"[{number + 1}]" for number in citations)


def _source(number: int, cited: Shape, lang: Lang) -> str:
    """A source with the place in it, its grade, its words, and ours for them."""
    said = [cited_words(cited, lang), say(lang, "show.grade", grade=cited["grade"])]
    if cited["quote"]:
        said.append(isolated(quoted(cited["quote"], lang), lang))
    line = f"[{number}] {clauses(said, lang)}"
    ours = cited["translation"]
    return beside(line, opened(say(lang, "show.translation"), str(ours), lang), lang) if ours else line


def _notes(shape: Shape, lang: Lang) -> None:
    told = (
        opened(joined([n["by"]["organisation"], n["by"]["role"], n["date"]], lang), str(n["text"]), lang)
        for n in shape["notes"]
    )
    section(field_name("notes", lang), told)


def _side(side: str, shape: Shape, lang: Lang) -> None:
    """How much, with whom, in what, and the newest."""
    if not shape["exchanges"]:
        return
    text("\n" + opened(say(lang, f"show.{side}"), say(lang, "show.count", count=shape["exchanges"]), lang))
    for name in ("partners", "sectors"):
        counted = joined((beside(str(c["label"]), str(c["exchanges"]), lang) for c in shape[name]), lang)
        if counted:
            named(field_name(name, lang), counted, lang, 2)
    for one in shape["newest"][:_NEWEST]:
        text(f"{one['heading']}  [{one['id']}]", 2, 4)
    if (more := shape["exchanges"] - _NEWEST) > 0:
        text(f"+{more}", 2)


def _served(one: Shape, lang: Lang) -> str:
    kinds = joined((say(lang, f"value.type.{kind}") for kind in one["types"]), lang)
    since = say(lang, "period.span" if one["end"] else "period.since", start=one["start"], end=one["end"])
    return opened(str(one["mission"]["label"]), clauses([kinds, since], lang), lang)


def _foot(shape: Shape, lang: Lang) -> None:
    """The id and the revision, and the command that tells how to cite it."""
    record = isolated(shape["id"], lang)
    text("\n" + say(lang, "correct.record", id=record, revision=shape["revision"]))
    text(opened(say(lang, "show.cite"), isolated(f"exchange-graph cite {shape['id']}", lang), lang), 0, 2)
