"""What a change makes stale: whose entries have to be derived anew, and which fields changed."""

from __future__ import annotations

from exchange_graph.domain.records import AnyRecord
from exchange_graph.domain.vocabulary import Group


def touched(before: AnyRecord | None, after: AnyRecord | None) -> set[str]:
    """Ids whose dependants are stale: its own, and States that joined or left a group."""
    ids = {record.id for record in (before, after) if record}
    old = set(before.members) if isinstance(before, Group) else set()
    new = set(after.members) if isinstance(after, Group) else set()
    return ids | {membership.country for membership in old ^ new}


def changed_fields(before: AnyRecord | None, after: AnyRecord) -> list[str]:
    """Names of the fields that differ; all that say something where there was no record."""
    if before is None:
        defaults = {name: field.default for name, field in type(after).model_fields.items()}
        return sorted(n for n, default in defaults.items() if n != "id" and getattr(after, n) != default)
    names = type(after).model_fields
    return sorted(n for n in names if getattr(before, n, None) != getattr(after, n))
