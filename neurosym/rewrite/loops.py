"""What recursive definitions say beyond their completion: nothing is true only because of itself.

A model of the completion may have atoms that support each other in a circle. What excludes it is the loop
formula of such a set: one of its atoms is true only where a rule makes one true without the others (Lin and
Zhao, "ASSAT: computing answer sets of a logic program by SAT solvers", 2004). Loop formulas are made only for
circles that turn up. Solves nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from neurosym.ir.core import (
    Apply,
    Compare,
    Implies,
    Problem,
    Quantified,
    Term,
    conjunction,
    disjunction,
    negate,
)
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.model import Model, Value
from neurosym.ir.signature import Signature
from neurosym.ir.terms import constant
from neurosym.ir.walk import substitute, symbols_in, transform
from neurosym.rewrite.definitions import only_if, rules_of

Row = tuple[Value, ...]
Atom = tuple[str, Row]


class Recursion:
    """The predicates of a problem that are defined by themselves, perhaps through others."""

    def __init__(self, problem: Problem) -> None:
        rules = rules_of(problem.claims)
        uses = {
            name: {used for _, body, _ in mine for used in symbols_in(body)} & rules.keys()
            for name, mine in rules.items()
        }
        reached = {name: _reached(name, uses) for name in rules}
        circles = (frozenset(other for other in reached[name] if name in reached[other]) for name in rules)
        self.circles = tuple(dict.fromkeys(circle for circle in circles if circle))
        """Predicates that rest on each other; what else they rest on is as the model says."""
        self._rules = rules
        self._signature = Signature.of(problem)

    def __bool__(self) -> bool:
        return bool(self.circles)

    @cached_property
    def _supports(self) -> Mapping[str, tuple[tuple[str, ...], Term]]:
        """For each predicate names of places, and what must be so that a rule makes it true of them."""
        found = {}
        for name in sorted(name for circle in self.circles for name in circle):
            closed = only_if(self._signature.symbols[name], self._rules[name])
            places: tuple[str, ...] = ()
            if isinstance(closed, Quantified):
                places, closed = tuple(binding.var for binding in closed.bindings), closed.body
            assert isinstance(closed, Implies)
            found[name] = places, closed.right
        return found

    def unfounded(self, model: Model) -> list[Atom]:
        """Return atoms that are true in a model of the completion, but not by way of the rules."""
        return next(filter(None, (self._unfounded(model, circle) for circle in self.circles)), [])

    def _unfounded(self, model: Model, circle: Collection[str]) -> list[Atom]:
        left = [
            (name, row)
            for name in sorted(circle)
            for row, value in model.tables.get(name, {}).items()
            if value is True
        ]
        founded: dict[str, set[Row]] = {name: set() for name in circle}
        while left:
            tables = {
                name: {row: row in true for row in model.tables[name]} for name, true in founded.items()
            }
            evaluator = Evaluator(self._signature, replace(model, tables={**model.tables, **tables}))
            by_rule = [atom for atom in left if evaluator.holds(*self._support(atom))]
            if not by_rule:
                return left
            for name, row in by_rule:
                founded[name].add(row)
            left = [(name, row) for name, row in left if row not in founded[name]]
        return []

    def _support(self, atom: Atom) -> tuple[Term, Mapping[str, Value]]:
        name, row = atom
        places, support = self._supports[name]
        return support, dict(zip(places, row, strict=True))

    def loop_formula(self, atoms: Sequence[Atom]) -> Term:
        """Return that one of the atoms is true only where a rule makes one true without any of them."""
        rows: dict[str, list[Row]] = {}
        for name, row in atoms:
            rows.setdefault(name, []).append(row)

        def without(term: Term) -> Term:
            if isinstance(term, Apply) and term.name in rows:
                inside = (_is(term.args, row) for row in rows[term.name])
                return conjunction((term, *(negate(one) for one in inside)))
            return term

        external = []
        for name, row in atoms:
            places, support = self._supports[name]
            values = dict(zip(places, map(constant, row), strict=True))
            external.append(substitute(transform(support, without), values))
        true = tuple(Apply(name, tuple(map(constant, row))) for name, row in atoms)
        return Implies(disjunction(true), disjunction(tuple(external)))


def _is(args: Sequence[Term], row: Row) -> Term:
    return conjunction(
        tuple(Compare("==", arg, constant(value)) for arg, value in zip(args, row, strict=True))
    )


def _reached(name: str, uses: Mapping[str, set[str]]) -> set[str]:
    """Return what a predicate rests on, itself only where it does so in a circle."""
    found: set[str] = set()
    left = [name]
    while left:
        new = uses[left.pop()] - found
        found |= new
        left += new
    return found
