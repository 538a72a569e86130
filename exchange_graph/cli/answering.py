"""Suggestions on a terminal: cards wrapped to its width, never wider than a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from exchange_graph.cli.blocks import text
from exchange_graph.domain.languages import Lang
from exchange_graph.render.locales import say
from exchange_graph.render.punctuation import beside, clauses, joined, opened

_OVER = ("answered", "closed")


def print_answer(shape: Any, data_day: str, lang: Lang) -> None:
    """The whole answer: who stands where with the cards below, then what stands around."""
    _Printing(shape, data_day, lang).answer()


def print_explanation(shape: Any, lang: Lang) -> None:
    """The reckoning for one State."""
    _struck(shape, lang)
    text(opened(str(shape["provider"]["label"]), shape["heading"], lang))
    for one in shape["signals"]:
        text(f"{one['contribution']:8.4f}  {one['says']}", 2, 12)
    text(f"{shape['total']:8.4f}  {say(lang, 'explain.together')}", 2, 12)
    for one in shape["units"]:
        text(f"{one['worth']:8.4f}  {say(lang, 'explain.rests', unit=one['unit'])}", 2, 12)
    for one in shape["against"]:
        text(f"- {one['says']}{_cites(one['evidence'])}", 2, 4)
    for one in shape["counterfactuals"]:
        without = say(lang, "explain.without", record=one["without"])
        rest = joined([one["says"], f"{one['total']:.4f} {say(lang, 'explain.together')}"], lang)
        text(opened(without, rest, lang), 2, 4)


class _Printing:
    def __init__(self, shape: Any, data_day: str, lang: Lang) -> None:
        self._shape, self._day, self._lang = shape, data_day, lang
        self._told: set[str] = set()

    def answer(self) -> None:
        shape, need = self._shape, self._shape["need"]
        sectors = joined((sector["label"] for sector in need["sectors"]), self._lang)
        text(opened(need["recipient"]["label"], sectors, self._lang))
        _struck(shape, self._lang)
        if need["status"] in _OVER:
            status = self._word(f"value.status.{need['status']}")
            text(say(self._lang, "suggest.over", status=status, day=need["source_day"]))
        for line in (shape["thin"], *shape["why"]):
            if line:
                text(line)
        for band in shape["bands"]:
            self._band(band)
        if shape["other_partners"]["bands"]:
            text("\n" + self._word("band.other_partners").upper())
            for band in shape["other_partners"]["bands"]:
                self._band(band)
        self._around()

    def _word(self, key: str) -> str:
        return say(self._lang, key)

    def _band(self, band: Any) -> None:
        text("\n" + band["heading"])
        if band["note"]:
            text(f"({band['note']})")
        for tier in band["tiers"]:
            for candidate in tier["candidates"]:
                self._candidate(candidate)
            if tier["more"]:
                text(f"+{tier['more']}", 2)
            if tier["why"]:
                text(f"--- {tier['why']}", 2, 6)

    def _candidate(self, candidate: Any) -> None:
        label = str(candidate["provider"]["label"])
        inferred = candidate["basis"] == "inferred"
        text(beside(label, self._word("value.basis.inferred"), self._lang) if inferred else label, 2)
        for record in candidate["cards"]:
            self._card(record)
        if candidate["more"]:
            text(f"+{candidate['more']}{self._link(candidate)}", 4, 6)
        for mark, said in (("+", "fit"), ("-", "against"), (">", "planned")):
            for remark in candidate[said]:
                text(f"{mark} {remark['says']}", 4, 6)
        for unknown in candidate["unknown"]:
            text(f"? {unknown}", 4, 6)

    def _link(self, candidate: Any) -> str:
        counts = candidate["counts"] or {}
        link = counts.get("in_sector", {}).get("all")
        return f"  {link}" if link else ""

    def _card(self, record: str) -> None:
        card = self._shape["cards"][record]
        if record in self._told:
            text(f"{card['heading']}  [{record}]", 4, 6)
            return
        self._told.add(record)
        text(card["heading"], 4, 6)
        for line in _lines(card, self._lang):
            text(line, 6, 8)

    def _around(self) -> None:
        shape = self._shape
        if shape["sector_record"]:
            text(f"\n{shape['sector_record']['says']}\n{shape['sector_record']['all']}")
        if shape["precedents"]:
            text("\n" + self._word("suggest.precedents"))
            for one in shape["precedents"]:
                self._card(one["card"])
                text(f"({one['why']})", 6)
        self._sections()
        text("\n" + shape["statement"])
        model, need = shape["model"], shape["need"]
        text(model["says"])
        said = [
            say(
                self._lang, "suggest.state", model=model["id"], day=self._day, revision=model["data_revision"]
            )
        ]
        if need["as_of"]:
            said.append(say(self._lang, "suggest.public", as_of=need["as_of"], day=need["day"]))
        text(clauses(said, self._lang))

    def _sections(self) -> None:
        shape = self._shape
        sections = {
            "suggest.lessons": [lesson["text"] for lesson in shape["lessons"]],
            "suggest.partners": [
                beside(str(p["actor"]["label"]), self._word("tie.label." + _TIES[p["role"]]), self._lang)
                for p in shape["partners"]
            ],
            "suggest.left_out": [opened(r["says"], str(r["count"]), self._lang) for r in shape["removed"]],
            "suggest.relaxation": [shape["relaxation"]] if shape["relaxation"] else [],
            "suggest.ask": [_question(q) for q in shape["ask_before_you_call"]],
        }
        for heading, lines in sections.items():
            if lines:
                text("\n" + self._word(heading))
                for line in lines:
                    text(line, 2, 4)


_TIES = {"funder": "FUNDED_BY", "supporter": "SUPPORTED_BY", "facilitator": "FACILITATED_BY"}


def _lines(card: Any, lang: Lang) -> Iterator[str]:
    """What a card tells below its heading, a line each."""
    if card["title"]:
        yield card["title"]
    if card["when"]:
        yield card["when"]
    if outcome := card["outcome"]:
        yield f"= {outcome['text'] or say(lang, 'value.outcome.' + outcome['rating'])}"
    if card["lesson"]:
        yield f"* {card['lesson']['text']}"
    if quote := card["citation"]["quote"]:
        ours = card["citation"]["translation"]
        yield f"“{ours or quote}”"
    if card["ask"]:
        yield f"@ {clauses((_asked(one, lang) for one in card['ask']), lang)}"
    cited = [card["citation"]["source"]["label"], *filter(None, [card["citation"]["locator"]])]
    yield f"[{opened(joined([card['id'], card['grade']], lang), joined(cited, lang), lang)}]"


def _asked(one: Any, lang: Lang) -> str:
    """A body to ask, and the one that it took the place of."""
    label, via = str(one["institution"]["label"]), one["via"]
    return beside(label, say(lang, "suggest.via", body=via["label"]), lang) if via else label


def _question(question: Any) -> str:
    known = f" {question['known']}" if question["known"] else ""
    return f"{question['question']} ({question['source']}){known}"


def _cites(evidence: Sequence[str]) -> str:
    return f"  [{' '.join(evidence)}]" if evidence else ""


def _struck(shape: Any, lang: Lang) -> None:
    if shape["struck"]:
        text(opened(say(lang, "suggest.struck"), " ".join(shape["struck"]), lang))
