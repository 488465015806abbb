"""Sums of limits: programmes are certified, and nothing is that is not so."""

from __future__ import annotations

import json
from contextlib import nullcontext
from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import neurosym as ns
from neurosym.certify.check import check
from neurosym.certify.limits import Limits, check_limits, check_ray
from neurosym.certify.scope import Scope
from neurosym.faults import FaultError
from neurosym.ir.certificate import Cases, Certificate, Counted, LimitProof, Ray, Split, Weighed
from neurosym.ir.certificate_plain import certificate_from_json, certificate_to_json
from neurosym.ir.core import Apply, Compare, Num, Problem
from neurosym.ir.verdict import Result, Verdict
from neurosym.solve.certificate import certificate
from neurosym.solve.decide import decide
from neurosym.solve.sat import SatBackend
from neurosym.solve.z3 import Z3Backend
from tests.certify.oracle import accepted
from tests.solve.test_optimum import Row, goals, problem, rows

ENGINES = (SatBackend(), Z3Backend())


X, Y = Apply("x"), Apply("y")


def certified(asked: Problem) -> tuple[Result, Certificate]:
    result = decide(asked, ENGINES)
    found = certificate(asked, result, ENGINES)
    found = certificate_from_json(json.loads(json.dumps(certificate_to_json(found))))
    check(asked, found)
    return result, found


@settings(max_examples=60, deadline=None)
@given(rows, goals, st.sampled_from(("Real", "Int")))
def test_best_and_impossible_programmes_are_certified(
    limits: list[Row], goal: tuple[int, int], sort: str
) -> None:
    asked = problem(sort, limits, goal, "x <= 9 and y <= 9")
    result, found = certified(asked)
    assert result.verdict in (Verdict.OPTIMAL, Verdict.INFEASIBLE)
    assert isinstance(found.evidence[-1], Weighed | Split)


@settings(max_examples=150, deadline=None)
@given(rows, goals, st.randoms(use_true_random=False))
def test_what_is_worse_than_the_best_is_never_accepted(limits: list[Row], goal: tuple[int, int], rng) -> None:
    """The proof that nothing is better than the best, changed at will, for a solution that is not."""
    asked = problem("Int", limits, goal, "x <= 5 and y <= 5")
    values = {
        (x, y): goal[0] * x + goal[1] * y
        for x, y in product(range(6), repeat=2)
        if all(a * x + b * y <= c for a, b, c in limits)
    }
    assume(len(set(values.values())) > 1)
    _, found = certified(asked)
    (x, y), worse = rng.choice([item for item in values.items() if item[1] < max(values.values())])
    shown, proof = found.evidence
    tables = {"x": {(): x}, "y": {(): y}}
    planted = replace(
        found,
        value={"objective": worse, "x": x, "y": y},
        evidence=(replace(shown, model=replace(shown.model, tables=tables)), changed(proof, rng)),
    )
    assert not accepted(asked, planted)


def changed(proof: Weighed | Split, rng) -> Weighed | Split:
    if isinstance(proof, Split):
        most = proof.most + rng.choice((-1, 0, 0, 1))
        return replace(proof, most=most, below=changed(proof.below, rng), above=changed(proof.above, rng))
    limits = [
        replace(
            one,
            weight=one.weight * rng.choice((1, 1, 2, Fraction(1, 3), -1)),
            part=one.part + rng.choice((0, 0, 1)),
        )
        for one in proof.limits
        if rng.random() < 0.9
    ]
    return Weighed(tuple(limits))


@settings(max_examples=60, deadline=None)
@given(rows, goals, st.sampled_from(("Real", "Int")))
def test_what_grows_for_ever_is_certified(limits: list[Row], goal: tuple[int, int], sort: str) -> None:
    asked = problem(sort, limits, goal)
    result, found = certified(asked)
    assert result.verdict in (Verdict.OPTIMAL, Verdict.INFEASIBLE, Verdict.UNBOUNDED)
    if result.verdict is Verdict.UNBOUNDED:
        assert found.kind == "model+ray"
        assert "again and again" in result.reason
    if result.verdict is Verdict.OPTIMAL:
        shown = found.evidence[0]
        for steps in product((-1, 0, 1), repeat=2):
            ray = Ray(tuple(zip((("x", ()), ("y", ())), map(Fraction, steps), strict=True)))
            planted = replace(found, verdict=Verdict.UNBOUNDED, value=None, evidence=(shown, ray))
            assert not accepted(asked, planted)


