"""A person taken for a kind: `all(pilot(x) for x in Thing if Mia(x))` for "Mia is a pilot".

Only names that the text writes like a proper name: with a capital, and never after `a`, `every` or the like.
"""

from __future__ import annotations

from collections.abc import Iterator

from neurosym.check.base import Repair
from neurosym.check.places import Place, places, rewrite_one, shown
from neurosym.check.twins import bare
from neurosym.english import is_proper, words
from neurosym.faults import Fault
from neurosym.ir.core import Apply, Element, Implies, Problem, Quantified, Term, Var
from neurosym.ir.pretty import print_formula
from neurosym.ir.signature import Signature
from neurosym.ir.walk import substitute


def individuals_as_kinds(problem: Problem) -> Iterator[Fault]:
    """No rule is about whoever is called Mia, where Mia is one individual (warning `namesake`)."""
    for place, name, formula in _namesakes(problem):
        what = f"{shown(name)} is one individual, and a kind in this formula"
        yield Fault(
            "namesake", what, place.span(name), f"write {shown(print_formula(formula))}", place.id, "warning"
        )


def name_individuals(problem: Problem) -> Iterator[Repair]:
    """Say of the individual what is said of all that have its name."""
    for place, _, formula in _namesakes(problem):
        what = f"{shown(print_formula(place.formula))} is read as {shown(print_formula(formula))}."
        yield Repair("namesake", what, rewrite_one(problem, place.number, formula))


def _namesakes(problem: Problem) -> Iterator[tuple[Place, str, Term]]:
    signature = Signature.of(problem)
    individuals = {words(bare(name)): name for name in signature.elements}
    spoken = f"{problem.text}\n{problem.goal.says}"
    for place in places(problem):
        match place.formula:
            case Quantified("all", (bound,), Implies(Apply(name, (Var(variable),)), body)):
                individual = individuals.get(words(bare(name)))
                if individual is not None and variable == bound.var and is_proper(words(name)[0], spoken):
                    yield place, name, substitute(body, {variable: Element(individual)})
            case _:
                continue
