"""Why a fact holds: the rules, the values and the facts that it came from, as plain data to be checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from neurosym.ir.model import Value
from neurosym.ir.plain import Json, to_plain


class Fact(NamedTuple):
    """A predicate with its arguments. Of a function the last argument is the value."""

    name: str
    args: tuple[Value, ...] = ()

    def __str__(self) -> str:
        return f"{self.name}({', '.join(map(str, self.args))})" if self.args else self.name


class Closed(NamedTuple):
    """A predicate that had to be complete for a `not` or an aggregate, and the number of its stratum."""

    predicate: str
    stratum: int


class Step(NamedTuple):
    """One fact; `rule` is empty where it was given.

    `values` are those of the rule's variables, `premises` the numbers of the steps before that the rule
    used, in the order of its body.
    """

    fact: Fact
    rule: str = ""
    values: Mapping[str, Value] = {}
    premises: tuple[int, ...] = ()
    closed: tuple[Closed, ...] = ()


@dataclass(frozen=True, slots=True)
class Derivation:
    """A fact and all that it was derived from: every step after its premises, the fact itself last."""

    steps: tuple[Step, ...]

    @property
    def fact(self) -> Fact:
        """What is derived."""
        return self.steps[-1].fact

    @property
    def given(self) -> tuple[Fact, ...]:
        """The given facts that it rests on."""
        return tuple(step.fact for step in self.steps if not step.rule)

    def to_json(self) -> Json:
        """Return the steps as plain data."""
        return [
            {
                "fact": [step.fact.name, *map(to_plain, step.fact.args)],
                "rule": step.rule,
                "values": {name: to_plain(value) for name, value in step.values.items()},
                "premises": list(step.premises),
                "closed": [list(each) for each in step.closed],
            }
            for step in self.steps
        ]
