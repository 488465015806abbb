"""What a solved problem says of its own reading: premises that conflict, a question that hangs on none of
them, more or fewer solutions and options than the question promises. Solves nothing itself.

All are warnings, for they may be how it is, and how a wrong reading shows; but a claim that no world makes
true by itself is an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from neurosym.check.base import Decider
from neurosym.check.conflicts import impossible_claim
from neurosym.check.perturbed import idle_limits
from neurosym.check.places import shown
from neurosym.check.plans import decided
from neurosym.faults import Fault, visible
from neurosym.ir.core import Entails, Enumerate, Find, Optimise, Options, Problem
from neurosym.ir.pretty import print_formula
from neurosym.ir.verdict import Result, Verdict

_QUOTED = 8
"""Claims of a conflict that are shown."""


def solved_well(problem: Problem, result: Result, decide: Decider | None = None) -> Iterator[Fault]:
    """Yield what the result of a problem says against its reading.

    `decide`: to find out whether the question is decided without any premise.
    """
    impossible = impossible_claim(problem, result) if _conflicting(result) else None
    if impossible is not None:
        what = f"no world makes this true: {shown(print_formula(impossible.formula))}"
        yield Fault("impossible", what, hint="write what the sentence says", claim=impossible.id)
        return
    if _conflicting(result):
        what = f"no world makes all of this true: {_conflict(problem, result)}"
        hint = "one of these sentences is read wrongly, unless the text contradicts itself"
        yield _warning("inconsistent", what, hint)
        return
    match problem.goal:
        case Find() if result.verdict is Verdict.SEVERAL:
            what = f"the question promises one solution, and there are several{_difference(problem, result)}"
            yield _warning("several", what, "a sentence is missing or read too weakly")
        case Find() | Enumerate() if result.verdict is Verdict.NONE:
            yield _warning("none", "there is no solution", "a sentence is read wrongly or too strongly")
        case Options(mode) if result.verdict in (Verdict.SEVERAL, Verdict.NONE):
            left = result.value if isinstance(result.value, tuple) else ()
            many = ", ".join(map(str, left)) or "none"
            what = f"the question promises one option that fits `{mode}`, and there is {many}"
            hint = "a sentence is missing or read too weakly" if left or mode in ("must", "cannot") else ""
            yield _warning("options", what, hint or "a sentence is read wrongly or too strongly")
        case Optimise() if result.verdict is Verdict.INFEASIBLE:
            what = f"no choice satisfies all of this: {_conflict(problem, result)}"
            yield _warning("infeasible", what, "a sentence is read wrongly, unless the text asks too much")
        case Optimise() if result.verdict is Verdict.UNBOUNDED:
            what = f"there is no best: {result.reason or 'it can grow without bound'}"
            yield _warning("unbounded", what, "a limit is missing or read too weakly")
        case Optimise() if result.verdict is Verdict.OPTIMAL and _nothing(problem, result):
            what = "the best is to choose nothing at all"
            yield _warning("nothing", what, "a sentence is missing, or a limit goes the other way")
        case Optimise():
            yield from idle_limits(problem, result)
        case Entails() if result.verdict in (Verdict.PROVED, Verdict.REFUTED) and not result.core:
            if decide is None or decide(replace(problem, claims=())).verdict is result.verdict:
                what = f"the question is {result.verdict.value} whatever the claims say"
                yield _warning("vacuous", what, "the formula of the question says nothing", "goal")
        case _:
            return


def _nothing(problem: Problem, result: Result) -> bool:
    """Say whether all that a plan decides on is zero."""
    values = result.value if isinstance(result.value, Mapping) else {}
    chosen = [values[name] for name in decided(problem) if name in values]
    return bool(chosen) and all(value == 0 for value in chosen)


def _conflicting(result: Result) -> bool:
    return result.verdict is Verdict.INCONSISTENT or (result.verdict is Verdict.NONE and bool(result.core))


def _warning(code: str, what: str, hint: str, claim: str = "") -> Fault:
    return Fault(code, what, hint=hint, claim=claim, severity="warning")


def _conflict(problem: Problem, result: Result) -> str:
    """Return the sentences of the claims that conflict, the formula where a claim quotes none."""
    core = set(result.core)
    claims = [claim for claim in problem.claims if claim.id in core]
    said = dict.fromkeys(
        f"“{visible(c.says)}”" if c.says else shown(print_formula(c.formula)) for c in claims
    )
    listed = "; ".join(list(said)[:_QUOTED])
    rest = len(said) - _QUOTED
    return f"{listed}; and {rest} more" if rest > 0 else listed or "what the sorts say"


def _difference(problem: Problem, result: Result) -> str:
    """Return the first thing that two solutions say differently."""
    if len(result.models) < 2:
        return ""
    one, two = result.models[:2]
    show = problem.goal.show if isinstance(problem.goal, Find) else ()
    for symbol in problem.symbols:
        if not show or symbol.name in show:
            for args, value in one.tables.get(symbol.name, {}).items():
                other = two.tables.get(symbol.name, {}).get(args, value)
                if other != value:
                    term = f"{symbol.name}({', '.join(map(str, args))})" if args else symbol.name
                    return f": {shown(term)} is {shown(str(value))} in one and {shown(str(other))} in another"
    return ""
