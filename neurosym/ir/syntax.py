"""Formula text to term: the expression part of Python, read with `ast` and never run.

Names are resolved against a signature: bound variables, then elements; any other name becomes a
symbol, declared or not (`check` reports unknown ones). Nothing is sort-checked here.
Raises `FaultError` with a caret; size and depth are bounded before anything is built.
"""

from __future__ import annotations

import ast
import re
import unicodedata
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from neurosym.faults import Fault, FaultError, Span, suggestion
from neurosym.ir.core import (
    BOOL,
    REAL,
    And,
    Apply,
    Arith,
    ArithOp,
    Binding,
    Compare,
    CompareOp,
    Count,
    Distinct,
    DistinctOver,
    Element,
    Fold,
    If,
    Implies,
    Not,
    Num,
    Quantified,
    Term,
    Truth,
    Var,
    conjunction,
    disjunction,
)
from neurosym.ir.signature import Signature
from neurosym.ir.walk import depth, substitute

MAX_BYTES = 16_384
MAX_DEPTH = 64
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
_BINDERS = frozenset(("all", "any", "sum", "count", "min", "max", "distinct"))


def read_formula(text: str, signature: Signature, label: str = "", bound: tuple[Binding, ...] = ()) -> Term:
    """Return the term that `text` writes, where the variables of `bound` may occur free.

    Raises `FaultError` (codes `syntax`, `unknown-sort`, `too-big`).
    """
    _bounded(text, label)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python warns about `1(x)`, which is refused below
            tree = ast.parse(f"({text}\n)", mode="eval")
    except SyntaxError as error:
        raise _syntax_fault(text, label, error) from None
    except (RecursionError, MemoryError, ValueError):
        raise FaultError(
            Fault("too-big", "the formula nests too deeply", hint="split it in two claims")
        ) from None
    try:
        term = _Reader(text, signature, label).term(tree.body, {binding.var: binding for binding in bound})
        too_deep = depth(term) > MAX_DEPTH
    except RecursionError:
        too_deep = True
    if too_deep:
        raise FaultError(
            Fault(
                "too-big",
                f"the formula nests deeper than {MAX_DEPTH}",
                hint="split it in two claims",
            )
        )
    return term


def _bounded(text: str, label: str) -> None:
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise FaultError(
            Fault("too-big", f"a formula of more than {MAX_BYTES} bytes", hint="split it in claims")
        )
    for place, char in enumerate(text):
        if unicodedata.category(char) in ("Cc", "Cf", "Cs") and char not in "\n\t":
            where = Span(text, place, place + 1, label)
            raise FaultError(
                Fault("syntax", f"a control character (U+{ord(char):04X})", where, "take it out")
            )
    number = re.search(rf"\d{{{MAX_DIGITS + 1},}}|\d[eE][+-]?\d{{3,}}", text)
    if number:
        raise FaultError(
            Fault(
                "too-big",
                f"a number of more than {MAX_DIGITS} digits",
                Span(text, *number.span(), label),
            )
        )


def _syntax_fault(text: str, label: str, error: SyntaxError) -> FaultError:
    lines = text.splitlines() or [""]
    row = min(max((error.lineno or 1) - 1, 0), len(lines) - 1)
    column = max((error.offset or 1) - (2 if row == 0 else 1), 0)
    start = sum(len(line) + 1 for line in lines[:row]) + min(column, len(lines[row]))
    what = error.msg.replace("Perhaps you forgot a comma?", "").replace(
        "'(' was never closed", "unbalanced brackets"
    )
    hint = _syntax_hint(text)
    return FaultError(
        Fault(
            "syntax",
            f"this is not a formula: {what.strip()}",
            Span(text, start, start + 1, label),
            hint,
        )
    )


def _syntax_hint(text: str) -> str:
    if re.search(r"(?<![=!<>])=(?!=)", text):
        return "write `==` for equality"
    if re.search(r"->|=>|→", text):
        return "write `implies(a, b)` for if-then"
    if re.search(r"[∀∃¬∧∨]", text):
        return "write `all(... for x in Sort)`, `any(...)`, `not`, `and`, `or`"
    if re.search(r"\b(class|is|from|pass|lambda|import|with|del|def|return|yield|global)\b", text):
        return "the name is reserved; add an underscore to it"
    return ""


