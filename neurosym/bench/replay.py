"""A recorded program through reader, repairs and solver to a verdict. Knows no right answer."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from neurosym import check
from neurosym.bench.dialects import read
from neurosym.bench.dialects.recording import Recording
from neurosym.course import STEADY, usable
from neurosym.faults import Fault, FaultError, errors
from neurosym.ir.core import Problem
from neurosym.ir.verdict import Result, Verdict

Decide = Callable[[Problem], Result]


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of a program: the verdict, what was repaired and what stayed wrong, and the CPU it took.

    `executed`: an engine decided what could be read, even where its verdict is then withheld. `problem`:
    what it decided, before the dialect lowers it; None where nothing could be asked.
    """

    result: Result
    executed: bool = False
    repairs: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    cpu_s: float = 0.0
    problem: Problem | None = None


UNTRANSLATED = Result(Verdict.UNTRANSLATED)


def replay(recording: Recording, decide: Decide) -> Replayed:
    """Read, repair and decide a program.

    Lines that cannot be read or stay wrong are left out: what follows without them, follows. Any other
    verdict would rest on what was left out; then there is none.
    """
    start = time.process_time()
    try:
        reading = read(recording)
    except FaultError as error:
        return Replayed(UNTRANSLATED, faults=error.faults, cpu_s=time.process_time() - start)
    solving = 0.0

    def solved(problem: Problem) -> Result:
        nonlocal solving
        result = decide(reading.lower(problem))
        solving += result.cpu_s
        return result

    repaired = check.repair(reading.problem, solved)
    faults = (*reading.unread, *repaired.faults)
    repairs = tuple(repair.code for repair in repaired.repairs)
    rest, _ = usable(repaired.problem, repaired.faults)
    result = repaired.result or (UNTRANSLATED if rest is None else solved(rest))
    executed = not result.verdict.abstains
    if errors(faults) and not _stands(result):
        result = UNTRANSLATED
    cpu_s = time.process_time() - start + solving
    return Replayed(result, executed, repairs, faults, cpu_s, rest)


def _stands(result: Result) -> bool:
    """Say whether one more claim could not turn a verdict into another one."""
    return result.verdict in STEADY
