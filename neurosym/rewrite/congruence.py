"""Axioms of equality for individuals that may be equal though they look different.

Instances of transitivity and congruence over the terms of a symbolic universe: sound for proving, and
complete where the universe is (Ackermann 1954). Nothing is added where no equality came up.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from neurosym.ir.model import Value
from neurosym.rewrite.cnf import FALSE
from neurosym.rewrite.ground_terms import Atom, Terms
from neurosym.rewrite.universe import Herbrand


def add_equality_axioms(grounder: Terms) -> None:
    """Make the equalities of a grounder behave as equality, where it has any."""
    universe = grounder.universe
    if not grounder.equalities or not isinstance(universe, Herbrand):
        return
    sorts = {sort for sort, found in universe.found.items() if _mentioned(grounder, found)}
    for sort in sorts:
        _transitive(grounder, universe.members(sort))
    done: set[Atom] = set()
    while pending := [key for key in (*grounder.atoms, *grounder.leaves) if key not in done]:
        for key in pending:
            done.add(key)
            _congruent(grounder, key, sorts)


def _mentioned(grounder: Terms, found: Sequence[str]) -> bool:
    members = set(found)
    return any(one in members for one, _ in grounder.equalities)


def _transitive(grounder: Terms, members: Sequence[Value]) -> None:
    for one, two in combinations(members, 2):
        near = grounder.equal(one, two)
        for three in members:
            if near != FALSE and three not in (one, two):
                clause = (-near, -grounder.equal(two, three), grounder.equal(one, three))
                grounder.clauses.add(clause)
                grounder.clauses.add((-near, -grounder.equal(one, three), grounder.equal(two, three)))


def _congruent(grounder: Terms, key: Atom, sorts: set[str]) -> None:
    """Equal arguments give equal truth values, and equal function values."""
    name, values = key
    symbol = grounder.signature.symbols[name]
    for place, (value, sort) in enumerate(zip(values, symbol.args, strict=True)):
        if sort not in sorts:
            continue
        for other in grounder.universe.members(sort):
            same = grounder.equal(value, other)
            if same == FALSE or value == other:
                continue
            twin = (*values[:place], other, *values[place + 1 :])
            if key in grounder.atoms:
                grounder.clauses.add((-same, -grounder.atoms[key], grounder.atom(name, twin)))
            else:
                _equal_leaves(grounder, key, (name, twin), same)


def _equal_leaves(grounder: Terms, key: Atom, twin: Atom, same: int) -> None:
    mine = grounder.leaves[key]
    universe = grounder.universe
    if universe.symbolic(grounder.signature.symbols[key[0]].result):
        if twin in grounder.leaves:
            (one,), (other,) = mine, grounder.leaves[twin]
            grounder.clauses.add((-same, grounder.equal(one, other)))
        return
    theirs = grounder.leaf(*twin)
    for value, literal in mine.items():
        grounder.clauses.add((-same, -literal, theirs[value]))
