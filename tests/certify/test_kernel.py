"""The kernel, piece by piece: what it accepts, and each thing that it refuses."""

from __future__ import annotations

import itertools
from contextlib import nullcontext
from dataclasses import replace
from textwrap import dedent

import pytest

from neurosym.certify.check import assumptions, check
from neurosym.certify.lrat import refutes
from neurosym.certify.possible import Supposed
from neurosym.certify.refutation import check_refutation
from neurosym.certify.scope import Scope
from neurosym.faults import FaultError
from neurosym.ir.certificate import Atom, Certificate, Input, Key, Refuted, Shown, Witness
from neurosym.ir.certificate_plain import certificate_from_json, certificate_to_json
from neurosym.ir.core import Enumeration, Problem
from neurosym.ir.load import loads
from neurosym.ir.model import Model
from neurosym.ir.plain import content_hash
from tests.certify.oracle import certified

OPEN = """
sort Person >= ann, bob
happy : Person -> Bool
knows : Person, Person -> Bool
best : Person -> Person
"""
CASES = {
    "proved": "p, q : Bool\nassumed\n    p\n    p == q\nentails\n    q",
    "refuted": "p, q : Bool\nassumed\n    p\n    p != q\nentails\n    q",
    "undetermined": "p, q : Bool\nassumed\n    p or q\nentails\n    q",
    "inconsistent": "p, q : Bool\nassumed\n    p\n    not p\nentails\n    q",
    "unique": "sort N = 1..4\na, b : N\nassumed\n    a + b == 8\nfind",
    "several": "sort N = 1..4\na, b : N\nassumed\n    a + b == 7\nfind",
    "several, all": "sort N = 1..4\na, b : N\nassumed\n    a * b == 6\nenumerate",
    "unique, all": "sort N = 1..4\na, b : N\nassumed\n    a * b == 16\nenumerate a",
    "several, limited": "sort N = 1..4\na, b : N\nassumed\n    a < b\nenumerate a, b limit 2",
    "unique, over truth values": "f : Bool -> Bool\nassumed\n    all(f(x) == x for x in Bool)\nfind",
    "none": "sort N = 1..4\na, b : N\nassumed\n    a + b == 9\nfind",
    "optimal": "sort N = 1..4\na, b : N\nassumed\n    a + b <= 6\nmaximize\n    2 * a + b",
    "infeasible": "sort N = 1..4\na : N\nassumed\n    a > 4\nminimize\n    a",
    "must": "p, q : Bool\nassumed\n    p\nmust\n    A\n        p\n    B\n        q",
    "could": "p, q : Bool\nassumed\n    p\ncould\n    A\n        not p\n    B\n        q",
    "except": "p, q : Bool\nassumed\n    p\nexcept\n    A\n        p\n    B\n        q",
    "cannot": "p, q : Bool\nassumed\n    p\ncannot\n    A\n        not p\n    B\n        q",
    "several options": "p, q : Bool\nassumed\n    p or q\ncould\n    A\n        p\n    B\n        q",
    "no option": "p, q : Bool\nassumed\n    p or q\nmust\n    A\n        p\n    B\n        q",
    "counted": "sort C = a, b, c\np : C -> Bool\nassumed\n    count(p(x) for x in C) == 2\n    not p(a)\n"
    "entails\n    p(b) and p(c)",
    "ordered": "sort D = mon < tue < wed\nd, e : D\nassumed\n    d < e\n    rank(d) >= 2\nentails\n"
    "    e == wed",
    "all different": "sort P = a, b\nsort S = 1..2\ns : P -> S\nassumed\n    distinct(s(x) for x in P)\n"
    "    s(a) == 1\nfind",
    "defined": "sort P = a, b\nrich : P -> Bool\ndefined happy : P -> Bool\nrule\n"
    "    all(happy(x) for x in P if rich(x))\nassumed\n    not rich(a)\nentails\n    happy(a)",
    "recursive": "sort N = a, b, c\nedge : N, N -> Bool\ndefined path, cut : N, N -> Bool\nrule\n"
    "    path(x, y) if edge(x, y)\n    path(x, z) if edge(x, y) and path(y, z)\n"
    "    cut(x, y) if not path(x, y)\nassumed\n    edge(a, b) and edge(b, c)\n"
    "    all(not edge(c, x) for x in N)\nentails\n    path(a, c) and cut(c, a)",
    "open": OPEN + "assumed\n    all(happy(x) for x in Person)\nentails\n    happy(ann)",
    "witness": OPEN + "assumed\n    any(happy(x) and not knows(x, x) for x in Person)\n"
    "    all(knows(x, x) for x in Person if happy(x))\nentails\n    happy(ann)",
    "nested": OPEN + "assumed\n    all(any(knows(x, y) for y in Person) for x in Person if happy(x))\n"
    "    all(not knows(x, y) for x in Person for y in Person)\n    happy(bob) or happy(ann)\nfind",
    "function": OPEN
    + "assumed\n    all(happy(best(x)) for x in Person)\nentails\n    happy(best(best(ann)))",
    "equal": OPEN + "assumed\n    best(ann) == bob\n    happy(bob)\nentails\n    happy(best(ann))",
    "coincide": "names may coincide\n"
    + OPEN
    + "assumed\n    ann == bob\n    happy(ann)\nentails\n    happy(bob)",
}


