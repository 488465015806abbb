"""Relations between numbers and choices as clauses.

A relation between two choices becomes one clause per value; longer sums are added up step by step.
Knows clauses, not terms.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from neurosym.faults import Fault, FaultError
from neurosym.ir.model import Value
from neurosym.rewrite.cnf import TRUE, Clauses
from neurosym.rewrite.numeric import Choice, Number, Numeric, constant, linear, rows_of, single

Test: TypeAlias = Callable[[Number, Number], bool]

MAX_COMBINATIONS = 50_000
"""Value combinations that one relation may be written out over."""


def relate(clauses: Clauses, number: Numeric, test: Test, prefix: Sequence[int]) -> None:
    """Add clauses: the number stands to zero as `test` says, or a literal of `prefix` holds."""
    number = _narrow(clauses, number)
    match number.choices:
        case ():
            if not test(number.of(()), 0):
                clauses.add(prefix)
        case (one,):
            for value, literal in rows_of(one):
                if not test(number.of((value,)), 0):
                    clauses.add((*prefix, -literal))
        case (one, other) if number.weights is not None:
            _bounded((one, other))
            _relate_sum(clauses, number.constant, (one, other), number.weights, test, prefix)
        case (one, other):
            _bounded((one, other))
            rows = rows_of(other)
            for first, literal in rows_of(one):
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
    rows = [(b * value, literal) for value, literal in rows_of(other)]
    for value, literal in rows_of(one):
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
    for combination in itertools.product(*(rows_of(choice) for choice in number.choices)):
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


def _exact(number: Number) -> Number:
    if isinstance(number, Fraction) and number.denominator == 1:
        return number.numerator
    return number