RAY = (
    "x, y, w : Real\nsort D = 1..4\nd : D\np : Bool\nassumed\n    w == 5\n"
    "    x >= 1 and x == y + 1 and d <= 3{more}\nmaximize\n    x + d\n"
)


@pytest.mark.parametrize(
    ("more", "steps", "why"),
    [
        ("", {"x": 1, "y": 1}, ""),
        ("", {"x": 1}, "out of a limit"),
        ("", {"x": -1, "y": -1}, "out of a limit"),
        ("", {"x": 1, "y": 2}, "out of a limit"),
        ("", {"d": 1}, "out of a limit"),
        ("", {"d": -1}, "out of a range"),
        ("", {}, "nothing grows"),
        ("", {"z": 1}, "not there"),
        ("", {"x": 1, "y": 1, "z": 0}, "not there"),
        ("", {"x": 1, "y": 1, "w": 1}, "out of a range"),
        (" and x >= w", {"x": 1, "y": 1}, ""),
        (" and x <= w", {"x": 1, "y": 1}, "out of a limit"),
        (" and (p or x > 2)", {"x": 1, "y": 1}, "along a ray"),
    ],
)
def test_rays(more: str, steps: dict[str, int], why: str) -> None:
    asked = ns.loads(RAY.format(more=more))
    ray = Ray(tuple(((name, ()), Fraction(step)) for name, step in steps.items()))
    with pytest.raises(FaultError, match=why) if why else nullcontext():
        check_ray(Scope(asked), ray, asked.goal.term)


def test_missing_ray_is_refused() -> None:
    asked = problem("Real", [], (1, 1))
    _, found = certified(asked)
    with pytest.raises(FaultError, match="a ray is missing"):
        check(asked, replace(found, evidence=found.evidence[:1]))


BOTH = ns.loads(
    "n : Int\nr : Real\nsort D = 1..4\nd : D\nassumed\n    r >= 2 and r < 1\n    n * n >= 2 or n < 3\nfind\n"
)


@pytest.mark.parametrize(
    ("proof", "why"),
    [
        (Weighed((Counted("c1", (), 0, Fraction(-1)),)), "wrong way round"),
        (Weighed((Counted("c1", (), 2, Fraction(1)),)), "nothing sets"),
        (Weighed((Counted("c2", (), 0, Fraction(1)),)), "nothing sets"),
        (Weighed((Counted("", (), 0, Fraction(1)),)), "nothing sets"),
        (Weighed((Counted("c9", (), 0, Fraction(1)),)), "no formula"),
        (Weighed((Counted("c1", (), 0, Fraction(1)),)), "nothing impossible"),
        (Weighed(()), "nothing impossible"),
        (Weighed((Counted("c1", (), 1, Fraction(0)),)), "nothing impossible"),
        (Weighed((Counted("", (("m", ()),), 0, Fraction(1)),)), "not there"),
        (Weighed((Counted("", (("r", ()),), 0, Fraction(1)),)), "nothing sets"),
        (Split(("r", ()), 1, Weighed(()), Weighed(())), "no whole number"),
        (Split(("n", ()), 1, Weighed(()), Weighed(())), "nothing impossible"),
    ],
)  # fmt: skip
def test_what_is_no_proof_is_refused(proof: Weighed | Split, why: str) -> None:
    with pytest.raises(FaultError, match=why):
        check_limits(Scope(BOTH), proof)


# --- choices and what is supposed

WAYS = ns.loads(
    "n : Int\nsort D = 1..4\nd : D\np : Bool\nassumed\n    d <= 1 or d >= 3\n    d > 1 or n <= 2\n"
    "    n >= 3\n    d <= 2 and (p or n < 3 or d > 3)\nfind\n"
)