@pytest.mark.parametrize("name", CASES)
def test_each_goal_and_verdict_has_a_certificate(name: str):
    problem = loads(CASES[name])
    result, found = certified(problem)
    assert found is not None, result
    assert name.split(",")[0] in (result.verdict.value, *CASES)


@pytest.mark.parametrize(("name", "other"), list(itertools.pairwise((*CASES, next(iter(CASES))))))
def test_a_certificate_is_for_one_problem(name: str, other: str):
    _, found = certified(loads(CASES[name]))
    assert found is not None
    with pytest.raises(FaultError, match="another problem"):
        check(loads(CASES[other]), found)


# --- steps


CLAUSES = [(1, 2), (1, -2), (-1, 2), (-1, -2)]


@pytest.mark.parametrize(
    ("steps", "right"),
    [
        ([((1,), (0, 1)), ((), (4, 2, 3))], True),
        ([((1,), (0, 1)), ((), (4, 2))], False),  # a hint is dropped
        ([((1,), (0, 1))], False),  # no empty clause
        ([((2,), (0, 1)), ((), (4, 2, 3))], False),  # another literal
        ([((1,), (0, 9)), ((), (4, 2, 3))], False),  # a hint that names nothing
        ([((1,), (0, -1)), ((), (4, 2, 3))], False),
        ([((), (0,))], False),  # a clause with two literals left
        ([], False),
    ],
)
def test_steps_follow_by_their_hints(steps: list[tuple[tuple[int, ...], tuple[int, ...]]], right: bool):
    assert refutes(CLAUSES, steps) is right


# --- refutations


def problem_of(text: str) -> Problem:
    return loads(OPEN + text + "\nfind\n")


LIKED = "assumed\n    all(happy(x) for x in Person)\n    not happy(ann)"
ANN = Atom("happy", ("ann",), True)
GOOD = Refuted((), {}, (ANN,), (Input("c1", ("ann",), (1,)), Input("c2", (), (-1,))), (((), (0, 1)),))


