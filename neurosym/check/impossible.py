"""Claims that no world makes true, whatever their symbols mean: two values of one function, three different
truth values. Their words cannot have meant that; each repair is the weaker reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from neurosym.check.base import Repair
from neurosym.check.places import Env, places, rewrite_one, shown, slots, transform_in_scope
from neurosym.faults import Fault
from neurosym.ir.core import (
    BOOL,
    And,
    Compare,
    Count,
    DistinctOver,
    Element,
    Num,
    Or,
    Problem,
    Quantified,
    Term,
    Var,
)
from neurosym.ir.pretty import print_formula
from neurosym.ir.signature import Signature
from neurosym.ir.walk import free_variables, substitute


def possible_claims(problem: Problem) -> Iterator[Fault]:
    """No claim gives one thing two values, or asks that more than two truth values differ."""
    signature = Signature.of(problem)
    for place in places(problem):
        if place.role in ("goal", "option"):
            continue
        for slot in slots(place.formula, signature, place.env):
            if _two_values(slot.term, problem.unique_names):
                what = f"one thing has one value, so {shown(print_formula(slot.term))} is never true"
                hint = "write `or` between values of which it has one"
                yield Fault("two-values", what, place.span(slot.term), hint, place.id, "warning")
            elif _distinct_truths(slot.term, slot.env, signature):
                what = "`distinct` compares truth values here, and there are only two"
                hint = "write `distinct(f(x) for x in Sort)` over values, or `count(p(x) for x in Sort) <= 1`"
                yield Fault("distinct-truths", what, place.span(slot.term), hint, place.id, "warning")


def weaken_claims(problem: Problem) -> Iterator[Repair]:
    """Read `and` between two values of one thing as `or`, and `distinct` facts as what differs in them."""
    signature = Signature.of(problem)
    for place in places(problem):
        if place.role in ("goal", "option"):
            continue
        change = partial(_weaker, signature, problem.unique_names)
        formula = transform_in_scope(place.formula, place.env, change)
        if formula != place.formula:
            read = shown(print_formula(formula))
            what = f"{shown(print_formula(place.formula))} is never true; it is read as {read}."
            yield Repair("impossible", what, rewrite_one(problem, place.number, formula))


def _weaker(signature: Signature, unique_names: bool, term: Term, env: Env) -> Term:
    if isinstance(term, And) and _two_values(term, unique_names):
        return Or(term.args)
    if isinstance(term, DistinctOver) and _distinct_truths(term, env, signature):
        return _differing(term) or Compare("<=", Count(term.bindings, term.body), Num(1))
    if isinstance(term, Quantified) and term.kind == "all":
        return _exchanged(term) or term
    return term


def _two_values(term: Term, unique_names: bool) -> bool:
    """Say whether a term is `t == a and t == b and …` and nothing else, for different constants."""
    if not isinstance(term, And):
        return False
    sides = [_equation(arg) for arg in term.args]
    known = [side for side in sides if side is not None and (unique_names or isinstance(side[1], Num))]
    return len(known) == len(sides) and len({one for one, _ in known}) == 1 < len({two for _, two in known})


def _equation(term: Term) -> tuple[Term, Term] | None:
    match term:
        case Compare("==", left, Element() | Num() as right):
            return left, right
        case Compare("==", Element() | Num() as left, right):
            return right, left
        case _:
            return None


def _distinct_truths(term: Term, env: Env, signature: Signature) -> bool:
    if not isinstance(term, DistinctOver):
        return False
    inner = {**env, **{binding.var: binding.sort for binding in term.bindings}}
    return signature.sort_of(term.body, inner) == BOOL


def _differing(term: DistinctOver) -> Term | None:
    """Read `distinct(f(x) == f(y) for x in S for y in S)`, or with `!=`, as `distinct(f(x) for x in S)`."""
    if len(term.bindings) != 2 or term.bindings[0].sort != term.bindings[1].sort:
        return None
    one, two = term.bindings
    parts = term.body.args if isinstance(term.body, And) else (term.body,)
    for part in parts:
        match part:
            case Compare("==" | "!=", left, right):
                if left != Var(one.var) and substitute(left, {one.var: Var(two.var)}) == right:
                    return DistinctOver((one,), left)
            case _:
                pass
    return None


def _exchanged(term: Quantified) -> Term | None:
    """Read `all(distinct(f(x) == y for y in T) for x in S)` as `distinct(f(x) for x in S)`."""
    match term.body:
        case Compare("<=", Count((bound,), Compare("==", left, Var(name))), Num(1)) if name == bound.var:
            if name not in free_variables(left) and free_variables(left) == {b.var for b in term.bindings}:
                return DistinctOver(term.bindings, left)
            return None
        case _:
            return None
