"""The order in which the parts of a clause are looked up, and where each value then stands. Data only.

A plan works on environments: tuples of the clause's constants, then of the rows and values found so far.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from neurosym.ir.core import Element, Num, Term, Truth, Var
from neurosym.ir.model import Value
from neurosym.rewrite.clauses import Absent, Aggregate, Clause, Guard, Match, Part

Slots: TypeAlias = Mapping[str, int]
"""Where in the environment the value of a variable stands."""


WANTED = "wanted "
"""Before the name of an aggregate's result that a wanted conclusion has, until both are compared."""


@dataclass(frozen=True, slots=True)
class Look:
    """Find the rows that have, at `positions`, the values of the slots `sources`; append a row.

    `repeats`: pairs of positions that must hold the same. `whole`: every position has its value already,
    and the environment stays as it is. `once`: the first row will do, for nobody reads the others. `new`:
    only among the rows that are new.
    """

    name: str
    positions: tuple[int, ...]
    sources: tuple[int, ...]
    repeats: tuple[tuple[int, int], ...]
    whole: bool
    once: bool
    new: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """Go on where the comparison holds."""

    guard: Guard
    slots: Slots


@dataclass(frozen=True, slots=True)
class Let:
    """Append the value of a term."""

    term: Term
    slots: Slots


@dataclass(frozen=True, slots=True)
class Without:
    """Go on where these steps find nothing."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Gather:
    """Append the aggregate of what the cases find: for each case its steps and the slots of `over`.

    `keys`: the slots that the result depends on.
    """

    aggregate: Aggregate
    cases: tuple[tuple[tuple[Step, ...], tuple[int, ...], Slots], ...]
    keys: tuple[int, ...]


Step: TypeAlias = Look | Check | Let | Without | Gather


@dataclass(frozen=True, slots=True)
class Plan:
    """One order for one clause. `first` is the place in the body of the match that new rows come from.

    `start`: what is looked up first, its sources being slots of the constants: that match, or the one at
    the place `guide`, after which the first step looks among the new rows, or (`goal`) the conclusion
    itself, for rows that are to be derived again. `head`: the slots of the conclusion. `looked`: the
    places in the body of all matches, in the order of the plan.
    """

    clause: Clause
    constants: tuple[int, ...]
    first: int | None
    start: Look | None
    steps: tuple[Step, ...]
    head: tuple[int, ...]
    slots: Slots
    looked: tuple[int, ...]
    guide: int | None = None
    goal: bool = False


def value_of(constant: Num | Element | Truth) -> Value:
    """Return the value that a constant denotes; truth values are the numbers 0 and 1."""
    match constant:
        case Num(number):
            return number
        case Element(name):
            return name
        case Truth(true):
            return int(true)
        case _:
            assert_never(constant)


def constants_in(parts: Sequence[Part]) -> list[Value]:
    """Return the constants that are arguments somewhere in the parts."""
    found: list[Value] = []
    for part in parts:
        match part:
            case Match(_, args):
                found += [value_of(arg) for arg in args if not isinstance(arg, Var)]
            case Absent(inner):
                found += constants_in(inner)
            case Aggregate(cases=cases):
                for case in cases:
                    found += constants_in(case)
            case Guard():
                pass
            case _:
                assert_never(part)
    return found
