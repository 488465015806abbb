"""Random first-order theories of known shape: Horn rules, disjunctions, rules with witnesses, endless orders.

Sizes as in published comparisons of provers on such theories: a dozen named individuals of an open sort,
14 unary and 3 binary predicates, 25 facts and 30 rules. Solves nothing.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from neurosym.ir.core import (
    Apply,
    Binding,
    Claim,
    Element,
    Entails,
    Enumeration,
    Implies,
    Not,
    Or,
    Problem,
    Quantified,
    Symbol,
    Term,
    Var,
    conjunction,
)

SORT = "T"
NAMES = tuple(f"k{number}" for number in range(12))
UNARY = tuple(f"u{number}" for number in range(14))
BINARY = tuple(f"b{number}" for number in range(3))
ORDER = "before"
FACTS, RULES = 25, 30


@dataclass(frozen=True, slots=True)
class Shape:
    """What the rules of a theory look like.

    `witnesses`: so many rules say that something exists. `negated`: share of negated literals.
    `disjunctive`: share of heads with two literals. `endless`: a strict order in which everything has
    something after it, so that every model is infinite.
    """

    witnesses: int = 0
    negated: float = 0.0
    disjunctive: float = 0.0
    endless: bool = False


SHAPES: dict[str, Shape] = {
    "∀∃": Shape(witnesses=4, negated=0.25, disjunctive=0.2),
    "∀∃, few negations": Shape(witnesses=4, negated=0.05, disjunctive=0.2),
    "∀∃, Horn": Shape(witnesses=4),
    "EPR": Shape(negated=0.1, disjunctive=0.3),
    "Horn": Shape(),
    "∀∃, order without end": Shape(witnesses=2, negated=0.05, disjunctive=0.1, endless=True),
}


def theory(shape: Shape, seed: int) -> Problem:
    """Return the theory of a seed, with a question about it."""
    return _Draw(shape, random.Random(seed)).problem()


class _Draw:
    def __init__(self, shape: Shape, rng: random.Random) -> None:
        self._shape = shape
        self._rng = rng

    def problem(self) -> Problem:
        formulas = [*(self._fact() for _ in range(FACTS)), *self._rules()]
        claims = tuple(Claim(f"c{number}", formula) for number, formula in enumerate(formulas, start=1))
        symbols = [Symbol(name, (SORT,)) for name in UNARY] + [Symbol(name, (SORT, SORT)) for name in BINARY]
        if self._shape.endless:
            symbols.append(Symbol(ORDER, (SORT, SORT)))
        return Problem(
            (Enumeration(SORT, NAMES, closed=False),), tuple(symbols), claims, Entails(self._question())
        )

    def _fact(self) -> Term:
        if self._rng.random() < 0.6:
            return Apply(self._rng.choice(UNARY), (self._name(),))
        return Apply(self._rng.choice(BINARY), (self._name(), self._name()))

    def _name(self) -> Element:
        return Element(self._rng.choice(NAMES))

    def _literal(self, variable: str, negated: float) -> Term:
        atom = Apply(self._rng.choice(UNARY), (Var(variable),))
        return Not(atom) if self._rng.random() < negated else atom

    def _rules(self) -> Iterator[Term]:
        for _ in range(self._shape.witnesses):
            yield _all("x", Implies(self._literal("x", 0), self._some(Var("x"))))
        for _ in range(RULES - self._shape.witnesses):
            yield self._rule()
        if self._shape.endless:
            x, y, z = Var("x"), Var("y"), Var("z")
            yield _all("x", Not(Apply(ORDER, (x, x))))
            yield _transitive(ORDER)
            yield _all("x", Quantified("any", (Binding("y", SORT),), Apply(ORDER, (x, y))))
            yield _all(
                "xyz",
                Implies(
                    conjunction((Apply(ORDER, (x, y)), Apply(ORDER, (x, z)), Apply("u0", (y,)))),
                    Apply("u1", (z,)),
                ),
            )

    def _some(self, first: Term) -> Term:
        atom = Apply(self._rng.choice(BINARY), (first, Var("y")))
        body = conjunction((atom, self._literal("y", self._shape.negated)))
        return Quantified("any", (Binding("y", SORT),), body)

    def _rule(self) -> Term:
        kind = self._rng.random()
        bodies, heads = self._shape.negated * 0.4, self._shape.negated
        if kind < 0.6:
            body = conjunction(tuple(self._literal("x", bodies) for _ in range(self._rng.randint(1, 2))))
            head = self._literal("x", heads)
            if self._rng.random() < self._shape.disjunctive:
                head = Or((head, self._literal("x", heads)))
            return _all("x", Implies(body, head))
        if kind < 0.9:
            atom = Apply(self._rng.choice(BINARY), (Var("x"), Var("y")))
            body = conjunction((atom, self._literal("x", bodies)))
            return _all("xy", Implies(body, self._literal("y", heads)))
        return _transitive(self._rng.choice(BINARY))

    def _question(self) -> Term:
        if self._rng.random() < 0.5:
            return Apply(self._rng.choice(UNARY), (self._name(),))
        return self._some(self._name())


def _transitive(name: str) -> Term:
    x, y, z = Var("x"), Var("y"), Var("z")
    return _all("xyz", Implies(conjunction((Apply(name, (x, y)), Apply(name, (y, z)))), Apply(name, (x, z))))


def _all(variables: str, body: Term) -> Term:
    return Quantified("all", tuple(Binding(variable, SORT) for variable in variables), body)
