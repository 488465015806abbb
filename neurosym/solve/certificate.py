"""Evidence for a result, gathered after the fact: worlds from the engines, refutations found anew.

What comes out is a proposal: only the kernel (`certify`) says whether it shows the verdict. It asks
for evidence in a fixed order; here it is given in that order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from neurosym.certify.scope import not_certifiable
from neurosym.certify.shown import other, shown_rows
from neurosym.faults import FaultError
from neurosym.ir.certificate import Certificate, Evidence, Key, Shown
from neurosym.ir.core import (
    Compare,
    Entails,
    Enumerate,
    Find,
    Num,
    Optimise,
    Options,
    Problem,
    Term,
    negate,
)
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.model import Model
from neurosym.ir.signature import Signature
from neurosym.ir.terms import applied, constant
from neurosym.ir.verdict import Result, Verdict
from neurosym.solve.base import Backend, Sat
from neurosym.solve.certificate_limits import along, weighed
from neurosym.solve.certificate_proof import refutation
from neurosym.solve.checks import Checks
from neurosym.solve.stated import stated


def certificate(problem: Problem, result: Result, backends: Sequence[Backend]) -> Certificate:
    """Return evidence for a result. Raises `FaultError` where none is found or none is known."""
    return stated(problem, result, result.evidence or tuple(_Gathering(problem, result, backends).evidence()))


class _Gathering:
    def __init__(self, problem: Problem, result: Result, backends: Sequence[Backend]) -> None:
        self._problem = problem
        self._signature = Signature.of(problem)
        self._result = result
        self._backends = backends
        self._worlds = list(result.models)
        self._checks: Checks | None = None
        self._asked = 0

    def evidence(self) -> Iterator[Evidence]:
        """Yield the evidence for the verdict, in the order in which the kernel asks for it."""
        goal = self._problem.goal
        match goal, self._result.verdict:
            case _, Verdict.INCONSISTENT | Verdict.INFEASIBLE:
                yield self._none()
            case ((Find() | Enumerate()), Verdict.NONE):
                yield self._none()
            case Entails(formula), Verdict.PROVED:
                yield self._world()
                yield self._none(negate(formula))
            case Entails(formula), Verdict.REFUTED:
                yield self._world()
                yield self._none(formula)
            case Entails(formula), Verdict.UNDETERMINED:
                yield self._world(formula)
                yield self._world(negate(formula))
            case Options(), _:
                yield from self._options(goal)
            case Find(show), _:
                yield from self._find(show)
            case Enumerate(show, limit), _:
                yield from self._enumerate(show, limit)
            case Optimise(), _:
                yield from self._optimise(goal)
            case _:
                raise not_certifiable(f"the verdict `{self._result.verdict}` on this goal")

    # --- pieces

    def _world(self, *formulas: Term) -> Shown:
        """Return a model of the claims and these formulas: one that is known, or one that an engine finds."""
        for model in self._worlds:
            evaluator = Evaluator(self._signature, model)
            try:
                if all(evaluator.holds(formula) for formula in formulas):
                    return Shown(model)
            except FaultError:
                continue
        outcome = self._search(formulas)
        if outcome is None:
            raise not_certifiable("no model was found")
        self._worlds.append(outcome)
        return Shown(outcome)

    def _search(self, formulas: Sequence[Term]) -> Model | None:
        if self._checks is None:
            self._checks = Checks(self._problem, self._backends, False, False)
        labels: list[str] = []
        for formula in formulas:
            self._asked += 1
            labels.append(f"sought {self._asked}")
            self._checks.portfolio.add(labels[-1], formula)
        outcome = self._checks.checked(*labels)
        return outcome.model if isinstance(outcome, Sat) else None

    def _none(self, *formulas: Term) -> Evidence:
        """Return a proof that the claims and these formulas have no model, from the core if it is enough."""
        core = set(self._result.core)
        everything = {claim.id for claim in self._problem.claims}
        closures = {f"only if: {symbol.name}" for symbol in self._problem.symbols if symbol.defined}
        for labels in (core, everything) if core != everything else (everything,):
            sums = weighed(self._problem, formulas, labels)
            proof = sums or refutation(self._problem, formulas, labels | closures)
            if proof is not None:
                return proof
        circles = self._circles(formulas)
        proof = refutation(self._problem, formulas, everything | closures, circles) if circles else None
        if proof is None:
            raise not_certifiable("no proof was found by grounding")
        return proof

    def _circles(self, formulas: Sequence[Term]) -> Sequence[Sequence[Key]]:
        """Return the atoms that support each other in what would be models else."""
        self._search(formulas)
        return self._checks.circles if self._checks else ()

    # --- goals with a value

    def _options(self, goal: Options) -> Iterator[Evidence]:
        about_denial = goal.mode in ("must", "except")
        yield self._world()
        for option in goal.options:
            denial = negate(option.formula)
            match self._result.options[option.label]:
                case "holds always":
                    yield self._none(denial)
                case "holds never":
                    yield self._none(option.formula)
                case "holds sometimes":
                    yield self._world(option.formula)
                    yield self._world(denial)
                case "unknown":
                    yield self._world(denial if about_denial else option.formula)

    def _find(self, show: Sequence[str]) -> Iterator[Evidence]:
        first = self._world()
        yield first
        another = other(self._problem, Evaluator(self._signature, first.model), show)
        yield self._none(another) if self._result.verdict is Verdict.UNIQUE else self._world(another)

    def _enumerate(self, show: Sequence[str], limit: int) -> Iterator[Evidence]:
        values = self._result.value
        others: list[Term] = []
        for value in values if isinstance(values, Sequence) else ():
            world = self._world(*others, *self._as_shown(show, value))
            yield world
            others.append(other(self._problem, Evaluator(self._signature, world.model), show))
        if len(others) < limit or len(others) == 1:
            yield self._none(*others)

    def _optimise(self, goal: Optimise) -> Iterator[Evidence]:
        world = self._world()
        yield world
        if self._result.verdict is Verdict.OPTIMAL:
            best = Evaluator(self._signature, world.model).number(goal.term)
            yield self._none(Compare(">" if goal.sense == "maximize" else "<", goal.term, Num(best)))
        if self._result.verdict is Verdict.UNBOUNDED:
            yield along(self._problem)

    def _as_shown(self, show: Sequence[str], value: object) -> Iterator[Term]:
        """Yield formulas that say that what is shown is as in one solution."""
        for symbol, rows in shown_rows(self._problem, show):
            for row in rows:
                known = value.get(symbol.name) if isinstance(value, Mapping) else None
                if symbol.args:
                    known = known.get(", ".join(map(str, row))) if isinstance(known, Mapping) else None
                if isinstance(known, bool):
                    yield applied(symbol, row) if known else negate(applied(symbol, row))
                elif isinstance(known, int | Fraction | str):
                    yield Compare("==", applied(symbol, row), constant(known))
