"""Whether a best plan is the only one: another one where it is not, and what all of them have in common."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from neurosym.explain.plans.changed import asking, best, claimed, weakest
from neurosym.explain.plans.linear import Linear
from neurosym.explain.tries import Tries
from neurosym.ir.core import Apply, Compare, Find, Problem
from neurosym.ir.model import Model
from neurosym.ir.terms import number
from neurosym.ir.verdict import Trust, Verdict
from neurosym.ir.walk import symbols_in

MOST = 12
"""Quantities whose extent in all best plans is worked out."""


@dataclass(frozen=True, slots=True)
class Extent:
    """The least and the greatest that a quantity is in any best plan; None where there is no end."""

    place: Apply
    low: Fraction | None
    high: Fraction | None


@dataclass(frozen=True, slots=True)
class Others:
    """Whether there are other best plans, None where that is not known, and one of them.

    `extents`: of all quantities, or of none where a budget was met.
    """

    exist: bool | None
    plan: Model | None = None
    extents: tuple[Extent, ...] = ()
    trust: Trust = "unknown"


def others(problem: Problem, linear: Linear, plan: Model, value: Fraction, tries: Tries) -> Others:
    """Look for other plans of the best value."""
    as_good = claimed(problem, Compare("==", linear.term, number(value)))
    used = symbols_in(linear.term).union(*(symbols_in(claim.formula) for claim in problem.claims))
    shown = tuple(symbol.name for symbol in problem.symbols if symbol.name in used)
    found = tries(replace(as_good, goal=Find(shown)))
    if found is None or found.verdict not in (Verdict.UNIQUE, Verdict.SEVERAL):
        return Others(None)
    extents, trust = _extents(as_good, linear, tries)
    if found.verdict is Verdict.SEVERAL:
        differing = (one for one in found.models if any(one.tables[n] != plan.tables[n] for n in shown))
        return Others(True, next(differing, None), extents, found.trust)
    only_numbers = used <= linear.given | {place.name for place in linear.places}
    alone = bool(extents) and only_numbers and all(extent.low == extent.high for extent in extents)
    return Others(False, None, extents, trust if alone else found.trust)


def _extents(as_good: Problem, linear: Linear, tries: Tries) -> tuple[tuple[Extent, ...], Trust]:
    """Return the extent of each quantity in all best plans, and how far that was checked."""
    extents: list[Extent] = []
    trusts: list[Trust] = []
    for place in linear.places if len(linear.places) <= MOST else ():
        low = tries(asking(as_good, "minimize", place))
        high = tries(asking(as_good, "maximize", place))
        if low is None or high is None or {low.verdict, high.verdict} - {Verdict.OPTIMAL, Verdict.UNBOUNDED}:
            return (), "unknown"
        extents.append(Extent(place, best(low), best(high)))
        trusts += [low.trust, high.trust]
    return tuple(extents), weakest(*trusts) if extents else "unknown"
