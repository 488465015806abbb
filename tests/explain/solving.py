"""Solvers in this process, for explanations of small problems."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from neurosym.explain.tries import Tries
from neurosym.ir.core import Problem, Term
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.model import Model
from neurosym.ir.signature import Signature
from neurosym.ir.verdict import Result
from neurosym.solve.decide import decide
from neurosym.solve.sat import SatBackend
from neurosym.solve.sat_hitting import smallest

LONG = 100.0


def decided(problem: Problem, seconds: float = LONG) -> Result:
    assert seconds > 0
    return decide(problem, [SatBackend()])


def hit(sets: Sequence[Sequence[int]], blocked: Sequence[Sequence[int]]) -> tuple[int, ...] | None:
    found = smallest(sets, blocked)
    return None if found is None else tuple(found)


def many(calls: int = 500) -> Tries:
    return Tries(decided, calls, LONG, LONG)


def worlds(problem: Problem) -> Iterator[Evaluator]:
    """Every world of a problem whose symbols are propositions."""
    names = [symbol.name for symbol in problem.symbols]
    for values in itertools.product((False, True), repeat=len(names)):
        tables = {name: {(): value} for name, value in zip(names, values, strict=True)}
        yield Evaluator(Signature.of(problem), Model({}, tables, {}))


def consistent(problem: Problem, *more: Term) -> bool:
    """Whether some world makes all claims and formulas true, by trying every world."""
    formulas = [*(claim.formula for claim in problem.claims), *more]
    return any(all(map(world.holds, formulas)) for world in worlds(problem))
