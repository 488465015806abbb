"""Terms with finitely many values, as literals: `Choice` says which value a term has.

A choice maps each possible value to a literal; in every model exactly one of them holds. Numbers are
kept as a function of a few choices, so that a relation between two of them becomes one clause per
value, and longer sums are added up step by step. Knows clauses, not terms.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias, cast

from neurosym.faults import Fault, FaultError
from neurosym.ir.model import Value
from neurosym.rewrite.cnf import FALSE, TRUE, Clauses

Number: TypeAlias = int | Fraction
Choice: TypeAlias = Mapping[Value, int]
Test: TypeAlias = Callable[[Number, Number], bool]

MAX_COMBINATIONS = 50_000
"""Value combinations that one relation may be written out over."""


@dataclass(frozen=True, slots=True)
class Numeric:
    """A number that depends on choices: `of` computes it from one value of each.

    `weights`, one per choice, say that it is `constant` plus the weighted sum of the values.
    """

    choices: tuple[Choice, ...]
    of: Callable[[Sequence[Number]], Number]
    constant: Number = 0
    weights: tuple[Number, ...] | None = None


def constant(number: Number) -> Numeric:
    """Return a number that depends on nothing."""
    return Numeric((), lambda _: number, number, ())


def single(choice: Mapping[Value, int]) -> Numeric:
    """Return the number that a choice of numbers makes."""
    if len(choice) == 1:
        return constant(next(iter(_rows(choice)))[0])
    return Numeric((choice,), lambda values: values[0], 0, (1,))


def boolean(literal: int) -> Numeric:
    """Return 1 where the literal holds and 0 elsewhere."""
    if literal in (TRUE, FALSE):
        return constant(1 if literal == TRUE else 0)
    return single({1: literal, 0: -literal})


def combine(function: Callable[[Sequence[Number]], Number], parts: Sequence[Numeric]) -> Numeric:
    """Return a function of several numbers; equal choices are shared."""
    if len(parts) == 1:
        inner = parts[0].of
        return Numeric(parts[0].choices, lambda values: function((inner(values),)))
    choices: list[Choice] = []
    index: dict[int, int] = {}
    places: list[list[int]] = []
    for part in parts:
        for choice in part.choices:
            if id(choice) not in index:
                index[id(choice)] = len(choices)
                choices.append(choice)
        places.append([index[id(choice)] for choice in part.choices])
    functions = [part.of for part in parts]

    def of(values: Sequence[Number]) -> Number:
        return function([f([values[i] for i in at]) for f, at in zip(functions, places, strict=True)])

    return Numeric(tuple(choices), of)


def linear(parts: Sequence[tuple[Number, Numeric]]) -> Numeric:
    """Return the weighted sum of numbers; linear where all of them are."""
    total: Number = 0
    by_choice: dict[int, Number] = {}
    choices: dict[int, Choice] = {}
    for weight, part in parts:
        if part.weights is None:
            return _weighted_sum(parts)
        total += weight * part.constant
        for choice, inner in zip(part.choices, part.weights, strict=True):
            key = id(choice)
            choices[key] = choice
            by_choice[key] = by_choice.get(key, 0) + weight * inner
    kept = [key for key, weight in by_choice.items() if weight != 0]
    factors = tuple(by_choice[key] for key in kept)
    return Numeric(tuple(choices[key] for key in kept), _weighted(total, factors), total, factors)


def _weighted_sum(parts: Sequence[tuple[Number, Numeric]]) -> Numeric:
    """Return the weighted sum of numbers of which some are not linear."""
    total: Number = sum(weight * part.of(()) for weight, part in parts if not part.choices)
    varying = [(weight, part) for weight, part in parts if part.choices]
    weights = [weight for weight, _ in varying]
    if len(varying) == 1:
        weight, inner = weights[0], varying[0][1].of
        return Numeric(varying[0][1].choices, lambda values: total + weight * inner(values))
    return combine(
        lambda values: total + sum(w * x for w, x in zip(weights, values, strict=True)),
        [part for _, part in varying],
    )


def _weighted(total: Number, factors: tuple[Number, ...]) -> Callable[[Sequence[Number]], Number]:
    """Return the function `total + factors * values`; two factors are the usual case."""
    if len(factors) == 2:
        a, b = factors
        return lambda values: total + a * values[0] + b * values[1]
    return lambda values: total + sum(w * x for w, x in zip(factors, values, strict=True))


def relate(clauses: Clauses, number: Numeric, test: Test, prefix: Sequence[int]) -> None:
    """Add clauses: the number stands to zero as `test` says, or a literal of `prefix` holds."""
    number = _narrow(clauses, number)
    match number.choices:
        case ():
            if not test(number.of(()), 0):
                clauses.add(prefix)
        case (one,):
            for value, literal in _rows(one):
                if not test(number.of((value,)), 0):
                    clauses.add((*prefix, -literal))
        case (one, other) if number.weights is not None:
            _bounded((one, other))
            _relate_sum(clauses, number.constant, (one, other), number.weights, test, prefix)
        case (one, other):
            _bounded((one, other))
            rows = _rows(other)
            for first, literal in _rows(one):
                good = [match for second, match in rows if test(number.of((first, second)), 0)]
                _allow(clauses, (*prefix, -literal), good, rows)
        case _:
            raise AssertionError("a narrowed number depends on at most two choices")


def _relate_sum(
    clauses: Clauses,
    constant: Number,
    choices: tuple[Choice, Choice],
    weights: Sequence[Number],
    test: Test,
    prefix: Sequence[int],
) -> None:
    """Relate `constant + a * x + b * y` to zero (the usual case, so without a call per pair)."""
    one, other = choices
    a, b = weights
    rows = [(b * value, literal) for value, literal in _rows(other)]
    for value, literal in _rows(one):
        first = constant + a * value
        good = [match for second, match in rows if test(first + second, 0)]
        _allow(clauses, (*prefix, -literal), good, rows)


def _allow(
    clauses: Clauses, head: tuple[int, ...], good: list[int], rows: Collection[tuple[Number, int]]
) -> None:
    """Add to a clause head that one of the good rows holds, in the shorter of two equal ways."""
    bad = len(rows) - len(good)
    if not bad:
        return
    if bad < len(good):
        chosen = set(good)
        for _, match in rows:
            if match not in chosen:
                clauses.add((*head, -match))
    else:
        clauses.add((*head, *good))


def as_choice(clauses: Clauses, number: Numeric) -> Choice:
    """Return the choice of values that a number can take."""
    if number.weights is not None and len(number.choices) > 2:
        return _sum_choice(clauses, number)
    _bounded(number.choices)
    rows: dict[Value, list[tuple[int, ...]]] = {}
    for combination in itertools.product(*(_rows(choice) for choice in number.choices)):
        value = number.of([item for item, _ in combination])
        rows.setdefault(_exact(value), []).append(tuple(literal for _, literal in combination))
    return choose(clauses, rows)


def choose(clauses: Clauses, rows: Mapping[Value, Sequence[tuple[int, ...]]]) -> Choice:
    """Return a choice that has a value exactly where all literals of one of its rows hold.

    The rows must be such that exactly one row of all holds in every model.
    """
    if len(rows) == 1:
        return {next(iter(rows)): TRUE}
    choice: dict[Value, int] = {}
    fresh: list[int] = []
    for value, alternatives in rows.items():
        if len(alternatives) == 1 and len(alternatives[0]) == 1:
            choice[value] = alternatives[0][0]
            continue
        literal = clauses.variable()
        choice[value] = literal
        fresh.append(literal)
        for row in alternatives:
            clauses.add((literal, *(-part for part in row)))
    if fresh:
        clauses.at_most_one(list(choice.values()))
    return choice


def _sum_choice(clauses: Clauses, number: Numeric) -> Choice:
    """Add up one choice at a time: a counter (Sinz 2005) generalised to weights."""
    weights = number.weights or ()
    parts = sorted(zip(weights, number.choices, strict=True), key=lambda part: len(part[1]))
    total = single(parts[0][1])
    running = as_choice(clauses, linear([(parts[0][0], total)]))
    for weight, choice in parts[1:]:
        _bounded((running, choice))
        running = as_choice(clauses, linear([(1, single(running)), (weight, single(choice))]))
    return as_choice(clauses, linear([(1, single(running)), (1, constant(number.constant))]))


def _narrow(clauses: Clauses, number: Numeric) -> Numeric:
    """Return an equal number that depends on at most two choices."""
    if len(number.choices) <= 2:
        return number
    if number.weights is None:
        return single(as_choice(clauses, number))
    largest = max(range(len(number.choices)), key=lambda i: len(number.choices[i]))
    terms = [(weight, single(choice)) for weight, choice in zip(number.weights, number.choices, strict=True)]
    last = terms.pop(largest)
    others = linear([(1, constant(number.constant)), *terms])
    head = single(as_choice(clauses, others))
    return linear([(1, head), last])


def _bounded(choices: Sequence[Choice]) -> None:
    size = 1
    for choice in choices:
        size *= len(choice)
    if size > MAX_COMBINATIONS:
        raise FaultError(Fault("too-big", f"a relation over {size} combinations of values"))


def _rows(choice: Choice) -> Collection[tuple[Number, int]]:
    """Return the values of a choice of numbers with their literals."""
    return cast(Mapping[Number, int], choice).items()


def _exact(number: Number) -> Number:
    if isinstance(number, Fraction) and number.denominator == 1:
        return number.numerator
    return number