def said(label: str, part: int = 0, weight: int = 1) -> Counted:
    return Counted(label, (), part, Fraction(weight))


def supposed(part: int) -> Counted:
    return said("", part)


LOW, HIGH = Weighed((supposed(1), said("c3"))), Weighed((supposed(0), said("c4")))
"""That d is 1 makes n too small; that it is 3 or more is excluded."""
HONEST = Cases(said("c1"), (Cases(said("c2"), (Weighed((supposed(0), supposed(1))), LOW)), HIGH))
NOT_ONE = Split(("d", ()), 1, Cases(said("c2"), (Weighed((supposed(0), supposed(1))), LOW)), Weighed(()))


@pytest.mark.parametrize(
    ("proof", "why"),
    [
        (HONEST, ""),
        (Cases(said("c1", weight=-3), HONEST.proofs), ""),  # the weight of a choice says nothing
        (Split(("d", ()), 2, HONEST, Weighed((supposed(0), said("c4")))), "nothing impossible"),
        (Split(("d", ()), 2, Cases(said("c1"), ()), HIGH), "another number of ways"),
        (Cases(said("c1"), HONEST.proofs[::-1]), "nothing"),
        (Cases(said("c1"), HONEST.proofs[1:]), "another number of ways"),
        (Cases(said("c1"), (*HONEST.proofs, HIGH)), "another number of ways"),
        (Cases(said("c1"), (HIGH, HIGH)), "nothing impossible"),
        (Cases(said("c2"), HONEST.proofs), "nothing impossible"),
        (Cases(said("c3"), HONEST.proofs), "a choice that nothing leaves"),
        (Cases(said("c1", 1), HONEST.proofs), "a choice that nothing leaves"),
        (Cases(said("c1", -1), HONEST.proofs), "a choice that nothing leaves"),
        (Cases(said("c9"), HONEST.proofs), "no formula"),
        (Cases(supposed(0), HONEST.proofs), "a choice that nothing leaves"),
        (Cases(said("c1"), (HONEST.proofs[0], LOW)), "a limit that nothing sets"),  # supposes more than that
        (Cases(said("c1"), (HONEST.proofs[0], Weighed((supposed(-1), said("c4"))))), "nothing sets"),
        (Weighed((said("c1"), said("c4"))), "a limit that nothing sets"),  # a choice is no limit
        (Weighed((supposed(0), said("c4"))), "a limit that nothing sets"),
        (NOT_ONE, "nothing impossible"),
        (Split(("d", ()), 1, Ray(()), Ray(())), "none"),
        (Cases(said("c1"), (HONEST.proofs[0], None)), "none"),
        (Split(("d", (1,)), 1, HONEST, HONEST), "not there"),
        (Split(("p", ()), 0, Weighed(()), Weighed(())), "nothing impossible"),
        (Split(("=", (("d", ()), 2)), 0, Weighed(()), Weighed(())), "nothing impossible"),
        (Split(("=", (("d", ()), 9)), 0, Weighed(()), Weighed(())), "not there"),
        (Split(("=", (("e", ()), 2)), 0, Weighed(()), Weighed(())), "not there"),
        (Split(("=", (("p", ()), True)), 0, Weighed(()), Weighed(())), "not there"),
        (Split(("=", ("d", 2)), 0, Weighed(()), Weighed(())), "not there"),
    ],
)  # fmt: skip
def test_cases(proof: LimitProof, why: str) -> None:
    with pytest.raises(FaultError, match=why) if why else nullcontext():
        check_limits(Scope(WAYS), proof)


@pytest.mark.parametrize("most", [*range(4), Fraction(3, 2), Fraction(2), 1.5])
def test_a_split_leaves_no_number_out(most: int) -> None:
    """Two is at most two, or at least three, and nothing between is lost."""
    two = ns.loads("n : Int\nassumed\n    n >= 2 and n <= 2\nfind\n")
    for below, above in product((0, 1), repeat=2):
        sides = (Weighed((supposed(0), said("c1", part))) for part in (below, above))
        with pytest.raises(FaultError, match=r"nothing impossible|no whole number"):
            check_limits(Scope(two), Split(("n", ()), most, *sides))


