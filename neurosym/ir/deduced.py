"""Steps of a deduction: facts, and the claims and earlier facts that force them. Data, and as JSON.

Each step is a small problem of its own, whose answer is `proved`; so a step can be certified like an answer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from neurosym.ir.certificate import Certificate
from neurosym.ir.certificate_plain import certificate_from_json, certificate_to_json
from neurosym.ir.core import Apply, Claim, Compare, Entails, Problem, Term, conjunction, negate
from neurosym.ir.model import Value
from neurosym.ir.plain import Json, misshapen, read_value, read_words, to_plain
from neurosym.ir.terms import constant

KNOWN = "known "
"""Ids of the claims that say in a step's problem what earlier steps found, by number from 1."""


@dataclass(frozen=True, slots=True)
class Fact:
    """That a symbol, applied to some individuals, has a value, or that it has not."""

    symbol: str
    args: tuple[Value, ...]
    value: Value
    holds: bool = True

    @property
    def application(self) -> tuple[str, tuple[Value, ...]]:
        """Return what the value is of."""
        return self.symbol, self.args

    def formula(self) -> Term:
        """Return the fact as a formula; its values belong to closed sorts."""
        term = Apply(self.symbol, tuple(map(constant, self.args)))
        if isinstance(self.value, bool):
            return term if self.value is self.holds else negate(term)
        return Compare("==" if self.holds else "!=", term, constant(self.value))


@dataclass(frozen=True, slots=True)
class Step:
    """Facts, the claims (by id) that force them, and the earlier facts that these rest on.

    `certificate` is what the kernel accepted for the step's `problem`, if it did.
    """

    facts: tuple[Fact, ...]
    claims: tuple[str, ...]
    earlier: tuple[Fact, ...] = ()
    certificate: Certificate | None = None

    def problem(self, whole: Problem) -> Problem:
        """Return the problem of this step alone: its goal follows from its claims and what was known."""
        said = tuple(claim for claim in whole.claims if claim.id in self.claims)
        known = tuple(
            Claim(f"{KNOWN}{number}", fact.formula(), kind="assumed")
            for number, fact in enumerate(self.earlier, start=1)
        )
        goal = Entails(conjunction(tuple(fact.formula() for fact in self.facts)))
        return replace(whole, claims=(*said, *known), goal=goal)


@dataclass(frozen=True, slots=True)
class Deduction:
    """Steps in their order, and why they end where they do: empty where all that is asked is known."""

    steps: tuple[Step, ...]
    left: str = ""


def deduction_to_json(deduction: Deduction) -> dict[str, Json]:
    """Return plain data."""
    return {"left": deduction.left, "steps": [_plain(step) for step in deduction.steps]}


def deduction_from_json(data: object) -> Deduction:
    """Return the deduction that `deduction_to_json` wrote. Raises `FaultError` (`bad-json`)."""
    match data:
        case {"left": str(left), "steps": list(steps)}:
            return Deduction(tuple(map(_step, steps)), left)
    raise misshapen("deduction")


def _plain(step: Step) -> Json:
    return {
        "facts": [_plain_fact(fact) for fact in step.facts],
        "claims": list(step.claims),
        "earlier": [_plain_fact(fact) for fact in step.earlier],
        "certificate": None if step.certificate is None else certificate_to_json(step.certificate),
    }


def _plain_fact(fact: Fact) -> Json:
    return [fact.symbol, [to_plain(arg) for arg in fact.args], to_plain(fact.value), fact.holds]


def _step(data: object) -> Step:
    match data:
        case {"facts": list(facts), "claims": list(claims), "earlier": list(earlier), "certificate": found}:
            certificate = None if found is None else certificate_from_json(found)
            return Step(tuple(map(_fact, facts)), read_words(claims), tuple(map(_fact, earlier)), certificate)
    raise misshapen("step")


def _fact(data: object) -> Fact:
    match data:
        case [str(symbol), list(args), value, bool(holds)]:
            return Fact(symbol, tuple(map(read_value, args)), read_value(value), holds)
    raise misshapen("fact")
