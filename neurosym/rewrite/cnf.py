"""A growing set of clauses in the DIMACS convention: literals are non-zero integers, `-n` negates `n`.

Variable 1 is true in every model, so `TRUE` and `FALSE` are literals too. Knows no problem.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

TRUE, FALSE = 1, -1

_PAIRWISE = 6
"""Up to this many literals "at most one" is written pairwise; above, by a ladder of new variables."""


class Clauses:
    """Clauses over variables `1..variables`, simplified by constants as they are added."""

    def __init__(self) -> None:
        self.variables = 1
        self.clauses: list[list[int]] = [[TRUE]]
        self.total = 1

    def variable(self) -> int:
        """Return a new variable."""
        self.variables += 1
        return self.variables

    def one_of(self, count: int) -> range:
        """Return new variables of which exactly one holds."""
        new = range(self.variables + 1, self.variables + count + 1)
        self.variables += count
        self.add(new)
        self.at_most_one(new)
        return new

    def add(self, clause: Iterable[int]) -> None:
        """Add the disjunction of some literals."""
        literals = list(clause)
        if TRUE in literals:
            return
        if FALSE in literals:
            literals = [literal for literal in literals if literal != FALSE]
        self.clauses.append(literals)
        self.total += 1

    def _add_all(self, clauses: list[list[int]], literals: Sequence[int]) -> None:
        """Add clauses over some literals or their negations, at once where none of them is constant."""
        if TRUE in literals or FALSE in literals:
            for clause in clauses:
                self.add(clause)
        else:
            self.clauses.extend(clauses)
            self.total += len(clauses)

    def flush(self) -> list[list[int]]:
        """Return the clauses since the last flush, for a solver that keeps its own."""
        taken, self.clauses = self.clauses, []
        return taken

    def at_most_one(self, literals: Sequence[int], unless: Sequence[int] = ()) -> None:
        """At most one of the literals holds, or one of `unless` does (Sinz 2005 for long ones)."""
        lits = [literal for literal in literals if literal != FALSE]
        if len(lits) <= _PAIRWISE:
            self._add_all([[*unless, -one, -other] for one, other in combinations(lits, 2)], (*unless, *lits))
            return
        seen = lits[0]
        for literal in lits[1:-1]:
            self.add((*unless, -seen, -literal))
            reached = self.variable()
            self.add((-seen, reached))
            self.add((-literal, reached))
            seen = reached
        self.add((*unless, -seen, -lits[-1]))

    def any_of(self, literals: Sequence[int]) -> int:
        """Return a literal equal to the disjunction of some literals."""
        lits = list(dict.fromkeys(literal for literal in literals if literal != FALSE))
        if not lits:
            return FALSE
        if len(lits) == 1 or TRUE in lits:
            return TRUE if TRUE in lits else lits[0]
        result = self.variable()
        self.add((-result, *lits))
        for literal in lits:
            self.add((result, -literal))
        return result

    def all_of(self, literals: Sequence[int]) -> int:
        """Return a literal equal to the conjunction of some literals."""
        return -self.any_of([-literal for literal in literals])
