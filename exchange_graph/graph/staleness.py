"""What a change makes stale: whose entries have to be derived anew, and which fields changed."""

from __future__ import annotations

from exchange_graph.domain.records import AnyRecord
from exchange_graph.domain.vocabulary import Group, Membership, Serves


def touched(before: AnyRecord | None, after: AnyRecord | None) -> set[str]:
    """Ids whose dependants are stale: its own, and States whose place on a list or whose list changed."""
    ids = {record.id for record in (before, after) if record}
    return ids | {country for country, *_ in _listed(before) ^ _listed(after)}


def _listed(record: AnyRecord | None) -> set[tuple[str, Membership, Serves | None]]:
    """Who stands on the list of a group, since and until when, and what it serves for."""
    if not isinstance(record, Group):
        return set()
    return {(member.country, member, record.serves) for member in record.members}


def changed_fields(before: AnyRecord | None, after: AnyRecord) -> list[str]:
    """Names of the fields that differ; all that say something where there was no record."""
    if before is None:
        defaults = {name: field.default for name, field in type(after).model_fields.items()}
        return sorted(n for n, default in defaults.items() if n != "id" and getattr(after, n) != default)
    names = type(after).model_fields
    return sorted(n for n in names if getattr(before, n, None) != getattr(after, n))
