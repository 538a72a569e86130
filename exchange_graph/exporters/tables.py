"""The tables: which columns each kind of record has, named as in the HTTP interface wherever that can be."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, get_args

from exchange_graph.domain.canonical import dumps
from exchange_graph.domain.exchange import Rating, Role
from exchange_graph.domain.languages import LANGUAGES
from exchange_graph.exporters.columns import (
    Column,
    ShapedRecord,
    Table,
    decimals,
    each,
    inside,
    plain,
    ref,
    refs,
    sources,
)

OF_KIND: dict[str, Table] = {}
"""The table of every kind."""

_WRITTEN = plain("revision", "updated_at")
_HEAD = plain("id", "label", "lang")
_NOTES = (
    Column("notes", lambda row: [note["text"] for note in row["notes"]]),
    Column("notes_by", lambda row: [f"{n['by']['role']}, {n['by']['organisation']}" for n in row["notes"]]),
    *each("notes", date="notes_dates"),
)
_LAST = (*_NOTES, *plain("unofficial"))
_TAIL = (*plain("aliases"), *_WRITTEN, *_LAST)
_CITED = (*sources(), *_TAIL)
_SPAN = inside("period", start="start", end="end", earliest="earliest", latest="latest")


def _role(role: str) -> Iterator[Column]:
    """Who took a role: an unnamed party has no id, and the words of its source as its label."""

    def taken(read: Any) -> Any:
        return lambda row: [read(p) for p in row["participations"] if p["role"] == role]

    yield Column(f"{role}_ids", taken(lambda p: p["actor"]["id"]))
    yield Column(f"{role}_labels", taken(lambda p: p["actor"]["label"]))
    yield Column(f"{role}_countries", taken(lambda p: p["country"]))
    yield Column(f"{role}_bases", taken(lambda p: p["basis"]))
    if role == "facilitator":
        yield Column(f"{role}_parts", taken(lambda p: p["part"]))


def _support(role: str) -> Iterator[Column]:
    """What each party of a role gave, paired with its other columns."""

    def given(row: Any) -> list[str | None]:
        of_role = (p for p in row["participations"] if p["role"] == role)
        return [" ".join(p["support"]) or None for p in of_role]

    yield Column(f"{role}_support", given)


def _tied(part: str, row: Any) -> list[Any]:
    return [one[part] for one in row.get("ties", {}).get("shared", ())]


EXCHANGES = OF_KIND["exchange"] = (
    *plain("id", "heading", "title", "summary", "lang"),
    *(column for role in get_args(Role) for column in _role(role)),
    *refs("sectors", "sector"), *each("sectors", basis="sector_bases"),
    *plain("modality"), *inside("form", value="form"), *inside("status", value="status"),
    *inside("kind", value="kind", basis="kind_basis", because="kind_because"),
    *_SPAN, *inside("period", dated="dated"),
    *inside("outcome", rating="outcome", text="outcome_text"),
    *ref("programme"), *plain("mutual"),
    *each("figures", measure="figure_measures", value="figure_values", unit="figure_units",
          stage="figure_stages", date="figure_dates"),
    *refs("responds_to", "responds_to"),
    *each("lessons", id="lesson_ids", text="lesson_texts"),
    *plain("contested", "grade"), *sources(), *_WRITTEN,
    *inside("form", basis="form_basis"), *inside("outcome", basis="outcome_basis"),
    *inside("status", basis="status_basis", as_of="status_as_of", cause="status_cause"),
    *inside("period", basis="period_basis"),
    Column("planned_start", lambda row: (row["period"]["planned"] or {}).get("start")),
    Column("planned_end", lambda row: (row["period"]["planned"] or {}).get("end")),
    Column("last_active", lambda row: (row["period"]["last_active"] or {}).get("year")),
    Column("last_active_says", lambda row: (row["period"]["last_active"] or {}).get("says")),
    *(column for role in get_args(Role) if role != "recipient" for column in _support(role)), *_LAST,
)  # fmt: skip

OF_KIND["country"] = (
    *_HEAD, *plain("iso2", "m49"),
    *inside("name", **{lang: f"name_{lang}" for lang in LANGUAGES}),
    *plain("also", "region", "subregion", "intermediate", "latitude", "longitude"),
    *inside("working_languages", codes="working_languages"), *_TAIL,
)  # fmt: skip

OF_KIND["group"] = (
    *_HEAD, *plain("also", "complete", "note"),
    Column("member_ids", lambda row: [m["country"]["id"] for m in row["members"]]),
    Column("member_labels", lambda row: [m["country"]["label"] for m in row["members"]]),
    *each("members", start="member_starts", end="member_ends", seen="member_seen"), *_CITED,
)  # fmt: skip

OF_KIND["institution"] = (
    *_HEAD, *plain("type", "also"),
    Column("acts_for_id", lambda row: row["acts_for"] and row["acts_for"]["country"]["id"]),
    Column("acts_for_label", lambda row: row["acts_for"] and row["acts_for"]["country"]["label"]),
    *inside("acts_for", start="acts_for_start", end="acts_for_end"),
    *ref("located_in"), *ref("part_of"), *refs("units", "unit"),
    *refs("succeeded_by", "successor"), *each("succeeded_by", date="successor_dates"),
    *refs("preceded_by", "predecessor"), *plain("fund_of", "summary"), *_CITED,
    *plain("until"),
)  # fmt: skip

OF_KIND["sector"] = (
    *_HEAD, *plain("broader", "narrower"), *refs("related", "related"), *plain("sensitive", "definition"),
    *each("codes", scheme="code_schemes", code="codes", match="code_matches"),
    *plain("own"), *_CITED,
)  # fmt: skip

OF_KIND["source"] = (
    *_HEAD, *plain("symbol", "title", "publisher", "published", "retrieved", "languages", "url"), *_TAIL,
)  # fmt: skip

OF_KIND["programme"] = (
    *_HEAD, *plain("also", "summary"), *_SPAN, *refs("institutions", "institution"), *_CITED,
)  # fmt: skip

OF_KIND["lesson"] = (
    *_HEAD, *plain("lesson"), *refs("exchanges", "exchange"), *refs("sectors", "sector"), *_CITED,
)  # fmt: skip

OF_KIND["need"] = (
    *_HEAD, *plain("statement"), *ref("requested_by"), *refs("sectors", "sector"),
    *plain("seniority", "languages", "gender_expertise", "timeframe", "decision_cycle", "valid_until",
           "status"),
    *each("reissued", date="reissued_dates", text="reissued_texts"), *_CITED,
    *ref("stated_by"), *ref("recipient"), *plain("as_of"),
)  # fmt: skip

OF_KIND["offer"] = (
    *_HEAD, *plain("statement"), *refs("offered_by", "offered_by"), *ref("to"), *refs("sectors", "sector"),
    *plain("modality", "number", "conditions", "valid_until"), *_CITED,
)  # fmt: skip

OF_KIND["experience"] = (
    *_HEAD, *ref("country"), *plain("summary"), *refs("sectors", "sector"), *_SPAN, *_CITED,
    *inside("result", rating="result", text="result_text"), *refs("drawn_on_by", "drawn_on_by"),
)  # fmt: skip

OF_KIND["figure"] = (
    *_HEAD, *plain("measure"), *decimals("value", "at_least"), *plain("unit"), *refs("about", "about"),
    *plain("date"), *_CITED, *decimals("at_most"),
)  # fmt: skip

OF_KIND["deployment"] = (
    *_HEAD, *ref("country"), *ref("mission"), *ref("host"), *plain("type", "start", "end", "most", "women"),
    *_CITED,
)  # fmt: skip


def _rated(rating: str, row: ShapedRecord) -> int:
    """How many exchanges are rated so; none is a count, not unknown."""
    return int(row["outcomes"].get(rating, 0))


PROVIDER_EXPERIENCE: Table = (
    *ref("provider"), *ref("sector"), *plain("exchanges", "programmes", "recipients"),
    *plain("first_year", "last_year"),
    *(Column(rating, partial(_rated, rating)) for rating in get_args(Rating)),
    *plain("own_experience", "offers", "best_grade", "group"),
    Column("ties_with", lambda row: row.get("ties", {}).get("with")),
    Column("ties_exchanges", lambda row: row.get("ties", {}).get("exchanges")),
    *(Column(f"ties_{name}", partial(_tied, part)) for name, part in
      (("what", "what"), ("about", "about"), ("says", "says"))),
    Column("ties_source_ids", lambda row: [one["id"] for one in _tied("source", row)]),
)  # fmt: skip

HOLES: Table = (
    *ref("country"), *ref("sector"),
    *plain("exchanges", "providers", "last_year", "outcomes", "institutions", "best_grade"),
)  # fmt: skip

SEARCH: Table = plain("kind", "id", "label", "matched", "lang")

_VERSION: Table = (
    *plain("revision", "at", "op", "into"),
    *inside("actor", role="actor_role", organisation="actor_organisation"), *plain("reason", "fields"),
)  # fmt: skip
_CHANGED: Table = (*plain("says"), *each("changes", label="changed", before="before", after="after"))

HISTORY: Table = (*_VERSION, *_CHANGED)

CHANGES: Table = (*plain("id", "kind", "self"), *_VERSION, *plain("label"), *_CHANGED)

CLAIMS: Table = (
    *plain("exchange_id", "exchange_heading", "claim_id", "fact", "value", "part", "basis", "because",
           "contested_with", "source_id", "source_label", "locator", "grade", "quote", "quote_lang",
           "revision", "updated_at", "says", "support", "stage", "as_of", "cause", "translation"),
)  # fmt: skip


def claims(record: ShapedRecord) -> Iterator[ShapedRecord]:
    """The rows of `CLAIMS` in an exchange: one for each citation of each claim."""
    for claim in record["claims"]:
        value = claim["value"]
        for number in claim["citations"]:
            cited = record["citations"][number]
            yield {
                **claim,
                "exchange_id": record["id"],
                "exchange_heading": record["heading"],
                "claim_id": claim["id"],
                "value": _said(value),
                "part": value.get("part") if isinstance(value, dict) else None,
                "support": value.get("support") if isinstance(value, dict) else None,
                "translation": cited["translation"],
                "source_id": cited["source"]["id"],
                "source_label": cited["source"]["label"],
                "locator": cited["locator"],
                "grade": cited["grade"],
                "quote": cited["quote"],
                "quote_lang": cited["lang"] if cited["quote"] else None,
                "revision": record["revision"],
                "updated_at": record["updated_at"],
            }


def _said(value: Any) -> Any:
    """A claim's value as words: who took a role, or the parts of a period, an outcome, a figure by name."""
    if not isinstance(value, dict):
        return value
    if actor := value.get("actor"):
        return actor.get("id") or actor["words"]
    return [f"{name}: {dumps(part) if isinstance(part, dict) else part}" for name, part in value.items()]
