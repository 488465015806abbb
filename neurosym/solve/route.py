"""Which engines there are, and a problem sent to them in a process that can be killed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from importlib.metadata import entry_points
from typing import Protocol

from neurosym.faults import Fault, FaultError, suggestion
from neurosym.ir.certificate import Certificate
from neurosym.ir.certificate_plain import (
    certificate_from_json,
    certificate_to_json,
    evidence_from_json,
    evidence_to_json,
)
from neurosym.ir.core import Problem
from neurosym.ir.deduced import Deduction, deduction_from_json, deduction_to_json
from neurosym.ir.model import Model
from neurosym.ir.plain import Json, misshapen, result_from_json, result_to_json
from neurosym.ir.verdict import Result, Verdict
from neurosym.solve.base import Backend
from neurosym.solve.decide import assumptions, decide
from neurosym.solve.stated import stated
from neurosym.workers.budget import Budget
from neurosym.workers.job import Done, Job, Outcome

BACKENDS: dict[str, str] = {
    "sat": "neurosym.solve.sat:SatBackend",
    "z3": "neurosym.solve.z3:Z3Backend",
}
"""Built-in engines in the order in which they are asked. Others come by the entry point group of backends."""

DEFAULT = tuple(BACKENDS)


class Runner(Protocol):
    """Something that runs jobs within budgets: a worker or a pool of them."""

    def run(self, job: Job, budget: Budget) -> Outcome:
        """Return the job's value or the limit that it met."""
        ...


def backend(name: str) -> Backend:
    """Return an engine by name. Raises `FaultError` where there is none or its library is missing."""
    module, _, attribute = place_of(name).partition(":")
    try:
        engine: Backend = getattr(import_module(module), attribute)()
    except ImportError as error:
        hint = f"install the package that has `{error.name}`"
        raise FaultError(
            Fault("engine", f"the engine `{name}` cannot be loaded: {error}", hint=hint)
        ) from error
    return engine


def place_of(name: str) -> str:
    """Return where an engine is, `module:class`. Loads nothing; raises `FaultError` where there is none."""
    if name in BACKENDS:
        return BACKENDS[name]
    for point in entry_points(group="neurosym.backends", name=name):
        return point.value
    raise FaultError(Fault("engine", f"there is no engine `{name}`", hint=suggestion(name, BACKENDS)))


def solve(
    problem: Problem,
    runner: Runner,
    budget: Budget,
    backends: Sequence[str] = DEFAULT,
    cross_check: bool = False,
) -> Result:
    """Decide a problem in a worker. A limit that is met, or a crash, is the verdict `unknown`."""
    job = Job("neurosym.solve.route:decide_job", (problem, tuple(backends or DEFAULT), cross_check))
    outcome = runner.run(job, budget)
    match outcome:
        case Done({"result": result, "evidence": evidence}):
            return replace(result_from_json(result), evidence=evidence_from_json(evidence))
        case Done():
            raise misshapen("result")
    reason = f"{outcome.kind}: {outcome.detail}"
    return Result(Verdict.UNKNOWN, reason=reason, assumptions=assumptions(problem))


def certificate(
    problem: Problem, result: Result, runner: Runner, budget: Budget, backends: Sequence[str] = DEFAULT
) -> Certificate | None:
    """Return evidence for a result, or None where none is found. Only the kernel says whether it holds."""
    if result.evidence:
        return stated(problem, result, result.evidence)
    job = Job("neurosym.solve.route:certificate_job", (problem, result, tuple(backends or DEFAULT)))
    outcome = runner.run(job, budget)
    found = outcome.value if isinstance(outcome, Done) else None
    return None if found is None else certificate_from_json(found)


def certificate_job(problem: Problem, result: Result, backends: Sequence[str]) -> Json:
    """Gather evidence here, as plain data: what a worker runs."""
    evidence = import_module("neurosym.solve.certificate")  # loads the SAT engine
    try:
        found: Certificate = evidence.certificate(problem, result, tuple(map(backend, backends)))
    except FaultError:
        return None
    return certificate_to_json(found)


def deduction(
    problem: Problem, model: Model, runner: Runner, budget: Budget, backends: Sequence[str] = DEFAULT
) -> Deduction:
    """Return the steps to what is forced, `model` being one world. Only the kernel says whether they hold.

    Raises `FaultError`: `no-steps` where a limit is met, else what stands in the way of steps.
    """
    job = Job(
        "neurosym.solve.route:deduction_job", (problem, model, tuple(backends or DEFAULT), budget.cpu_s)
    )
    outcome = runner.run(job, budget)
    if not isinstance(outcome, Done):
        raise FaultError(Fault("no-steps", f"no steps were found: {outcome.kind}: {outcome.detail}"))
    match outcome.value:
        case {"fault": str(code), "what": str(what)}:
            raise FaultError(Fault(code, what))
    return deduction_from_json(outcome.value)


def deduction_job(problem: Problem, model: Model, backends: Sequence[str], cpu_s: float) -> Json:
    """Look for steps here, as plain data: what a worker runs. Half of the time is kept in reserve."""
    search = import_module("neurosym.solve.sat_deduction")  # loads the SAT engine
    try:
        found: Deduction = search.deduction(problem, model, tuple(map(backend, backends)), cpu_s / 2)
    except FaultError as error:
        return {"fault": error.faults[0].code, "what": error.faults[0].what}
    return deduction_to_json(found)


def hitting_set(
    sets: Sequence[Sequence[int]], blocked: Sequence[Sequence[int]], runner: Runner, budget: Budget
) -> tuple[int, ...] | None:
    """Return a smallest set that meets all of `sets` and contains none of `blocked`, or None."""
    outcome = runner.run(Job("neurosym.solve.sat_hitting:smallest", (sets, blocked)), budget)
    if not isinstance(outcome, Done) or not isinstance(outcome.value, list):
        return None
    return tuple(number for number in outcome.value if isinstance(number, int))


def decide_job(problem: Problem, backends: Sequence[str], cross_check: bool) -> Json:
    """Decide a problem here, as plain data: what a worker runs."""
    result = decide(problem, map(backend, backends), cross_check=cross_check)
    return {"result": result_to_json(result), "evidence": evidence_to_json(result.evidence)}
