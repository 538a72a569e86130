"""From the curator's shorthand to the fields of a record.

One fact a line (`c1: {provider: SLE, cites: [13c]}`), citations named once a file. Values are
passed on as they are: the domain's models check them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_args

from exchange_graph.domain.exchange import Role
from exchange_graph.seeding.marked import Marked, Where

Body = dict[str, Any]
CITATIONS = "citations"
"""Beside its records by kind, a file names its citations once."""
KindOf = Callable[[str], str | None]
_ROLES = set(get_args(Role))
_ACTORS = {"country", "institution", "group"}
_FIELDS = {
    "sector": "sectors", "modality": "modality", "form": "form", "period": "period", "status": "status",
    "outcome": "outcome", "kind": "kind_stated", "figure": "figures",
}  # fmt: skip
_BESIDE = {"cites", "basis", "because", "incompatible_with", "reason"}
_BESIDE_ONLY = {
    "part": _ROLES, "support": _ROLES, "stage": {"period"}, "as_of": {"status"}, "cause": {"status"},
    "text": {"outcome"},
}  # fmt: skip
"""What stands beside some facts, and beside no other."""
_CLAIM_FIELDS = {"basis", "stage", "as_of", "because", "cause"}
_LISTS = {"responds_to", "drawn_on_by"}
_RANGE = {"from": "start", "to": "end"}


class Shorthand:
    """Reads the records of one file; problems are noted in its marks."""

    def __init__(self, marked: Marked, kind_of: KindOf) -> None:
        self._marked = marked
        self._kind_of = kind_of
        self._citations: Mapping[str, Any] = marked.data.get(CITATIONS, {})
        self.origin: dict[Where, Where] = {}

    def record(self, kind: str, body: Any, where: Where) -> Body | None:
        """The record's fields under their own names; `origin` then leads from them back into the file."""
        if not isinstance(body, dict):
            self._marked.refuse(where, f"a {kind} is a list of fields, beginning with id")
            return None
        written = {"kind": kind, **self._plain(body, where)}
        for name in _LISTS & written.keys():
            written[name] = written[name] if isinstance(written[name], list) else [written[name]]
        if kind == "exchange":
            written |= self._claims(body.get("claims"), (*where, "claims"))
        return written

    def _plain(self, body: Any, where: Where) -> Any:
        """Fields as they stand, with cites resolved and ranges under the names of the models."""
        if not isinstance(body, Mapping):
            return body
        plain: Body = {}
        for key, value in body.items():
            if key == "claims":
                continue
            inside = (*where, key)
            if key == "cites":
                plain["citations"] = self._cited(value, inside)
            elif key in ("succeeded_by", "reissued") and _are_steps(value):
                plain[key] = [self._plain(step, (*inside, i)) for i, step in enumerate(value)]
            elif key == "result":
                plain[key] = self._plain(value, inside)
            elif key == "acts_for":
                plain[key] = _acts_for(value)
            else:
                plain[key] = value
        return plain

    def _cited(self, keys: Any, where: Where) -> list[Any]:
        if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
            self._marked.refuse(where, "cites is a list of citation keys: [13c, box4]")
            return []
        for key in keys:
            if key not in self._citations:
                self._marked.refuse(where, f"no citation is called {key} in this file")
        return [self._citations[key] for key in keys if key in self._citations]

    def _claims(self, claims: Any, where: Where) -> Body:
        if not isinstance(claims, dict) or not claims:
            self._marked.refuse(where, "an exchange needs claims: c1: {provider: SLE, cites: [...]}")
            return {}
        fields: Body = {}
        marks: list[Body] = []
        for claim_id, line in claims.items():
            inside = (*where, claim_id)
            field, value = self._fact(line, inside)
            if field is None:
                continue
            self.origin[field, len(fields.setdefault(field, []))] = inside
            fields[field].append(self._claim(claim_id, value, line, inside))
            if not isinstance(line.get("incompatible_with", []), list):
                self._marked.refuse(inside, "incompatible_with is a list of claims: [c1]")
            elif "incompatible_with" in line:
                marks.append(_incompatible(claim_id, line))
        return fields | ({"incompatible": marks} if marks else {})

    def _fact(self, line: Any, where: Where) -> tuple[str | None, Any]:
        beside = _BESIDE | _BESIDE_ONLY.keys()
        named = [key for key in line if key not in beside] if isinstance(line, dict) else []
        if len(named) != 1:
            self._marked.refuse(where, "a claim states one fact: one role, sector, period, status ...")
            return None, None
        (fact,) = named
        for stray in sorted(line.keys() & _BESIDE_ONLY.keys()):
            if fact not in _BESIDE_ONLY[stray]:
                fitting = " or ".join(sorted(_BESIDE_ONLY[stray]))
                self._marked.refuse(where, f"{stray} stands beside {fitting}, not beside {fact}")
        if fact in _ROLES:
            return "participations", self._participation(fact, line, where)
        if fact not in _FIELDS:
            self._marked.refuse(
                where, f"{fact} is no fact; facts are {', '.join(sorted(_ROLES | set(_FIELDS)))}"
            )
            return None, None
        return _FIELDS[fact], _value(fact, line)

    def _participation(self, role: str, line: Mapping[str, Any], where: Where) -> Body:
        actor = self._actor(line[role], where)
        return {"role": role, "actor": actor} | _party(line)

    def _actor(self, named: Any, where: Where) -> Body:
        if isinstance(named, dict):
            words = {key: value for key, value in named.items() if key != "unnamed"}
            return {"type": "unnamed", "words": named.get("unnamed"), **words}
        kind = self._kind_of(named) if isinstance(named, str) else None
        if not named or not isinstance(named, str):
            self._marked.refuse(where, "a role needs an actor: a country, an institution or a group")
        elif kind is None:
            self._marked.refuse(where, f"{named} is no known country, institution or group")
        elif kind not in _ACTORS:
            self._marked.refuse(where, f"{named} is a {kind}, not a country, institution or group")
        return {"type": kind or "country", "id": named}

    def _claim(self, claim_id: str, value: Any, line: Mapping[str, Any], where: Where) -> Body:
        claim: Body = {"id": claim_id, "value": value}
        claim |= {name: line[name] for name in _CLAIM_FIELDS & line.keys()}
        if "cites" not in line:
            self._marked.refuse(where, "a claim needs at least one citation: cites: [...]")
        else:
            claim["citations"] = self._cited(line["cites"], where)
        return claim


def _are_steps(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(step, dict) for step in value)


def _party(line: Mapping[str, Any]) -> Body:
    """What a party did and gave; one word of support may stand alone."""
    said: Body = {"part": line["part"]} if "part" in line else {}
    if "support" in line:
        support = line["support"]
        said["support"] = support if isinstance(support, list) else [support]
    return said


def _acts_for(value: Any) -> Body:
    if not isinstance(value, dict):
        return {"country": value}
    return {_RANGE.get(str(key), str(key)): entry for key, entry in value.items()}


def _value(fact: str, line: Mapping[str, Any]) -> Any:
    value = line[fact]
    if fact == "modality":
        return value if isinstance(value, list) else [value]
    if fact == "outcome":
        return {"rating": value} | ({"text": line["text"]} if "text" in line else {})
    return value


def _incompatible(claim_id: str, line: Mapping[str, Any]) -> Body:
    mark: Body = {"claims": [claim_id, *line["incompatible_with"]]}
    if "reason" in line:
        mark["reason"] = line["reason"]
    return mark