def test_instances_that_contradict_each_other_are_accepted():
    check_refutation(Scope(problem_of(LIKED)), GOOD)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"inputs": (Input("c1", ("bob",), (1,)), GOOD.inputs[1])}, "does not follow from `c1`"),
        ({"inputs": (Input("c1", ("mon",), (1,)), GOOD.inputs[1])}, "do not fit"),
        ({"inputs": (Input("c1", (1,), (1,)), GOOD.inputs[1])}, "do not fit"),
        ({"inputs": (Input("c2", ("ann",), (1,)), GOOD.inputs[1])}, "not general"),
        ({"inputs": (Input("c3", (), (1,)), GOOD.inputs[1])}, "no formula is called"),
        ({"inputs": (Input("c1", ("ann",), (2,)), GOOD.inputs[1])}, "stands for nothing"),
        ({"inputs": (Input("c1", ("ann",), (0,)), GOOD.inputs[1])}, "stands for nothing"),
        ({"atoms": (Atom("happy", ("ann", "bob"), True),)}, "not applied"),
        ({"atoms": (Atom("happy", ("ann",), 1),)}, "not applied"),
        ({"atoms": (Atom("best", ("ann",), "bob"),)}, "not applied"),
        ({"atoms": (Atom("=", ("ann", True), True),)}, "not applied"),
        ({"atoms": (Atom("=", ("ann", "bob"), False),)}, "not applied"),
        ({"atoms": (Atom("sad", ("ann",), True),)}, "not applied"),
        ({"terms": {"Person": ("ann", "eve")}}, "no open sort"),
        ({"terms": {"Nobody": ("ann",)}}, "no open sort"),
        ({"witnesses": (Witness(("ann",), sort="Person"),)}, "no new name"),
        ({"witnesses": (Witness(("a b",), sort="Person"),)}, "no new name"),
        ({"witnesses": (Witness(("eve",), sort="Bool"),)}, "no new name"),
        ({"witnesses": (Witness(("eve",), "c1", 7),)}, "no quantified formula"),
        ({"witnesses": (Witness(("eve",), "c1", 1),)}, "no quantified formula"),
        ({"witnesses": (Witness(("eve", "eva"), "c1", 0),)}, "not named before"),
        ({"witnesses": (Witness(("eve",), "c1", 0, ("ann",)),)}, "not named before"),
        ({"steps": ()}, "no contradiction"),
    ],
)
def test_what_does_not_hold_together_is_refused(change: dict[str, object], why: str):
    with pytest.raises(FaultError, match=why):
        check_refutation(Scope(problem_of(LIKED)), replace(GOOD, **change))


def test_a_witness_may_not_depend_on_itself():
    problem = problem_of("assumed\n    all(any(knows(x, y) for y in Person) for x in Person)")
    named = replace(GOOD, witnesses=(Witness(("eve",), "c1", 1, ("eve",)),))
    with pytest.raises(FaultError, match="not named before"):
        check_refutation(Scope(problem), named)


def test_a_witness_that_is_not_listed_still_counts():
    """All who are listed are happy, and the witness may not be: the formula can be false."""
    problem = problem_of("assumed\n    all(happy(x) for x in Person) or happy(ann)")
    scope = Scope(problem)
    scope.witness(["eve"], "c1", 1, [])
    scope.range_over("Person", ["ann"])
    formula, env = scope.instance("c1", [])
    supposed = Supposed(scope, [(("happy", ("ann",)), True, False)])
    assert supposed.values(formula.args[0], env) == {True, False}


def test_equal_terms_are_one():
    scope = Scope(problem_of("assumed\n    happy(ann)"))
    scope.somebody("eve", "Person")
    for one, other in itertools.permutations(("eve", ("best", ("ann",)))):
        same = (("=", (one, other)), True, False)
        happy, sad = ((("happy", (one,)), True, True), (("happy", (other,)), True, False))
        assert Supposed(scope, [same, happy, sad]).absurd
        assert not Supposed(scope, [happy, sad]).absurd
        assert Supposed(scope, [same, (("=", (("best", (one,)), ("best", (other,)))), True, True)]).absurd
    assert Supposed(scope, [(("=", ("ann", "bob")), True, False)]).absurd


# --- what is not judged


@pytest.mark.parametrize(
    "text",
    [
        "x : Int\nassumed\n    x > 1 and x < 1\nfind",
        "p, p : Bool\nfind",
        "names may coincide\nsort P = a, b\nh : P -> Bool\nassumed\n    count(h(x) for x in P) == 3\nfind",
    ],
)
def test_what_is_not_covered_is_not_judged(text: str):
    problem = loads(text)
    empty = Refuted((), {}, (), (Input("c1", (), ()),), (((), (0,)),))
    found = Certificate(content_hash(problem), "none", None, {}, assumptions(problem), (empty,))
    with pytest.raises(FaultError) as raised:
        check(problem, found)
    assert raised.value.faults[0].code == "not-certifiable"


