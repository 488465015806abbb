"""Limits of a plan that nothing reacts to, even if they were much tighter. Warnings only; solves nothing.

Many a limit has room to spare, which says nothing against its reading. One that would not matter with a
number of another order of magnitude may be misread: in another unit, or about something else.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from neurosym.faults import Fault, FaultError, Span
from neurosym.ir.comparing import MIRRORED
from neurosym.ir.core import Claim, Compare, CompareOp, Num, Optimise, Problem, Term
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.pretty import print_formula
from neurosym.ir.signature import Signature
from neurosym.ir.terms import number
from neurosym.ir.verdict import Result, Verdict

TIGHTER = 20
"""How many times as tight a limit is made to see whether the best reacts: less than there are hours in a day,
or minutes in an hour, and more than right readings of ordinary texts leave room for."""


def idle_limits(problem: Problem, result: Result) -> Iterator[Fault]:
    """Yield a warning for each limit that the text states and that the best value does not react to.

    What is best under all limits stays the best while it keeps a tighter one. A most of what the plan takes
    nothing of is left alone: no number would matter there, right or wrong.
    """
    if not isinstance(problem.goal, Optimise) or result.verdict is not Verdict.OPTIMAL or not result.models:
        return
    plan = Evaluator(Signature.of(problem), result.models[0])
    for claim in problem.claims:
        limit = _limit(claim)
        if claim.kind != "said" or not claim.says or limit is None:
            continue
        op, left, value = limit
        tight = value / TIGHTER if op in ("<=", "<") else value * TIGHTER
        if _keeps(plan, op, left, tight):
            numbers = f"{print_formula(number(tight))} in the place of {print_formula(number(value))}"
            what = f"this limits nothing: the best would be the same with {numbers}"
            where = Span(claim.says, 0, len(claim.says), "quoted")
            yield Fault("idle", what, where, "is the number read in its unit?", claim.id, "warning")


def _limit(claim: Claim) -> tuple[CompareOp, Term, Fraction] | None:
    """Return what a claim bounds by a number above zero, and how; None where it is no such limit."""
    match claim.formula:
        case Compare("<=" | "<" | ">=" | ">" as op, left, Num(value)) if value > 0:
            return op, left, Fraction(value)
        case Compare("<=" | "<" | ">=" | ">" as op, Num(value), right) if value > 0:
            return MIRRORED[op], right, Fraction(value)
        case _:
            return None


def _keeps(plan: Evaluator, op: CompareOp, left: Term, tight: Fraction) -> bool:
    try:
        return plan.number(left) != 0 and plan.holds(Compare(op, left, number(tight)))
    except FaultError:  # a number that is not worked out
        return False
