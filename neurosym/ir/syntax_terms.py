"""Python syntax tree to term, without comprehensions: names, connectives, comparisons, arithmetic, calls.

`syntax_binders` completes it, `syntax_places` says where a node stands.
"""

from __future__ import annotations

import ast
from abc import ABC, abstractmethod
from collections.abc import Callable
from fractions import Fraction

from neurosym.ir.core import (
    BOOL,
    And,
    Apply,
    Arith,
    ArithOp,
    Binding,
    Compare,
    CompareOp,
    Element,
    If,
    Implies,
    Not,
    Num,
    Term,
    Truth,
    Var,
    conjunction,
    disjunction,
)
from neurosym.ir.signature import Signature
from neurosym.ir.syntax_places import Places
from neurosym.ir.terms import narrowed

MAX_DIGITS = 40

_COMPARE: dict[type[ast.cmpop], CompareOp] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
_ARITH: dict[type[ast.operator], ArithOp] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
}
_ALIASES = {"forall": "all", "ForAll": "all", "exists": "any", "Exists": "any"}
_BINDERS = frozenset(("all", "any", "sum", "count", "min", "max", "distinct"))

Scope = dict[str, Binding]


class TermReader(Places, ABC):
    """Reads the nodes of one formula text."""

    def __init__(self, text: str, signature: Signature, label: str) -> None:
        super().__init__(text, label)
        self.signature = signature

    # --- terms

    @abstractmethod
    def binder(self, name: str, node: ast.Call, scope: Scope) -> Term:
        """Read a call of `all`, `any`, `sum`, `count`, `min`, `max` or `distinct`."""

    def term(self, node: ast.expr, scope: Scope) -> Term:
        """Return the term of a node under the variables that are bound there."""
        match node:
            case ast.Constant():
                return self._constant(node)
            case ast.Name():
                return self._name(node, scope)
            case ast.BoolOp(op, values):
                parts = tuple(self.term(value, scope) for value in values)
                return conjunction(parts) if isinstance(op, ast.And) else disjunction(parts)
            case ast.UnaryOp():
                return self._unary(node, scope)
            case ast.BinOp():
                return self._binary(node, scope)
            case ast.Compare():
                return self._comparison(node, scope)
            case ast.IfExp(test, body, orelse):
                return If(self.term(test, scope), self.term(body, scope), self.term(orelse, scope))
            case ast.Call():
                return self._call(node, scope)
            case ast.Tuple([]):
                raise self.fail(node, "there is no formula here")
            case ast.Tuple():
                hint = "join formulas with `and`, or write each on a line of its own"
                raise self.fail(node, "a list of values is not a formula", hint)
            case ast.GeneratorExp():
                raise self.fail(node, "`for` stands outside of a binder", "write `all(... for x in Sort)`")
            case _:
                what = f"{type(node).__name__} is not part of the notation"
                raise self.fail(node, what, "write formulas: names, calls, and, or, not, all(...), any(...)")

    def _constant(self, node: ast.Constant) -> Term:
        value = node.value
        if isinstance(value, bool):
            return Truth(value)
        if isinstance(value, int):
            return self._number(node, Fraction(value))
        if isinstance(value, float):
            return self._number(node, Fraction(self.text_of(node).replace("_", "")))
        if isinstance(value, str) and value in self.signature.elements:
            return Element(value)
        if isinstance(value, str):
            hint = "write names without quotes and declare them in a sort"
            raise self.fail(node, "text in quotes is not a term", hint)
        raise self.fail(node, "this is not a term", "write a name or a number")

    def _number(self, node: ast.expr, number: Fraction) -> Num:
        if max(abs(number.numerator), number.denominator) >= 10**MAX_DIGITS:
            raise self.fail(node, f"a number of more than {MAX_DIGITS} digits", code="too-big")
        return Num(narrowed(number))

    def _name(self, node: ast.Name, scope: Scope) -> Term:
        if node.id in scope:
            return Var(node.id)
        if node.id in self.signature.elements:
            return Element(node.id)
        if node.id in ("true", "false"):
            return Truth(node.id == "true")
        return Apply(node.id)

    def _unary(self, node: ast.UnaryOp, scope: Scope) -> Term:
        arg = self.term(node.operand, scope)
        match node.op:
            case ast.Not() | ast.Invert():
                return Not(arg)
            case ast.USub() if isinstance(arg, Num):
                return Num(-arg.value)
            case ast.USub():
                return Arith("neg", (arg,))
            case _:
                return arg

    def _binary(self, node: ast.BinOp, scope: Scope) -> Term:
        op = _ARITH.get(type(node.op))
        if op in ("+", "*"):
            return Arith(op, tuple(self.term(part, scope) for part in _spine(node)))
        left, right = self.term(node.left, scope), self.term(node.right, scope)
        match node.op:
            case ast.Div() if isinstance(left, Num) and isinstance(right, Num) and right.value != 0:
                return self._number(node, Fraction(left.value) / Fraction(right.value))
            case ast.RShift():
                return Implies(left, right)
            case ast.BitAnd():
                return And((left, right))
            case ast.BitOr():
                return disjunction((left, right))
            case ast.BitXor():
                return Compare("!=", left, right)
            case _ if op is not None:
                return Arith(op, (left, right))
            case _:
                raise self.fail(node, "this operator is not part of the notation", "use + - * / // %")

    def _comparison(self, node: ast.Compare, scope: Scope) -> Term:
        parts: list[Term] = []
        left = node.left
        for op, right in zip(node.ops, node.comparators, strict=True):
            parts.append(self._link(op, left, right, scope))
            left = right
        return conjunction(tuple(parts))

    @abstractmethod
    def extreme(self, call: ast.expr, value: ast.expr, scope: Scope) -> Term | None:
        """Read `value == max(term for ... if condition)`; None where the call is no such one."""

    def _link(self, op: ast.cmpop, left: ast.expr, right: ast.expr, scope: Scope) -> Term:
        if isinstance(op, ast.Eq):
            extreme = self.extreme(right, left, scope) or self.extreme(left, right, scope)
            if extreme is not None:
                return extreme
        known = _COMPARE.get(type(op))
        if known:
            return Compare(known, self.term(left, scope), self.term(right, scope))
        if isinstance(op, (ast.In, ast.NotIn)):
            inside = self._membership(self.term(left, scope), right, scope)
            return Not(inside) if isinstance(op, ast.NotIn) else inside
        raise self.fail(right, "`is` is not part of the notation", "write `==`")

    def _membership(self, value: Term, right: ast.expr, scope: Scope) -> Term:
        match right:
            case ast.Tuple(items) | ast.List(items) | ast.Set(items):
                return disjunction(tuple(Compare("==", value, self.term(item, scope)) for item in items))
            case ast.Name(name) if self.is_subset(name):
                return Apply(name, (value,))
            case _:
                raise self.fail(right, "`in` needs a list of values here", "write `x in (a, b)`")

    def is_subset(self, name: str) -> bool:
        """A predicate of one argument may stand where a sort stands: the values that satisfy it."""
        symbol = self.signature.symbols.get(name)
        return (
            symbol is not None
            and len(symbol.args) == 1
            and symbol.result == BOOL
            and name not in self.signature.sorts
        )

    # --- calls

    def _call(self, node: ast.Call, scope: Scope) -> Term:
        if node.keywords or any(isinstance(arg, ast.Starred) for arg in node.args):
            raise self.fail(node, "arguments have no names and no stars here")
        if not isinstance(node.func, ast.Name):
            raise self.fail(node.func, "only a name can be applied", "write `f(x)`")
        name = node.func.id
        declared = name in self.signature.symbols
        name = name if declared else _ALIASES.get(name, name)
        if name in _BINDERS and not declared:
            return self.binder(name, node, scope)
        args = tuple(self.term(arg, scope) for arg in node.args)
        build = None if declared else _FUNCTIONS.get((name, len(args)))
        return build(args) if build else Apply(name, args)


def _spine(node: ast.BinOp) -> list[ast.expr]:
    """Return the operands of `a + b + c`, which Python nests to the left."""
    parts: list[ast.expr] = []
    left: ast.expr = node
    while isinstance(left, ast.BinOp) and type(left.op) is type(node.op):
        parts.append(left.right)
        left = left.left
    return [left, *reversed(parts)]


_FUNCTIONS: dict[tuple[str, int], Callable[[tuple[Term, ...]], Term]] = {
    ("implies", 2): lambda a: Implies(a[0], a[1]),
    ("iff", 2): lambda a: Compare("==", a[0], a[1]),
    ("xor", 2): lambda a: Compare("!=", a[0], a[1]),
    ("abs", 1): lambda a: Arith("abs", a),
    ("rank", 1): lambda a: Arith("rank", a),
}
