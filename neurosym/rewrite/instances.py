"""Instances of Skolemised claims over Herbrand terms, but only those that can matter.

An instance is left out while one of its guards (an atom that it denies) occurs positively nowhere:
making such an atom false satisfies it. So the instances found have a model if and only if all
instances have one (bottom-up grounding, as answer-set grounders do: Syrjaenen 2001), and where the
terms stop growing they decide. Symbols deeper than the universe's limit are cut; then what is found can
still prove, but not refute.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from neurosym.faults import FaultError
from neurosym.ir.core import (
    INT,
    REAL,
    And,
    Apply,
    Binding,
    Element,
    Implies,
    Not,
    Num,
    Or,
    Quantified,
    Term,
    Var,
)
from neurosym.ir.model import Value
from neurosym.ir.signature import Signature
from neurosym.rewrite.congruence import Congruence
from neurosym.rewrite.facts import Facts, Row, value_of
from neurosym.rewrite.ground import Grounder
from neurosym.rewrite.ground_symbols import Env
from neurosym.rewrite.universe import Cut, Herbrand


@dataclass(slots=True)
class _Unit:
    """One universally closed disjunction of a labelled formula, with the guards of its instances."""

    label: str
    selector: int
    bindings: tuple[Binding, ...]
    body: Term
    sign: bool
    guards: tuple[Apply, ...]
    done: set[Row] = field(default_factory=set)


class Instances:
    """A growing set of instances, kept as clauses of a `Grounder` under one selector per label."""

    def __init__(self, signature: Signature, universe: Herbrand, limit: int) -> None:
        self.grounder = Grounder(signature, universe)
        self.selectors: dict[str, int] = {}
        self.dropped: dict[str, str] = {}
        self.complete = True
        self.facts = Facts()
        self._universe = universe
        self._congruence = Congruence(self.grounder, universe)
        self._limit = limit
        self._count = 0
        self._units: list[_Unit] = []
        self._seen = 0
        self._names: dict[int, tuple[str, Row]] = {}

    def add(self, label: str, formula: Term) -> None:
        """Take in a formula; `saturate` then finds its instances."""
        selector = self.selectors[label] = self.grounder.clauses.variable()
        for bindings, body, sign in split(formula, True, ()):
            guards = tuple(g for g in _guards(body, sign) if self._plain(g))
            self._units.append(_Unit(label, selector, bindings, body, sign, guards))

    def saturate(self) -> None:
        """Add instances until no new one can matter, a term is too deep, or the limit is met."""
        while True:
            self._universe.advance()
            before = self.grounder.clauses.variables, self.grounder.clauses.total
            for unit in self._units:
                self._ground(unit)
            self._congruence.update()
            grown = self._note_positive() | self._universe.advance()
            if self._exhausted():
                self.complete = False
                return
            after = self.grounder.clauses.variables, self.grounder.clauses.total
            if not grown and before == after:
                self.complete = self.complete and not self._universe.cut
                return

    def possible(self, literal: int) -> bool:
        """Say whether a variable can matter: an atom that occurs only negatively is false."""
        named = self._names.get(literal)
        return named is None or self.facts.has(*named)

    def _plain(self, guard: Apply) -> bool:
        return all(isinstance(arg, (Var, Element, Num)) for arg in guard.args)

    def _ground(self, unit: _Unit) -> None:
        for env in self._environments(unit):
            row = tuple(env[binding.var] for binding in unit.bindings)
            if row in unit.done:
                continue
            unit.done.add(row)
            self._count += 1
            try:
                self.grounder.require(unit.body, env, (-unit.selector,), unit.sign)
            except Cut:
                continue
            except FaultError as error:
                self.dropped[unit.label] = error.faults[0].what
                return
            if self._exhausted():
                return

    def _exhausted(self) -> bool:
        return self._count + self.grounder.clauses.total > self._limit

    def _environments(self, unit: _Unit) -> Iterator[Env]:
        """Yield the environments in which all guards may be true."""
        for binding in unit.bindings:
            if binding.sort in (INT, REAL):
                self.dropped[unit.label] = f"a variable over all of `{binding.sort}`"
                return
        for env in self._joined(list(unit.guards), {}):
            rest = [binding for binding in unit.bindings if binding.var not in env]
            for values in itertools.product(*(self._universe.members(b.sort) for b in rest)):
                yield {**env, **{b.var: value for b, value in zip(rest, values, strict=True)}}

    def _joined(self, guards: list[Apply], env: dict[str, Value]) -> Iterator[dict[str, Value]]:
        if not guards:
            yield env
            return
        best = max(guards, key=lambda guard: sum(value_of(arg, env) is not None for arg in guard.args))
        rest = [guard for guard in guards if guard is not best]
        for row in self.facts.matching(best, env):
            inner = dict(env)
            fits = True
            for arg, value in zip(best.args, row, strict=True):
                if isinstance(arg, Var):
                    fits = fits and inner.setdefault(arg.name, value) == value
            if fits:
                yield from self._joined(rest, inner)

    def _note_positive(self) -> bool:
        """Note which atoms new clauses assert; say whether any was not noted before."""
        for (name, row), variable in self.grounder.atoms.items():
            self._names.setdefault(variable, (name, row))
        grown = False
        clauses = self.grounder.clauses.clauses
        for clause in clauses[self._seen :]:
            for literal in clause:
                if literal > 0 and literal in self._names:
                    grown |= self.facts.add(*self._names[literal])
        self._seen = len(clauses)
        return grown

    def flush(self) -> list[list[int]]:
        """Return the clauses since the last flush."""
        self._seen = 0
        return self.grounder.clauses.flush()


def split(
    formula: Term, sign: bool, bound: tuple[Binding, ...]
) -> Iterator[tuple[tuple[Binding, ...], Term, bool]]:
    """Split a formula in a polarity into universally closed disjunctions, as far as that is for free."""
    match formula:
        case Not(arg):
            yield from split(arg, not sign, bound)
        case And(args) if sign:
            for arg in args:
                yield from split(arg, sign, bound)
        case Or(args) if not sign:
            for arg in args:
                yield from split(arg, sign, bound)
        case Implies(left, right) if not sign:
            yield from split(left, True, bound)
            yield from split(right, False, bound)
        case Quantified(kind, bindings, body) if (kind == "all") == sign and not _shadows(bindings, bound):
            yield from split(body, sign, (*bound, *bindings))
        case Implies(left, Quantified("all", bindings, body)) if sign and not _shadows(bindings, bound):
            yield from split(Implies(left, body), sign, (*bound, *bindings))
        case Implies(left, Implies(inner, right)) if sign:
            yield from split(Implies(And((left, inner)), right), sign, bound)
        case _:
            yield bound, formula, sign


def _shadows(bindings: Sequence[Binding], bound: Sequence[Binding]) -> bool:
    return bool({b.var for b in bindings} & {b.var for b in bound})


def _guards(formula: Term, sign: bool) -> Iterator[Apply]:
    """Yield the atoms that a disjunction denies."""
    match formula:
        case Not(arg):
            yield from _guards(arg, not sign)
        case Apply() if not sign:
            yield formula
        case And(args) if not sign:
            for arg in args:
                yield from _guards(arg, False)
        case Or(args) if sign:
            for arg in args:
                yield from _guards(arg, True)
        case Implies(left, right) if sign:
            yield from _guards(left, False)
            yield from _guards(right, True)
        case _:
            return
