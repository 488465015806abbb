"""Is it a sensible problem? Faults with places and hints, and the repairs that need no LM. Solves nothing."""

from neurosym.check.base import Check, Decider, Proposer, Repair
from neurosym.check.checks import CHECKS, examine
from neurosym.check.perturbed import idle_limits
from neurosym.check.repairs import GUESSES, REPAIRS, SURE, Repaired, repair

__all__ = [
    "CHECKS",
    "GUESSES",
    "REPAIRS",
    "SURE",
    "Check",
    "Decider",
    "Proposer",
    "Repair",
    "Repaired",
    "examine",
    "idle_limits",
    "repair",
]
