"""Clauses of instances that are alike, found once: two clues that say the same of other things.

The *shape* of an instance is its ground form with applications and elements renamed in the order in which
they are met. Where it was seen before, in this problem or another, its clauses need only be renamed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import assert_never

from neurosym.certify.scope import Env, Scope
from neurosym.faults import FaultError
from neurosym.ir.certificate import Individual, Key
from neurosym.ir.core import (
    BOOL,
    And,
    Apply,
    Arith,
    ArithOp,
    Claim,
    Compare,
    Count,
    Distinct,
    DistinctOver,
    Element,
    Enumeration,
    Find,
    Fold,
    If,
    Implies,
    Not,
    Num,
    Or,
    Problem,
    Quantified,
    Range,
    Sort,
    Symbol,
    Term,
    Truth,
    Var,
)
from neurosym.solve.certificate_clauses import Clauses
from neurosym.solve.certificate_literals import Numbered, Source

MAX_NODES = 2_000
"""Larger instances are not looked up."""

MAX_SHAPES = 2_000
"""Shapes that are kept."""

_FOLDS: dict[str, ArithOp] = {"sum": "+", "min": "min", "max": "max"}


@dataclass(frozen=True, slots=True)
class Shape:
    """A ground formula over the constants x0, x1 and so on, whose sorts `results` names in this order."""

    term: Term
    results: tuple[str, ...]
    sorts: tuple[Sort, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """The clauses of a shape. Literals count the values of `constants`, by number, one after the other.

    `put_off`: the parts that have too many cases.
    """

    constants: tuple[int, ...]
    clauses: tuple[tuple[int, ...], ...]
    put_off: tuple[int, ...]


class Instances:
    """What formulas say of individuals, as clauses; see `found`."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._clauses = Clauses(scope)
        self.look_again = self._clauses.look_again

    @property
    def found(self) -> Numbered:
        """Return the clauses."""
        return self._clauses.found

    def add(self, source: Source) -> None:
        """Take in what a formula says of individuals."""
        naming = _Naming(self._scope)
        shape = naming.shape(*self._scope.instance(*source))
        if shape is None:
            self._clauses.add(source)
            return
        written = _written(shape)
        literals = [0]
        for constant in written.constants:
            key = naming.keys[constant]
            first = self.found.first(key)
            literals += range(first, first + len(self.found.places(key)))
        literals += [-literal for literal in literals[:0:-1]]  # so that literals[-1] is -literals[1]
        renamed = literals.__getitem__
        self.found.add(source, [tuple(map(renamed, clause)) for clause in written.clauses])
        self._clauses.put_off(source, written.put_off)


@lru_cache(MAX_SHAPES)
def _written(shape: Shape) -> Written:
    symbols = tuple(Symbol(f"x{number}", (), sort) for number, sort in enumerate(shape.results))
    scope = Scope(Problem(shape.sorts, symbols, (Claim("it", shape.term),), Find()))
    clauses = Clauses(scope)
    put_off = clauses.add(("it", ()))
    found = clauses.found
    own = tuple(
        clause for (label, _), clause in zip(found.sources, found.clauses, strict=True) if label == "it"
    )
    return Written(tuple(int(name[1:]) for name, _ in found.keys), own, tuple(put_off))


class _NoShape(Exception):
    """An instance is too large, or applies a function to what hangs on another."""


class _Naming:
    """The names that applications, sorts and elements get in one shape."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self.keys: list[Key] = []
        self._named: dict[Key, Apply] = {}
        self._results: list[str] = []
        self._sorts: dict[str, Sort] = {}
        self._left = MAX_NODES

    def shape(self, term: Term, env: Env) -> Shape | None:
        """Return the shape of an instance, or None where it has none; `keys` says what x0, x1 ... are."""
        if self._scope.any_soft:
            return None
        try:
            ground = self._ground(term, env)
        except (_NoShape, FaultError):
            return None
        return Shape(ground, tuple(self._results), tuple(self._sorts.values()))

    def _ground(self, term: Term, env: Env) -> Term:
        self._left -= 1
        if self._left < 0:
            raise _NoShape
        match term:
            case Apply(name, args):
                return self._application((name, tuple([self._argument(arg, env) for arg in args])))
            case Var(name):
                return self._value(env[name])
            case Element(name):
                return self._value(name)
            case Num() | Truth():
                return term
            case Compare(op, left, right):
                return Compare(op, self._ground(left, env), self._ground(right, env))
            case Arith(op, args):
                return Arith(op, self._all(args, env))
            case Not(arg):
                return Not(self._ground(arg, env))
            case And(args):
                return And(self._all(args, env))
            case Or(args):
                return Or(self._all(args, env))
            case Implies(left, right):
                return Implies(self._ground(left, env), self._ground(right, env))
            case If(cond, then, other):
                return If(self._ground(cond, env), self._ground(then, env), self._ground(other, env))
            case Distinct(args):
                return Distinct(self._all(args, env))
            case Quantified() | DistinctOver() | Count() | Fold():
                return self._bound(term, env)
            case _:
                assert_never(term)

    def _all(self, args: Sequence[Term], env: Env) -> tuple[Term, ...]:
        return tuple([self._ground(arg, env) for arg in args])

    def _bound(self, term: Quantified | DistinctOver | Count | Fold, env: Env) -> Term:
        rows = tuple([self._ground(term.body, row) for row in self._scope.each(term.bindings, env)])
        match term:
            case Quantified(kind):
                return And(rows) if kind == "all" else Or(rows)
            case DistinctOver():
                return Distinct(rows)
            case Count():
                op, rows = "sum", tuple(If(row, Num(1), Num(0)) for row in rows)
            case Fold(op):
                pass
            case _:
                assert_never(term)
        return Arith(_FOLDS[op], rows) if len(rows) > 1 else rows[0]

    def _application(self, key: Key) -> Apply:
        if key not in self._named:
            self._named[key] = Apply(f"x{len(self.keys)}")
            self.keys.append(key)
            self._results.append(self._sort(self._scope.signature.symbols[key[0]].result))
        return self._named[key]

    def _argument(self, term: Term, env: Env) -> Individual:
        match term:
            case Var(name):
                return env[name]
            case Element(name):
                return name
            case Num(value) | Truth(value):
                return value
            case _:
                raise _NoShape

    def _value(self, one: Individual) -> Term:
        match one:
            case bool():
                return Truth(one)
            case str():
                sort = self._scope.signature.elements[one]
                declared = self._scope.signature.sorts[sort]
                assert isinstance(declared, Enumeration)
                return Element(f"{self._sort(sort)}_{declared.elements.index(one)}")
            case tuple():
                raise _NoShape
            case _:
                return Num(one)

    def _sort(self, sort: str) -> str:
        if sort == BOOL:
            return BOOL
        if sort not in self._sorts:
            name = f"S{len(self._sorts)}"
            match self._scope.signature.sorts.get(sort):
                case Range(_, low, high):
                    self._sorts[sort] = Range(name, low, high)
                case Enumeration(_, elements, closed, ordered):
                    own = tuple(f"{name}_{place}" for place in range(len(elements)))
                    self._sorts[sort] = Enumeration(name, own, closed, ordered)
                case None:
                    raise _NoShape
        return self._sorts[sort].name
