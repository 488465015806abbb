"""Repairs of sorts that are calculated with as if they were numbers: they are ordered as they are listed.

Knows no text. `day(x) - day(y) == 1` becomes `rank(day(x)) - rank(day(y)) == 1`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from neurosym.check.base import Repair
from neurosym.check.places import Env, Place, formula_slots, places, rewrite, shown, transform_in_scope
from neurosym.check.steps import guarded
from neurosym.ir.core import Arith, Compare, Enumeration, Problem, Term
from neurosym.ir.signature import Signature
from neurosym.ir.walk import bindings, children, rebuild


def ordered_sorts(problem: Problem) -> Iterator[Repair]:
    """Order a closed sort that is compared by `<` or calculated with, and calculate with its places."""
    signature = Signature.of(problem)
    for sort in _calculated_with(problem, signature):
        declared = signature.sorts[sort]
        if isinstance(declared, Enumeration) and declared.closed and len(declared.elements) > 1:
            yield _order(problem, signature, declared)


def _calculated_with(problem: Problem, signature: Signature) -> list[str]:
    found: dict[str, None] = {}
    for place in places(problem):
        for slot in formula_slots(place, signature, problem.goal):
            for operand in _operands(slot.term, slot.env, signature):
                sort = signature.sort_of(operand, slot.env)
                if sort is not None and isinstance(signature.sorts.get(sort), Enumeration):
                    found[sort] = None
    return list(found)


def _operands(term: Term, env: Env, signature: Signature) -> tuple[Term, ...]:
    """Return the parts of a term that must be numbers, or at least in an order."""
    match term:
        case Arith(op, args) if op != "rank":
            return args
        case Compare(op, left, right) if op not in ("==", "!="):
            return (left, right)
        case Compare(_, left, right):
            # an equation with a number is no reason to invent an order, but to use one that is there
            sorts = [signature.sort_of(side, env) or "" for side in (left, right)]
            declared = [signature.sorts.get(sort) for sort in sorts]
            ranked = any(isinstance(sort, Enumeration) and sort.ordered for sort in declared)
            number = any(signature.is_numeric(sort) for sort in sorts)
            return (left, right) if ranked and number else ()
        case _:
            return ()


def _order(problem: Problem, signature: Signature, sort: Enumeration) -> Repair:
    sorts = tuple(replace(sort, ordered=True) if other == sort else other for other in problem.sorts)
    order = Signature.build(sorts, problem.symbols)

    def change(place: Place) -> Term:
        ranked = _ranked(place.formula, place.env, order, sort.name)
        return transform_in_scope(ranked, place.env, partial(guarded, order))

    listing = " < ".join(sort.elements)
    what = f"{shown(sort.name)} is used as an order, and is ordered as it is listed: {shown(listing)}."
    if sort.ordered:
        what = f"Where {shown(sort.name)} is used as a number, the place in its order is meant."
    return Repair("order", what, replace(rewrite(problem, change), sorts=sorts))


def _ranked(term: Term, env: Env, signature: Signature, sort: str) -> Term:
    """Write `rank(…)` around the values of a sort that stand where only a number can."""
    inner = {**env, **{binding.var: binding.sort for binding in bindings(term)}}
    parts = tuple(_ranked(part, inner, signature, sort) for part in children(term))
    term = rebuild(term, parts) if parts else term
    operands = _operands(term, env, signature)
    wrong = [signature.sort_of(operand, env) == sort for operand in operands]
    if not any(wrong) or (isinstance(term, Compare) and all(wrong)):
        return term
    return rebuild(
        term,
        tuple(Arith("rank", (part,)) if bad else part for part, bad in zip(parts, wrong, strict=True)),
    )
