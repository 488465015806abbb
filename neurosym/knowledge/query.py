"""Questions to a graph as algebra: patterns, paths, comparisons, counts, what is most. Data only.

Built from formulas or by a reader of questions, never from an LM's text; there is no way to say SERVICE,
LOAD or an update. The semantics are those of SPARQL 1.1 (W3C Recommendation, 2013) over the union of all
graphs, taken as a set of triples; every answer is given once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from neurosym.ir.core import CompareOp
from neurosym.knowledge.nodes import Node


@dataclass(frozen=True, slots=True)
class Var:
    """A variable."""

    name: str


Place: TypeAlias = "Var | Node"
"""What stands in a place of a pattern."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A triple of the graph."""

    subject: Place
    predicate: Place
    object: Place


@dataclass(frozen=True, slots=True)
class Reach:
    """`object` is reached from `subject` along one of the predicates once or more; also not at all, if
    `least` is 0."""

    subject: Place
    predicates: tuple[Node, ...]
    object: Place
    least: Literal[0, 1] = 1


@dataclass(frozen=True, slots=True)
class Test:
    """A comparison. Nodes are the same (`==`, `!=`) as nodes; numbers, dates and texts stand in order."""

    op: CompareOp
    left: Place
    right: Place


@dataclass(frozen=True, slots=True)
class Given:
    """A variable has this value."""

    var: Var
    node: Node


@dataclass(frozen=True, slots=True)
class Absent:
    """The parts hold together for no values of their own variables."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One of the alternatives holds."""

    ways: tuple[tuple[Part, ...], ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """`total` is how many values of `of` there are for the parts, for each value of `by`.

    Only what is found at least once is counted: with `by`, there is no total of 0.
    """

    total: Var
    of: Var
    parts: tuple[Part, ...]
    by: tuple[Var, ...] = ()


@dataclass(frozen=True, slots=True)
class Most:
    """No value of `other` for the parts, which share no variable with what is outside, is above that of
    `of`; below it, where not the `largest` but the smallest is meant."""

    of: Var
    other: Var
    parts: tuple[Part, ...]
    largest: bool = True


Part: TypeAlias = "Pattern | Reach | Given | Test | Absent | Either | Counted | Most"


@dataclass(frozen=True, slots=True)
class Query:
    """The values of `select` for which all parts hold; without `select`, whether there are any."""

    select: tuple[Var, ...]
    where: tuple[Part, ...]


def variables(parts: Iterable[Part]) -> Iterator[Var]:
    """Yield the variables that parts give a value, each time they occur."""
    for part in parts:
        match part:
            case Pattern(subject, predicate, value):
                yield from (place for place in (subject, predicate, value) if isinstance(place, Var))
            case Reach(subject, _, value):
                yield from (place for place in (subject, value) if isinstance(place, Var))
            case Given(var):
                yield var
            case Either(ways):
                for way in ways:
                    yield from variables(way)
            case Counted(total, by=by):
                yield from (total, *by)
            case Test() | Absent() | Most():
                pass
