"""Grounding of comparisons and of "all different": relations between the values of terms.

Each is asserted under a prefix: the relation holds, or a literal of the prefix does.
"""

from __future__ import annotations

from abc import ABC
from collections.abc import Sequence
from itertools import combinations

from neurosym.ir.comparing import HOLDS, OPPOSITE
from neurosym.ir.core import BOOL, INT, Compare, CompareOp, DistinctOver
from neurosym.rewrite.cnf import FALSE
from neurosym.rewrite.ground_symbols import Env
from neurosym.rewrite.ground_terms import Terms
from neurosym.rewrite.numeric import Choice, linear, single
from neurosym.rewrite.values import relate

Prefix = tuple[int, ...]


class Comparisons(Terms, ABC):
    """Relations between terms as clauses."""

    def same(self, left: Choice, right: Choice, sign: bool) -> int | None:
        if len(right) > 1:
            left, right = right, left
        if len(right) > 1:
            return None
        (value,) = right
        if len(left) > 1 and not self._hard(left, right):
            return None
        literal = self.equal(next(iter(left)), value) if len(left) == 1 else left.get(value, FALSE)
        return literal if sign else -literal

    def compare(self, formula: Compare, env: Env, prefix: Prefix, sign: bool) -> None:
        op = formula.op if sign else OPPOSITE[formula.op]
        kind = self.kind(formula.left, env)
        if kind == BOOL:
            left, right = self.literal(formula.left, env), self.literal(formula.right, env)
            right = right if op == "==" else -right
            self.clauses.add((*prefix, -left, right))
            self.clauses.add((*prefix, left, -right))
        elif kind == INT:
            sides = (1, self.number(formula.left, env)), (-1, self.number(formula.right, env))
            relate(self.clauses, linear(sides), HOLDS[op], prefix)
        else:
            self._individuals(op, self.choice(formula.left, env), self.choice(formula.right, env), prefix)

    def _individuals(self, op: CompareOp, left: Choice, right: Choice, prefix: Prefix) -> None:
        if op not in ("==", "!="):
            places = (1, single(self.ranked(left))), (-1, single(self.ranked(right)))
            relate(self.clauses, linear(places), HOLDS[op], prefix)
            return
        literal = self.same(left, right, op == "==")
        if literal is not None:
            self.clauses.add((*prefix, literal))
            return
        if not self._hard(left, right):
            equal = self._equal_choices(left, right)
            self.clauses.add((*prefix, equal if op == "==" else -equal))
            return
        for value, chosen in left.items():
            match = right.get(value, FALSE)
            self.clauses.add((*prefix, -chosen, match if op == "==" else -match))
        if op == "==":
            for value, chosen in right.items():
                if value not in left:
                    self.clauses.add((*prefix, -chosen))

    def distinct_over(self, formula: DistinctOver, env: Env, prefix: Prefix, sign: bool) -> None:
        symbolic = any(self.universe.symbolic(binding.sort) for binding in formula.bindings)
        if symbolic and sign:
            self._different_bodies(formula, env, prefix)
            return
        rows = [self.choice(formula.body, inner) for inner in self.instances(formula.bindings, env)]
        self.all_different(rows, prefix, sign)

    def _different_bodies(self, formula: DistinctOver, env: Env, prefix: Prefix) -> None:
        """Where members may be equal: for every two that are not, the bodies differ."""
        for one, other in combinations(self.environments(formula.bindings, env), 2):
            equal = [self.equal(one[b.var], other[b.var]) for b in formula.bindings]
            same = self.clauses.all_of(equal)
            bodies = self._equal_choices(self.choice(formula.body, one), self.choice(formula.body, other))
            self.clauses.add((*prefix, same, -bodies))

    def all_different(self, rows: Sequence[Choice], prefix: Prefix, sign: bool) -> None:
        if not sign:
            pairs = [self._equal_choices(one, other) for one, other in combinations(rows, 2)]
            self.clauses.add((*prefix, *pairs))
            return
        values = dict.fromkeys(value for row in rows for value in row)
        if not self._hard(*rows):
            for one, other in combinations(rows, 2):
                self.clauses.add((*prefix, -self._equal_choices(one, other)))
            return
        for value in values:
            column = [row[value] for row in rows if value in row]
            self.clauses.at_most_one(column, prefix)
            if len(values) == len(rows):
                self.clauses.add((*prefix, *column))

    def _equal_choices(self, one: Choice, other: Choice) -> int:
        literal = self.same(one, other, True)
        if literal is not None:
            return literal
        if self._hard(one, other):
            both = [self.clauses.all_of((lit, other[value])) for value, lit in one.items() if value in other]
        else:
            both = [
                self.clauses.all_of((lit, its, self.equal(value, theirs)))
                for value, lit in one.items()
                for theirs, its in other.items()
            ]
        return self.clauses.any_of(both)

    def _hard(self, *choices: Choice) -> bool:
        """Say whether values of these choices that look different are different."""
        return all(self.universe.hard(value) for choice in choices for value in choice)
