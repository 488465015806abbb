"""Clauses of a certificate as numbers: each application has exactly one of its values, and that is said too.

Whether a clause follows from its formula is for others to see.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from neurosym.certify.possible import Literal
from neurosym.certify.scope import EQUAL, Scope
from neurosym.faults import Fault, FaultError
from neurosym.ir.certificate import Atom, Individual, Key
from neurosym.ir.core import BOOL, Enumeration

MAX_CLAUSES = 100_000

Source = tuple[str, tuple[Individual, ...]]
"""The formula that a clause follows from, and the individuals of which it is said."""

MEANING: Source = ("", ())
"""The source of what values and equality mean alone."""


class Numbered:
    """The clauses found so far, with the formula that each follows from, and the numbers of literals."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self.clauses: list[tuple[int, ...]] = []
        self.sources: list[Source] = []
        self._atoms: list[tuple[Key, Individual]] = []
        self._first: dict[Key, int] = {}
        self._places: dict[str, dict[Individual, int]] = {}

    @property
    def keys(self) -> Iterable[Key]:
        """Return the applications whose values have numbers, in the order of these."""
        return self._first

    def atom(self, number: int) -> Atom:
        """Return what a number, from 1, stands for."""
        key, value = self._atoms[number - 1]
        return Atom(key[0], key[1], value)

    def decided(self, true: frozenset[int]) -> list[Literal]:
        """Return the clause of all atoms that is false where just some literals are true."""
        numbered = enumerate(self._atoms, start=1)
        return [(key, value, number not in true) for number, (key, value) in numbered]

    def add(self, source: Source, clauses: Sequence[tuple[int, ...]]) -> None:
        """Add clauses that follow from a formula, said of a row of individuals."""
        self.clauses += clauses
        self.sources += itertools.repeat(source, len(clauses))
        if len(self.clauses) > MAX_CLAUSES:
            raise FaultError(Fault("too-big", f"a certificate of more than {MAX_CLAUSES} clauses"))

    def number(self, literal: Literal) -> int:
        """Return the number of a literal."""
        key, value, positive = literal
        number = self.first(key) + self.places(key)[value]
        return number if positive else -number

    def first(self, key: Key) -> int:
        """Return the number of an application's first value; the others follow in their order."""
        if key not in self._first:
            places = self.places(key)
            first = self._first[key] = len(self._atoms) + 1
            self._atoms += ((key, value) for value in places)
            if self._sort(key) != BOOL:
                numbers = range(first, first + len(places))
                apart = [(-one, -other) for one, other in itertools.combinations(numbers, 2)]
                self.add(MEANING, [tuple(numbers), *apart])
        return self._first[key]

    def places(self, key: Key) -> dict[Individual, int]:
        """Return the values of an application that have a number, with their places, from 0."""
        sort = self._sort(key)
        if sort not in self._places:
            self._places[sort] = {value: place for place, value in enumerate(self._values(sort))}
        return self._places[sort]

    def _sort(self, key: Key) -> str:
        return BOOL if key[0] == EQUAL else self._scope.signature.symbols[key[0]].result

    def _values(self, sort: str) -> Iterable[Individual]:
        """Return the values in the order of their declaration; of truth values, only one has a number."""
        if sort == BOOL:
            return (True,)
        declared = self._scope.signature.sorts.get(sort)
        return declared.elements if isinstance(declared, Enumeration) else in_order(self._scope.domain(sort))


def denial(key: Key, value: Individual) -> Literal:
    """Return the literal that is false where the application has the value."""
    return (key, True, value is False) if isinstance(value, bool) else (key, value, False)


def in_order(values: Iterable[Individual]) -> list[Individual]:
    """Return values in the order in which they are decided."""
    return sorted(values, key=lambda value: (isinstance(value, str), value))
