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
from neurosym.ir.comparing import MIRRORED
from neurosym.ir.core import REAL, Apply, Arith, Claim, Compare, If, Optimise, Problem, Term
from neurosym.ir.signature import Signature
from neurosym.ir.walk import subterms
from neurosym.rewrite.expand import expand
from neurosym.rewrite.linear import Line, given, line_of, written_out

_UNKNOWN = frozenset((Apply(""),))
"""A factor that no claim gives a number to."""

NO_PLAN = Fault("no-plan", "the answer is no plan: nothing was to be made as large or as small as can be")


@dataclass(frozen=True, slots=True)
class Linear:
    """The bounds that the claims set, and the objective as it is asked for.

    `places`: what is decided; `given`: names of fixed numbers. `pure`: all that
    is claimed is a limit on fractions.
    """

    sense: Sense
    term: Term
    objective: Line | None
    bounds: tuple[Bound, ...]
    places: tuple[Apply, ...]
    given: frozenset[str]
    pure: bool

    @classmethod
    def of(cls, problem: Problem) -> Linear:
        """Collect it. Raises `FaultError`: `no-plan` where there is no objective, `too-big`."""
        goal = problem.goal
        if not isinstance(goal, Optimise):
            raise FaultError(NO_PLAN)
        signature = Signature.of(problem)
        wanted = expand(goal.term, signature, unique_names=problem.unique_names)
        found, values, complete = bounds_of(problem, wanted)
        objective = _Lines(signature, values).of(wanted)
        weights = [bound.weights for bound in found] + ([objective.weights] if objective else [])
        places = tuple(dict.fromkeys(place for each in weights for place in each))
        real = all(signature.symbols[place.name].result == REAL for place in places)
        pure = complete and objective is not None and real
        fixed = frozenset(place.name for place in values)
        return cls(goal.sense, goal.term, objective, found, places, fixed, pure)

    def larger(self, line: Line) -> Line:
        """Return a line so that larger is better, or what is so again in the sense of the objective."""
        return line if self.sense == "maximize" else line.times(Fraction(-1))


def bounds_of(problem: Problem, *terms: Term) -> tuple[tuple[Bound, ...], dict[Apply, Term], bool]:
    """Return the bounds that claims set, the numbers put in for products, and whether claims say no more.

    `terms`: what is to be a line as well. Raises `FaultError` (`too-big`).
    """
    claims, signature = list(written_out(problem)), Signature.of(problem)
    values = _multipliers([*(part for _, parts in claims for part in parts), *terms])
    found, complete = list[Bound](), True
    for claim, parts in claims:
        for n, part in enumerate(parts):
            if not isinstance(part, Compare) or part.op == "!=" or claim.kind == "rule":
                complete = False
                continue
            # what is a comparison itself stays as it was written
            written = (claim.formula,) if isinstance(claim.formula, Compare) else parts
            bound, linear = _bound(claim, written, n, part, _Lines(signature, values))
            found += [bound] if bound else []
            complete = complete and linear
    return tuple(found), values, complete


def _bound(
    claim: Claim, parts: tuple[Term, ...], n: int, part: Compare, lines: _Lines
) -> tuple[Bound | None, bool]:
    """Return a comparison as a bound, None where it says nothing of an amount; and whether it is linear."""
    left, right = lines.of(part.left), lines.of(part.right)
    if left is not None and right is not None:
        return Bound.of(claim, parts, n, left, right), True
    if right is not None and not right.weights:
        return Bound(claim, parts, n, None, part.left, part.op, right.constant), False
    if left is not None and not left.weights:
        return Bound(claim, parts, n, None, part.right, MIRRORED[part.op], left.constant, True), False
    return None, False


@dataclass(frozen=True, slots=True)
class _Lines:
    """Reads terms as lines, with numbers put in."""

    signature: Signature
    values: Mapping[Apply, Term]

    def of(self, term: Term) -> Line | None:
        """Return a term as a line; None where it is none, or no number."""
        try:
            line = line_of(term, self.values)
        except FaultError:
            return None
        sorts = (self.signature.symbols[place.name].result for place in line.weights)
        return line if all(map(self.signature.is_numeric, sorts)) else None


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
    """Yield what occurs in each factor, and together with what is unknown what has to be a number."""
    for term in subterms(part):
        match term:
            case Arith("*", args):
                yield tuple(map(_places, args))
            case Arith("/", (above, below)):
                yield _places(above), _places(below)
                yield _places(below), _UNKNOWN
            case Arith("+" | "-" | "neg"):
                pass
            case Arith(_, args):
                yield frozenset().union(*map(_places, args)), _UNKNOWN
            case If(_, then, other):
                yield _places(then) | _places(other), _UNKNOWN


def _places(term: Term) -> frozenset[Apply]:
    return frozenset(one for one in subterms(term) if isinstance(one, Apply))


def _still_a_line(factors: Iterable[frozenset[Apply]], place: Apply, fixed: Collection[Apply]) -> bool:
    """Say whether a product is a line where this is no fixed number: at most one factor is then unknown."""
    unknown = [any(one not in fixed or one == place for one in factor) for factor in factors]
    return not any(place in factor for factor in factors) or sum(unknown) <= 1
