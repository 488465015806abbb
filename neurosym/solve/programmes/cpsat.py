"""The best of a programme in whole numbers by CP-SAT of OR-Tools, which learns from conflicts.

Perron and Didier, "CP-SAT". Nothing that it says is believed. It takes finite whole numbers only. Runs in a
worker, where `highspy` from 1.15 on must not be loaded: the two bring the same library in two versions.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from neurosym.solve.programmes.mixed import Mixed

LARGEST = 2**50
"""Sums above this are not given to it."""

END = 2**20
"""How far beyond other numbers it looks where one has no end. What it misses is not taken for nothing."""

TOGETHER = (1, 15)
"""The first version of highspy that cannot be loaded in one process with it."""


def unusable() -> str:
    """Return why it cannot be used here, or nothing. Loads nothing."""
    if find_spec("ortools") is None:
        return "ortools is not installed"
    try:
        installed = tuple(int(part) for part in version("highspy").split(".")[:2])
    except (PackageNotFoundError, ValueError):
        return ""
    return "highspy from 1.15 on and ortools cannot be loaded together" if installed >= TOGETHER else ""


def best(programme: Mixed, seconds: float) -> list[float] | None:
    """Return where the objective is least, as far as that is known by then; None where nothing is.

    None, too, where numbers are not whole, or too large.
    """
    if unusable() or not all(programme.whole) or not _small(programme):
        return None
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    numbers = [model.new_int_var(low, high, "") for low, high in _ends(programme)]
    for row in programme.rows:
        weights, most = _in_whole(row.weights, row.most)
        total = cp_model.LinearExpr.weighted_sum([numbers[c] for c in weights], list(weights.values()))
        said = model.add(total == int(most) if row.equal else total <= int(most))
        if row.selected is not None:
            said.only_enforce_if(numbers[row.selected])
    smallest, _ = _in_whole(programme.objective, Fraction(0))
    model.minimize(cp_model.LinearExpr.weighted_sum([numbers[c] for c in smallest], list(smallest.values())))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = seconds
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return [float(solver.value(number)) for number in numbers[: programme.own]]


def _in_whole(weights: Mapping[int, Fraction], most: Fraction) -> tuple[dict[int, int], Fraction]:
    scale = math.lcm(most.denominator, *(weight.denominator for weight in weights.values()))
    return {column: int(weight * scale) for column, weight in weights.items()}, most * scale


def _small(programme: Mixed) -> bool:
    """Say whether sums stay small enough."""
    reach = [max(abs(low), abs(high)) for low, high in _ends(programme)]
    sums = [(row.weights, row.most) for row in programme.rows] + [(programme.objective, Fraction(0))]
    for weights, most in sums:
        whole, least = _in_whole(weights, most)
        if abs(least) + sum(abs(weight) * reach[column] for column, weight in whole.items()) > LARGEST:
            return False
    return all(low <= high for low, high in _ends(programme))


def _ends(programme: Mixed) -> list[tuple[int, int]]:
    """Return between which numbers it looks: beyond all that are named, where there is no end."""
    far = END + math.ceil(max((abs(end) for end in (*programme.lower, *programme.upper) if end), default=0))
    return [
        (-far if low is None else math.ceil(low), far if high is None else math.floor(high))
        for low, high in zip(programme.lower, programme.upper, strict=True)
    ]