NO_WHOLE_SUM = """n, m : Int
r : Real
assumed
    n + m == r
assumed
    r >= 1/4 and r <= 3/4
maximize
    n
"""
N, M, R = ("n", ()), ("m", ()), ("r", ())
BELOW = Weighed((supposed(0), said("c1", 0, -1), said("c2", 0)))
ABOVE = Weighed((supposed(0), said("c1"), said("c2", 1)))


@pytest.mark.parametrize(
    ("split", "why"),
    [
        (Split(N, 0, BELOW, ABOVE, (M,)), ""),
        (Split(M, 0, BELOW, ABOVE, (N,)), ""),
        (Split(N, 1, BELOW, ABOVE, (M,)), "nothing impossible"),
        (Split(N, 0, BELOW, ABOVE), "nothing impossible"),
        (Split(N, 0, BELOW, ABOVE, (M, M)), "nothing impossible"),
        (Split(N, 0, BELOW, ABOVE, (M, R)), "no whole number"),
        (Split(N, 0, BELOW, ABOVE, (("k", ()),)), "not there"),
    ],
)
def test_a_sum_of_whole_numbers_is_split(split: Split, why: str) -> None:
    asked = ns.loads(NO_WHOLE_SUM)
    found = certificate(asked, Result(Verdict.INFEASIBLE, evidence=(split,)), ENGINES)
    assert certificate_from_json(json.loads(json.dumps(certificate_to_json(found)))) == found
    with pytest.raises(FaultError, match=why) if why else nullcontext():
        check(asked, found)


def test_a_way_that_is_a_choice_is_supposed_whole() -> None:
    """What is supposed counts up: first all of one way, then all of the next."""
    scope = Scope(
        ns.loads(
            "n, m : Int\nassumed\n    (n >= 3 and (m >= 4 or m <= -4)) or n >= 9\n"
            "    n <= 5 and m <= 3 and m >= -3\nfind\n"
        )
    )
    inner = Cases(supposed(1), (Weighed((supposed(2), said("c2", 1))), Weighed((supposed(2), said("c2", 2)))))
    proof = Cases(said("c1"), (inner, Weighed((supposed(0), said("c2", 0)))))
    check_limits(scope, proof)
    flat = Cases(said("c1"), (Weighed((supposed(2), said("c2", 1))), proof.proofs[1]))
    with pytest.raises(FaultError, match="nothing sets"):
        check_limits(scope, flat)


def test_what_adds_up_to_one() -> None:
    """That a function has one of its values, and which number that is."""
    asked = ns.loads("sort D = 1..3\nd : D\nassumed\n    d != 1 and d != 2 and d != 3\nfind\n")
    number = ("d", ())
    values = [("=", (number, value)) for value in (1, 2, 3)]
    one = Counted("", (values[0],), 2, Fraction(-1))
    none = [said("c1", part) for part in range(9) if part % 4 == 0]
    check_limits(Scope(asked), Weighed((one, *none)))
    least = ns.loads("sort D = 1..3\nd : D\nassumed\n    d != 1 and d <= 1\nfind\n")
    with pytest.raises(FaultError, match="nothing impossible"):
        check_limits(Scope(least), Weighed((one, said("c1", 0))))
    # d is once [d = 1] and twice [d = 2] and so on, so twice their sum and more, unless it is 1
    worth, above = (Counted("", (values[2],), part, Fraction(1)) for part in (3, 0))
    twice = replace(one, weight=Fraction(-2))
    check_limits(Scope(least), Weighed((worth, twice, above, said("c1", 0), said("c1", 3))))


def test_what_is_read_is_kept_unless_more_is_given() -> None:
    asked = ns.loads("sort N = 0..3\nk, l : N\nassumed\n    k + l <= 3\nfind\n")
    limits = Limits(Scope(asked))
    first = limits.set_by("c1", ())
    more, given = (Compare(op, Apply("k"), Num(1)) for op in (">", "=="))
    assert limits.along_with(Scope(asked, (more,))).set_by("c1", ()) is first
    assert limits.along_with(Scope(asked, (given,))).set_by("c1", ()) == [({("l", ()): 1, None: -2}, "<=")]