# --- definitions that rest on themselves

CIRCLE = """
sort N = a
r : N -> Bool
defined p, q : N -> Bool
rule "In a circle, or by r."
    p(x) if q(x)
    q(x) if p(x)
    q(x) if r(x)
entails
    r(a)
"""


def test_model_of_what_is_true_only_because_of_itself_is_refused():
    problem = loads(CIRCLE)
    for circular in (False, True):
        worlds = tuple(
            Shown(Model({"N": ("a",)}, {name: {("a",): true} for name, true in world.items()}, {}))
            for world in ({"r": True, "p": True, "q": True}, {"r": False, "p": circular, "q": circular})
        )
        found = Certificate(content_hash(problem), "undetermined", None, {}, assumptions(problem), worlds)
        refused = pytest.raises(FaultError, match="only because of itself") if circular else nullcontext()
        with refused:
            check(problem, found)


# --- models


@pytest.mark.parametrize(
    "model",
    [
        Model({}, {"happy": {}}, {}),
        Model({"Person": ("ann",)}, {}, {}),
        Model({"Person": ("ann", "bob", "bob")}, {}, {}),
        Model({"Person": ("ann", "bob")}, {"happy": {("ann",): 1}}, {}),
        Model({"Person": ("ann", "bob")}, {"best": {("ann",): "eve"}}, {}),
        Model({"Person": ("ann",)}, {"happy": {("ann",): True}}, {"bob": "ann"}),
        Model({"Person": ("ann", "bob")}, {"happy": {("ann",): False}}, {}),
        Model({"Person": ("ann", "bob")}, {}, {}),
    ],
)
def test_what_is_no_model_is_refused(model: Model):
    problem = loads(OPEN + "assumed\n    happy(ann)\nentails\n    happy(bob)")
    found = Certificate(
        content_hash(problem), "undetermined", None, {}, assumptions(problem), (Shown(model), Shown(model))
    )
    with pytest.raises(FaultError):
        check(problem, found)


def test_an_empty_sort_has_no_model():
    problem = replace(loads("p : Bool\nfind"), sorts=(Enumeration("E", (), True),))
    found = Certificate(
        content_hash(problem), "several", None, {}, assumptions(problem), (Shown(Model({}, {}, {})),)
    )
    with pytest.raises(FaultError, match="has not the individuals"):
        check(problem, found)


@pytest.mark.parametrize("data", [None, {}, {"problem": 1}, []])
def test_what_has_another_shape_is_no_certificate(data: object):
    with pytest.raises(FaultError, match="plain form"):
        certificate_from_json(data)


# --- the rest of what is refused, and of what is not judged


@pytest.mark.parametrize(
    ("name", "change", "why"),
    [
        ("proved", {"assumptions": ()}, "other assumptions"),
        ("proved", {"verdict": "feasible"}, "on this goal"),
        ("proved", {"evidence": ()}, "a model is missing"),
        ("inconsistent", {"evidence": ()}, "a proof is missing"),
        ("proved", {"value": True}, "something else"),
        ("proved", {"options": {"A": "holds always"}}, "something else"),
        ("must", {"options": {"A": "holds always"}}, "of each option"),
        ("must", {"verdict": "several"}, "another number of options"),
        ("several, limited", {"value": None}, "not two are shown"),
        ("unique, all", {"verdict": "several"}, "not two are shown"),
    ],
)
def test_a_certificate_that_says_something_else_is_refused(name: str, change: dict[str, object], why: str):
    problem = loads(CASES[name])
    _, found = certified(problem)
    assert found is not None
    with pytest.raises(FaultError, match=why):
        check(problem, replace(found, **change))


