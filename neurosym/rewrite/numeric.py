"""Numbers with finitely many values: functions of a few choices, linear where they can be. Adds no clauses.

A `Choice` maps each possible value of a term to a literal; in every model exactly one of them holds.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias, cast

from neurosym.ir.model import Value
from neurosym.rewrite.cnf import FALSE, TRUE

Number: TypeAlias = int | Fraction
Choice: TypeAlias = Mapping[Value, int]


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
        return constant(next(iter(rows_of(choice)))[0])
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


def rows_of(choice: Choice) -> Collection[tuple[Number, int]]:
    """Return the values of a choice of numbers with their literals."""
    return cast(Mapping[Number, int], choice).items()
