"""Clauses to plans: which part comes next. What has all its variables is tested at once, the rest looked up.

Of the matches that are left the one with most bound arguments is next, in the order of the rule among equals.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import assert_never

from neurosym.faults import Fault, FaultError
from neurosym.ir.core import Var
from neurosym.ir.model import Value
from neurosym.ir.walk import free_variables
from neurosym.rewrite.clauses import (
    Absent,
    Aggregate,
    Clause,
    Guard,
    Match,
    Part,
    Scalar,
    variables,
    variables_of,
)
from neurosym.solve.rules.plan import (
    WANTED,
    Check,
    Gather,
    Let,
    Look,
    Plan,
    Step,
    Without,
    constants_in,
    value_of,
)


def plan(
    clause: Clause,
    first: int | None,
    numbers: Mapping[Value, int],
    guide: int | None = None,
    goal: bool = False,
) -> Plan:
    """Return the plan that starts with the match at a place of the body, or with none, or as `Plan` says.

    Raises `FaultError` (`unsafe`) where a variable gets no value.
    """
    constants = tuple(dict.fromkeys(numbers[value] for value in constants_in((clause.head, *clause.body))))
    planner = _Planner(clause, constants, numbers)
    head = variables(clause.head)
    rest = list(enumerate(clause.body))
    looks: list[Look] = []
    if goal:
        looks.append(planner.look(clause.head, variables_of(clause.body), True))
    for place in (guide, first):
        if place is not None:
            part = clause.body[place]
            assert isinstance(part, Match)
            rest.remove((place, part))
            looks.append(planner.look(part, head | variables_of(other for _, other in rest), True))
            planner.looked.append(place)
    start = looks[0] if looks else None
    among: list[Step] = [replace(look, new=True) for look in looks[1:]]
    steps = planner.body(rest, head)
    missing = sorted(head - planner.slots.keys())
    if missing:
        raise unsafe(clause, missing)
    target = planner.look(clause.head, frozenset(), False)
    return Plan(
        clause, constants, first, start, (*among, *steps), target.sources, planner.slots,
        tuple(planner.looked), guide, goal,
    )  # fmt: skip


def guides(clause: Clause, first: int) -> tuple[tuple[int, bool, bool], ...]:
    """Return the other matches: place, whether it leads to the one at `first`, whether it names constants.

    It leads to it where both have a variable in common: its few rows then say which new rows to look at.
    """
    mine = variables(clause.body[first])
    return tuple(
        (place, bool(variables(part) & mine), any(not isinstance(arg, Var) for arg in part.args))
        for place, part in enumerate(clause.body)
        if place != first and isinstance(part, Match)
    )


def unsafe(clause: Clause, names: Sequence[str]) -> FaultError:
    """Return the fault that variables are given no values by any condition."""
    what = " and ".join(f"`{name}`" for name in names)
    hint = "every variable needs a condition, without `not`, that gives it values"
    return FaultError(
        Fault("unsafe", f"nothing in the rule gives {what} a value", hint=hint, claim=clause.rule)
    )


class _Planner:
    def __init__(self, clause: Clause, constants: Sequence[int], numbers: Mapping[Value, int]) -> None:
        self._clause = clause
        self._numbers = numbers
        self._places = {number: place for place, number in enumerate(constants)}
        self._width = len(constants)
        self.slots: dict[str, int] = {}
        self.looked: list[int] = []

    def inner(self) -> _Planner:
        """Return a planner that goes on from here, for steps whose values are not kept."""
        other = _Planner(self._clause, (), self._numbers)
        other._places, other._width, other.slots = self._places, self._width, dict(self.slots)
        return other

    def body(self, rest: list[tuple[int, Part]], needed: frozenset[str]) -> list[Step]:
        """Return the steps for the parts, which are taken from the list."""
        steps: list[Step] = []
        while rest:
            ready = next((n for n, (_, part) in enumerate(rest) if self._ready(part, rest, needed)), None)
            chosen = self._widest(rest) if ready is None else ready
            if chosen is None:
                open_ = sorted(variables_of(part for _, part in rest) & needed - self.slots.keys())
                open_ = open_ or sorted(variables_of(part for _, part in rest) - self.slots.keys())
                raise unsafe(self._clause, open_)
            place, part = rest.pop(chosen)
            if isinstance(part, Match):
                self.looked.append(place)
            if isinstance(part, Aggregate) and part.result in self.slots:
                # a conclusion that is wanted gave it a value already
                other = Var(WANTED + part.result)
                rest.insert(0, (place, Guard("==", Var(part.result), other)))
                part = replace(part, result=other.name)
            steps.append(self._step(part, needed | variables_of(other for _, other in rest)))
        return steps

    def _ready(self, part: Part, rest: Sequence[tuple[int, Part]], needed: frozenset[str]) -> bool:
        """Say whether a part, not a match that would bind something, can be decided now."""
        match part:
            case Match():
                return variables(part) <= self.slots.keys()
            case Guard(op, left, right):
                free = [free_variables(side) - self.slots.keys() for side in (left, right)]
                lets = op == "==" and any(
                    isinstance(side, Var) and mine == {side.name} and not other
                    for side, mine, other in ((left, free[0], free[1]), (right, free[1], free[0]))
                )
                return lets or not any(free)
            case Absent() | Aggregate():
                outside = needed | variables_of(other for _, other in rest if other is not part)
                outer = variables(part) & outside
                return outer - ({part.result} if isinstance(part, Aggregate) else set()) <= self.slots.keys()
            case _:
                assert_never(part)

    def _widest(self, rest: Sequence[tuple[int, Part]]) -> int | None:
        matches = [(number, part) for number, (_, part) in enumerate(rest) if isinstance(part, Match)]
        if not matches:
            return None
        bound = {number: sum(self._slot(arg) is not None for arg in part.args) for number, part in matches}
        return max(matches, key=lambda each: (bound[each[0]], bound[each[0]] - len(each[1].args)))[0]

    def _slot(self, arg: Scalar) -> int | None:
        return (
            self.slots.get(arg.name) if isinstance(arg, Var) else self._places[self._numbers[value_of(arg)]]
        )

    def _step(self, part: Part, needed: frozenset[str]) -> Step:
        match part:
            case Match():
                return self.look(part, needed, False)
            case Guard(_, left, right):
                slots = dict(self.slots)
                for side, other in ((left, right), (right, left)):
                    if isinstance(side, Var) and side.name not in slots:
                        self._append(side.name)
                        return Let(other, slots)
                return Check(part, slots)
            case Absent(parts):
                return Without(tuple(self.inner().body(list(enumerate(parts)), frozenset(self.slots))))
            case Aggregate():
                return self._gather(part)
            case _:
                assert_never(part)

    def _append(self, name: str) -> None:
        self.slots[name] = self._width
        self._width += 1

    def _gather(self, part: Aggregate) -> Gather:
        cases = []
        for case in part.cases:
            inner = self.inner()
            over = frozenset(part.over)
            steps = inner.body(
                list(enumerate(case)), frozenset(self.slots) | over | free_variables(part.term)
            )
            missing = sorted((over | free_variables(part.term)) - inner.slots.keys())
            if missing:
                raise unsafe(self._clause, missing)
            cases.append((tuple(steps), tuple(inner.slots[name] for name in part.over), inner.slots))
        keys = tuple(sorted(self.slots[name] for name in variables(part) & self.slots.keys()))
        self._append(part.result)
        return Gather(part, tuple(cases), keys)

    def look(self, part: Match, needed: frozenset[str], first: bool) -> Look:
        """Return how to look a match up, and give its new variables their slots."""
        positions, sources, repeats = [], [], []
        new: dict[str, int] = {}
        for position, arg in enumerate(part.args):
            slot = self._slot(arg)
            if slot is not None:
                positions.append(position)
                sources.append(slot)
            elif isinstance(arg, Var) and arg.name in new:
                repeats.append((new[arg.name], position))
            elif isinstance(arg, Var):
                new[arg.name] = position
        whole = len(positions) == len(part.args) and not first
        if not whole:
            self.slots |= {name: self._width + position for name, position in new.items()}
            self._width += len(part.args)
        once = not whole and not new.keys() & needed
        return Look(part.name, tuple(positions), tuple(sources), tuple(repeats), whole, once)
