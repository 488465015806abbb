"""Random vocabularies and well-sorted terms over them, small enough to try every world."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from neurosym.ir.core import (
    BOOL,
    FALSE,
    INT,
    TRUE,
    And,
    Apply,
    Arith,
    Binding,
    Compare,
    Count,
    Distinct,
    DistinctOver,
    Element,
    Enumeration,
    Fold,
    If,
    Implies,
    Not,
    Num,
    Or,
    Quantified,
    Range,
    Symbol,
    Term,
    Var,
)
from neurosym.ir.model import Model, Value
from neurosym.ir.signature import Signature
from neurosym.solve.base import Theory

PERSON, DAY, SLOT = "Person", "Day", "Slot"
VARIABLES = ("x", "y", "z")
ARGUMENTS = ((), (), (PERSON,), (PERSON,), (DAY,), (SLOT,), (PERSON, PERSON), (PERSON, DAY), (SLOT, BOOL))
RESULTS = (BOOL, BOOL, PERSON, DAY, SLOT)
MAX_WORLDS = 2_000
Draw = Callable[[st.SearchStrategy], object]


@st.composite
def signatures(draw, open_sorts: bool = False) -> Signature:
    """Persons (closed, or open), days in order, slots, and a few symbols over them."""
    people = ("ann", "bob", "cid")[: draw(st.integers(1, 3))]
    days = ("mon", "tue", "wed")[: draw(st.integers(2, 3))]
    low = draw(st.integers(-2, 1))
    sorts = (
        Enumeration(PERSON, people, closed=not open_sorts),
        Enumeration(DAY, days, ordered=draw(st.booleans())),
        Range(SLOT, low, low + draw(st.integers(0, 3))),
    )
    sizes = {PERSON: len(people) + open_sorts, DAY: len(days), SLOT: sorts[2].high - low + 1, BOOL: 2}
    symbols: list[Symbol] = []
    worlds = 1
    for number in range(draw(st.integers(2, 5))):
        args, result = draw(st.sampled_from(ARGUMENTS)), draw(st.sampled_from(RESULTS))
        growth = sizes[result] ** math.prod(sizes[sort] for sort in args)
        if worlds * growth <= MAX_WORLDS:
            worlds *= growth
            symbols.append(Symbol(f"p{number}", args, result))
    return Signature.build(sorts, symbols)


@st.composite
def theories(draw, open_sorts: bool = False, max_formulas: int = 4) -> Theory:
    """A few labelled closed formulas over one vocabulary."""
    signature = draw(signatures(open_sorts))
    labels = [f"c{number}" for number in range(1, draw(st.integers(1, max_formulas)) + 1)]
    formulas = {label: draw(formulas_of(signature)) for label in labels}
    return Theory(signature, formulas, draw(st.integers(0, 3)) > 0)


def formulas_of(signature: Signature, depth: int = 3) -> st.SearchStrategy[Term]:
    """Closed formulas."""
    return st.composite(lambda draw: Terms(draw, signature).formula({}, depth))()


def numbers_of(signature: Signature, depth: int = 3) -> st.SearchStrategy[Term]:
    """Closed numeric terms."""
    return st.composite(lambda draw: Terms(draw, signature).number({}, depth))()


@dataclass(frozen=True, slots=True)
class Terms:
    """Draws well-sorted terms of a vocabulary; `env` gives the sorts of the variables in scope."""

    draw: Draw
    signature: Signature

    def _pick(self, *options):
        return self.draw(st.sampled_from(options))

    # --- formulas

    def formula(self, env: dict[str, str], depth: int) -> Term:
        if depth <= 0:
            return self._atom(env)
        return self._pick(
            self._atom_of,
            self._not,
            self._junction,
            self._implies,
            self._quantified,
            self._quantified,
            self._compared,
            self._compared,
            self._conditional,
            self._all_different,
        )(env, depth - 1)

    def _atom_of(self, env, depth):
        return self._atom(env)

    def _atom(self, env):
        names = [s.name for s in self.signature.symbols.values() if s.result == BOOL]
        bools = [Var(v) for v, sort in env.items() if sort == BOOL]
        options = [*names, *names, *bools, TRUE if self._pick(True, False) else FALSE]
        chosen = self._pick(*options)
        return self._apply(chosen, env, 0) if isinstance(chosen, str) else chosen

    def _apply(self, name, env, depth):
        symbol = self.signature.symbols[name]
        return Apply(name, tuple(self.value(sort, env, depth) for sort in symbol.args))

    def _not(self, env, depth):
        return Not(self.formula(env, depth))

    def _junction(self, env, depth):
        parts = tuple(self.formula(env, depth) for _ in range(self.draw(st.integers(2, 3))))
        return self._pick(And, Or)(parts)

    def _implies(self, env, depth):
        return Implies(self.formula(env, depth), self.formula(env, depth))

    def _conditional(self, env, depth):
        return If(self.formula(env, depth), self.formula(env, depth), self.formula(env, depth))

    def _bindings(self, env, sorts):
        bound = tuple(Binding(name, self._pick(*sorts)) for name in VARIABLES[: self.draw(st.integers(1, 2))])
        start = self.draw(st.integers(0, 1))
        bound = tuple(replace(b, var=VARIABLES[(place + start) % 3]) for place, b in enumerate(bound))
        return bound, {**env, **{b.var: b.sort for b in bound}}

    def _quantified(self, env, depth):
        bound, inner = self._bindings(env, (PERSON, PERSON, DAY, SLOT, BOOL))
        return Quantified(self._pick("all", "any"), bound, self.formula(inner, depth))

    def _listed(self):
        return [sort for sort in (PERSON, DAY, SLOT) if not self.signature.is_open(sort)]

    def _all_different(self, env, depth):
        sort = self._pick(PERSON, DAY, SLOT)
        if self._pick(True, False):
            return Distinct(tuple(self.value(sort, env, depth) for _ in range(self.draw(st.integers(2, 3)))))
        bound, inner = self._bindings(env, (PERSON, DAY, SLOT))
        return DistinctOver(bound, self.value(sort, inner, depth))

    def _compared(self, env, depth):
        kind = self._pick(PERSON, DAY, "number", "number", BOOL)
        if kind == "number":
            op = self._pick("==", "!=", "<", "<=", ">", ">=")
            return Compare(op, self.number(env, depth), self.number(env, depth))
        declared = self.signature.sorts.get(kind)
        ordered = isinstance(declared, Enumeration) and declared.ordered
        op = self._pick("==", "!=", *(("<", "<=", ">", ">=") if ordered else ()))
        return Compare(op, self.value(kind, env, depth), self.value(kind, env, depth))

    # --- values of a sort

    def value(self, sort: str, env: dict[str, str], depth: int) -> Term:
        if sort == BOOL:
            return self.formula(env, depth)
        options: list[object] = [Var(name) for name, its in env.items() if its == sort] * 2
        options += self._constants(sort)
        if depth > 0:
            options += [
                symbol.name for symbol in self.signature.symbols.values() if symbol.result == sort
            ] * 2
            options.append("if")
        chosen = self._pick(*options)
        if chosen == "if":
            return If(
                self.formula(env, depth - 1),
                self.value(sort, env, depth - 1),
                self.value(sort, env, depth - 1),
            )
        return self._apply(chosen, env, depth - 1) if isinstance(chosen, str) else chosen

    def _constants(self, sort):
        match self.signature.sorts[sort]:
            case Range(_, low, high):
                return [Num(number) for number in range(low, high + 1)]
            case Enumeration(_, elements):
                return [Element(element) for element in elements]

    # --- numbers

    def number(self, env: dict[str, str], depth: int) -> Term:
        if depth <= 0:
            if self._pick(True, False):
                return self.value(SLOT, env, 0)
            return Num(self.draw(st.integers(-3, 4)))
        return self._pick(
            self._slot,
            self._sum,
            self._least,
            self._signed,
            self._divided,
            self._ranked,
            self._count,
            self._fold,
            self._either,
        )(env, depth - 1)

    def _slot(self, env, depth):
        return self.value(SLOT, env, depth)

    def _sum(self, env, depth):
        op = self._pick("+", "+", "*", "-")
        size = 2 if op == "-" else self.draw(st.integers(2, 3))
        return Arith(op, tuple(self.number(env, depth) for _ in range(size)))

    def _least(self, env, depth):
        return Arith(self._pick("min", "max"), (self.number(env, depth), self.number(env, depth)))

    def _signed(self, env, depth):
        return Arith(self._pick("neg", "abs"), (self.number(env, depth),))

    def _divided(self, env, depth):
        divisor = Num(self._pick(-3, -2, -1, 1, 2, 3))
        dividend = self.number(env, depth)
        whole = self.signature.base(self.signature.sort_of(dividend, env)) == INT
        return Arith(self._pick("//", "%", "/") if whole else "/", (dividend, divisor))

    def _ranked(self, env, depth):
        declared = self.signature.sorts[DAY]
        if not declared.ordered:
            return self.number(env, depth)
        return Arith("rank", (self.value(DAY, env, depth),))

    def _count(self, env, depth):
        bound, inner = self._bindings(env, self._listed())
        return Count(bound, self.formula(inner, depth))

    def _fold(self, env, depth):
        bound, inner = self._bindings(env, self._listed())
        return Fold(self._pick("sum", "min", "max"), bound, self.number(inner, depth))

    def _either(self, env, depth):
        return If(self.formula(env, depth), self.number(env, depth), self.number(env, depth))


@st.composite
def models_of(draw, signature: Signature, unique_names: bool = True) -> Model:
    """Any world of a vocabulary: with a few others in open sorts, and names that coincide if they may."""
    names: dict[str, str] = {}
    domains: dict[str, tuple[str, ...]] = {}
    for sort in signature.sorts.values():
        if not isinstance(sort, Enumeration):
            continue
        for place, element in enumerate(sort.elements):
            if not (unique_names or sort.ordered) and place and draw(st.booleans()):
                first = draw(st.sampled_from(sort.elements[:place]))
                names[element] = names.get(first, first)
        others = () if sort.closed else ("someone1", "someone2")[: draw(st.integers(0, 2))]
        domains[sort.name] = (*(element for element in sort.elements if element not in names), *others)

    def members(sort: str) -> tuple[Value, ...]:
        if sort == BOOL:
            return (False, True)
        return domains.get(sort) or tuple(range(signature.sorts[sort].low, signature.sorts[sort].high + 1))

    tables = {
        symbol.name: {
            point: draw(st.sampled_from(members(symbol.result)))
            for point in itertools.product(*map(members, symbol.args))
        }
        for symbol in signature.symbols.values()
    }
    return Model(domains, tables, names)


@st.composite
def evaluated(draw, open_sorts: bool = False) -> tuple[Theory, Model]:
    """A theory and any world of its vocabulary."""
    theory = draw(theories(open_sorts))
    return theory, draw(models_of(theory.signature, theory.unique_names))
