"""Atomic facts that a problem could be told, the plainest first, and in which worlds each is true.

Only named individuals and the symbols that some sentence uses. Asks no solver.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from neurosym.faults import FaultError
from neurosym.ir.core import (
    BOOL,
    Apply,
    Compare,
    Element,
    Enumeration,
    Num,
    Problem,
    Range,
    Symbol,
    Term,
    goal_formulas,
    negate,
)
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.model import Model, Value
from neurosym.ir.signature import Signature
from neurosym.ir.terms import constant
from neurosym.ir.walk import subterms, symbols_in

MAX_PLACES = 200
"""Symbols applied to individuals that facts are about."""
MAX_RANGE = 60
"""Numbers of a range that a fact may give as a value; of a larger one, those of known worlds."""
MAX_FACTS = 3_000


class Worlds:
    """Worlds in which all claims are true, to look facts up in."""

    def __init__(self, signature: Signature) -> None:
        self.models: list[Model] = []
        self._signature = signature
        self._evaluators: list[Evaluator] = []
        self._known: dict[Term, list[Value | None]] = {}

    def add(self, models: Iterable[Model]) -> None:
        """Take further worlds."""
        for model in models:
            self.models.append(model)
            self._evaluators.append(Evaluator(self._signature, model))

    def values(self, term: Term) -> Sequence[Value | None]:
        """Return the value in each world, None where it has none that can be worked out."""
        known = self._known.setdefault(term, [])
        for evaluator in self._evaluators[len(known) :]:
            try:
                known.append(evaluator.value(term, {}))
            except FaultError:
                known.append(None)
        return known

    def where(self, formula: Term) -> list[int]:
        """Return the numbers of the worlds in which a formula is true."""
        return [number for number, value in enumerate(self.values(formula)) if value is True]


def places(problem: Problem, names: Iterable[str] = ()) -> list[Apply]:
    """Return the symbols (those named, else those of the claims and the goal) on named individuals."""
    signature = Signature.of(problem)
    formulas = (*(claim.formula for claim in problem.claims), *goal_formulas(problem.goal))
    chosen = frozenset(names) or frozenset[str]().union(*map(symbols_in, formulas))
    found: list[Apply] = []
    for symbol in problem.symbols:
        if symbol.name in chosen:
            rows = itertools.product(*(_members(signature, sort) for sort in symbol.args))
            found += (Apply(symbol.name, row) for row in itertools.islice(rows, MAX_PLACES))
    return found[:MAX_PLACES]


def _members(signature: Signature, sort: str) -> Sequence[Term]:
    match signature.sorts.get(sort):
        case Range(_, low, high):
            return [Num(number) for number in range(low, min(high, low + MAX_PLACES) + 1)]
        case Enumeration(_, elements):
            return [Element(element) for element in elements]
        case _:
            return ()


def atomic_facts(problem: Problem, worlds: Worlds) -> list[Term]:
    """Return facts that may be told, the plainest first: what is so, what is not, how two things compare.

    Those about what the goal asks come last: they say the answer and not what it depends on.
    """
    signature = Signature.of(problem)
    about = [part for formula in goal_formulas(problem.goal) for part in subterms(formula)]
    asked = {part for part in about if isinstance(part, Apply)}
    people = {part for part in about if isinstance(part, Element)}
    found = places(problem)
    plain = [(kind, fact) for place in found for kind, fact in _values(signature, place, worlds)]
    plain += ((2, fact) for fact in itertools.islice(_comparisons(signature, found), MAX_FACTS))
    plain += [] if problem.unique_names else [(0, fact) for fact in _same(problem)]

    def rank(pair: tuple[int, Term]) -> tuple[bool, bool, bool, int]:
        kind, fact = pair
        parts = set(subterms(fact))
        defined = any(signature.symbols[name].defined for name in symbols_in(fact))
        return (not asked.isdisjoint(parts), defined, bool(people) and people.isdisjoint(parts), kind)

    ranked = sorted(plain, key=rank)
    return list(dict.fromkeys(fact for _, fact in ranked))[:MAX_FACTS]


def _values(signature: Signature, place: Apply, worlds: Worlds) -> Iterator[tuple[int, Term]]:
    """Yield what a place may be told to be (0) and not to be (1)."""
    symbol = signature.symbols[place.name]
    if symbol.result == BOOL:
        yield 0, place
        yield 1, negate(place)
        return
    bounded = signature.sorts.get(symbol.result)
    for value in _candidates(signature, symbol, place, worlds):
        if bounded is None:
            yield 0, Compare(">=", place, value)
            yield 0, Compare("<=", place, value)
        yield (0 if bounded is not None else 1), Compare("==", place, value)
        if bounded is not None:
            yield 1, Compare("!=", place, value)


def _candidates(signature: Signature, symbol: Symbol, place: Apply, worlds: Worlds) -> Sequence[Term]:
    match signature.sorts.get(symbol.result):
        case Enumeration(_, elements):
            return [Element(element) for element in elements]
        case Range(_, low, high) if high - low < MAX_RANGE:
            return [Num(number) for number in range(low, high + 1)]
        case _:
            seen = (value for value in worlds.values(place) if value is not None)
            return [constant(value) for value in dict.fromkeys(seen)]


def _comparisons(signature: Signature, found: Sequence[Apply]) -> Iterator[Term]:
    """Yield that two places are equal or, where they can be compared, that one comes first."""
    for left, right in itertools.combinations(found, 2):
        sort = signature.symbols[left.name].result
        if sort == BOOL or signature.base(sort) != signature.base(signature.symbols[right.name].result):
            continue
        yield Compare("==", left, right)
        declared = signature.sorts.get(sort)
        if signature.is_numeric(sort) or (isinstance(declared, Enumeration) and declared.ordered):
            yield Compare("<", left, right)
            yield Compare("<", right, left)


def _same(problem: Problem) -> Iterator[Term]:
    """Yield that two names are of one individual."""
    for sort in problem.sorts:
        if isinstance(sort, Enumeration):
            for left, right in itertools.combinations(sort.elements[:MAX_RANGE], 2):
                yield Compare("==", Element(left), Element(right))
