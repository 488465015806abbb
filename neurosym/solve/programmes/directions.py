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
from neurosym.solve.programmes.relaxation import Relaxation
from neurosym.solve.programmes.tree import SUPPOSED, Tree


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
    found = exact.point(steps) if steps.solve(objective) == "optimal" else None
    if (
        found is None
        or sum(weight * found[steps.columns[place]] for place, weight in objective.items() if place) >= 0
    ):
        return None
    scale = math.lcm(*(step.denominator for step in found))
    common = math.gcd(*(int(step * scale) for step in found))
    return {place: step * scale / common for place, step in zip(steps.columns, found, strict=True) if step}


def applied(place: Key) -> Apply:
    """Return a number as it is written."""
    name, row = place
    # what a limit is about is applied to values
    return Apply(name, tuple(constant(one) for one in row if not isinstance(one, tuple)))
