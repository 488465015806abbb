"""The linear part of a problem with an objective, sentence by sentence. Solves nothing.

What is given as a number stays one where something else is multiplied by it (hours a loaf takes); else it is
a bound like others (exactly ten loaves), which can be moved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from neurosym.explain.plans.bounds import Bound
from neurosym.explain.plans.changed import Sense
from neurosym.faults import Fault, FaultError
from neurosym.ir.core import REAL, Apply, Arith, Claim, Compare, Optimise, Problem, Term
from neurosym.ir.signature import Signature
from neurosym.ir.walk import subterms
from neurosym.rewrite.expand import expand
from neurosym.rewrite.linear import Limit, Line, given, limit_of, line_of, range_limits, written_out

NOT_FIRST = Fault("no-plan", "the answer is no plan: nothing was to be made as large or small as can be")


@dataclass(frozen=True, slots=True)
class Linear:
    """The bounds that the claims set, and the objective as it is asked for.

    `ranges`: limits of sorts; `places`: what is decided; `given`: names of fixed numbers. `pure`: all that
    is claimed is a limit on fractions.
    """

    sense: Sense
    term: Term
    objective: Line | None
    bounds: tuple[Bound, ...]
    ranges: tuple[Limit, ...]
    places: tuple[Apply, ...]
    given: frozenset[str]
    pure: bool

    @classmethod
    def of(cls, problem: Problem) -> Linear:
        """Collect it. Raises `FaultError`: `no-plan` where there is no objective, `too-big`."""
        goal = problem.goal
        if not isinstance(goal, Optimise):
            raise FaultError(NOT_FIRST)
        signature = Signature.of(problem)
        claims = list(written_out(problem))
        wanted = expand(goal.term, signature, unique_names=problem.unique_names)
        values = _multipliers([*(part for _, parts in claims for part in parts), wanted])
        found, complete = list[Bound](), True
        for claim, parts in claims:
            for part in range(len(parts)):
                try:
                    bound = _bound(claim, parts, part, values)
                except FaultError:
                    complete = False
                else:
                    found += [bound] if bound else []
        try:
            objective = line_of(wanted, values)
        except FaultError:
            objective = None
        lines = [bound.amount for bound in found] + ([objective] if objective else [])
        places = tuple(dict.fromkeys(place for line in lines for place in line.weights))
        try:
            ranges = tuple(limit for place in places for limit in range_limits(place, signature))
        except FaultError:
            ranges, complete = (), False
        real = all(signature.symbols[place.name].result == REAL for place in places)
        pure = complete and objective is not None and real
        fixed = frozenset(place.name for place in values)
        return cls(goal.sense, goal.term, objective, tuple(found), ranges, places, fixed, pure)

    def larger(self, line: Line) -> Line:
        """Return a line so that larger is better, or what is so again in the sense of the objective."""
        return line if self.sense == "maximize" else line.times(Fraction(-1))


def _bound(claim: Claim, parts: tuple[Term, ...], part: int, values: Mapping[Apply, Term]) -> Bound | None:
    """Return a part as a bound, None where it says nothing of what is decided. Raises `FaultError`."""
    formula = parts[part]
    limit_of(formula, values)
    if not isinstance(formula, Compare):
        return None
    if isinstance(claim.formula, Compare):
        parts = (claim.formula,)  # as it was written
    return Bound.of(
        claim, parts, part, line_of(formula.left, values), line_of(formula.right, values), formula.op
    )


def _multipliers(parts: Sequence[Term]) -> dict[Apply, Term]:
    """Return the numbers that must be put in for products to be lines.

    What occurs most often is taken to be decided, not to be a figure.
    """
    values = given(parts)
    count = Counter(term for part in parts for term in subterms(part) if isinstance(term, Apply))
    products = [factors for part in parts for factors in _products(part)]
    fixed = set(values)
    for place in sorted(values, key=lambda place: -count[place]):
        if all(_still_a_line(factors, place, fixed) for factors in products):
            fixed.discard(place)
    return {place: value for place, value in values.items() if place in fixed}


def _products(part: Term) -> Iterator[tuple[frozenset[Apply], ...]]:
    """Yield what occurs in each factor; a divisor counts twice, for it has to be a number."""
    for term in subterms(part):
        if isinstance(term, Arith) and term.op in ("*", "/"):
            factors = tuple(map(_places, term.args))
            yield (*factors, factors[-1]) if term.op == "/" else factors


def _places(term: Term) -> frozenset[Apply]:
    return frozenset(one for one in subterms(term) if isinstance(one, Apply))


def _still_a_line(factors: Iterable[frozenset[Apply]], place: Apply, fixed: Collection[Apply]) -> bool:
    """Say whether a product is a line where this is no fixed number: at most one factor is then unknown."""
    unknown = [any(one not in fixed or one == place for one in factor) for factor in factors]
    return not any(place in factor for factor in factors) or sum(unknown) <= 1
