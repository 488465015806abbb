"""One programme in numbers, by HiGHS alone and by the engine with its certificate, in turns: a worker's job.

Processor time, in seconds, of four things: HiGHS (`highs_s`); the ordinary answer with its reasons and its
certificate, checked (`total_s`); and the same without reasons, less what comes before there is anything to
certify: reading the formulas and solving in floating point (`trust_s`). So `trust_s` is what exact numbers,
the proof that nothing is better and the kernel's check take together. The clock is the thread's: that of a
process which has a limit on its processor time moves by whole ticks. All engines use one thread here.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import cache
from typing import TypeVar

from neurosym.bench.highs_alone import ByHighs
from neurosym.bench.numbers import Limit, Numbers, problem_of
from neurosym.certify.check import check
from neurosym.certify.limits import Limits
from neurosym.certify.scope import Scope
from neurosym.certify.sums import ONE, total
from neurosym.faults import FaultError
from neurosym.ir.core import Optimise, Problem
from neurosym.ir.plain import Json
from neurosym.ir.verdict import Result, Verdict
from neurosym.solve.certificate import certificate
from neurosym.solve.decide import decide
from neurosym.solve.programmes import highs
from neurosym.solve.programmes.mixed import mixed
from neurosym.solve.programmes.tree import Tree
from neurosym.solve.route import DEFAULT, backend

TURNS, TURNS_S = 5, 0.5
"""So often each is measured, unless that takes longer than so many seconds of processor time."""

NEAR = 1e-6
"""How near the values of two solvers must be, in parts of the larger or of 1."""

T = TypeVar("T")


def measured(numbers: Numbers) -> Json:
    """Solve a programme both ways, several times; return verdicts, whether they agree, and medians."""
    _loaded()
    problem, alone = problem_of(numbers), ByHighs(numbers)
    taken: dict[str, list[float]] = {"highs_s": [], "total_s": [], "trust_s": []}
    start = time.thread_time()
    for _ in range(TURNS):
        highs_s, (says, value) = _timed(alone.solve)
        total_s, (result, accepted) = _timed(lambda: answered(problem, True))
        bare_s, _ = _timed(lambda: answered(problem, False))
        before_s, _ = _timed(lambda: _floating(problem))
        for name, spent in (("highs_s", highs_s), ("total_s", total_s), ("trust_s", bare_s - before_s)):
            taken[name].append(spent)
        if time.thread_time() - start > TURNS_S:
            break
    return {
        "verdict": result.verdict.value,
        "objective": _objective(result),
        "certified": accepted,
        "minimal": result.minimal,
        "method": result.method,
        "highs": says,
        "agree": _agree(result, says, value),
        **{name: statistics.median(spent) for name, spent in taken.items()},
    }


def answered(problem: Problem, explain: bool) -> tuple[Result, bool]:
    """Decide a problem here and make its certificate; say whether the kernel accepts that."""
    engines = tuple(map(backend, DEFAULT))
    result = decide(problem, engines, explain=explain)
    try:
        check(problem, certificate(problem, result, engines))
    except FaultError:
        return result, False
    return result, True


@cache
def _loaded() -> None:
    """Load now what is loaded once."""
    room: Limit = ({0: ONE, 1: ONE * 2}, "<=", ONE * 7)
    for whole in (False, True):
        small = Numbers("maximize", 2, {0: ONE, 1: ONE}, (room,), whole)
        answered(problem_of(small), True)
        ByHighs(small).solve()


def _floating(problem: Problem) -> None:
    """Read the formulas, and find out in floating point where it is best; nothing is shown."""
    goal = problem.goal
    assert isinstance(goal, Optimise)
    limits = Limits(Scope(problem))
    line = limits.line(goal.term, {}) or {}
    smallest = total([(-ONE if goal.sense == "maximize" else ONE, line)])
    tree = Tree(limits, [claim.id for claim in problem.claims], smallest)
    if tree.status() == "optimal" and tree.branch(tree.relaxation.values()) is not None:
        programme = mixed(tree)
        if programme is not None:
            highs.best(programme, TURNS_S * 10)


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    start = time.thread_time()
    found = work()
    return time.thread_time() - start, found


def _objective(result: Result) -> str:
    return str(result.value["objective"]) if isinstance(result.value, dict) else ""


def _agree(result: Result, says: str, value: float) -> bool:
    match result.verdict:
        case Verdict.OPTIMAL if isinstance(result.value, dict):
            ours = float(result.value["objective"])
            return says == "optimal" and abs(ours - value) <= NEAR * max(1.0, abs(ours))
        case Verdict.INFEASIBLE | Verdict.UNBOUNDED:
            return result.verdict.value in says
        case _:
            return False