Scope = dict[str, Binding]


@dataclass(frozen=True, slots=True)
class _Head:
    """What a comprehension binds: real bindings, named values to expand over, and its conditions."""

    bindings: tuple[Binding, ...]
    values: tuple[dict[str, Term], ...]
    guards: tuple[Term, ...]


class _Reader:
    def __init__(self, text: str, signature: Signature, label: str) -> None:
        self._text = text
        self._lines = text.splitlines(keepends=True) or [""]
        self._signature = signature
        self._label = label

    # --- places

    def _fail(self, node: ast.AST, what: str, hint: str = "", code: str = "syntax") -> FaultError:
        return FaultError(Fault(code, what, self._span(node), hint))

    def _span(self, node: ast.AST) -> Span:
        line, column = getattr(node, "lineno", 1), getattr(node, "col_offset", 1)
        end_line, end_column = (
            getattr(node, "end_lineno", line),
            getattr(node, "end_col_offset", column),
        )
        start = self._offset(line, column)
        return Span(self._text, start, max(start + 1, self._offset(end_line, end_column)), self._label)

    def _offset(self, line: int, column: int) -> int:
        # `ast` counts bytes, and `read_formula` put one bracket before the text
        column -= 1 if line == 1 else 0
        if line > len(self._lines):
            return len(self._text)
        before = self._lines[line - 1].encode()[: max(column, 0)].decode(errors="ignore")
        return sum(map(len, self._lines[: line - 1])) + len(before)

    # --- terms

    def term(self, node: ast.expr, scope: Scope) -> Term:
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
            case _:
                kind = type(node).__name__
                raise self._fail(
                    node,
                    f"{kind} is not part of the notation",
                    "write formulas: names, calls, and, or, not, all(...), any(...)",
                )

    def _constant(self, node: ast.Constant) -> Term:
        value = node.value
        if isinstance(value, bool):
            return Truth(value)
        if isinstance(value, int):
            return Num(value)
        if isinstance(value, float):
            span = self._span(node)
            return Num(_whole(Fraction(self._text[span.start : span.end].replace("_", ""))))
        if isinstance(value, str) and value in self._signature.elements:
            return Element(value)
        raise self._fail(
            node,
            "text in quotes is not a term",
            "write names without quotes and declare them in a sort",
        )

    def _name(self, node: ast.Name, scope: Scope) -> Term:
        if node.id in scope:
            return Var(node.id)
        if node.id in self._signature.elements:
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
                return Num(_whole(Fraction(left.value) / Fraction(right.value)))
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
                raise self._fail(node, "this operator is not part of the notation", "use + - * / // %")

    def _comparison(self, node: ast.Compare, scope: Scope) -> Term:
        parts: list[Term] = []
        left = node.left
        for op, right in zip(node.ops, node.comparators, strict=True):
            parts.append(self._link(op, left, right, scope))
            left = right
        return conjunction(tuple(parts))

    def _link(self, op: ast.cmpop, left: ast.expr, right: ast.expr, scope: Scope) -> Term:
        known = _COMPARE.get(type(op))
        if known:
            return Compare(known, self.term(left, scope), self.term(right, scope))
        if isinstance(op, (ast.In, ast.NotIn)):
            inside = self._membership(self.term(left, scope), right, scope)
            return Not(inside) if isinstance(op, ast.NotIn) else inside
        raise self._fail(right, "`is` is not part of the notation", "write `==`")

    def _membership(self, value: Term, right: ast.expr, scope: Scope) -> Term:
        match right:
            case ast.Tuple(items) | ast.List(items) | ast.Set(items):
                return disjunction(tuple(Compare("==", value, self.term(item, scope)) for item in items))
            case ast.Name(name) if self._is_subset(name):
                return Apply(name, (value,))
            case _:
                raise self._fail(right, "`in` needs a list of values here", "write `x in (a, b)`")

    # --- calls

    def _call(self, node: ast.Call, scope: Scope) -> Term:
        if node.keywords or any(isinstance(arg, ast.Starred) for arg in node.args):
            raise self._fail(node, "arguments have no names and no stars here")
        if not isinstance(node.func, ast.Name):
            raise self._fail(node.func, "only a name can be applied", "write `f(x)`")
        name = node.func.id
        declared = name in self._signature.symbols
        if name in _BINDERS and not declared:
            return self._built_in(name, node, scope)
        args = tuple(self.term(arg, scope) for arg in node.args)
        build = None if declared else _FUNCTIONS.get((name, len(args)))
        return build(args) if build else Apply(name, args)

    def _built_in(self, name: str, node: ast.Call, scope: Scope) -> Term:
        match node.args:
            case [ast.GeneratorExp() | ast.ListComp() | ast.SetComp() as inner]:
                return self._comprehension(name, inner, scope)
            case [ast.Tuple(items) | ast.List(items) | ast.Set(items)]:
                pass
            case items:
                pass
        return self._listed(name, node, tuple(self.term(item, scope) for item in items))

    def _listed(self, name: str, node: ast.AST, args: tuple[Term, ...]) -> Term:
        match name:
            case "all":
                return conjunction(args)
            case "any":
                return disjunction(args)
            case "distinct" if len(args) >= 2:
                return Distinct(args)
            case "min" | "max" if len(args) >= 2:
                return Arith("min" if name == "min" else "max", args)
            case "sum" | "count" if args:
                numbers = tuple(self._as_number(arg, {}) for arg in args)
                return numbers[0] if len(numbers) == 1 else Arith("+", numbers)
            case _:
                raise self._fail(
                    node,
                    f"`{name}` needs two values or more",
                    f"write `{name}(a, b)` or `{name}(f(x) for x in Sort)`",
                )

    def _as_number(self, term: Term, env: dict[str, str]) -> Term:
        return If(term, Num(1), Num(0)) if self._signature.sort_of(term, env) == BOOL else term

    def _comprehension(
        self, name: str, node: ast.GeneratorExp | ast.ListComp | ast.SetComp, scope: Scope
    ) -> Term:
        inner = dict(scope)
        head = self._head(node.generators, inner)
        body = self.term(node.elt, inner)
        guard = conjunction(head.guards)
        if head.values and head.values != ({},):
            return self._expanded(name, node, head, guard, body, inner)
        return self._bind(name, node, head.bindings, guard, body, inner)

    def _expanded(self, name: str, node: ast.AST, head: _Head, guard: Term, body: Term, scope: Scope) -> Term:
        """Write out a comprehension over listed values: `all(p(x) for x in (a, b))`."""
        rows = tuple((substitute(guard, values), substitute(body, values)) for values in head.values)
        if head.bindings:
            rows = tuple((Truth(True), self._bind(name, node, head.bindings, g, b, scope)) for g, b in rows)
        return self._listed(name, node, tuple(self._guarded(name, node, g, b) for g, b in rows))

    def _guarded(self, name: str, node: ast.AST, guard: Term, body: Term) -> Term:
        if guard == Truth(True):
            return body
        match name:
            case "all":
                return Implies(guard, body)
            case "any" | "count":
                return conjunction((guard, body))
            case "sum":
                return If(guard, self._as_number(body, {}), Num(0))
            case _:
                raise self._fail(node, f"`{name}` takes no `if` here")

    def _bind(
        self,
        name: str,
        node: ast.AST,
        bound: tuple[Binding, ...],
        guard: Term,
        body: Term,
        scope: Scope,
    ) -> Term:
        plain = guard == Truth(True)
        match name:
            case "all":
                return Quantified("all", bound, body if plain else Implies(guard, body))
            case "any":
                return Quantified("any", bound, body if plain else _both(guard, body))
            case "sum" | "count":
                return self._sum(name, bound, guard, body, scope)
            case _ if not plain:
                raise self._fail(
                    node, f"`{name}` takes no `if` here", "use a sort that has just these values"
                )
            case "distinct":
                return DistinctOver(bound, body)
            case _:
                return Fold("min" if name == "min" else "max", bound, body)

    def _sum(self, name: str, bound: tuple[Binding, ...], guard: Term, body: Term, scope: Scope) -> Term:
        env = {binding.var: binding.sort for binding in scope.values()}
        plain = guard == Truth(True)
        if body == Num(1) and not plain:
            return Count(bound, guard)
        numeric = self._signature.is_numeric(self._signature.sort_of(body, env) or BOOL)
        if name == "count" or not numeric:
            return Count(bound, body if plain else _both(guard, body))
        return Fold("sum", bound, body if plain else If(guard, body, Num(0)))

    # --- what a comprehension ranges over

    def _head(self, generators: Sequence[ast.comprehension], scope: Scope) -> _Head:
        bound: list[Binding] = []
        values: list[dict[str, Term]] = [{}]
        guards: list[Term] = []
        for generator in generators:
            for variable in _targets(generator.target):
                if not isinstance(variable, ast.Name):
                    raise self._fail(generator.target, "a variable is one name")
                listed = self._range(variable, generator.iter, scope, bound, guards)
                if listed is not None:
                    values = [{**row, variable.id: item} for row in values for item in listed]
            guards.extend(self.term(test, scope) for test in generator.ifs)
        return _Head(tuple(bound), tuple(values), tuple(guards))

    def _range(
        self,
        variable: ast.Name,
        source: ast.expr,
        scope: Scope,
        bound: list[Binding],
        guards: list[Term],
    ) -> tuple[Term, ...] | None:
        name = variable.id
        match source:
            case ast.Tuple(items) | ast.List(items) | ast.Set(items):
                listed = tuple(self.term(item, scope) for item in items)
                scope[name] = Binding(
                    name, self._signature.sort_of(listed[0], {}) or REAL if listed else BOOL
                )
                return listed
            case ast.Name(sort) if self._is_subset(sort):
                symbol = self._signature.symbols[sort]
                scope[name] = Binding(name, symbol.args[0])
                guards.append(Apply(sort, (Var(name),)))
            case ast.Name(sort):
                scope[name] = Binding(name, sort)
                self._sort_exists(source, sort)
            case _:
                raise self._fail(source, "a variable ranges over a sort", "write `for x in Sort`")
        bound.append(scope[name])
        return None

    def _sort_exists(self, node: ast.AST, sort: str) -> None:
        if sort not in self._signature.sorts and sort not in ("Bool", "Int", "Real"):
            hint = suggestion(sort, self._signature.sorts) or "declare it with `sort`"
            raise self._fail(node, f"unknown sort `{sort}`", hint, "unknown-sort")

    def _is_subset(self, name: str) -> bool:
        """A predicate of one argument may stand where a sort stands: the values that satisfy it."""
        symbol = self._signature.symbols.get(name)
        return (
            symbol is not None
            and len(symbol.args) == 1
            and symbol.result == BOOL
            and name not in self._signature.sorts
        )


