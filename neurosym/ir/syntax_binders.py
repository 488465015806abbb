"""Calls that bind variables or take lists: `all(p(x) for x in Sort if q(x))`, `distinct(a, b, c)`.

A predicate of one argument may stand where a sort stands; listed values are written out.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from neurosym.faults import suggestion
from neurosym.ir.core import (
    BOOL,
    And,
    Apply,
    Arith,
    Binding,
    Compare,
    Count,
    Distinct,
    DistinctOver,
    Fold,
    If,
    Implies,
    Num,
    Quantified,
    Term,
    Truth,
    Var,
    conjunction,
    disjunction,
)
from neurosym.ir.syntax_terms import Scope, TermReader
from neurosym.ir.walk import free_variables, substitute

MAX_LISTED = 1_000
"""Combinations of listed values that one comprehension may be written out over."""


@dataclass(frozen=True, slots=True)
class _Head:
    """What a comprehension binds: real bindings, named values to expand over, and its conditions."""

    bindings: tuple[Binding, ...]
    values: tuple[dict[str, Term], ...]
    guards: tuple[Term, ...]


class FormulaReader(TermReader):
    """Reads all of the notation."""

    def binder(self, name: str, node: ast.Call, scope: Scope) -> Term:
        """Read a call of `all`, `any`, `sum`, `count`, `min`, `max` or `distinct`."""
        match node.args:
            case [ast.GeneratorExp() | ast.ListComp() | ast.SetComp() as inner]:
                return self._comprehension(name, inner, scope)
            case [ast.Tuple(items) | ast.List(items) | ast.Set(items)]:
                pass
            case items:
                pass
        return self._listed(name, node, tuple(self.term(item, scope) for item in items))

    def extreme(self, call: ast.expr, value: ast.expr, scope: Scope) -> Term | None:
        """Read `value == max(term for ... if condition)`: a term that meets the condition, and none larger.

        Of nothing there is no largest, and the comparison is false.
        """
        match call:
            case ast.Call(
                ast.Name("min" | "max" as name),
                [ast.GeneratorExp() | ast.ListComp() | ast.SetComp() as inner],
            ) if name not in self.signature.symbols:
                inside = dict(scope)
                head = self._head(inner.generators, inside)
            case _:
                return None
        if not head.guards or head.values != ({},):
            return None
        guard, body, one = conjunction(head.guards), self.term(inner.elt, inside), self.term(value, scope)
        clash = free_variables(one) & {binding.var for binding in head.bindings}
        if clash:
            what = f"`{min(clash)}` stands for two things here"
            raise self.fail(call, what, f"take another name inside of `{name}(...)`")
        found = Quantified("any", head.bindings, _both(guard, Compare("==", one, body)))
        bound = Compare("<=" if name == "min" else ">=", one, body)
        return And((found, Quantified("all", head.bindings, Implies(guard, bound))))

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
                raise self.fail(
                    node,
                    f"`{name}` needs two values or more",
                    f"write `{name}(a, b)` or `{name}(f(x) for x in Sort)`",
                )

    def _as_number(self, term: Term, env: dict[str, str]) -> Term:
        return If(term, Num(1), Num(0)) if self.signature.sort_of(term, env) == BOOL else term

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
                raise self.fail(node, f"`{name}` takes no `if` here")

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
                raise self.fail(node, f"`{name}` takes no `if` here", "use a sort that has just these values")
            case "distinct":
                return DistinctOver(bound, body)
            case _:
                return Fold("min" if name == "min" else "max", bound, body)

    def _sum(self, name: str, bound: tuple[Binding, ...], guard: Term, body: Term, scope: Scope) -> Term:
        env = {binding.var: binding.sort for binding in scope.values()}
        plain = guard == Truth(True)
        counted = body == Num(1) or (isinstance(body, Var) and name == "count")
        if counted and not plain:
            return Count(bound, guard)
        numeric = self.signature.is_numeric(self.signature.sort_of(body, env) or BOOL)
        if name == "count" or not numeric:
            return Count(bound, body if plain else _both(guard, body))
        return Fold("sum", bound, body if plain else If(guard, body, Num(0)))

    def _head(self, generators: Sequence[ast.comprehension], scope: Scope) -> _Head:
        bound: list[Binding] = []
        values: list[dict[str, Term]] = [{}]
        guards: list[Term] = []
        for generator in generators:
            for variable in _targets(generator.target):
                if not isinstance(variable, ast.Name):
                    raise self.fail(generator.target, "a variable is one name")
                listed = self._range(variable, generator.iter, scope, bound, guards)
                if listed is not None:
                    values = [{**row, variable.id: item} for row in values for item in listed]
                if len(values) > MAX_LISTED:
                    raise self.fail(generator.iter, f"more than {MAX_LISTED} combinations", code="too-big")
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
                if not listed:
                    raise self.fail(source, "a variable needs values to range over")
                scope[name] = Binding(name, self.signature.sort_of(listed[0], {}) or BOOL)
                return listed
            case ast.Name(sort) if self.is_subset(sort):
                symbol = self.signature.symbols[sort]
                scope[name] = Binding(name, symbol.args[0])
                guards.append(Apply(sort, (Var(name),)))
            case ast.Name(sort):
                scope[name] = Binding(name, sort)
                self._sort_exists(source, sort)
            case _:
                raise self.fail(source, "a variable ranges over a sort", "write `for x in Sort`")
        bound.append(scope[name])
        return None

    def _sort_exists(self, node: ast.AST, sort: str) -> None:
        if sort not in self.signature.sorts and sort not in ("Bool", "Int", "Real"):
            hint = suggestion(sort, self.signature.sorts) or "declare it with `sort`"
            raise self.fail(node, f"unknown sort `{sort}`", hint, "unknown-sort")


def _targets(target: ast.expr) -> list[ast.expr]:
    return list(target.elts) if isinstance(target, ast.Tuple) else [target]


def _both(guard: Term, body: Term) -> Term:
    """Join a guard and a body flatly, so that the printed form reads back to the same term."""
    if body == Truth(True):
        return guard
    left = guard.args if isinstance(guard, And) else (guard,)
    right = body.args if isinstance(body, And) else (body,)
    return And((*left, *right))
