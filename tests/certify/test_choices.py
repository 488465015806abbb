"""Formulas as limits and choices: all of them are met in just the worlds in which a formula is true."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings

from neurosym.certify.choices import Choice, Part
from neurosym.certify.limits import Limits
from neurosym.certify.lines import Said
from neurosym.certify.scope import Scope
from neurosym.certify.sums import Limit
from neurosym.ir.core import Quantified
from neurosym.ir.terms import constant
from tests.certify.reading import (
    Case,
    all_met,
    asked,
    cases,
    every_world,
    is_met,
    number_in,
    places_in,
)

FAST = settings(max_examples=60, suppress_health_check=list(HealthCheck))
LONG = settings(FAST, max_examples=5_000)


def meet_their_formulas(case: Case) -> None:
    """Hold each formula, its denial and what it says of individuals against its parts in every world."""
    limits = Limits(Scope(case.problem))
    read = [(said, list(limits.parts(said))) for said in said_in(limits)]
    places = {place for _, parts in read for place in places_in(limits, parts)}
    for world in case.worlds(limits):
        for said, parts in read:
            env = {name: world.value(constant(one), {}) for name, one in said.env.items()}
            so = world.holds(said.formula, env) == said.holds
            assert all_met(limits, parts, world) in (so, None), said
        for place in places:
            assert all(is_met(world, bound) for bound in limits.bounds(place)), place
            assert not limits.whole(place) or number_in(world, place).denominator == 1, place


def said_in(limits: Limits) -> Iterator[Said]:
    """Each formula and its contrary, and the outermost `all`s of it said of each choice of names."""
    for label, formula in limits.scope.formulas.items():
        yield Said(formula, {}, True)
        yield Said(formula, {}, False)
        while isinstance(formula, Quantified) and formula.kind == "all":
            row = [sorted(limits.scope.domain(binding.sort), key=repr) for binding in formula.bindings]
            for each in itertools.product(*row):
                yield Said(*limits.scope.instance(label, each))
            break


@FAST
@given(cases())
def test_parts_are_met_where_a_formula_is_true(case: Case):
    meet_their_formulas(case)


@FAST
@given(cases(open_sorts=True))
def test_parts_are_met_where_others_may_exist(case: Case):
    meet_their_formulas(case)


@pytest.mark.long
@pytest.mark.timeout(7200)
@LONG
@given(cases())
def test_parts_are_met_where_a_formula_is_true_at_length(case: Case):
    meet_their_formulas(case)


# --- kinds of formulas

READ = (
    "p or not q or k == 1",
    "implies(p, k >= 1)",
    "p == (k >= 2)",
    "p != (h(ann) and h(bob))",
    "not (p and k <= 1)",
    "not implies(p, k <= 1)",
    "k == l",
    "k != l",
    "2 * k != l + 1",
    "k > l",
    "not k > l",
    "d == e",
    "d < e",
    "d != tue",
    "on(ann) != on(bob)",
    "distinct(on(y) for y in P)",
    "distinct(k, l, 1)",
    "distinct(k + 0, l)",
    "distinct(likes(ann), who)",
    "abs(k - l) <= 1",
    "max(k, l) <= 1",
    "1 <= min(k, l)",
    "k < min(l, f(0))",
    "max(f(y) for y in N) < 2",
    "min(f(y) for y in N) >= 1",
    "max(k + y for y in N) <= min(l + y + 2 for y in N)",
    "sum(h(y) for y in P) == 1",
    "sum(k == y for y in N) == 1",
    "sum(f(y) for y in N) <= 4",
    "2 * k - l / 2 <= 1",
    "-k >= l * (1 + 1) - 5",
    "abs(k - l) >= 1",
    "abs(k - l) == 1",
    "abs(k - l) != 1",
    "max(k, l) == 2",
    "min(k, l) <= 1",
    "2 != min(k, l)",
    "max(k, l) > min(k, l)",
    "max(f(y) for y in N) == 2",
    "min(k, f(0)) < max(f(y) for y in N)",
    "abs(k - (l if p else 0)) >= 1",
    "rank(d) + k <= 3",
    "(2 if p else 0) + k <= 2",
    "(k if p else l) <= 1",
    "(k if p else l) != 1",
    "(k if p else l) + (l if q else k) <= 2",
    "(k if p else l) + (l if p else 2) == 2",
    "sum((f(y) if y < 1 else 2) for y in N) <= 3",
    "sum((f(y) if p else 2) for y in N) <= 3",
    "sum((y if f(y) < 1 else k) for y in N if y < 1) <= 1",
    "any(h(y) for y in P)",
    "not any(h(y) for y in P)",
    "any(k == y and h(z) for y in N for z in P)",
    "all(implies(h(y), on(y) < wed) for y in P)",
    "(p if q else h(ann))",
    "not (p if q else h(ann))",
    "all(y == (p if q else r) for y in Bool)",
    "all(y == (p and q) for y in Bool)",
    "all(y or p for y in Bool)",
    "likes(ann) == bob",
    "likes(ann) != likes(bob)",
    "f(0) == 1 and f(1) == 2 and f(2) == 0 and f(k) <= 1",
    "f(0) == 1 and f(1) == 2 and f(2) == 0 and f(f(1)) + k <= 1",
    "1 == f(1) and f(f(1)) != 2",
    "k == 1 and f(k) == 2 and f(2 * k) >= 1",
    "True and (False or k <= 1 or p)",
    "False or k <= 1",
    "not True",
)
"""All that these say is limits and choices."""

UNREAD = (
    "likes(who) == ann",
    "f(k) == 2",
    "f(f(0)) == 1",
    "f(0) == 1 and f(k) <= 1",
    "h(who)",
    "k * l <= 2",
    "k // 2 == 1",
    "not distinct(k, l)",
    "sum(d < y for y in D) == 1",
    "sum((f(y) if f(y) < 1 else k) for y in N) <= 3",
    "all(sum((k if p else l) for y in P if h(y)) <= y for y in N)",
    "distinct((k if p else l) + y for y in N)",
    "distinct(h(y) for y in P)",
    "p == distinct(k, l)",
    "max(k * l, 1) > l",
    "all(x + l <= max(f(x) + k for x in N) for x in N)",
)
"""Of these a part is neither, and the rest is not more than they say."""


@pytest.mark.parametrize("formula", READ)
def test_what_is_read_is_read_wholly(formula: str):
    case = every_world(asked(formula))
    limits = Limits(Scope(case.problem))
    assert None not in flat(limits, limits.set_by("c1", ()))
    meet_their_formulas(case)


@pytest.mark.parametrize("formula", UNREAD)
def test_what_is_not_read_is_left_open(formula: str):
    case = every_world(asked(formula))
    limits = Limits(Scope(case.problem))
    assert None in flat(limits, limits.set_by("c1", ()))
    meet_their_formulas(case)


OTHERS = "distinct(g(y) for y in Q)", "all(g(y) <= 1 for y in Q)", "any(g(y) < 1 for y in Q)"


@pytest.mark.parametrize("formula", OTHERS)
def test_what_is_said_of_others_is_left_open(formula: str):
    """Else what others are like would count for nothing."""
    problem = asked(formula, words="sort Q >= sam\nsort N = 0..2\ng : Q -> N\n")
    assert Limits(Scope(problem)).set_by("c1", ()) == [None]


def flat(limits: Limits, parts: Iterable[Part]) -> Iterator[Limit | None]:
    """Limits, those in choices too, and None for what is neither."""
    for part in parts:
        if isinstance(part, Choice):
            yield from (each for way in part.ways for each in flat(limits, limits.parts(way)))
        else:
            yield part
