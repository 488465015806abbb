"""What the value of a term hangs on, as the kernel's own evaluator meets it, and its values by that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from neurosym.certify.possible import BOTH, Literal, Supposed, Values
from neurosym.certify.scope import EQUAL, Env, Scope
from neurosym.ir.certificate import Individual, Key
from neurosym.ir.core import Apply, Compare, Num, Term, Truth
from neurosym.solve.certificate_literals import denial, in_order

Table: TypeAlias = "tuple[Key | None, Mapping[Individual, Values]]"
"""The values of a term by those of the one application that it hangs on."""


class Asking(Supposed):
    """Notes what the value of a term hangs on, in the order in which it was met."""

    def __init__(self, scope: Scope, clause: Sequence[Literal]) -> None:
        self.asked: dict[Key, Values] = {}
        super().__init__(scope, clause)
        self.asked = {}

    def left(self, key: Key) -> Values:
        """Return the values that an application may still have."""
        values = super().left(key)
        if len(values) > 1:
            self.asked.setdefault(key, values)
        return values

    def may_be_equal(self, one: Individual, other: Individual) -> bool:
        """Say whether two individuals may be one."""
        maybe = super().may_be_equal(one, other)
        if maybe and one != other:
            pair = (one, other) if repr(one) < repr(other) else (other, one)
            self.asked.setdefault((EQUAL, pair), BOTH)
        return maybe


def tabled(scope: Scope, term: Term, env: Env) -> Table | None:
    """Return the values of a term that hangs on at most one application, and is certain then."""
    match term:
        case Num(value) | Truth(value):
            return None, {False: frozenset((value,))}
        case Apply(name, ()) if not scope.soft_sort(scope.signature.symbols[name].result):
            values = in_order(scope.domain(scope.signature.symbols[name].result))
            if len(values) > 1:
                return (name, ()), {value: frozenset((value,)) for value in values}
        case Compare(op, left, right):
            one, other = tabled(scope, left, env), tabled(scope, right, env)
            if one and other and one[0] and other[0] is None:
                ((_, facing),) = other[1].items()
                compare = Supposed(scope, ()).compare
                return _certain(one[0], {value: compare(op, side, facing) for value, side in one[1].items()})
    return _evaluated(scope, term, env)


def _evaluated(scope: Scope, term: Term, env: Env) -> Table | None:
    rows: Mapping[Individual, Values]
    key: Key | None
    asking = Asking(scope, ())
    values = asking.values(term, env)
    match list(asking.asked.items()):
        case [] if len(values) == 1:
            rows, key = {False: values}, None
        case [(key, choices)] if key[0] != EQUAL:
            suppose = {value: Supposed(scope, [denial(key, value)]) for value in in_order(choices)}
            rows = {value: supposed.values(term, env) for value, supposed in suppose.items()}
        case _:
            return None
    return None if scope.any_soft and not all(map(scope.hard, values)) else _certain(key, rows)


def _certain(key: Key | None, rows: Mapping[Individual, Values]) -> Table | None:
    return None if any(len(row) > 1 for row in rows.values()) else (key, rows)
