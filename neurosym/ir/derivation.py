"""Why a fact holds: the rules, the values and the facts that it came from, as plain data to be checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from neurosym.faults import Fault, FaultError
from neurosym.ir.core import Apply, Compare, Element, Not, Num, Term
from neurosym.ir.model import Value
from neurosym.ir.plain import Json, from_plain, to_plain
from neurosym.ir.rules import RuleBase, print_rules, read_rules

KIND = "derivation"
"""What the plain form of a certificate of this kind says that it is."""


class Fact(NamedTuple):
    """A predicate with its arguments. Of a function the last argument is the value."""

    name: str
    args: tuple[Value, ...] = ()

    def __str__(self) -> str:
        return f"{self.name}({', '.join(map(str, self.args))})" if self.args else self.name


TAKEN, DENIED = "taken_", "not_"
"""What stands before the name of a predicate in a fact that says what a claim takes from a graph, and before
that where it is denied."""


def taken(formula: Term) -> Fact | None:
    """Return what a claim takes from a graph as a fact: `taken_p(a)`, `taken_not_p(a)` of what is denied,
    `taken_f(a, v)` of the value of a function; None where it is no such claim."""
    name = TAKEN
    if isinstance(formula, Not):
        name, formula = TAKEN + DENIED, formula.arg
    match formula:
        case Compare("==", Apply(function, args), value):
            name, terms = name + function, (*args, value)
        case Apply(predicate, terms):
            name += predicate
        case _:
            return None
    values = (
        term.name if isinstance(term, Element) else term.value if isinstance(term, Num) else None
        for term in terms
    )
    row = tuple(value for value in values if value is not None)
    return Fact(name, row) if len(row) == len(terms) else None


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


@dataclass(frozen=True, slots=True)
class DerivationCertificate:
    """Evidence that a fact follows by rules from the given facts that are among the steps.

    `closed`: predicates and functions of which the steps hold every fact, so that conditions may rest on
    what is not among them; each with its level, that of what it denies being lower.
    """

    rules: RuleBase
    derivation: Derivation
    closed: Mapping[str, int]

    def renamed(self, called: Callable[[str], str]) -> DerivationCertificate:
        """Return the same with other names for individuals; those that the rules name keep theirs."""
        own = self.rules.signature.elements

        def name(value: Value) -> Value:
            return called(value) if isinstance(value, str) and value not in own else value

        steps = tuple(
            step._replace(
                fact=Fact(step.fact.name, tuple(map(name, step.fact.args))),
                values={variable: name(value) for variable, value in step.values.items()},
            )
            for step in self.derivation.steps
        )
        return replace(self, derivation=Derivation(steps))

    def to_json(self) -> dict[str, Json]:
        """Return plain data."""
        return {
            "kind": KIND,
            "rules": print_rules(self.rules),
            "closed": dict(self.closed),
            "steps": self.derivation.to_json(),
        }

    @classmethod
    def from_json(cls, data: object) -> DerivationCertificate:
        """Return the certificate that `to_json` wrote. Raises `FaultError` on another shape, or bad rules."""
        match data:
            case {"kind": "derivation", "rules": str(rules), "closed": dict(closed), "steps": [*steps]}:
                levels = {str(name): level for name, level in closed.items() if type(level) is int}
                if len(levels) == len(closed):
                    return cls(read_rules(rules), Derivation(tuple(map(_step, steps))), levels)
        raise _shapeless()


def _step(data: object) -> Step:
    match data:
        case {
            "fact": [str(name), *args],
            "rule": str(rule),
            "values": dict(values),
            "premises": [*premises],
            "closed": [*closed],
        } if all(type(number) is int for number in premises):
            given = {str(variable): _value(value) for variable, value in values.items()}
            before = tuple(map(_closed, closed))
            return Step(Fact(name, _values(args)), rule, given, tuple(premises), before)
    raise _shapeless()


def _closed(data: object) -> Closed:
    match data:
        case [str(predicate), int(stratum)]:
            return Closed(predicate, stratum)
    raise _shapeless()


def _values(data: Sequence[object]) -> tuple[Value, ...]:
    return tuple(map(_value, data))


def _value(data: object) -> Value:
    value = from_plain(data)
    if not isinstance(value, bool | int | str | Fraction):
        raise _shapeless()
    return value


def _shapeless() -> FaultError:
    return FaultError(Fault("bad-json", "this is not the plain form of a derivation"))