def test_more_evidence_than_needed_is_refused():
    problem = loads(CASES["undetermined"])
    _, found = certified(problem)
    assert found is not None
    with pytest.raises(FaultError, match="more evidence"):
        check(problem, replace(found, evidence=(*found.evidence, found.evidence[0])))


def test_an_option_need_not_be_known_further_than_the_question_asks():
    for name in ("must", "could"):
        problem = loads(CASES[name])
        _, found = certified(problem)
        assert found is not None
        world, first, *second = found.evidence
        kept = second[1] if name == "must" else second[0]
        less = replace(found, options={**found.options, "B": "unknown"}, evidence=(world, first, kept))
        check(problem, less)


def test_a_good_solution_need_not_be_the_best():
    problem = loads(CASES["optimal"])
    _, found = certified(problem)
    assert found is not None
    check(problem, replace(found, verdict="feasible", evidence=found.evidence[:1]))

    def bounded(bound: object) -> Certificate:
        return replace(found, verdict="feasible", value={**found.value, "at most": bound})

    best = found.value["objective"]
    check(problem, bounded(best))
    with pytest.raises(FaultError, match="nothing impossible"):
        check(problem, bounded(best - 1))
    with pytest.raises(FaultError, match="more evidence"):
        check(problem, bounded("no number"))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (OPEN + "assumed\n    best(ann) != ann and best(ann) != bob\nfind best", "has no name"),
        ("f : Int -> Bool\nfind", "all values of `Int`"),
        ("sort N = 1..200\nf : N, N -> Bool\nfind", "too many values"),
    ],
)
def test_a_solution_that_cannot_be_shown_whole_is_not_judged(text: str, why: str):
    problem = loads(text)
    best = {("ann",): "eve", ("bob",): "eve", ("eve",): "eve"}
    world = Shown(Model({"Person": ("ann", "bob", "eve")}, {"best": best}, {}))
    found = Certificate(content_hash(problem), "several", None, {}, assumptions(problem), (world, world))
    with pytest.raises(FaultError, match=why):
        check(problem, found)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("sort N = 0..200\na, b : N\nassumed\n    a * b == 7\nfind", "combinations"),
        ("sort N = 0..2\na, b : N\nassumed\n    a // b == 7\nfind", "division"),
        ("sort D >= mon < tue\nd : D\nassumed\n    d < mon\nfind", "no place"),
    ],
)
def test_what_is_too_much_to_evaluate_is_not_judged(text: str, why: str):
    scope = Scope(loads(text))
    with pytest.raises(FaultError, match=why):
        Supposed(scope, []).values(*scope.instance("c1", []))


def test_values_of_each_form():
    text = """
        sort N = 1..3
        sort P = a, b
        n : P -> N
        flag : P, Bool -> Bool
        assumed
            max(n(x) for x in P) == 3
            distinct(n(a), n(b), 3)
            any(flag(x, n(x) == 1) for x in P)
            (n(a) if flag(a, true) else 1) >= 1
    """
    scope = Scope(loads(dedent(text) + "\nfind\n"))

    def values(label: str, *clause):
        return Supposed(scope, clause).values(*scope.instance(label, []))

    low = [(("n", (name,)), 3, True) for name in "ab"]
    assert values("c1") == {True, False}
    assert values("c1", *low) == {False}
    assert values("c2", (("n", ("a",)), 3, False)) == {False}
    assert values("c3") == {True, False}
    assert values("c4") == {True}
    assert Supposed(scope, [(("n", ("a",)), 1, False), (("n", ("a",)), 2, False)]).absurd


def test_work_is_bounded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("neurosym.certify.scope.WORK", 3)
    with pytest.raises(FaultError, match="steps of evaluation"):
        check_refutation(Scope(problem_of(LIKED)), GOOD)


def test_equations_are_taken_once_and_terms_of_witnesses_are_known():
    scope = Scope(problem_of("assumed\n    all(any(knows(x, y) for y in Person) for x in Person)"))
    twice = [(("=", ("ann", ("best", ("ann",)))), True, False)] * 2
    assert not Supposed(scope, twice).absurd
    scope.witness(["eve"], "c1", 1, [("best", ("ann",))])
    with pytest.raises(FaultError, match="not named before"):
        scope.witness(["eva"], "c1", 1, [("best", ("nobody",))])
    formula, env = scope.instance("c1", [("best", ("ann",))])
    equal = Supposed(scope, [])
    assert equal.may_be_equal("eve", "eve")
    assert equal.values(formula, env) == {True, False}


