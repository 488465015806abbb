"""A direction in which a programme goes on for ever while its objective gets better, in exact numbers."""

from __future__ import annotations

import math
from fractions import Fraction

from neurosym.certify.sums import ONE, YES, Line, number, total
from neurosym.ir.certificate import Key
from neurosym.ir.core import Apply
from neurosym.ir.terms import constant
from neurosym.ir.walk import symbols_in
from neurosym.solve.programmes import exact
from neurosym.solve.programmes.points import SUPPOSED
from neurosym.solve.programmes.relaxation import Relaxation
from neurosym.solve.programmes.tree import Tree

MAX_STILL = 40
"""Numbers that are tried to be left as they are."""


def direction(programme: Tree) -> dict[Key, Fraction] | None:
    """Return steps that lead out of no limit, in whole numbers; None where none is found.

    What a choice speaks about stays as it is.
    """
    known = programme.relaxation
    formulas = programme.limits.scope.formulas
    bound = {name for where, _ in programme.choices for name in symbols_in(formulas[where.label])}
    steps = Relaxation()
    for place, column in known.columns.items():
        stays = place[0] in bound
        low = Fraction(0 if stays or known.lower[column] else -1)
        high = Fraction(0 if stays or known.upper[column] else 1)
        steps.add(SUPPOSED, (total([(-ONE, number(place)), (low, YES)]), "<="))
        steps.add(SUPPOSED, (total([(ONE, number(place)), (-high, YES)]), "<="))
    places = list(known.columns)
    for row in known.rows:
        line: Line = {places[column]: weight for column, weight in row.weights.items()}
        steps.add(SUPPOSED, (line, "==" if row.op == "==" else "<="))
    objective: Line = {place: weight for place, weight in programme.objective.items() if place}
    found = _down(steps, objective)
    for place in [place for place, step in (found or {}).items() if step][:MAX_STILL]:
        # a way that moves less is easier to see
        mark = steps.height()
        steps.add(SUPPOSED, (number(place), "=="))
        without = _down(steps, objective)
        if without is None:
            steps.back(mark)
        else:
            found = without
    if found is None:
        return None
    scale = math.lcm(*(step.denominator for step in found.values()))
    common = math.gcd(*(int(step * scale) for step in found.values()))
    return {place: step * scale / common for place, step in found.items() if step}


def _down(steps: Relaxation, objective: Line) -> dict[Key, Fraction] | None:
    """Return steps, none above one, on which the objective gets least; None where it gets no less."""
    found = exact.point(steps) if steps.solve(objective) == "optimal" else None
    if found is None:
        return None
    each = dict(zip(steps.columns, found, strict=True))
    return each if sum(weight * each[place] for place, weight in objective.items() if place) < 0 else None


def applied(place: Key) -> Apply:
    """Return a number as it is written."""
    name, row = place
    # what a limit is about is applied to values
    return Apply(name, tuple(constant(one) for one in row if not isinstance(one, tuple)))
