"""A problem with an objective as one mixed integer programme: every claim becomes rows that keep it.

Solves nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from neurosym.faults import Fault, FaultError
from neurosym.ir.core import TRUE, Apply, Arith, Claim, Compare, Num, Optimise, Problem, Term
from neurosym.ir.signature import Signature
from neurosym.rewrite.bounds import Ends
from neurosym.rewrite.expand import expand
from neurosym.rewrite.linear import Line
from neurosym.rewrite.logic_rows import LogicRows
from neurosym.rewrite.rows import Row, Variable, said_parts, saying


@dataclass(frozen=True, slots=True)
class Mixed:
    """The programme. `given` has the claims that only say what number a constant is, and the numbers.

    Objective and sense are those of the goal; rows stand in the order of their claims. `ends` is how small
    and how large each variable can be, by its sort and by the rows.
    """

    goal: Optimise
    variables: tuple[Variable, ...]
    rows: tuple[Row, ...]
    objective: Line
    given: tuple[tuple[Claim, Apply, Fraction], ...]
    ends: Mapping[Apply, Ends]


def mixed(problem: Problem) -> Mixed:
    """Return a problem as rows.

    Raises `FaultError`, each fault with its sentence: `no-objective`, `not-linear`, `open-sort`, `no-bound`
    where logic needs a bound that nothing gives, `never-true`, `nothing-decided`, `too-big`.
    """
    if not isinstance(problem.goal, Optimise):
        hint = "maths, words and cpmpy say what has none"
        raise FaultError(Fault("no-objective", "nothing is to be made large or small", hint=hint))
    goal = problem.goal
    with saying(goal.says, "goal"):
        term = expand(goal.term, Signature.of(problem), unique_names=problem.unique_names)
    parts = list(said_parts(problem))
    rows = LogicRows(problem, parts)
    defining = {(given.claim.id, given.part) for given in rows.given.values()}
    said = [(claim, part) for claim, part in parts if (claim.id, part) not in defining]
    # logic is switched by bounds, which the plain rows give
    for claim, part in sorted(said, key=lambda pair: not _is_plain(pair[1])):
        rows.said(claim, part)
    objective = rows.line(Claim("goal", TRUE, goal.says), term)
    if not rows.variables:
        raise FaultError(Fault("nothing-decided", "every number is given, and nothing is left to decide"))
    order = {claim.id: number for number, claim in enumerate(problem.claims)}
    kept = sorted(rows.rows, key=lambda row: order.get(row.claim.id, -1))
    given = tuple((found.claim, place, found.value) for place, found in rows.given.items())
    return Mixed(goal, tuple(rows.variables.values()), tuple(kept), objective, given, rows.bounds().of)


def _is_plain(part: Term) -> bool:
    match part:
        case Compare("==" | "<" | "<=" | ">" | ">=", left, right):
            return all(_is_sum(side) for side in (left, right))
        case _:
            return False


def _is_sum(term: Term) -> bool:
    match term:
        case Num() | Apply():
            return True
        case Arith(_, args):
            return all(map(_is_sum, args))
        case _:
            return False