@pytest.mark.parametrize(
    "text",
    [
        "p, d : Bool\nrule\n    d\nfind",
        "sort P = a, b\ndefined f : P\nfind",
        "p : Bool\n@p said\n    p\n@p said\n    p\nfind",
    ],
)
def test_what_is_not_declared_well_is_not_judged(text: str):
    with pytest.raises(FaultError):
        Scope(loads(text))


def test_rules_about_one_individual_close_a_predicate_too():
    text = "sort P = a, b\ndefined happy : P -> Bool\nrule\n    happy(a)\nentails\n    happy(b)"
    result, found = certified(loads(text))
    assert result.verdict == "refuted"
    assert found is not None


def test_numbers_without_bounds_are_values_of_a_model():
    problem = loads("x : Int\nr : Real\nassumed\n    x > 1\n    r > x\nfind")
    worlds = [Shown(Model({}, {"x": {(): x}, "r": {(): 9}}, {})) for x in (2, 3)]
    value = {"x": 2, "r": 9}
    found = Certificate(content_hash(problem), "several", value, {}, assumptions(problem), tuple(worlds))
    check(problem, found)


TOLD = """
sort N = a, b
sort M >= e
s : N -> Bool
defined p, q : N -> Bool
defined u : M -> Bool
f : M -> M
rule "p where q, q where p; q where s is not, and p not."
    p(x) if q(x)
    q(x) if p(x)
    q(x) if s(x)
    {more}
    u(x) if u(f(x))
assumed
    not s(a)
    p(a)
find
"""


def circular(more: str, *circle: Key) -> None:
    """`p(a)` and `q(a)` rest on each other: so the kernel should see from the circle."""
    atoms = (Atom("s", ("a",), True), Atom("p", ("a",), True))
    told = {claim.id: claim for claim in loads(TOLD.format(more=more)).claims}
    denied, said = [name for name, claim in told.items() if claim.kind != "rule"]
    inputs = (Input(denied, (), (-1,)), Input(said, (), (2,)), Input("circle 0", (), (1, -2)))
    proof = Refuted((), {}, atoms, inputs, (((), (0, 1, 2)),), (circle,))
    check_refutation(Scope(loads(TOLD.format(more=more))), proof)


def test_a_circle_that_nothing_outside_supports_is_excluded():
    circular("q(x) if p(x)", ("p", ("a",)), ("q", ("a",)))


@pytest.mark.parametrize(
    ("more", "circle", "why"),
    [
        ("q(x) if p(x)", (("p", ("a",)),), "does not follow"),
        ("q(x) if x == a", (("p", ("a",)), ("q", ("a",))), "does not follow"),
        ("q(x) if not p(x)", (("p", ("a",)), ("q", ("a",))), "some rule denies"),
        ("q(x) if p(x)", (("s", ("a",)),), "what no rule defines"),
        ("q(x) if p(x)", (("p", ("a", "b")),), "no atom"),
        ("q(x) if p(x)", (("t", ("a",)),), "no atom"),
        ("q(x) if p(x)", (("u", (("f", ("e",)),)),), "has no name"),
    ],
)
def test_another_circle_is_not_excluded(more: str, circle: tuple[Key, ...], why: str):
    with pytest.raises(FaultError, match=why):
        circular(more, *circle)


@pytest.mark.parametrize("circles", [1, [[1]], [["p"]]])
def test_circles_of_another_shape_are_a_fault(circles: object):
    plain = certificate_to_json(Certificate("", "none", None, {}, (), (GOOD,)))
    plain["evidence"][0]["circles"] = circles
    with pytest.raises(FaultError, match="not the plain form"):
        certificate_from_json(plain)
