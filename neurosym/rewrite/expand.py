"""Writes binders over listed sorts out as ground terms; says first how large that would be.

A sort is *listed* if its members are known and at most `LISTED`: a closed enumeration, a range,
`Bool`. Where names may coincide, members are names, and a count takes each individual once.
Binders over other sorts stay. The result is true in the same models. Knows no solver.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import assert_never

from neurosym.faults import Fault, FaultError
from neurosym.ir.core import (
    BOOL,
    FALSE,
    TRUE,
    And,
    Apply,
    Arith,
    Binding,
    Compare,
    Count,
    Distinct,
    DistinctOver,
    Element,
    Enumeration,
    Fold,
    If,
    Implies,
    Not,
    Num,
    Or,
    Quantified,
    Range,
    Term,
    Truth,
    Var,
    disjunction,
    negate,
)
from neurosym.ir.signature import Signature
from neurosym.ir.walk import bindings, children, free_variables, fresh, substitute
from neurosym.rewrite.constants import Constant, Constants, either, implies, is_constant, junction

LISTED = 1_000
"""A sort of more members than this is not written out."""

BUDGET = 1_000_000
"""Most nodes of one written-out formula, before what is constant in it is worked out."""

Env = Mapping[str, Term]
Row = tuple[Term, ...]


def listed(signature: Signature, sort: str) -> tuple[Constant, ...] | None:
    """Return the members of a sort as terms, or None where it is not listed."""
    match signature.sorts.get(sort):
        case Enumeration(_, elements, closed=True) if 0 < len(elements) <= LISTED:
            return tuple(Element(element) for element in elements)
        case Range(_, low, high) if 0 <= high - low < LISTED:
            return tuple(Num(number) for number in range(low, high + 1))
        case None if sort == BOOL:
            return (FALSE, TRUE)
        case _:
            return None


def expanded_size(term: Term, signature: Signature) -> int:
    """Return how many nodes the written-out term has if nothing in it is constant."""
    copies = 1
    for binding in bindings(term):
        copies *= len(listed(signature, binding.sort) or (TRUE,))
    if isinstance(term, DistinctOver):
        copies *= copies
    return 1 + copies * sum(expanded_size(part, signature) for part in children(term))


def expand(term: Term, signature: Signature, *, unique_names: bool = True, budget: int = BUDGET) -> Term:
    """Return the term without binders over listed sorts.

    Raises `FaultError` (code `too-big`) where it would have more than `budget` nodes.
    """
    size = expanded_size(term, signature)
    if size > budget:
        what = f"a formula of about {size:,} ground parts; at most {budget:,} are taken"
        raise FaultError(Fault("too-big", what, hint="use fewer variables in one formula, or smaller sorts"))
    return _Expander(signature, unique_names).term(term, {})


class _Expander:
    """Partial evaluation: the environment gives a variable's value, or the variable itself."""

    def __init__(self, signature: Signature, unique_names: bool) -> None:
        self._signature = signature
        self._known = Constants(signature, unique_names)

    def term(self, term: Term, env: Env) -> Term:
        match term:
            case Var(name):
                return env.get(name, term)
            case Num() | Truth() | Element():
                return term
            case Apply(name, args):
                return Apply(name, self._all(args, env)) if args else term
            case Not(arg):
                return negate(self.term(arg, env))
            case And(args):
                return junction("and", (self.term(arg, env) for arg in args))
            case Or(args):
                return junction("or", (self.term(arg, env) for arg in args))
            case Implies(left, right):
                cond = self.term(left, env)
                return TRUE if cond == FALSE else implies(cond, self.term(right, env))
            case Compare(op, left, right):
                return self._known.compare(Compare(op, self.term(left, env), self.term(right, env)))
            case Arith(op, args):
                return self._known.arithmetic(Arith(op, self._all(args, env)))
            case If(cond, then, other):
                return self._choice(self.term(cond, env), then, other, env)
            case Distinct(args):
                return self._known.distinct(self._all(args, env))
            case DistinctOver():
                return self._distinct_over(term, env)
            case Quantified() | Count() | Fold():
                return self._bound(term, env)
            case _:
                assert_never(term)

    def _all(self, args: Row, env: Env) -> Row:
        return tuple(self.term(arg, env) for arg in args)

    def _choice(self, cond: Term, then: Term, other: Term, env: Env) -> Term:
        if isinstance(cond, Truth):
            return self.term(then if cond.value else other, env)
        return either(cond, self.term(then, env), self.term(other, env))

    # --- binders

    def _bound(self, term: Quantified | Count | Fold, env: Env) -> Term:
        kept = tuple(binding for binding in term.bindings if listed(self._signature, binding.sort) is None)
        match term:
            case Quantified(kind, bound, body):
                parts = (self.term(body, inner) for inner, _ in self._worlds(bound, env))
                joined = junction("and" if kind == "all" else "or", parts)
                if is_constant(joined) or not kept:
                    return joined
                return replace(term, bindings=kept, body=joined)
            case Fold("min" | "max" as op, bound):
                values = tuple(self._case(term, kept, inner) for inner, _ in self._worlds(bound, env))
                return values[0] if len(values) == 1 else self._known.arithmetic(Arith(op, values))
            case Count(bound) | Fold(_, bound):
                addends = tuple(
                    either(self._first(bound, row), self._case(term, kept, inner), Num(0))
                    for inner, row in self._worlds(bound, env)
                )
                return self._known.arithmetic(Arith("+", addends))
            case _:
                assert_never(term)

    def _case(self, term: Count | Fold, kept: tuple[Binding, ...], env: Env) -> Term:
        """Return what one world adds to a count or a fold."""
        body = self.term(term.body, env)
        if kept and body != FALSE:
            return replace(term, bindings=kept, body=body)
        return either(body, Num(1), Num(0)) if isinstance(term, Count) else body

    def _worlds(self, bound: tuple[Binding, ...], env: Env) -> Iterator[tuple[Env, Row]]:
        """Yield an environment for each choice of members, and the choice."""
        ranges = [listed(self._signature, binding.sort) or (Var(binding.var),) for binding in bound]
        for row in itertools.product(*ranges):
            yield (
                {**env, **{binding.var: value for binding, value in zip(bound, row, strict=True)}},
                row,
            )

    def _first(self, bound: tuple[Binding, ...], row: Row) -> Term:
        """Return that no earlier choice is of the same individuals."""
        earlier: list[Term] = []
        for binding, value in zip(bound, row, strict=True):
            if isinstance(value, Element) and not self._known.differ(binding.sort):
                members = listed(self._signature, binding.sort) or ()
                earlier.extend(Compare("!=", value, name) for name in members[: members.index(value)])
        return junction("and", earlier)

    def _distinct_over(self, term: DistinctOver, env: Env) -> Term:
        bound, body = term.bindings, term.body
        if any(listed(self._signature, binding.sort) is None for binding in bound):
            return self.term(_pairwise(term), env)
        rows = [(row, self.term(body, inner)) for inner, row in self._worlds(bound, env)]
        if all(self._known.differ(binding.sort) for binding in bound):
            return self._known.distinct(tuple(value for _, value in rows))
        return junction(
            "and",
            (
                implies(self._other(one, two), self._known.compare(Compare("!=", left, right)))
                for (one, left), (two, right) in itertools.combinations(rows, 2)
            ),
        )

    def _other(self, one: Row, two: Row) -> Term:
        pairs = zip(one, two, strict=True)
        return junction("or", (self._known.compare(Compare("!=", left, right)) for left, right in pairs))


def _pairwise(term: DistinctOver) -> Term:
    """Say with a quantifier that different choices have different values."""
    bound, taken = list(term.bindings), {binding.var for binding in term.bindings}
    taken |= free_variables(term)
    names: dict[str, str] = {}
    for binding in bound:
        names[binding.var] = fresh(binding.var, taken)
        taken.add(names[binding.var])
    others = [replace(binding, var=names[binding.var]) for binding in bound]
    twin = substitute(term.body, {old: Var(new) for old, new in names.items()})
    differ = disjunction(tuple(Compare("!=", Var(old), Var(new)) for old, new in names.items()))
    return Quantified("all", (*bound, *others), Implies(differ, Compare("!=", term.body, twin)))
