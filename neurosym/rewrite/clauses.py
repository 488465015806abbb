"""Rules in the form that a rule engine runs: a head, and parts that hold together. Data only.

A clause says: for all values of its variables, the head holds where every part of the body does. What
follows from clauses is the business of an engine, how formulas become clauses that of `horn`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias, assert_never

from neurosym.ir.core import CompareOp, Element, Num, Term, Truth, Var
from neurosym.ir.walk import free_variables

ONE = Num(1)

Scalar: TypeAlias = Var | Num | Element | Truth
"""What may be an argument: a variable or a constant."""

DOMAIN = "in "
"""Before the name of a sort: the predicate that holds of its values. No declared name has a space."""


@dataclass(frozen=True, slots=True)
class Match:
    """A fact of this predicate, as a condition or as what a clause concludes."""

    name: str
    args: tuple[Scalar, ...] = ()


@dataclass(frozen=True, slots=True)
class Absent:
    """No values of the variables that occur only here make all these parts true."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Guard:
    """A comparison of values; `==` gives a variable that has no value yet the one of the other side.

    A term without a value, such as a division by zero, makes it false.
    """

    op: CompareOp
    left: Term
    right: Term


@dataclass(frozen=True, slots=True)
class Aggregate:
    """`result` is the number of different values of `over` in any of the cases, or their sum, min or max.

    `sum`, `min` and `max` are those of `term`, once for every value of `over`. The least and largest of
    nothing do not exist, and the condition is false.
    """

    op: Literal["count", "sum", "min", "max"]
    result: str
    over: tuple[str, ...]
    cases: tuple[tuple[Part, ...], ...]
    term: Term = ONE


Part: TypeAlias = Match | Absent | Guard | Aggregate


@dataclass(frozen=True, slots=True)
class Clause:
    """`rule` is the id of the rule that the clause comes from; one rule may need several clauses."""

    head: Match
    body: tuple[Part, ...] = ()
    rule: str = ""


def variables(part: Part) -> frozenset[str]:
    """Return every variable that occurs in a part, those that it alone uses included."""
    match part:
        case Match(_, args):
            return frozenset(arg.name for arg in args if isinstance(arg, Var))
        case Guard(_, left, right):
            return free_variables(left) | free_variables(right)
        case Absent(parts):
            return variables_of(parts)
        case Aggregate(_, result, over, cases, term):
            inner = frozenset[str]().union(*map(variables_of, cases))
            return inner | {result, *over} | free_variables(term)
        case _:
            assert_never(part)


def variables_of(parts: Iterable[Part]) -> frozenset[str]:
    """Return every variable that occurs in some parts."""
    return frozenset[str]().union(*map(variables, parts))


def reads(parts: Iterable[Part], closed: bool = False) -> Iterator[tuple[str, bool]]:
    """Yield each predicate that the parts read, and whether it must be complete before they are tested."""
    for part in parts:
        match part:
            case Match(name):
                yield name, closed
            case Guard():
                pass
            case Absent(inner):
                yield from reads(inner, True)
            case Aggregate(cases=cases):
                for case in cases:
                    yield from reads(case, True)
            case _:
                assert_never(part)
