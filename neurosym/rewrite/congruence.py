"""Axioms of equality for individuals that may be equal though they look different.

Instances of transitivity and congruence over the terms of a Herbrand universe: sound for proving, and
complete where the universe is (Ackermann 1954). Nothing is added where no equality came up.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from neurosym.ir.model import Value
from neurosym.rewrite.cnf import FALSE
from neurosym.rewrite.ground_symbols import Atom, Symbols
from neurosym.rewrite.universe import Herbrand


class Congruence:
    """Makes the equalities of a grounder behave as equality; adds each clause once."""

    def __init__(self, grounder: Symbols, universe: Herbrand) -> None:
        self._grounder = grounder
        self._universe = universe
        self._added: set[tuple[int, ...]] = set()

    def update(self) -> None:
        """Add the axioms that concern the atoms and equalities there are now."""
        grounder = self._grounder
        if not grounder.equalities:
            return
        sorts = {sort for sort, found in self._universe.found.items() if self._mentioned(found)}
        for sort in sorts:
            self._transitive(self._universe.members(sort))
        done: set[Atom] = set()
        while pending := [key for key in (*grounder.atoms, *grounder.leaves) if key not in done]:
            for key in pending:
                done.add(key)
                self._congruent(key, sorts)

    def _mentioned(self, found: Sequence[str]) -> bool:
        members = set(found)
        return any(one in members for one, _ in self._grounder.equalities)

    def _add(self, *clause: int) -> None:
        if clause not in self._added:
            self._added.add(clause)
            self._grounder.clauses.add(clause)

    def _transitive(self, members: Sequence[Value]) -> None:
        equal = self._grounder.equal
        for one, two in combinations(members, 2):
            near = equal(one, two)
            for three in members:
                if near != FALSE and three not in (one, two):
                    self._add(-near, -equal(two, three), equal(one, three))
                    self._add(-near, -equal(one, three), equal(two, three))

    def _congruent(self, key: Atom, sorts: set[str]) -> None:
        """Equal arguments give equal truth values, and equal function values."""
        name, values = key
        symbol = self._grounder.signature.symbols[name]
        for place, (value, sort) in enumerate(zip(values, symbol.args, strict=True)):
            if sort not in sorts:
                continue
            for other in self._universe.members(sort):
                same = self._grounder.equal(value, other)
                if same == FALSE or value == other:
                    continue
                twin = (name, (*values[:place], other, *values[place + 1 :]))
                if key in self._grounder.atoms:
                    self._add(-same, -self._grounder.atoms[key], self._grounder.atom(*twin))
                else:
                    self._equal_leaves(key, twin, same)

    def _equal_leaves(self, key: Atom, twin: Atom, same: int) -> None:
        mine, leaves = self._grounder.leaves[key], self._grounder.leaves
        if self._universe.symbolic(self._grounder.signature.symbols[key[0]].result):
            if twin in leaves:
                (one,), (other,) = mine, leaves[twin]
                self._add(-same, self._grounder.equal(one, other))
            return
        theirs = self._grounder.leaf(*twin)
        for value, literal in mine.items():
            self._add(-same, -literal, theirs[value])
