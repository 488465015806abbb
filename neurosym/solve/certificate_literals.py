"""Clauses of a certificate as numbers: each application has exactly one of its values, and that is said too.

Whether a clause follows from its formula is for others to see.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from neurosym.certify.possible import Literal
from neurosym.certify.scope import EQUAL, Scope
from neurosym.faults import Fault, FaultError
from neurosym.ir.certificate import Atom, Individual, Input, Key
from neurosym.ir.core import BOOL

MAX_CLAUSES = 100_000


class Numbered:
    """The clauses found so far, with the formula that each follows from, and the numbers of literals."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self.inputs: list[Input] = []
        self.clauses: list[tuple[int, ...]] = []
        self._numbers: dict[tuple[Key, Individual], int] = {}
        self._known: set[Key] = set()
        self._seen: set[frozenset[int]] = set()

    @property
    def atoms(self) -> tuple[Atom, ...]:
        """Return what the numbers of literals stand for, from 1."""
        return tuple(Atom(key[0], key[1], value) for key, value in self._numbers)

    def decided(self, true: frozenset[int]) -> list[Literal]:
        """Return the clause of all atoms that is false where just some literals are true."""
        return [(key, value, number not in true) for (key, value), number in self._numbers.items()]

    def add(self, label: str, row: tuple[Individual, ...], clause: Iterable[Literal]) -> None:
        """Add a clause that follows from a formula, said of a row of individuals, unless it is there."""
        numbers = tuple(dict.fromkeys(map(self.number, clause)))
        if frozenset(numbers) not in self._seen:
            self._take(Input(label, row, numbers))

    def _take(self, given: Input) -> None:
        self._seen.add(frozenset(given.clause))
        if len(self.clauses) >= MAX_CLAUSES:
            raise FaultError(Fault("too-big", f"a certificate of more than {MAX_CLAUSES} clauses"))
        self.inputs.append(given)
        self.clauses.append(given.clause)

    def number(self, literal: Literal) -> int:
        """Return the number of a literal."""
        key, value, positive = literal
        if key not in self._known:
            self._know(key)
        number = self._numbers[key, value]
        return number if positive else -number

    def _know(self, key: Key) -> None:
        """Number the values of an application, which has exactly one of them."""
        self._known.add(key)
        if key[0] == EQUAL:
            values: list[Individual] = [True]
        else:
            sort = self._scope.signature.symbols[key[0]].result
            values = [True] if sort == BOOL else in_order(self._scope.domain(sort))
        numbers = [self._numbers.setdefault((key, value), len(self._numbers) + 1) for value in values]
        if values != [True]:
            self._take(Input("", (), tuple(numbers)))
            for one, other in itertools.combinations(numbers, 2):
                self._take(Input("", (), (-one, -other)))


def denial(key: Key, value: Individual) -> Literal:
    """Return the literal that is false where the application has the value."""
    return (key, True, value is False) if isinstance(value, bool) else (key, value, False)


def in_order(values: Iterable[Individual]) -> list[Individual]:
    """Return values in the order in which they are decided."""
    return sorted(values, key=lambda value: (isinstance(value, str), value))
