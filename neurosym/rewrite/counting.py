"""Says "at least three" with three different witnesses, so that individuals need no list to be counted.

Only comparisons of a count with a written number, over sorts that are not listed; what else is counted
over them stays as it is.
"""

from __future__ import annotations

import itertools
from dataclasses import replace

from neurosym.ir.comparing import MIRRORED
from neurosym.ir.core import (
    TRUE,
    Binding,
    Compare,
    CompareOp,
    Count,
    Enumeration,
    Num,
    Quantified,
    Term,
    Var,
    conjunction,
    disjunction,
    negate,
)
from neurosym.ir.signature import Signature
from neurosym.ir.walk import free_variables, fresh, substitute, transform
from neurosym.rewrite.constants import junction
from neurosym.rewrite.expand import listed

MAX_WITNESSES = 8
"""Variables that one comparison may bind."""


def by_witnesses(term: Term, signature: Signature) -> Term:
    """Return the term with its counts over unlisted sorts said by quantifiers where that is possible."""

    def change(part: Term) -> Term:
        match part:
            case Compare(op, Count() as count, Num(int(number))) if _unlisted(count, signature):
                return _compared(op, count, number) or part
            case Compare(op, Num(int(number)), Count() as count) if _unlisted(count, signature):
                return _compared(MIRRORED[op], count, number) or part
            case _:
                return part

    return transform(term, change)


def _unlisted(count: Count, signature: Signature) -> bool:
    sorts = {binding.sort for binding in count.bindings}
    known = all(
        isinstance(signature.sorts.get(sort), Enumeration) or listed(signature, sort) for sort in sorts
    )
    return known and any(listed(signature, sort) is None for sort in sorts)


def _compared(op: CompareOp, count: Count, number: int) -> Term | None:
    if (number + 1) * len(count.bindings) > MAX_WITNESSES:
        return None
    match op:
        case ">=":
            return _at_least(count, number)
        case ">":
            return _at_least(count, number + 1)
        case "<":
            return negate(_at_least(count, number))
        case "<=":
            return negate(_at_least(count, number + 1))
        case "==":
            return junction("and", (_at_least(count, number), negate(_at_least(count, number + 1))))
        case "!=":
            return junction("or", (negate(_at_least(count, number)), _at_least(count, number + 1)))


def _at_least(count: Count, number: int) -> Term:
    """Return that there are so many values of the bindings, all different, which make the body true."""
    if number <= 0:
        return TRUE
    taken = set(free_variables(count.body)) | {binding.var for binding in count.bindings}
    rows = [count.bindings]
    for _ in range(number - 1):
        row: list[Binding] = []
        for binding in count.bindings:
            row.append(replace(binding, var=fresh(binding.var, taken)))
            taken.add(row[-1].var)
        rows.append(tuple(row))
    bodies = [_renamed(count, row) for row in rows]
    apart = [_differ(one, other) for one, other in itertools.combinations(rows, 2)]
    return Quantified("any", tuple(itertools.chain(*rows)), conjunction((*apart, *bodies)))


def _renamed(count: Count, row: tuple[Binding, ...]) -> Term:
    names = {old.var: Var(new.var) for old, new in zip(count.bindings, row, strict=True) if old != new}
    return substitute(count.body, names)


def _differ(one: tuple[Binding, ...], other: tuple[Binding, ...]) -> Term:
    pairs = zip(one, other, strict=True)
    return disjunction(tuple(Compare("!=", Var(left.var), Var(right.var)) for left, right in pairs))
