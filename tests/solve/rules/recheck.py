"""Checks derivations against the clauses, by a naive evaluator that shares no code with the engine."""

from __future__ import annotations

import operator
from collections.abc import Iterator, Sequence

from neurosym.ir.core import Arith, Element, Num, Term, Var
from neurosym.ir.model import Value
from neurosym.rewrite.clauses import Absent, Aggregate, Clause, Guard, Match, Part
from neurosym.solve.rules import Derived, Fact, Step

Values = dict[str, Value]
World = dict[str, set[Fact]]
COMPARE = {"==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le}
COMPARE |= {">": operator.gt, ">=": operator.ge}


def recheck(clauses: Sequence[Clause], derived: Derived) -> None:
    """Every fact has a derivation whose steps are instances of clauses, each after its premises."""
    world: World = {}
    for fact in derived.facts():
        world.setdefault(fact.name, set()).add(fact)
    sound: set[Fact] = set()
    for fact in set().union(*world.values()):
        derivation = derived.why(fact)
        assert derivation.fact == fact
        for number, step in enumerate(derivation.steps):
            assert all(premise < number for premise in step.premises)
            premises = [derivation.steps[premise].fact for premise in step.premises]
            if step.fact not in sound:
                assert not step.rule or is_instance(clauses, step, premises, world), (step, premises)
                sound.add(step.fact)
        assert len({step.fact for step in derivation.steps}) == len(derivation.steps)


def is_instance(clauses: Sequence[Clause], step: Step, premises: list[Fact], world: World) -> bool:
    clause = clauses[int(step.rule[1:]) - 1]
    values = dict(step.values)
    matches = [part for part in clause.body if isinstance(part, Match)]
    tests = [part for part in clause.body if not isinstance(part, Match)]
    return (
        instance(clause.head, values) == step.fact
        and [instance(match, values) for match in matches] == premises
        and any(True for _ in solutions(tests, values, world))
    )


def instance(match: Match, values: Values) -> Fact:
    return Fact(match.name, tuple(value(arg, values) for arg in match.args))


def solutions(parts: Sequence[Part], values: Values, world: World) -> Iterator[Values]:
    """Every way to make the parts true, matches first and the rest in an order that works."""
    if not parts:
        yield values
        return
    for place, part in enumerate(parts):
        rest = [*parts[:place], *parts[place + 1 :]]
        found = ways(part, values, world, bool(rest) and place < len(parts) - 1)
        if found is not None:
            for one in found:
                yield from solutions(rest, one, world)
            return
    raise AssertionError(parts)


def ways(part: Part, values: Values, world: World, may_wait: bool) -> list[Values] | None:
    match part:
        case Match(name, args):
            return [one for fact in world.get(name, ()) if (one := fitted(args, fact, values)) is not None]
        case Guard(op, left, right):
            try:
                return [values] if COMPARE[op](value(left, values), value(right, values)) else []
            except KeyError:
                for side, other in ((left, right), (right, left)):
                    if op == "==" and isinstance(side, Var) and side.name not in values:
                        try:
                            return [{**values, side.name: value(other, values)}]
                        except KeyError:
                            continue
                return None
        case Absent() if may_wait:
            return None
        case Absent(parts):
            return [] if any(True for _ in solutions(ordered(parts), values, world)) else [values]
        case Aggregate(op, result, over, cases, term):
            rows = {
                tuple(one[name] for name in over): value(term, one)
                for case in cases
                for one in solutions(ordered(case), values, world)
            }
            numbers = list(rows.values())
            if not numbers and op in ("min", "max"):
                return []
            total = {"count": len, "sum": sum, "min": min, "max": max}[op](numbers)
            return [{**values, result: total}] if values.get(result, total) == total else []


def ordered(parts: Sequence[Part]) -> list[Part]:
    rank = {Match: 0, Guard: 1, Aggregate: 2, Absent: 3}
    return sorted(parts, key=lambda part: rank[type(part)])


def fitted(args: Sequence[Term], fact: Fact, values: Values) -> Values | None:
    found = dict(values)
    for arg, given in zip(args, fact.args, strict=True):
        if isinstance(arg, Var):
            if found.setdefault(arg.name, given) != given:
                return None
        elif value(arg, values) != given:
            return None
    return found


def value(term: Term, values: Values) -> Value:
    match term:
        case Var(name):
            return values[name]
        case Num(number):
            return number
        case Element(name):
            return name
        case Arith(op, args):
            numbers = [value(arg, values) for arg in args]
            if op in ("neg", "abs"):
                return -numbers[0] if op == "neg" else abs(numbers[0])
            return {"+": operator.add, "-": operator.sub, "*": operator.mul}[op](*numbers)
    raise AssertionError(term)
