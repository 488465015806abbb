"""Whether limits and choices, as the kernel reads them, are met in a world; and worlds to ask."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from hypothesis import strategies as st

import neurosym as ns
from neurosym.certify.choices import Choice, Part
from neurosym.certify.limits import Limits
from neurosym.certify.scope import EQUAL
from neurosym.certify.sums import Limit, Line
from neurosym.ir.certificate import Key
from neurosym.ir.core import (
    BOOL,
    INT,
    REAL,
    TRUE,
    And,
    Apply,
    Claim,
    Compare,
    Find,
    Num,
    Problem,
    Symbol,
    Term,
    goal_formulas,
)
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.model import Model, Value
from neurosym.ir.signature import Signature
from neurosym.ir.terms import constant
from neurosym.ir.walk import symbols_in
from tests.certify.oracle import all_models
from tests.strategies import PERSON, SLOT, Terms, theories

ENDLESS = (
    Symbol("n", (), INT),
    Symbol("m", (PERSON,), INT),
    Symbol("r", (), REAL),
    Symbol("s", (PERSON,), REAL),
)
"""Numbers without an end: of these, some values are tried in each world."""

WHOLE = tuple(range(-3, 6))
BROKEN = (*WHOLE, *(Fraction(number, 6) for number in range(-9, 14)))


# --- what is met


def number_in(world: Evaluator, place: Key) -> Fraction:
    """The number in a world: 1 or 0 where it is about truth, or about whether an application has a value."""
    name, row = place
    if name == EQUAL:
        (inner, args), value = row
        return Fraction(world.value(applied(inner, args), {}) == world.value(constant(value), {}))
    value = world.value(applied(name, row), {})
    return Fraction(value)


def applied(name: str, row: Iterable[object]) -> Apply:
    return Apply(name, tuple(map(constant, row)))


def worth(world: Evaluator, line: Line) -> Fraction:
    """The sum in a world."""
    return sum(
        (weight if place is None else weight * number_in(world, place) for place, weight in line.items()),
        Fraction(0),
    )


def is_met(world: Evaluator, limit: Limit) -> bool:
    line, op = limit
    number = worth(world, line)
    return {"<=": number <= 0, "<": number < 0, "==": number == 0}[op]


def met(limits: Limits, part: Part, world: Evaluator) -> bool | None:
    """Whether a part is met in a world, None where that hangs on what is neither limit nor choice."""
    if part is None:
        return None
    if isinstance(part, Choice):
        ways = [all_met(limits, limits.parts(way), world) for way in part.ways]
        return True if True in ways else None if None in ways else False
    return is_met(world, part)


def all_met(limits: Limits, parts: Iterable[Part], world: Evaluator) -> bool | None:
    """Whether all parts are met; None as of one part."""
    found = [met(limits, part, world) for part in parts]
    return False if False in found else None if None in found else True


def places_in(limits: Limits, parts: Iterable[Part]) -> Iterator[Key]:
    """The numbers that parts speak about."""
    for part in parts:
        if isinstance(part, Choice):
            for way in part.ways:
                yield from places_in(limits, limits.parts(way))
        elif part is not None:
            yield from (place for place in part[0] if place is not None)


def has_fixed(limits: Limits, world: Evaluator) -> bool:
    """Whether what some formula gives a number to has this number in a world."""
    return all(number_in(world, place) == value for place, value in limits.fixed.items())


# --- problems and their worlds


@dataclass(frozen=True, slots=True)
class Case:
    """A problem, numbers that are no claims, and worlds of the vocabulary, whether or not the claims hold."""

    problem: Problem
    numbers: tuple[Term, ...]
    models: tuple[Model, ...]

    def worlds(self, limits: Limits) -> Iterator[Evaluator]:
        """Those in which what some formula gives a number to has it, for so it is read."""
        signature, seen = limits.scope.signature, set()
        for model in self.models:
            world = fitted(signature, model, limits)
            known = repr((world.tables, world.names, world.domains))
            evaluator = Evaluator(signature, world)
            if known not in seen and has_fixed(limits, evaluator):
                seen.add(known)
                yield evaluator


def fitted(signature: Signature, model: Model, limits: Limits) -> Model:
    """The world with the numbers that formulas give, where these are of the sort."""
    tables = {name: dict(table) for name, table in model.tables.items()}
    for (name, row), value in limits.fixed.items():
        if value in numbers_of_sort(signature, signature.symbols[name].result):
            own = tuple(model.names.get(one, one) if isinstance(one, str) else one for one in row)
            tables[name][own] = value if value.denominator > 1 else int(value)
    return replace(model, tables=tables)


@dataclass(frozen=True, slots=True)
class Numbers(Terms):
    """Terms that speak of endless numbers too."""

    def _slot(self, env, depth):
        names = [s.name for s in self.signature.symbols.values() if s.result in (INT, REAL)]
        if names and self._pick(True, False):
            return self._apply(self._pick(*names), env, depth)
        return self.value(SLOT, env, depth)


@st.composite
def cases(draw, open_sorts: bool = False, most: int = 100) -> Case:
    """A random vocabulary with claims, among them some that give numbers, and worlds of it.

    Every world of what is finite, or so many of them at most.
    """
    theory = draw(theories(open_sorts, max_formulas=1))
    finite = theory.signature
    endless = () if open_sorts else draw(st.sets(st.sampled_from(ENDLESS), max_size=3))
    symbols = (*finite.symbols.values(), *sorted(endless, key=lambda symbol: symbol.name))
    signature = Signature.build(finite.sorts.values(), symbols)
    terms = Numbers(draw, signature)
    claims = [terms.formula({}, 3) for _ in range(4)]
    given = tuple(_given(draw, signature))
    if given:
        claims.insert(0, And((TRUE, *given)))
    numbers = tuple(terms.number({}, 3) for _ in range(4))
    problem = Problem(
        tuple(signature.sorts.values()),
        symbols,
        tuple(Claim(f"c{number}", formula) for number, formula in enumerate(claims)),
        Find(()),
        unique_names=theory.unique_names,
    )
    chance = random.Random(draw(st.integers(0, 99)))
    models = list(all_models(replace(problem, symbols=tuple(finite.symbols.values()))))
    models = models if len(models) <= most else chance.sample(models, most)
    return Case(problem, numbers, tuple(_numbered(signature, model, endless, chance) for model in models))


def _given(draw, signature: Signature) -> Iterator[Term]:
    """Equations that give numbers to symbols, everywhere or here and there."""
    for symbol in signature.symbols.values():
        values = numbers_of_sort(signature, symbol.result)
        everywhere = bool(values) and draw(st.booleans())
        rows = itertools.product(*(members(signature, sort) for sort in symbol.args))
        for row in rows if values else ():
            if everywhere or draw(st.integers(0, 9)) == 0:
                yield Compare("==", applied(symbol.name, row), Num(draw(st.sampled_from(values))))


def members(signature: Signature, sort: str) -> Sequence[Value]:
    if sort == BOOL:
        return False, True
    declared = signature.sorts[sort]
    return getattr(declared, "elements", None) or range(declared.low, declared.high + 1)


def numbers_of_sort(signature: Signature, sort: str) -> Sequence[int | Fraction]:
    if sort in (INT, REAL):
        return WHOLE if sort == INT else BROKEN
    return members(signature, sort) if signature.is_numeric(sort) else ()


def _numbered(signature: Signature, model: Model, endless: Iterable[Symbol], chance: random.Random) -> Model:
    """The world with some values of the endless numbers."""
    tables = {
        symbol.name: {
            row: chance.choice(numbers_of_sort(signature, symbol.result))
            for row in itertools.product(*(model.domains[sort] for sort in symbol.args))
        }
        for symbol in endless
    }
    return replace(model, tables={**model.tables, **tables})


# --- by hand

WORDS = """sort P = ann, bob
sort D = mon < tue < wed
sort N = 0..2
p, q, r : Bool
h : P -> Bool
likes : P -> P
who : P
d, e : D
on : P -> D
k, l : N
f : N -> N
n : Int
x : Real
"""


def asked(text: str, goal: str = "find", words: str = WORDS) -> Problem:
    """A problem with these claims, one a line, and of the words only what they speak about."""
    lines = "".join(f"    {line}\n" for line in text.splitlines())
    problem = ns.loads(f"{words}assumed\n{lines}{goal}\n")
    used = frozenset[str]().union(*(symbols_in(claim.formula) for claim in problem.claims))
    used |= frozenset[str]().union(*map(symbols_in, goal_formulas(problem.goal)))
    return replace(problem, symbols=tuple(symbol for symbol in problem.symbols if symbol.name in used))


def every_world(problem: Problem) -> Case:
    """A problem of finite symbols with all its worlds."""
    return Case(problem, (), tuple(all_models(problem)))
