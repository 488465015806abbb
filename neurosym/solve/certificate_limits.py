"""Proofs that limits on numbers cannot all be met, found in floating point and by exact weights.

The limits are those that the kernel reads out of the formulas. Weights come of an exact engine: they solve a
linear system (the dual of Farkas' lemma). Where there are none, HiGHS says which whole number to split.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from itertools import islice, product

from neurosym.certify.limits import Limit, Limits, split_limits
from neurosym.certify.scope import Scope, not_certifiable
from neurosym.faults import FaultError
from neurosym.ir.certificate import Counted, Individual, Key, Ray, Split, Weighed
from neurosym.ir.core import INT, REAL, Apply, Compare, Element, Num, Problem, Quantified, Term
from neurosym.ir.terms import constant
from neurosym.rewrite import linear
from neurosym.solve.base import Backend
from neurosym.solve.proposal import propose, ray, solved

MAX_SPLITS = 100
"""Splits of one proof."""

MAX_ROWS = 2_000
"""Instances of one formula."""

MAX_LIMITS = 400

NEAR = 1e-6
"""How near to a whole number a number in floating point must be to be it."""


def weighed(
    problem: Problem, formulas: Sequence[Term], labels: Collection[str], backends: Sequence[Backend]
) -> Weighed | Split | None:
    """Return a proof that the limits in labelled claims and the formulas cannot be met, if one is found.

    The formulas are called `goal 0` and so on, as the kernel calls them. Raises `FaultError`.
    """
    if not any(symbol.result in (INT, REAL) for symbol in problem.symbols):
        return None
    scope = Scope(problem, formulas)
    search = _Search(scope, Limits(scope), problem, backends)
    for label in scope.formulas:
        if label in labels or label in scope.goals:
            search.take(label)
    return search.found(()) if 0 < len(search.limits) <= MAX_LIMITS else None


def along(problem: Problem, backends: Sequence[Backend]) -> Ray:
    """Return a direction in which the objective of a programme grows for ever. Raises `FaultError`."""
    found = ray(linear.Programme.of(problem), backends)
    if found is None:
        raise not_certifiable("no ray was found")
    return Ray(tuple((_key(place), step) for place, step in found.items()))


def _key(place: Apply) -> Key:
    # a programme is about symbols applied to values
    values = (arg.name if isinstance(arg, Element) else getattr(arg, "value", "") for arg in place.args)
    return place.name, tuple(values)


@dataclass
class _Search:
    """The limits of some formulas, each with where it stands."""

    scope: Scope
    kernel: Limits
    problem: Problem
    backends: Sequence[Backend]
    limits: list[tuple[Counted, Limit]] = field(default_factory=list)
    places: dict[Key, Apply] = field(default_factory=dict)
    """What limits are about, as it is written."""
    splits: int = 0

    def take(self, label: str) -> None:
        """Take the limits that a formula sets."""
        for row in islice(self._rows(label), MAX_ROWS):
            for part, limit in enumerate(self.kernel.set_by(label, row)):
                if limit is not None:
                    self._add(Counted(label, row, part, Fraction(0)), limit)

    def _add(self, counted: Counted, limit: Limit) -> None:
        self.limits.append((counted, limit))
        for place in limit[0]:
            if place is not None and place not in self.places:
                self.places[place] = _applied(place)
                for part, bound in enumerate(self.kernel.bounds(place)):
                    self.limits.append((Counted("", (place,), part, Fraction(0)), bound))

    def _rows(self, label: str) -> Iterator[tuple[Individual, ...]]:
        formula, sorts = self.scope.formulas[label], list[str]()
        while isinstance(formula, Quantified) and formula.kind == "all":
            sorts += (binding.sort for binding in formula.bindings)
            formula = formula.body
        if all(self.scope.listed(sort) and sort not in (INT, REAL) for sort in sorts):
            yield from product(*(sorted(self.scope.domain(sort), key=str) for sort in sorts))

    def found(self, supposed: tuple[Limit, ...]) -> Weighed | Split | None:
        """Return a proof under what splits suppose."""
        split = [(Counted("", (), part, Fraction(0)), limit) for part, limit in enumerate(supposed)]
        known = [*self.limits, *split]
        if proof := self._weights(known):
            return proof
        place = self._to_split([limit for _, limit in known])
        if place is None or self.splits >= MAX_SPLITS:
            return None
        self.splits += 1
        key, most = place
        below, above = (self.found((*supposed, limit)) for limit in split_limits(key, most))
        return Split(key, most, below, above) if below and above else None

    def _weights(self, known: Sequence[tuple[Counted, Limit]]) -> Weighed | None:
        """Find how often each limit has to count for the sum to be impossible."""
        names = [Apply(f"weight{number}") for number in range(len(known))]
        sums: dict[Key | None, linear.Line] = {place: linear.Line({}) for place in (None, *self.places)}
        strict = linear.Line({})
        formulas: dict[str, Term] = {}
        for name, (_, (line, op)) in zip(names, known, strict=True):
            for place, weight in line.items():
                sums[place] = sums[place].plus(linear.Line({name: Fraction(1)}), weight)
            if op != "==":
                formulas[f"{name.name} counts"] = Compare(">=", name, Num(0))
            if op == "<":
                strict = strict.plus(linear.Line({name: Fraction(1)}), Fraction(1))
        above = sums.pop(None)
        formulas["not below"] = Compare(">=", above.term(), Num(0))
        formulas["impossible"] = Compare(">=", above.plus(strict, Fraction(1)).term(), Num(1))
        for place, total in sums.items():
            formulas[f"none of {place}"] = Compare("==", total.term(), Num(0))
        weights = solved(formulas, names, self.backends)
        if weights is None:
            return None
        pairs = zip(names, known, strict=True)
        return Weighed(
            tuple(replace(one, weight=weights[name]) for name, (one, _) in pairs if name in weights)
        )

    def _to_split(self, limits: Sequence[Limit]) -> tuple[Key, int] | None:
        """Return a whole number that is a fraction where the limits are met best, and what is below it."""
        lines = [(self._in_terms(line), op) for line, op in limits]
        told = tuple(linear.Limit(line, "==" if op == "==" else "<=") for line, op in lines)
        places = tuple(self.places.values())
        proposed = propose(linear.Programme(places, frozenset(), told, self._objective, True))
        for key, place in self.places.items():
            value = proposed.values.get(place, 0.0)
            if self.kernel.whole(key) and abs(value - round(value)) > NEAR:
                return key, int(value // 1)
        return None

    def _in_terms(self, line: dict[Key | None, Fraction]) -> linear.Line:
        weights = {self.places[key]: weight for key, weight in line.items() if key is not None and weight}
        return linear.Line(weights, line.get(None, Fraction(0)))

    @cached_property
    def _objective(self) -> linear.Line:
        try:
            found = linear.Programme.of(self.problem).objective
        except FaultError:
            return linear.Line({})
        places = frozenset(self.places.values())
        return linear.Line({place: weight for place, weight in found.weights.items() if place in places})


def _applied(key: Key) -> Apply:
    name, row = key
    # what a limit is about is applied to values
    return Apply(name, tuple(constant(one) for one in row if not isinstance(one, tuple)))