def _targets(target: ast.expr) -> list[ast.expr]:
    return list(target.elts) if isinstance(target, ast.Tuple) else [target]


def _spine(node: ast.BinOp) -> list[ast.expr]:
    """Return the operands of `a + b + c`, which Python nests to the left."""
    parts: list[ast.expr] = []
    left: ast.expr = node
    while isinstance(left, ast.BinOp) and type(left.op) is type(node.op):
        parts.append(left.right)
        left = left.left
    return [left, *reversed(parts)]


def _both(guard: Term, body: Term) -> Term:
    """Join a guard and a body flatly, so that the printed form reads back to the same term."""
    if body == Truth(True):
        return guard
    left = guard.args if isinstance(guard, And) else (guard,)
    right = body.args if isinstance(body, And) else (body,)
    return And((*left, *right))


def _whole(number: Fraction) -> int | Fraction:
    return number.numerator if number.denominator == 1 else number


_FUNCTIONS: dict[tuple[str, int], Callable[[tuple[Term, ...]], Term]] = {
    ("implies", 2): lambda a: Implies(a[0], a[1]),
    ("iff", 2): lambda a: Compare("==", a[0], a[1]),
    ("xor", 2): lambda a: Compare("!=", a[0], a[1]),
    ("abs", 1): lambda a: Arith("abs", a),
    ("rank", 1): lambda a: Arith("rank", a),
}
