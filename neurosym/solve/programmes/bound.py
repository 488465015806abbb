"""Which bounds on the best value are worth a try, where the best is not known. Knows no programmes."""

from __future__ import annotations

import math
from fractions import Fraction


def candidate(low: Fraction, high: Fraction, step: int) -> Fraction | None:
    """Return the number to try next: nothing is better than `high`, and `low` is not known to be the best.

    More is better. `step`: 0 for `high` itself, no longer than it takes to tell it apart from `low`; then
    what it is in whole numbers; then what lies between. None where there is nothing left to try.
    """
    if low >= high:
        return None
    unit = Fraction(10) ** (math.floor(math.log10(high - low)) - 2)
    if step == 0:
        return math.ceil(high / unit) * unit
    if step == 1 and math.floor(high) > low:
        return Fraction(math.floor(high))
    middle = round((low + high) / 2 / unit) * unit
    return middle if low < middle < high else None
