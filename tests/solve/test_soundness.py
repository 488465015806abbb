"""Planted traps: problems on which a search over the individuals that are named says something false."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pytest

from neurosym.ir.notation import read_problem
from neurosym.ir.signature import Signature
from neurosym.ir.verdict import Verdict
from neurosym.solve.base import Theory
from neurosym.solve.decide import decide
from neurosym.solve.route import BACKENDS, backend
from neurosym.solve.TEMPLATE import BruteForce
from tests.backends.judge import judge

OPEN = """
sort Person >= ann, bob
happy, tall : Person -> Bool
knows, older : Person, Person -> Bool
best : Person -> Person
"""
CLOSED = """
sort Guest = p1, p2, p3, p4
sort Seat = 1..3
seat : Guest -> Seat
before : Guest, Guest -> Bool
next : Guest -> Guest
"""
IRREFLEXIVE = "all(not older(x, x) for x in Person)"
TRANSITIVE = """
    all(older(x, z) for x in Person for y in Person for z in Person if older(x, y) and older(y, z))
"""
SERIAL = "all(any(older(y, x) for y in Person) for x in Person)"
INJECTIVE = "all(x == y for x in Person for y in Person if best(x) == best(y))"
MISSED = "any(all(best(x) != y for x in Person) for y in Person)"


@dataclass(frozen=True, slots=True)
class Trap:
    """Formulas, the last of which a hasty reasoner denies (or grants)."""

    name: str
    models: Literal["finite", "infinite", "none"]
    formulas: tuple[str, ...]
    vocabulary: str = OPEN

    def theory(self) -> Theory:
        lines = "\n".join(f"    {' '.join(formula.split())}" for formula in self.formulas)
        problem = read_problem(f"{self.vocabulary}\nsaid\n{lines}\nfind\n")
        return Theory(Signature.of(problem), {claim.id: claim.formula for claim in problem.claims})


TRAPS = [
    Trap(
        "all who are named are happy",
        "finite",
        ("happy(ann) and happy(bob)", "not all(happy(x) for x in Person)"),
    ),
    Trap("somebody else is tall", "finite", ("any(x != ann and x != bob and tall(x) for x in Person)",)),
    Trap(
        "two others are tall",
        "finite",
        (
            "not tall(ann) and not tall(bob)",
            "any(x != y and tall(x) and tall(y) for x in Person for y in Person)",
        ),
    ),
    Trap(
        "three others, who are strangers",
        "finite",
        (
            "all(knows(x, ann) and knows(x, bob) for x in Person)",
            """any(distinct(x, y, z) and not knows(x, y) and not knows(y, z) and not knows(z, x)
                for x in Person for y in Person for z in Person)""",
        ),
    ),
    Trap(
        "a chain of witnesses",
        "finite",
        (
            "happy(ann) and not tall(ann) and not tall(bob)",
            "all(not knows(x, ann) and not knows(x, bob) for x in Person)",
            """all(any(knows(x, y) and happy(y) and not tall(y) for y in Person)
                for x in Person if tall(x))""",
            "all(any(knows(x, y) and tall(y) for y in Person) for x in Person if happy(x))",
        ),
    ),
    Trap("elders in a circle", "finite", (IRREFLEXIVE, SERIAL)),
    Trap("an order without end", "infinite", (IRREFLEXIVE, TRANSITIVE, SERIAL)),
    Trap("one to one, and somebody is missed", "infinite", (INJECTIVE, MISSED)),
    Trap(
        "nobody is missed, and two have the same",
        "infinite",
        (
            "all(any(best(x) == y for x in Person) for y in Person)",
            "any(x != y and best(x) == best(y) for x in Person for y in Person)",
        ),
    ),
    Trap(
        "an order without end, at its end",
        "none",
        (IRREFLEXIVE, TRANSITIVE, "all(not older(x, ann) for x in Person)", SERIAL),
    ),
    Trap(
        "a chain of witnesses that breaks",
        "none",
        (
            "all(tall(x) for x in Person for y in Person if older(x, y))",
            "all(not tall(x) for x in Person)",
            SERIAL,
        ),
    ),
    Trap(
        "three of two",
        "none",
        (
            "all(x == ann or x == bob for x in Person)",
            "any(distinct(x, y, z) for x in Person for y in Person for z in Person)",
        ),
    ),
    Trap("four guests on three seats", "none", ("distinct(seat(x) for x in Guest)",), CLOSED),
    Trap(
        "two guests on one seat",
        "finite",
        ("distinct(seat(x) for x in (p2, p3, p4))", "seat(p1) == seat(p2)"),
        CLOSED,
    ),
    Trap(
        "an order without end has no room",
        "none",
        (
            "all(not before(x, x) for x in Guest)",
            "all(before(x, z) for x in Guest for y in Guest for z in Guest if before(x, y) and before(y, z))",
            "all(any(before(y, x) for y in Guest) for x in Guest)",
        ),
        CLOSED,
    ),
    Trap(
        "one to one is onto where there are no others",
        "none",
        (
            "all(x == y for x in Guest for y in Guest if next(x) == next(y))",
            "any(all(next(x) != y for x in Guest) for y in Guest)",
        ),
        CLOSED,
    ),
]

SATISFIABLE = {"finite": ("sat", "unknown"), "infinite": ("unknown",), "none": ("unsat", "unknown")}


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.name)
@pytest.mark.parametrize("name", [*BACKENDS, BruteForce.name])
def test_no_engine_is_trapped(name: str, trap: Trap):
    engine = BruteForce() if name == BruteForce.name else backend(name)
    theory = trap.theory()
    reason = engine.declines(theory)
    if reason:
        pytest.skip(f"declined: {reason}")
    assert (
        judge(theory, theory.formulas, engine.open(theory).check(theory.formulas)) in SATISFIABLE[trap.models]
    )


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.name)
@pytest.mark.parametrize("names", [*((name,) for name in BACKENDS), tuple(BACKENDS)], ids="+".join)
def test_no_verdict_is_trapped(names: tuple[str, ...], trap: Trap):
    """The denial of the last formula follows from the others only where they have no model with it."""
    *premises, last = [" ".join(formula.split()) for formula in trap.formulas]
    claims = "\n".join(f"    {formula}" for formula in premises) or "    True"
    problem = read_problem(f"{trap.vocabulary}\nsaid\n{claims}\nentails\n    not ({last})\n")
    verdict = decide(problem, [backend(name) for name in names], cross_check=len(names) > 1).verdict
    if trap.models == "none":
        assert verdict in (Verdict.PROVED, Verdict.UNKNOWN)
    else:
        assert verdict in (Verdict.UNDETERMINED, Verdict.REFUTED, Verdict.UNKNOWN)


def test_the_traps_are_decided_together():
    """All but those whose models are infinite, which no finite evidence shows."""
    undecided = set()
    for trap in TRAPS:
        theory = trap.theory()
        engines = [engine for name in BACKENDS if not (engine := backend(name)).declines(theory)]
        answers = {
            judge(theory, theory.formulas, engine.open(theory).check(theory.formulas)) for engine in engines
        }
        if answers == {"unknown"}:
            undecided.add(trap.name)
    assert undecided == {trap.name for trap in TRAPS if trap.models == "infinite"}
