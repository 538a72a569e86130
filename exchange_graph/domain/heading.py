"""Who -> whom: what. The line that opens every exchange, built from structure in any language.

"Sierra Leone, Sweden → Liberia: revenue"; mutual "A ↔ B ↔ C"; direction not said "A · B".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from exchange_graph.domain.exchange import Role
from exchange_graph.domain.languages import Lang
from exchange_graph.domain.party import Party
from exchange_graph.domain.view import ExchangeView

Label = Callable[[str], str]
NAMED_AT_MOST = 3
_COMMA: dict[Lang, str] = {"zh": "、", "ar": "، "}
_COLON: dict[Lang, str] = {"zh": "：", "fr": " : "}
_NOT_NAMED: dict[Lang, str] = {
    "ar": "غير مسمى", "zh": "未指明", "en": "not named", "fr": "non précisé", "ru": "не указано",
    "es": "no indicado",
}  # fmt: skip


def heading(view: ExchangeView, lang: Lang, label: Label) -> str:
    """The heading of an exchange in `lang`; `label` gives the name of a record inside a sentence."""
    sectors = _joined((label(sector.id) for sector in view.sectors), lang)
    who = _who(view, lang, label)
    return f"{who}{_COLON.get(lang, ': ')}{sectors}" if sectors else who


def _who(view: ExchangeView, lang: Lang, label: Label) -> str:
    givers = _names(view, "provider", lang, label)
    receivers = _names(view, "recipient", lang, label)
    together = _names(view, "participant", lang, label)
    if not (givers or receivers):
        return (" ↔ " if view.mutual else " · ").join(together) or _NOT_NAMED[lang]
    arrow = " ← " if lang == "ar" else " → "
    both = (_joined(side, lang) or _NOT_NAMED[lang] for side in (givers, receivers))
    return arrow.join(both)


def _names(view: ExchangeView, role: Role, lang: Lang, label: Label) -> list[str]:
    parties = (party for party in view.parties if party.role == role)
    return list(dict.fromkeys(_name(party, lang, label) for party in parties))


def _name(party: Party, lang: Lang, label: Label) -> str:
    if party.country:
        return label(party.country)
    if party.id:
        return label(party.id)
    if party.translation and party.translation.get(lang):
        return party.translation.best(lang)[0]
    return party.words or _NOT_NAMED[lang]


def _joined(names: Iterable[str], lang: Lang) -> str:
    every = list(names)
    more = len(every) - NAMED_AT_MOST
    line = _COMMA.get(lang, ", ").join(every[:NAMED_AT_MOST])
    return f"{line} +{more}" if more > 0 else line
