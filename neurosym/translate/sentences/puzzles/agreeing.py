"""Whether two readings come to the same: `Ann = tea` and `drinks( Ann, tea)` can be one claim of a puzzle.

Compares problems up to the order of what commutes; proves nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

from neurosym.ir.comparing import MIRRORED
from neurosym.ir.core import And, Compare, Goal, Or, Problem, Term, goal_formulas
from neurosym.ir.walk import transform

_Meaning: TypeAlias = tuple[object, ...]


def same_meaning(one: Problem, other: Problem) -> bool:
    """Say whether two problems claim and ask the same in the same words."""
    return _meaning(one) == _meaning(other)


def _meaning(problem: Problem) -> _Meaning:
    symbols = frozenset(replace(symbol, gloss="") for symbol in problem.symbols)
    claims = frozenset((transform(claim.formula, _ordered), claim.kind) for claim in problem.claims)
    return frozenset(problem.sorts), symbols, claims, _asked(problem.goal)


def _asked(goal: Goal) -> _Meaning:
    formulas = tuple(transform(formula, _ordered) for formula in goal_formulas(goal))
    kept = tuple(getattr(goal, name, None) for name in ("mode", "sense", "show", "limit", "bindings"))
    return type(goal), formulas, kept


def _ordered(term: Term) -> Term:
    """Return a formula with what commutes in one order."""
    match term:
        case And(args):
            return And(tuple(sorted(args, key=repr)))
        case Or(args):
            return Or(tuple(sorted(args, key=repr)))
        case Compare(">" | ">=" as op, left, right):
            return Compare(MIRRORED[op], right, left)
        case Compare("==" | "!=" as op, left, right) if repr(right) < repr(left):
            return Compare(op, right, left)
        case _:
            return term