def test_parts_of_formulas_as_limits() -> None:
    asked = ns.loads(
        "sort N = 1..3\nx, y : Real\nn : Int\nf : N -> N\np, q : Bool\nassumed\n"
        "    x > y / 2 and 3 * x >= 2 - y * 2 and -n <= 4 and 2 * n < 5\n"
        "    x * y <= 1 and x / y <= 1 and f(f(1)) <= 2 and f(2) == 3 and p == q and x != y\n"
        "    n == 2 and n == 2 and 3 * n <= x and 1 + abs(n) <= 5\nfind\n"
    )
    limits = Limits(Scope(asked))
    x, y, n, f, p, q = ("x", ()), ("y", ()), ("n", ()), ("f", (2,)), ("p", ()), ("q", ())
    half = Fraction(1, 2)
    first, second, third = (list(limits.set_by(f"c{number}", ())) for number in (1, 2, 3))
    assert first == [
        ({y: half, x: -1}, "<"),
        ({x: -3, y: -2, None: 2}, "<="),
        ({None: -6}, "<="),  # n is 2, as the last formula says
        ({None: -1}, "<"),
    ]
    assert second[:4] == [None, None, None, ({}, "==")]
    assert second[4:6] == [({p: 1, q: -1}, "<="), ({p: -1, q: 1}, "<=")]
    assert [way.formula for way in second[6].ways] == [Compare("<", X, Y), Compare(">", X, Y)]
    assert third == [({}, "=="), ({}, "=="), ({x: -1, None: 6}, "<="), None]
    assert limits.whole(n)
    assert limits.whole(f)
    assert not limits.whole(x)


def test_limits_on_whole_numbers_are_drawn_in() -> None:
    asked = ns.loads("n, m : Int\nassumed\n    4 * n + 2 * m <= 7 and not 3 * n <= 5 and n / 2 < 2\nfind\n")
    n, m = ("n", ()), ("m", ())
    assert list(Limits(Scope(asked)).set_by("c1", ())) == [
        ({n: 2, m: 1, None: -3}, "<="),
        ({n: -1, None: 2}, "<="),
        ({n: 1, None: -3}, "<="),
    ]


def test_bounds_of_a_range_count() -> None:
    asked = ns.loads("sort D = 1..4\nd, e : D\nassumed\n    d + e >= 9\nfind\n")
    bounds = [Counted("", ((name, ()),), 1, Fraction(1)) for name in ("d", "e")]
    check_limits(Scope(asked), Weighed((Counted("c1", (), 0, Fraction(1)), *bounds)))


def test_whole_numbers_need_a_split() -> None:
    asked = ns.loads(
        "x, y : Int\nassumed\n    2 * x + 3 * y <= 12 and 3 * x + 2 * y <= 12 and x >= 0 and y >= 0\n"
        "    x - y <= 1 and y - x <= 1\nmaximize\n    5 * x + 4 * y\n"
    )
    result, found = certified(asked)
    assert result.verdict is Verdict.OPTIMAL
    assert isinstance(result.value, dict)
    assert result.value["objective"] == max(
        5 * x + 4 * y
        for x, y in product(range(7), repeat=2)
        if 2 * x + 3 * y <= 12 and 3 * x + 2 * y <= 12 and abs(x - y) <= 1
    )
    assert found.kind in ("model+limits", "model+branches")


def test_limits_over_a_table_and_fixed_numbers_are_certified() -> None:
    _, found = certified(
        ns.loads(
            "sort Tool = saw, drill\nmade : Tool -> Int\nhours : Tool -> Int\nassumed\n"
            "    all(made(t) >= 0 for t in Tool)\n    hours(saw) == 2 and hours(drill) == 3\n"
            "    hours(saw) * made(saw) + hours(drill) * made(drill) <= 31\n    not made(saw) > 7\n"
            "maximize\n    4 * made(saw) + 5 * made(drill)\n"
        )
    )
    assert found.kind in ("model+limits", "model+branches")
