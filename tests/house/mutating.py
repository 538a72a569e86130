"""Mutants of a Python source: the same text with one small fault in it.

The fault is put in where it stands: every other line keeps its form. What cannot change an answer is left
alone: annotations, documentation, words that are only shown.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
_NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: the line on which it stands, and the whole text that has it."""

    line: int
    text: str


def mutants(text: str) -> Iterator[Mutant]:
    """Every mutant of a source, in the order of its lines as far as its syntax has one."""
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.encode()))
    encoded = text.encode()
    for node in _judged(ast.parse(text)):
        for faulty, changed in _faults(node):
            begin = starts[faulty.lineno - 1] + faulty.col_offset
            end = starts[(faulty.end_lineno or 0) - 1] + (faulty.end_col_offset or 0)
            whole = encoded[:begin] + _written(changed) + encoded[end:]
            yield Mutant(faulty.lineno, whole.decode())


def _judged(tree: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """What may be changed: everything that is worked out, without annotations and words that are shown."""
    for name, value in ast.iter_fields(tree):
        if name in ("annotation", "returns", "type_params"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or isinstance(child, ast.JoinedStr) or _is_form(child):
                continue
            if isinstance(child, ast.expr | ast.stmt):
                yield child
            yield from _judged(child)


def _is_form(node: ast.AST) -> bool:
    """Whether this says how objects are kept, as `@dataclass(slots=True)`: no answer depends on it."""
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "dataclass"


def _faults(node: ast.expr | ast.stmt) -> Iterator[tuple[ast.expr | ast.stmt, ast.AST]]:
    """What of a node is put wrong, and what stands there instead."""
    match node:
        case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test):
            if not isinstance(test, ast.Compare | ast.BoolOp | ast.UnaryOp):
                yield test, ast.UnaryOp(ast.Not(), test)
        case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
            yield from ((node, changed) for changed in _without_conditions(node))
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield node, ast.Return(ast.Constant(None))
        case ast.Expr(value=ast.Call() | ast.Await()):
            yield node, ast.Pass()
        case ast.expr() if changed := _instead(node):
            yield node, changed


def _instead(node: ast.expr) -> ast.expr | None:
    """Another operator, number or name in the place of this one."""
    found: ast.expr | None = None
    match node:
        case ast.Compare(ops=[op]) if type(op) in _COMPARED:
            found = _with(node, ops=[_COMPARED[type(op)]()])
        case ast.BoolOp(op=op):
            found = _with(node, op=ast.Or() if isinstance(op, ast.And) else ast.And())
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            found = operand
        case ast.BinOp(op=op) if type(op) in _COUNTED:
            found = _with(node, op=_COUNTED[type(op)]())
        case ast.Constant(value=bool() as value):
            found = ast.Constant(not value)
        case ast.Constant(value=int() | float() as value):
            found = ast.Constant(value + 1)
        case ast.Name(id=name, ctx=ast.Load()) if name in _NAMES:
            found = ast.Name(_NAMES[name], ast.Load())
    return found


def _without_conditions(
    node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp,
) -> Iterator[ast.expr]:
    for number, generator in enumerate(node.generators):
        if generator.ifs:
            changed = copy.deepcopy(node)
            changed.generators[number].ifs = []
            yield changed


def _with(node: ast.expr, **fields: object) -> ast.expr:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _written(node: ast.AST) -> bytes:
    """The text of a node on one line; an expression in brackets, so that it stays one."""
    text = ast.unparse(ast.fix_missing_locations(node))
    plain = isinstance(node, ast.stmt | ast.Constant | ast.Name | ast.ListComp | ast.SetComp | ast.DictComp)
    return (text if plain else f"({text})").encode()
