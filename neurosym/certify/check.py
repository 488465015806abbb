"""Accepts a certificate only if its evidence shows the verdict on this very problem; trusts nobody.

It presumes a problem without errors (see the room `check`). It says `refused` of evidence that fails
and `not-certifiable` of what no evidence known here can show.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from neurosym.certify.asked import answered
from neurosym.certify.definition import founded
from neurosym.certify.limits import check_limits, check_ray
from neurosym.certify.refutation import check_refutation
from neurosym.certify.scope import Scope, not_certifiable, refused
from neurosym.certify.shown import other, solution
from neurosym.certify.world import misfits
from neurosym.ir import core as ir
from neurosym.ir.certificate import Cases, Certificate, Evidence, Ray, Refuted, Shown, Split, Weighed
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.plain import content_hash, from_plain, to_plain
from neurosym.ir.signature import Signature
from neurosym.ir.verdict import BOUNDS, Verdict

GRAPH = "closed world: of the graph only its triples are true"
"""What an answer from a graph takes for granted."""


def check(problem: ir.Problem, certificate: Certificate) -> None:
    """Return if the certificate shows its verdict on the problem. Raises `FaultError` if not."""
    if (certificate.problem, certificate.ir_version) != (content_hash(problem), ir.IR_VERSION):
        raise refused("it is about another problem")
    if certificate.assumptions != assumptions(problem):
        raise refused("it rests on other assumptions")
    _Hearing(problem, certificate).hear()


def assumptions(problem: ir.Problem) -> tuple[str, ...]:
    """Return under which conventions a verdict on the problem holds."""
    signature = Signature.of(problem)
    names = ("unique names",) if problem.unique_names else ()
    closed = (f"domain closure: {sort}" for sort in signature.sorts if not signature.is_open(sort))
    least = (f"least model: {symbol.name}" for symbol in problem.symbols if symbol.defined)
    graph = (GRAPH,) if isinstance(problem.goal, ir.Ask) else ()
    return (*names, *closed, *least, *graph)


class _Hearing:
    """One verdict, and its evidence taken piece by piece."""

    def __init__(self, problem: ir.Problem, certificate: Certificate) -> None:
        self._problem = problem
        self._scope = Scope(problem)
        self._said = certificate
        self._left: Iterator[Evidence] = iter(certificate.evidence)

    def hear(self) -> None:
        """Take the evidence that the verdict needs, and no more. Raises `FaultError` where it fails."""
        options: dict[str, str] = {}
        value: object = None
        match self._problem.goal, self._said.verdict:
            case ((ir.Entails() | ir.Options()), Verdict.INCONSISTENT):
                self._none()
            case ((ir.Find() | ir.Enumerate()), Verdict.NONE):
                self._none()
            case ir.Optimise(), Verdict.INFEASIBLE:
                self._none()
            case ir.Entails(formula), Verdict.PROVED:
                self._world()
                self._none(ir.negate(formula))
            case ir.Entails(formula), Verdict.REFUTED:
                self._world()
                self._none(formula)
            case ir.Entails(formula), Verdict.UNDETERMINED:
                self._world(formula)
                self._world(ir.negate(formula))
            case ir.Options() as goal, Verdict.UNIQUE | Verdict.SEVERAL | Verdict.NONE:
                value, options = self._options(goal), dict(self._said.options)
            case ir.Find(show), Verdict.UNIQUE | Verdict.SEVERAL:
                value = self._find(show)
            case ir.Enumerate(show, limit), Verdict.UNIQUE | Verdict.SEVERAL:
                value = self._enumerate(show, limit)
            case ir.Optimise() as goal, Verdict.OPTIMAL | Verdict.FEASIBLE:
                value = self._optimise(goal)
            case ir.Optimise() as goal, Verdict.UNBOUNDED:
                self._world()
                self._ray(goal.term if goal.sense == "maximize" else ir.Arith("neg", (goal.term,)))
            case ir.Ask() as goal, Verdict.FOUND:
                value = answered(self._problem, goal)
                if value is None:
                    raise refused("the triples do not answer the question")
            case _:
                raise not_certifiable(f"the verdict `{self._said.verdict}` on this goal")
        if next(self._left, None) is not None:
            raise refused("there is more evidence than the verdict needs")
        if options != self._said.options or _exactly(to_plain(value)) != _exactly(self._said.value):
            raise refused("it says something else than its evidence shows")

    # --- evidence

    def _world(self, *formulas: ir.Term) -> Evaluator:
        """Take a model of the claims in which the formulas are true too."""
        piece = next(self._left, None)
        if not isinstance(piece, Shown):
            raise refused("a model is missing")
        for what in misfits(self._problem, piece.model):
            raise refused(what)
        evaluator = Evaluator(self._scope.signature, piece.model)
        for formula in (*self._scope.formulas.values(), *formulas):
            if not evaluator.holds(formula):
                raise refused("a formula is false in a model")
        if not founded(self._problem, piece.model):
            raise refused("what a model makes true only because of itself")
        return evaluator

    def _none(self, *formulas: ir.Term) -> None:
        """Take a proof that the claims and the formulas, called `goal 0` and so on, have no model."""
        piece = next(self._left, None)
        scope = Scope(self._problem, formulas)
        match piece:
            case Refuted():
                check_refutation(scope, piece)
            case Weighed() | Split() | Cases():
                check_limits(scope, piece)
            case _:
                raise refused("a proof is missing")

    def _ray(self, growing: ir.Term) -> None:
        piece = next(self._left, None)
        if not isinstance(piece, Ray):
            raise refused("a ray is missing")
        check_ray(Scope(self._problem), piece, growing)

    # --- goals with a value

    def _options(self, goal: ir.Options) -> object:
        """Take evidence for what is said of each option; return which of them fit the question."""
        labels = [option.label for option in goal.options]
        if set(self._said.options) != set(labels) or len(set(labels)) < len(labels):
            raise refused("it does not say of each option how it stands")
        self._world()
        about_denial = goal.mode in ("must", "except")
        wanted = "holds always" if about_denial else "holds never"
        fits: list[str] = []
        for option in goal.options:
            status, denial = self._said.options[option.label], ir.negate(option.formula)
            match status:
                case "holds always":
                    self._none(denial)
                case "holds never":
                    self._none(option.formula)
                case "holds sometimes":
                    self._world(option.formula)
                    self._world(denial)
                case _:  # not known, but known enough for the question
                    self._world(denial if about_denial else option.formula)
            if (status == wanted) == (goal.mode in ("must", "cannot")):
                fits.append(option.label)
        verdict = Verdict.UNIQUE if len(fits) == 1 else Verdict.SEVERAL if fits else Verdict.NONE
        if verdict != self._said.verdict:
            raise refused("another number of options fits the question")
        return fits[0] if len(fits) == 1 else fits

    def _find(self, show: Sequence[str]) -> object:
        world = self._world()
        if self._said.verdict == Verdict.UNIQUE:
            self._none(other(self._problem, world, show))
        else:
            self._world(other(self._problem, world, show))
        return solution(self._problem, world, show)

    def _enumerate(self, show: Sequence[str], limit: int) -> object:
        """Take solutions that differ, and proof that there are no others unless the limit is reached."""
        said = self._said.value if isinstance(self._said.value, Sequence) else ()
        others: list[ir.Term] = []
        values: list[object] = []
        for _ in said[:limit]:
            world = self._world(*others)
            others.append(other(self._problem, world, show))
            values.append(solution(self._problem, world, show))
        if (len(values) > 1) != (self._said.verdict == Verdict.SEVERAL) or not values:
            raise not_certifiable("several solutions of which not two are shown")
        if len(values) < limit or len(values) == 1:
            self._none(*others)
        return values

    def _optimise(self, goal: ir.Optimise) -> object:
        """Take a solution, and proof that none is better, or none better than it says at most or at least."""
        world = self._world()
        best, end = world.number(goal.term), BOUNDS[goal.sense]
        bound = from_plain(self._said.value.get(end)) if isinstance(self._said.value, Mapping) else None
        told: dict[str, object] = {"objective": best}
        if self._said.verdict == Verdict.OPTIMAL:
            bound = best
        elif isinstance(bound, int | Fraction):
            told[end] = bound
        if isinstance(bound, int | Fraction):
            self._none(ir.Compare(">" if goal.sense == "maximize" else "<", goal.term, ir.Num(bound)))
        return {**told, **solution(self._problem, world, ())}


def _exactly(value: object) -> str:
    """Write a value so that true is not one, and the order of a table does not count."""
    return json.dumps(value, sort_keys=True)
