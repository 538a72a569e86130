"""What is said no with, in all six languages; and no sentence for readers stands in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import exchange_graph
from api.http.problems import TYPES
from exchange_graph.catalogue import resolving
from exchange_graph.domain.languages import LANGUAGES, Lang
from exchange_graph.errors import Wording
from exchange_graph.render.refusal import WORDS
from exchange_graph.render.refusals import said_in, templates
from tests.served import Service, run

ROOT = Path(exchange_graph.__file__).parents[1]
OTHERS = [lang for lang in LANGUAGES if lang != "en"]
SPEAKING = ("api", "exchange_graph/cli", "exchange_graph/render", "exchange_graph/catalogue")
OPERATORS = {
    "apply", "bench", "copying", "doctor", "export", "files", "filters", "importing", "main", "printing",
    "running", "seeding", "serving",
}  # fmt: skip
"""Commands of whoever runs the service, and what all commands have: English, as logs and manuals are."""
TECHNICAL = {"openapi", "docs", "operate", "app"}
"""The published contract and its page are English."""
SAYING = {"say", "text", "named", "section", "opened", "beside", "clauses", "joined", "Problem", "answer",
          "ValueError"}  # fmt: skip
"""What words for readers are handed to."""
_SENTENCE = re.compile(r"[A-Za-z]{2,} [a-z]{2,}|^[A-Za-z]{3,}[:!?]$|^[A-Z][a-z]+ ")


def code(*folders: str) -> Iterator[tuple[Path, ast.AST]]:
    for folder in folders:
        for path in sorted((ROOT / folder).glob("**/*.py")):
            yield path, ast.parse(path.read_text("utf-8"))


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield str(getattr(node.func, "id", None) or getattr(node.func, "attr", "")), node


def written() -> set[str]:
    """Every template in the code."""
    found = {kind.title for kind in TYPES.values()} | {kind.way_out for kind in TYPES.values()} | {*WORDS}
    found |= {one.name for one in vars(resolving).values() if isinstance(one, resolving.Resolver)}
    for _, tree in code("api", "exchange_graph"):
        for name, call in calls(tree):
            if name == "Wording" and isinstance(call.args[0], ast.Constant):
                found.add(str(call.args[0].value))
    return found


def blanks(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("lang", OTHERS)
def test_every_refusal_is_said_in_every_language_with_the_same_blanks(lang: Lang) -> None:
    said = templates(lang)
    assert said.keys() == written()
    for english, other in said.items():
        assert blanks(other) == blanks(english), english
        assert other.strip()


def literal(node: ast.expr) -> str:
    """The words of a literal, something in each blank."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)
    return ""


def test_no_sentence_for_readers_stands_in_the_code() -> None:
    found = []
    for path, tree in code(*SPEAKING):
        of_operators = path.parent.name == "cli" and path.stem in OPERATORS
        if of_operators or path.stem in TECHNICAL:
            continue
        for name, call in calls(tree):
            words = [literal(arg) for arg in call.args] if name in SAYING else []
            found += [
                f"{path.relative_to(ROOT)}:{call.lineno} {one}" for one in words if _SENTENCE.search(one)
            ]
    assert found == [], "give it a key in render/locales, or make it errors.Wording"


def test_a_sentence_is_known_when_it_is_met() -> None:
    for one in ("There are more of them", "Kind:", "is needed: give a value"):
        assert _SENTENCE.search(one)
    for one in ("value.kind.", "show.cite", "; ", "[1]", "/v1/exchanges", "a-68-696"):
        assert not _SENTENCE.search(one)


def test_words_inside_words_are_said_too() -> None:
    hint = Wording("; did you mean {it}?", it="LBR")
    why = Wording("there is no record {it}{hint}", it="'x'", hint=hint)
    assert why == "there is no record 'x'; did you mean LBR?"
    assert said_in("fr", why) == "il n’y a pas de fiche 'x' ; vouliez-vous dire LBR ?"
    assert said_in("fr", "a reason that a curator wrote") == "a reason that a curator wrote"


REFUSED = """
/v1/exchanges?provder=SLE
/v1/exchanges?provider=Libera
/v1/exchanges?status=foo
/v1/exchanges?year_from=x
/v1/exchanges?year_from=2020&year_to=2010
/v1/exchanges?limit=1&limit=2
/v1/exchanges?cursor=x
/v1/exchanges?facets=colour
/v1/exchanges?recipient=ecowas-members
/v1/exchanges/a-68-696-13z
/v1/exchanges/a-68-696-13c?as_of=foo
/v1/exchanges?q=a%00b
/v1/exchanges?provider=Kosovo&provider=LBR
/v1/needs?for=xx
/v1/suggestions?recipient=SOM&sector=polise
/v1/graph/paths?from=RWA
/v1/nothing
""".split()


@pytest.mark.parametrize("path", REFUSED)
async def test_a_problem_is_told_in_the_reader_s_language(service: Service, path: str) -> None:
    english = (await service.get(path, {"Accept-Language": "en"})).json()
    for lang in OTHERS:
        other = (await service.get(path, {"Accept-Language": lang})).json()
        assert other["title"] != english["title"]
        assert other["detail"] != english["detail"]
        for one, by_default in zip(other.get("problems", ()), english.get("problems", ()), strict=True):
            assert one["where"] == by_default["where"]
            assert one["why"] != by_default["why"]


@pytest.mark.parametrize(("lang", "said"), [("fr", "vouliez-vous dire LBR"), ("zh", "您是否要找LBR")])
def test_a_command_is_refused_in_the_language_it_was_asked_to_speak(
    seeded: Path, lang: str, said: str
) -> None:
    refused = run("find", "--provider", "Libera", "--lang", lang, EXCHANGE_DATA=str(seeded))
    assert refused.returncode == 1
    assert said in refused.stderr
