"""All checks that need no solver, in one tuple, from cheap to dear. Repairs nothing."""

from __future__ import annotations

from neurosym.check.base import Check
from neurosym.check.conditions import stated_condition
from neurosym.check.directions import one_direction
from neurosym.check.figures import numbers_used
from neurosym.check.impossible import possible_claims
from neurosym.check.links import linked_symbols
from neurosym.check.listings import closed_lists
from neurosym.check.modality import askable, asked_as_said
from neurosym.check.names import declared_well, known_names
from neurosym.check.namesakes import individuals_as_kinds
from neurosym.check.negated import plain_negation
from neurosym.check.plans import amounts_above_zero, counted_whole, linear_plans
from neurosym.check.polarity import same_polarity
from neurosym.check.quotes import quoted_sentences, verbatim_quotes
from neurosym.check.rules import sound_rules
from neurosym.check.scope import bound_variables
from neurosym.check.sorts import shallow, well_sorted
from neurosym.check.swaps import swapped_roles
from neurosym.check.sweeping import quoted_generalities
from neurosym.check.twins import near_duplicates
from neurosym.check.unfilled import filled_from_graph
from neurosym.faults import Fault
from neurosym.ir.core import Problem

CHECKS: tuple[Check, ...] = (
    filled_from_graph,
    declared_well,
    known_names,
    bound_variables,
    well_sorted,
    sound_rules,
    possible_claims,
    individuals_as_kinds,
    swapped_roles,
    near_duplicates,
    plain_negation,
    quoted_generalities,
    linked_symbols,
    same_polarity,
    askable,
    asked_as_said,
    closed_lists,
    stated_condition,
    one_direction,
    linear_plans,
    amounts_above_zero,
    counted_whole,
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
