"""Terms as weighted sums, truth as one or zero, and individuals: as evaluated, in every world."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings

from neurosym.certify import scope
from neurosym.certify.choices import Choice
from neurosym.certify.limits import Limits
from neurosym.certify.lines import MAX_ROWS, MAX_VALUES, Said
from neurosym.certify.scope import EQUAL, Scope
from neurosym.certify.sums import YES
from neurosym.faults import FaultError
from neurosym.ir.core import BOOL, Arith, Element, Optimise, Term
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.terms import constant
from neurosym.ir.walk import free_variables, subterms
from tests.certify.reading import WORDS, Case, asked, cases, worth

FAST = settings(max_examples=60, suppress_health_check=list(HealthCheck))
LONG = settings(FAST, max_examples=4_000)


def are_as_evaluated(case: Case) -> None:
    """Hold every closed term against its line, its truth and its values in every world."""
    limits = Limits(Scope(case.problem))
    whole = [*(claim.formula for claim in case.problem.claims), *case.numbers]
    terms = [term for one in whole for term in subterms(one) if not free_variables(term)]
    formulas = [term for term in terms if limits.scope.signature.sort_of(term, {}) == BOOL]
    lines = [(term, limits.line(term, {})) for term in terms if term not in formulas]
    said = [Said(term, {}, holds) for term in formulas for holds in (True, False)]
    truths = [(each, limits.truth(each)) for each in said]
    ones = [(term, limits.one(term, {})) for term in terms]
    values = [(term, limits.values((term, {}))) for term in terms]
    for world in case.worlds(limits):
        for term, line in lines:
            assert line is None or worth(world, line) == ranked(world, term), term
        for each, truth in truths:
            assert truth is None or worth(world, truth) == (world.holds(each.formula) == each.holds), each
        for term, one in ones:
            assert one is None or world.value(term, {}) == world.value(constant(one), {}), term
        for term, found in values:
            had = [value for value in found if worth(world, limits.has((term, {}), value))]
            known = world.value(term, {})
            assert not found or [world.value(constant(value), {}) for value in had] == [known], term


def ranked(world: Evaluator, term: Term) -> object:
    """A number itself, or the place of an element."""
    value = world.value(term, {})
    return world.number(Arith("rank", (constant(value),))) if isinstance(value, str) else value


@FAST
@given(cases())
def test_lines_are_what_terms_are(case: Case):
    are_as_evaluated(case)


@FAST
@given(cases(open_sorts=True))
def test_lines_are_what_terms_are_where_others_may_exist(case: Case):
    are_as_evaluated(case)


@pytest.mark.long
@pytest.mark.timeout(7200)
@LONG
@given(cases())
def test_lines_are_what_terms_are_at_length(case: Case):
    are_as_evaluated(case)


# --- kinds of terms

K, L, P, D = ("k", ()), ("l", ()), ("p", ()), ("d", ())
MORE = f"""{WORDS}g : N, N -> N
sort Person >= sam
sort Big = 1..{MAX_ROWS // 3}
big : Big
"""
GIVEN = "f(0) == 1 and f(1) == 2 and f(2) == 0"


@pytest.mark.parametrize(
    ("term", "line"),
    [
        ("2 * k - l / 4 + 1", {K: 2, L: "-1/4", None: 1}),
        ("-k * 3", {K: -3}),
        ("(k - k) + l * (2 - 1)", {L: 1}),
        ("rank(d)", {(EQUAL, (D, "mon")): 1, (EQUAL, (D, "tue")): 2, (EQUAL, (D, "wed")): 3}),
        ("rank(wed) + rank(tue)", {None: 5}),
        ("(3 if p else 1)", {P: 2, None: 1}),
        ("(k + 3 if p else k)", {K: 1, P: 3}),
        ("(k if True else l)", {K: 1}),
        ("(k if 2 < 1 else l)", {L: 1}),
        ("(3 if k == 2 else 1)", {(EQUAL, (K, 2)): 2, None: 1}),
        ("(3 if k != 2 else 1)", {(EQUAL, (K, 2)): -2, None: 3}),
        ("(3 if not p or False else 1)", {P: -2, None: 3}),
        ("(3 if all(p for y in N) else 1)", None),
        ("(3 if all(p or y < 2 for y in N) else 1)", {P: 2, None: 1}),
        ("(k if p else l)", None),
        ("k * l", None),
        ("k / l", None),
        ("k / 0", None),
        ("k // 2", None),
        ("abs(k)", None),
        ("sum(h(y) for y in P)", {("h", ("ann",)): 1, ("h", ("bob",)): 1}),
        ("sum(p and q for y in N)", None),
        ("sum(k * y for y in N)", {K: 3}),
        ("f(k)", {(EQUAL, (K, 0)): 1, (EQUAL, (K, 1)): 2}),
        ("f(f(f(k)))", None),
        ("f(f(f(1)))", {None: 1}),
        ("g(k, 1)", None),
        ("g(k, l)", None),
        ("g(1, 1)", {("g", (1, 1)): 1}),
        ("sum(1 for y in Int)", None),
        ("sum(1 for y in Person)", None),
        ("sum(1 for y in N for z in N for a in Big)", None),
        ("sum(1 for y in N for z in Big)", {None: 3 * (MAX_ROWS // 3)}),
        ("(1 if big == 2 else 0)", None),
    ],
)
def test_lines(term: str, line: object):
    problem = asked(GIVEN, f"maximize\n    {term}", MORE)
    assert isinstance(problem.goal, Optimise)
    read = Limits(Scope(problem)).line(problem.goal.term, {})
    assert read == (line and {place: Fraction(weight) for place, weight in line.items()})


def test_an_element_without_a_place_is_no_number():
    limits = Limits(Scope(asked("likes(ann) == bob")))
    assert limits.line(Element("ann"), {}) is None
    assert limits.line(Element("wed"), {}) == {None: 3}


def test_names_that_may_be_one_are_not_told_apart():
    problem = replace(asked("likes(ann) == bob and likes(bob) != ann"), unique_names=False)
    limits = Limits(Scope(problem))
    assert list(limits.set_by("c1", ())) == [None, None]
    assert limits.values((Element("ann"), {})) == ()


def test_of_many_values_none_is_a_number_of_its_own():
    few, many = (f"sort B = 1..{count}\nb : B\n" for count in (MAX_VALUES, MAX_VALUES + 1))
    assert len(Limits(Scope(asked("b != 3", words=few))).set_by("c1", ())) == MAX_VALUES
    (choice,) = Limits(Scope(asked("b != 3", words=many))).set_by("c1", ())
    assert isinstance(choice, Choice)


def test_what_is_given_is_a_number_wherever_it_stands():
    problem = asked("f(k) == 1\n1 <= f(2 * k)\n2 == k and f(2) == 0\nf(1) == 1")
    limits = Limits(Scope(problem))
    assert limits.fixed == {K: 2, ("f", (2,)): 0, ("f", (1,)): 1}
    assert list(limits.set_by("c1", ())) == [({None: -1}, "==")]
    assert list(limits.set_by("c2", ())) == [None]  # there is no f(4)
    assert list(limits.set_by("c4", ())) == [({}, "==")]


def test_what_is_no_value_is_not_given():
    """Else what cannot be would be told by nothing."""
    limits = Limits(Scope(asked("f(0) == 3\nn == 1 / 2\nx == 1 / 2\nn == 4 / 2\nl == 1 / 2")))
    assert limits.fixed == {("x", ()): Fraction(1, 2), ("n", ()): 2}
    assert list(limits.set_by("c1", ())) == [({("f", (0,)): 1, None: -3}, "==")]
    assert list(limits.set_by("c5", ())) == [(YES, "==")]


def test_work_is_bounded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(scope, "WORK", 80)
    limits = Limits(Scope(asked("sum(f(y) + f(z) for y in N for z in N) <= 20")))
    assert list(limits.parts(Said(limits.scope.formulas["c1"], {}))) != [None]
    with pytest.raises(FaultError, match="more than 80 steps"):
        [list(limits.parts(Said(limits.scope.formulas["c1"], {}))) for _ in range(9)]
