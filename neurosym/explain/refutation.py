"""A refutation in the order in which a person takes it: the nearest first, and nothing that is not needed.

It reads a certificate that the kernel accepted, and orders what is in it: unit propagation from the claims
first, then from the contrary of what is asked, then through the clauses that the engine learnt. So each step
follows from instances that the kernel checked. It knows no words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from neurosym.faults import Fault, FaultError
from neurosym.ir.certificate import GOAL, Input, Refuted

MAX_STEPS = 200
"""Steps of a proof that a person may want to read."""

MAX_INPUTS = 4_000
"""Instances that are put in an order."""

Clause: TypeAlias = tuple[int, ...]
"""Literals, at least one of which holds: numbers of atoms from 1, negative if denied."""


@dataclass(frozen=True, slots=True)
class ProofStep:
    """Clauses that follow from instances of claims and from earlier steps (numbers from 0).

    `supposed`: they rest on the contrary of what is asked. The last step has no clause: a contradiction.
    """

    clauses: tuple[Clause, ...]
    inputs: tuple[Input, ...]
    earlier: tuple[int, ...]
    supposed: bool = False


def in_steps(refuted: Refuted) -> tuple[ProofStep, ...]:
    """Return the steps of an accepted refutation. Raises `FaultError` (`no-steps`) for too many to read."""
    if len(refuted.inputs) > MAX_INPUTS:
        raise _too_long(len(refuted.inputs))
    steps = _needed(_Search(refuted).run())
    if len(steps) > MAX_STEPS:
        raise _too_long(len(steps))
    return steps


def _too_long(steps: int) -> FaultError:
    return FaultError(Fault("no-steps", f"the proof has {steps} steps, more than anyone would read"))


@dataclass(slots=True)
class _Search:
    """Steps in the order in which they were found, and the literals that they decide."""

    refuted: Refuted
    steps: list[ProofStep] = field(default_factory=list)
    found: dict[int, int] = field(default_factory=dict)
    """Literals that hold, and the numbers of their steps."""
    known: list[tuple[Clause, Input | int]] = field(default_factory=list)
    """Clauses, and the instances or steps that they come from."""

    def run(self) -> list[ProofStep]:
        """Return the steps up to the contradiction. The kernel has seen that there is one."""
        goals = [one for one in self.refuted.inputs if one.label.startswith(GOAL)]
        claims = [one for one in self.refuted.inputs if not one.label.startswith(GOAL)]
        for inputs in (claims, goals):
            self.known += ((one.clause, one) for one in inputs)
            if self._propagated():
                return self.steps
        learnt: dict[int, int] = {}
        count = len(self.refuted.inputs)
        for number, (clause, hints) in enumerate(self.refuted.steps):
            if len(clause) == 1 and clause[0] in self.found:
                learnt[number] = self.found[clause[0]]
                continue
            inputs = [self.refuted.inputs[hint] for hint in hints if hint < count]
            earlier = [learnt[hint - count] for hint in hints if hint >= count]
            learnt[number] = self._take((clause,) if clause else (), inputs, earlier)
            self.known.append((clause, learnt[number]))
            if not clause or self._propagated():
                break
        return self.steps

    def _propagated(self) -> bool:
        """Take what follows clause by clause, the nearest first; say whether a contradiction does."""
        changed = True
        while changed:
            changed, before = False, dict(self.found)
            for clause, source in self.known:
                if any(literal in self.found for literal in clause):
                    continue
                left = [literal for literal in clause if -literal not in before]
                if len(left) > 1:
                    continue
                inputs, steps = ([source], []) if isinstance(source, Input) else ([], [source])
                steps += (before[-literal] for literal in clause if literal not in left)
                steps += (self.found[-literal] for literal in left if -literal in self.found)
                open_still = [literal for literal in left if -literal not in self.found]
                number = self._take(tuple((literal,) for literal in open_still), inputs, steps)
                if not open_still:
                    return True
                self.found[left[0]] = number
                changed = True
        return False

    def _take(self, clauses: tuple[Clause, ...], inputs: Sequence[Input], earlier: Iterable[int]) -> int:
        rests = tuple(sorted(set(earlier)))
        supposed = any(one.label.startswith(GOAL) for one in inputs)
        supposed = supposed or any(self.steps[one].supposed for one in rests)
        self.steps.append(ProofStep(clauses, tuple(inputs), rests, supposed))
        return len(self.steps) - 1


def _needed(steps: Sequence[ProofStep]) -> tuple[ProofStep, ...]:
    """Leave out what the last step does without, and make one step of those with the same reasons."""
    needed, numbers = {len(steps) - 1}, dict[int, int]()
    for number in range(len(steps) - 1, -1, -1):
        if number in needed:
            needed.update(steps[number].earlier)
    kept: list[ProofStep] = []
    places: dict[object, int] = {}
    for number in sorted(needed):
        step = steps[number]
        earlier = tuple(sorted({numbers[one] for one in step.earlier}))
        reasons = (tuple((one.label, one.row) for one in step.inputs), earlier, bool(step.clauses))
        if reasons in places:
            first = kept[places[reasons]]
            clauses, inputs = (*first.clauses, *step.clauses), (*first.inputs, *step.inputs)
            kept[places[reasons]] = replace(first, clauses=clauses, inputs=inputs)
        else:
            places[reasons] = len(kept)
            kept.append(replace(step, earlier=earlier))
        numbers[number] = places[reasons]
    return tuple(kept)
