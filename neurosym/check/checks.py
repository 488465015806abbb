"""All checks that need no solver, in one tuple, from cheap to dear. Repairs nothing."""

from __future__ import annotations

from neurosym.check.base import Check
from neurosym.check.directions import one_direction
from neurosym.check.figures import numbers_used
from neurosym.check.links import linked_symbols
from neurosym.check.names import declared_well, known_names
from neurosym.check.polarity import same_polarity
from neurosym.check.quotes import quoted_sentences, verbatim_quotes
from neurosym.check.rules import sound_rules
from neurosym.check.scope import bound_variables
from neurosym.check.sorts import shallow, well_sorted
from neurosym.check.swaps import swapped_roles
from neurosym.check.twins import near_duplicates
from neurosym.faults import Fault
from neurosym.ir.core import Problem

CHECKS: tuple[Check, ...] = (
    declared_well,
    known_names,
    bound_variables,
    well_sorted,
    sound_rules,
    swapped_roles,
    near_duplicates,
    linked_symbols,
    same_polarity,
    one_direction,
    numbers_used,
    verbatim_quotes,
    quoted_sentences,
)


def examine(problem: Problem) -> tuple[Fault, ...]:
    """Return everything that is wrong with a problem as far as can be seen without solving it.

    Errors stop solving, warnings lower the trust in the reading. Raises nothing, whatever the problem.
    """
    deep = tuple(shallow(problem))
    if deep:  # the other checks walk formulas recursively
        return deep
    return tuple(fault for check in CHECKS for fault in check(problem))
