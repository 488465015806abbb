"""A thousand lies of an engine are caught: its verdict, its world or its proof is another one.

And of ten thousand changed certificates, some passed off as ones of a changed problem with another answer,
none is accepted that says what is not so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import count, islice
from random import Random
from typing import ClassVar

import pytest

from neurosym.certify.check import check
from neurosym.faults import FaultError
from neurosym.ir.certificate import Certificate, Refuted, Shown, Weighed
from neurosym.ir.core import Problem
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.model import Model
from neurosym.ir.signature import Signature
from neurosym.solve.base import Outcome, Sat, Theory, Unsat
from neurosym.solve.certificate import certificate
from neurosym.solve.decide import decide
from neurosym.solve.sat import SatBackend, SatSession
from neurosym.solve.stated import stated
from tests.certify.drawn import drawn
from tests.certify.oracle import accepted, certified, is_true, mutant, mutated_problem

PLANTS = 334
"""Of each kind; there are three."""

MUTANTS, PROBLEMS = 110, 10
"""Changed certificates of one problem, and changed problems that its certificate is passed off as one of."""


# --- engines that lie


class Lying:
    """The SAT engine, but from some check on it denies every world that there is."""

    name: ClassVar[str] = "sat"
    family: ClassVar[str] = "sat"

    def __init__(self, honest: int) -> None:
        self._left = honest

    def declines(self, theory: Theory) -> str:
        return SatBackend().declines(theory)

    def open(self, theory: Theory) -> Lying:
        self._session: SatSession = SatBackend().open(theory)
        self.add = self._session.add
        return self

    def check(self, labels: Collection[str], *, model: bool = True) -> Outcome:
        outcome = self._session.check(labels, model=model)
        self._left -= 1
        return Unsat(frozenset(labels)) if self._left < 0 and isinstance(outcome, Sat) else outcome


def wrong_verdicts() -> Iterator[tuple[Problem, Certificate]]:
    """Falsehoods that such an engine says, with what is evidence of the truth."""
    for seed in count():
        problem, engines = drawn(seed), [Lying(seed % 3)]
        result = decide(problem, engines)
        _, found = certified(problem)
        if result.verdict.abstains or is_true(problem, stated(problem, result, ())) or found is None:
            continue
        with pytest.raises(FaultError):  # by itself it finds no evidence
            check(problem, certificate(problem, result, engines))
        yield problem, stated(problem, result, found.evidence)


def corrupt_models() -> Iterator[tuple[Problem, Certificate]]:
    """Certificates in which one world has another value somewhere, and a claim is false there."""
    for seed in count():
        problem = drawn(seed)
        _, found = certified(problem)
        if found is None:
            continue
        for place, piece in enumerate(found.evidence):
            if isinstance(piece, Shown):
                model = corrupt(piece.model, Random(seed))
                world = Evaluator(Signature.of(problem), model)
                if not all(world.holds(claim.formula) for claim in problem.claims):
                    evidence = (*found.evidence[:place], Shown(model), *found.evidence[place + 1 :])
                    yield problem, replace(found, evidence=evidence)


def corrupt(model: Model, random: Random) -> Model:
    name, table = random.choice(sorted(model.tables.items()))
    row, value = random.choice(list(table.items()))
    others = (not value,) if isinstance(value, bool) else tuple({1, 2, 3} - {value})
    return replace(model, tables={**model.tables, name: {**table, row: random.choice(others)}})


def truncated_proofs() -> Iterator[tuple[Problem, Certificate]]:
    """Certificates in which one proof lacks its end."""
    for seed in count():
        problem = drawn(seed)
        _, found = certified(problem)
        for place, piece in enumerate(found.evidence if found else ()):
            if isinstance(piece, Refuted):
                cut: Refuted | Weighed = replace(piece, steps=piece.steps[:-1])
            elif isinstance(piece, Weighed):
                cut = replace(piece, limits=piece.limits[:-1])
            else:
                continue
            evidence = (*found.evidence[:place], cut, *found.evidence[place + 1 :])
            yield problem, replace(found, evidence=evidence)


@pytest.mark.parametrize("planted", [wrong_verdicts, corrupt_models, truncated_proofs])
def test_every_lie_of_a_planted_engine_is_caught(planted) -> None:
    caught = 0
    for problem, found in islice(planted(), PLANTS):
        assert not accepted(problem, found)
        caught += 1
    assert caught == PLANTS


# --- ten thousand mutants


@pytest.mark.parametrize("block", range(4))
def test_no_mutant_that_is_accepted_is_wrong(block: int) -> None:
    tried = flipped = 0
    for seed in range(block * 50, block * 50 + 50):
        problem, random = drawn(seed), Random(seed)
        _, found = certified(problem)
        if found is None:
            continue
        for _ in range(MUTANTS):
            other = mutant(found, random)
            if other is not None and other != found:
                tried += 1
                assert not accepted(problem, other) or is_true(problem, other)
        for _ in range(PROBLEMS):
            changed, passed_off = mutated_problem(problem, found, random)
            tried += 1
            if not is_true(changed, passed_off):
                flipped += 1
                assert not accepted(changed, passed_off)
    assert tried > 2_500
    assert flipped > 80
