"""Says whether hinted steps lead from clauses to the empty clause; knows nothing of what literals mean.

Each step is a clause that follows by unit propagation through the clauses named by its hints, in their
order (LRAT without RAT steps: Cruz-Filipe, Heule, Hunt, Kaufmann and Schneider-Kamp, "Efficient
certified RAT verification", 2017). Clauses are numbered from 0, the given ones first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

Clause: TypeAlias = Sequence[int]
Step: TypeAlias = tuple[Clause, Sequence[int]]
"""A clause and the numbers of the clauses that it follows from."""


def refutes(clauses: Iterable[Clause], steps: Iterable[Step]) -> bool:
    """Say whether every step follows and one of them is the empty clause."""
    known = [frozenset(clause) for clause in clauses]
    empty = False
    for clause, hints in steps:
        if not _follows(known, clause, hints):
            return False
        known.append(frozenset(clause))
        empty = empty or not clause
    return empty


def _follows(known: Sequence[frozenset[int]], clause: Clause, hints: Sequence[int]) -> bool:
    false = set(clause)
    for hint in hints:
        if not 0 <= hint < len(known):
            return False
        left = known[hint] - false
        if not left:
            return True
        if len(left) > 1:
            return False
        false.update(-literal for literal in left)
    return False
