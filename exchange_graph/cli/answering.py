"""Suggestions on a terminal: cards wrapped to its width, never wider than a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from exchange_graph.cli.blocks import text
from exchange_graph.domain.languages import Lang
from exchange_graph.matching.bands import LAST
from exchange_graph.render.locales import say
from exchange_graph.render.punctuation import beside, clauses, joined, opened, quoted

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
        if need["on_record"]:
            text(opened(self._word("suggest.needs"), clauses(self._needs(), self._lang), self._lang), 0, 2)
        for line in (shape["thin"], *shape["why"]):
            if line:
                text(line)
        further = [band for band in shape["bands"] if band["band"] in LAST]
        for band in (band for band in shape["bands"] if band not in further):
            self._band(band)
        self._precedents()
        for band in further:
            self._band(band)
        if shape["other_partners"]["bands"]:
            text("\n" + self._word("band.other_partners").upper())
            for band in shape["other_partners"]["bands"]:
                self._band(band)
        self._around()

    def _needs(self) -> Iterator[str]:
        """Other needs of the State in the sector, with what became of them."""
        for one in self._shape["need"]["on_record"]:
            status = joined([self._word(f"value.status.{one['status']}"), one["source_day"]], self._lang)
            yield f"{beside(one['label'], status, self._lang)} [{one['id']}]"

    def _precedents(self) -> None:
        if self._shape["precedents"]:
            text("\n" + self._word("suggest.precedents"))
        for one in self._shape["precedents"]:
            self._card(one["card"])
            text(f"({one['why']})", 6)

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
                text(say(self._lang, "suggest.not_shown", count=tier["more"]), 2)
            if tier["why"]:
                text(f"--- {tier['why']}", 2, 6)

    def _candidate(self, candidate: Any) -> None:
        label = str(candidate["provider"]["label"])
        inferred = candidate["basis"] == "inferred"
        named = beside(label, self._word("value.basis.inferred"), self._lang) if inferred else label
        text(opened(named, candidate["near"], self._lang) if "near" in candidate else named, 2, 4)
        for record in candidate["cards"]:
            self._card(record)
        if candidate["more"]:
            said = say(self._lang, "suggest.not_told", count=candidate["more"])
            text(clauses([said, *self._every(candidate)], self._lang), 4, 6)
        for mark, kind in (("+", "fit"), ("-", "against")):
            for remark in candidate[kind]:
                text(f"{mark} {remark['says']}", 4, 6)
        for remark in candidate["planned"]:
            text(f"> {remark['says']}{_cites(remark['evidence'])}", 4, 6)
        for unknown in candidate["unknown"]:
            text(f"? {unknown}", 4, 6)

    def _every(self, candidate: Any) -> Iterator[str]:
        """How many it has in the sector in all, and the list of them."""
        found = candidate["counts"] and candidate["counts"]["in_sector"]
        if found and found["all"]:
            count = f"{found['stated'] + found['inferred']}  {found['all']}"
            yield opened(self._word("suggest.every"), count, self._lang)

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
        shape, recipient = self._shape, self._shape["need"]["recipient"]["label"]
        sections = {
            "suggest.lessons": [lesson["text"] for lesson in shape["lessons"]],
            "suggest.partners": [self._partner(one) for one in shape["partners"]],
            "suggest.left_out": [opened(r["says"], str(r["count"]), self._lang) for r in shape["removed"]],
            "suggest.relaxation": [shape["relaxation"]] if shape["relaxation"] else [],
            "suggest.ask": [_question(q) for q in shape["ask_before_you_call"]],
        }
        for heading, lines in sections.items():
            if lines:
                text("\n" + say(self._lang, heading, recipient=recipient))
                for line in lines:
                    text(line, 2, 4)

    def _partner(self, one: Any) -> str:
        """Who it is, what it did, in which sectors, in how many exchanges."""
        did = joined((stood(part, self._lang) for part in one["did"]), self._lang)
        sectors = joined((sector["label"] for sector in one["sectors"]), self._lang)
        counted = say(self._lang, "show.count", count=one["count"])
        line = opened(str(one["actor"]["label"]), clauses([did, sectors, counted], self._lang), self._lang)
        return f"{line}{_cites(one['exchanges'])}"


def stood(one: Any, lang: Lang) -> str:
    """What somebody beside an exchange did: of who stood between, how, where a source says it."""
    words = say(lang, f"claim.{one.get('part') or one['role']}")
    basis = one.get("basis")
    return beside(words, say(lang, f"value.basis.{basis}"), lang) if basis else words


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
    if ours := card["citation"]["translation"]:
        yield opened(say(lang, "suggest.ours"), ours, lang)
    elif quote := card["citation"]["quote"]:
        yield quoted(quote, lang)
    asked = [_asked(one, lang) for one in card["ask"]]
    asked += [say(lang, "suggest.not_told", count=card["ask_more"])] if "ask_more" in card else []
    asked += [card["nobody_to_ask"]] if "nobody_to_ask" in card else []
    if asked:
        yield f"@ {clauses(asked, lang)}"
    if "beside" in card:
        yield clauses(_beside(card, lang), lang)
    cited = [card["citation"]["source"]["label"], *filter(None, [card["citation"]["locator"]])]
    yield f"[{opened(joined([card['id'], card['grade']], lang), joined(cited, lang), lang)}]"


_SIDES = {"provider": "provider", "recipient": "recipient", "broker": "brokers", "facilitator": "facilitator"}


def _asked(one: Any, lang: Lang) -> str:
    """A body to ask, on which side it stood, and the one that it took the place of."""
    said = [stood({**one, "role": _SIDES[one["side"]]}, lang)]
    if one["via"]:
        said.append(say(lang, "suggest.via", body=one["via"]["label"]))
    return beside(str(one["institution"]["label"]), clauses(said, lang), lang)


def _beside(card: Any, lang: Lang) -> Iterator[str]:
    """Who paid for an exchange, supported it or stood between, by what they did."""
    by_words: dict[str, list[str]] = {}
    for one in card["beside"]:
        by_words.setdefault(stood(one, lang), []).append(str(one["actor"]["label"]))
    for words, names in by_words.items():
        yield opened(words, joined(names, lang), lang)
    if "beside_more" in card:
        yield say(lang, "suggest.not_told", count=card["beside_more"])


def _question(question: Any) -> str:
    known = f" {question['known']}" if question["known"] else ""
    return f"{question['question']} ({question['source']}){known}"


def _cites(evidence: Sequence[str]) -> str:
    return f"  [{' '.join(evidence)}]" if evidence else ""


def _struck(shape: Any, lang: Lang) -> None:
    if shape["struck"]:
        text(opened(say(lang, "suggest.struck"), " ".join(shape["struck"]), lang))
