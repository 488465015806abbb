"""Why nothing is better, or possible at all: a proof, and which claims it needs.

A claim is needed if without it there is something: a world, evaluated. Where that is not found out the core
is not said to be minimal. What gives a number to something else is needed if another number would do.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from neurosym.certify.limits import Limits
from neurosym.certify.lines import given_by
from neurosym.certify.scope import Scope
from neurosym.faults import FaultError
from neurosym.ir.certificate import GOAL, Cases, LimitProof, Split, Weighed
from neurosym.ir.core import TRUE, Apply, Compare, Num, Problem, Term, conjunction
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.walk import symbols_in
from neurosym.solve.programmes import highs
from neurosym.solve.programmes.allowance import Allowance, Exhausted, allowance
from neurosym.solve.programmes.mixed import mixed
from neurosym.solve.programmes.points import Found
from neurosym.solve.programmes.tree import Tree
from neurosym.solve.programmes.worlds import world

MAX_TRIED = 40
"""Claims of a core that are tried to be left out."""

TRIED = 200
"""Nodes of one such try."""

TRYING_S = 0.2
"""Seconds of processor time for all of them."""

FAR = 1000
"""How many times a number is made larger to see whether it matters."""


class Because:
    """The claims with these labels, and a formula that is to be had: why it cannot be.

    `known` is the programme of these claims: what is read and solved already is not done again. Raises
    `Exhausted` where looking for a proof takes more than what is `given`.
    """

    def __init__(
        self,
        problem: Problem,
        labels: Sequence[str],
        goal: Term | None,
        explain: bool,
        known: Tree,
        given: Allowance | None = None,
    ) -> None:
        given = given or allowance()
        self._problem, self._goal = problem, goal
        self._labels, self._explain = labels, explain
        self._limits = known.limits
        self.proof: LimitProof | None
        if goal is None:
            self.proof = known.proof(given)
            return
        self._limits = known.limits.along_with(Scope(problem, (goal,)))
        with known.aimed(self._limits, f"{GOAL}0"):
            self.proof = known.proof(given)

    def tree(self, labels: Sequence[str] | None = None, limits: Limits | None = None) -> Tree:
        """Return what some claims say, all if none is named, with what is to be had."""
        tree = Tree(limits or self._limits, self._labels if labels is None else labels)
        if self._goal is not None:
            tree.aim(f"{GOAL}0")
        return tree

    def core(self) -> tuple[tuple[str, ...], bool]:
        """Return the labels that are needed, in their order, and whether none of them can be left out."""
        needed = self._used(self.proof, self._labels)
        if not self._explain or len(needed) > MAX_TRIED:
            return tuple(needed), False
        minimal, self._deadline = True, time.process_time() + TRYING_S
        for label in reversed(needed):
            if label not in needed:
                continue
            if time.process_time() > self._deadline:
                return tuple(needed), False
            rest = [other for other in needed if other != label]
            proof, possible = self._without(label, rest)
            if proof is not None:
                self.proof, needed = proof, self._used(proof, rest)
            minimal = minimal and (proof is not None or possible)
        return tuple(needed), minimal

    def _used(self, proof: LimitProof | None, labels: Sequence[str]) -> list[str]:
        """Return the labels that a proof rests on, and those that give numbers to what they speak about."""
        named = set(_labels(proof)) if proof else set()
        formulas = self._limits.scope.formulas
        spoken = {name for label in named for name in symbols_in(formulas[label])}
        return [
            label
            for label in labels
            if label in named or any(place.name in spoken for place, _ in self._given(formulas[label]))
        ]

    def _given(self, formula: Term) -> Iterator[tuple[Apply, Num]]:
        """Return what a formula gives a number to, where that is one wherever it stands."""
        return (pair for pair in given_by(formula) if self._limits.one(pair[0], {}) is not None)

    # --- what is left without a claim

    def _without(self, label: str, rest: Sequence[str]) -> tuple[LimitProof | None, bool]:
        """Return a proof without a claim; else whether something is possible without it."""
        given = list(self._given(self._limits.scope.formulas[label]))
        if not given:
            return self._tried(self._problem, self._limits, rest)
        free = self._with(label, TRUE)
        limits = self._read(free)
        tree = self.tree(self._labels, limits)
        if not tree.incomplete and len(tree.choices) == len(self.tree().choices):
            proof, possible = self._tried(free, limits, rest)
            if proof is not None:  # limits stand elsewhere there
                proof, _ = self._tried(self._problem, self._limits, rest)
            return proof, possible
        for place, value in given:
            for other in (Num(0), Num(value.value * FAR)):
                if time.process_time() > self._deadline:
                    return None, False
                said = [Compare("==", each, other if each == place else number) for each, number in given]
                problem = self._with(label, conjunction(tuple(said)))
                if self._tried(problem, self._read(problem), [*rest, label])[1]:
                    return None, True
        return None, False

    def _tried(
        self, problem: Problem, limits: Limits, labels: Sequence[str]
    ) -> tuple[LimitProof | None, bool]:
        tree = self.tree(labels, limits)
        mark, proof = tree.mark(), None
        try:
            proof = tree.proof(Allowance(TRIED, self._deadline))
        except Exhausted:
            tree.back(mark)
            tree.left = _by_engine(tree)
        except FaultError:
            return None, False
        return proof, proof is None and tree.left is not None and self._so(problem, limits, labels, tree.left)

    def _so(self, problem: Problem, limits: Limits, labels: Sequence[str], numbers: Found) -> bool:
        """Say whether the formulas are true in the world of these numbers."""
        evaluator = Evaluator(limits.scope.signature, world(problem, limits, numbers))
        formulas = [limits.scope.formulas[label] for label in (*labels, *limits.scope.goals)]
        return all(evaluator.holds(formula) for formula in formulas)

    def _with(self, label: str, formula: Term) -> Problem:
        claims = (
            replace(each, formula=formula) if each.id == label else each for each in self._problem.claims
        )
        return replace(self._problem, claims=tuple(claims))

    def _read(self, problem: Problem) -> Limits:
        return Limits(Scope(problem, () if self._goal is None else (self._goal,)))


def _by_engine(tree: Tree) -> Found | None:
    """Return where it may be, by an engine: a search without an end in some direction can miss that."""
    programme = mixed(tree)
    values = highs.best(programme, TRYING_S) if programme else None
    return tree.exactly(values) if values is not None and tree.branch(values) is None else None


def _labels(proof: LimitProof) -> Iterator[str]:
    match proof:
        case Weighed(limits):
            yield from (one.label for one in limits if one.label)
        case Split(_, _, below, above):
            yield from _labels(below)
            yield from _labels(above)
        case Cases(choice, proofs):
            yield from (choice.label,) if choice.label else ()
            for each in proofs:
                yield from _labels(each)
