"""What a programme promises: strata, safety, arithmetic, limits, facts that are added and refused."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest

from neurosym.faults import FaultError
from neurosym.ir.core import Arith, Num, Var
from neurosym.rewrite.clauses import Absent, Aggregate, Clause, Guard, Match
from neurosym.solve.rules import Fact, Limits, Programme

X, Y, Z, N, M = map(Var, "xyznm")
GRAPH = """
sort Node
edge, path, apart : Node, Node -> Bool
node, sink, lonely : Node -> Bool
path(x, y) if edge(x, y)
path(x, z) if edge(x, y) and path(y, z)
node(x) if edge(x, _) or edge(_, x)
apart(x, y) if node(x) and node(y) and x != y and not path(x, y)
sink(x) if node(x) and not edge(x, _)
"""
LINE = {"edge": [(f"n{k}", f"n{k + 1}") for k in range(5)]}


def values(text: str, facts: dict[str, list[tuple]], name: str) -> set[tuple]:
    return set(Programme.read(text).run(facts).rows(name))


def test_the_least_model_of_rules_with_negation() -> None:
    derived = Programme.read(GRAPH).run(LINE)
    assert derived.count("path") == 15
    assert list(derived.rows("sink")) == [("n5",)]
    assert derived.holds(Fact("apart", ("n3", "n1")))
    assert not derived.holds(Fact("apart", ("n1", "n3")))
    assert not derived.holds(Fact("path", ("n1", "nowhere")))
    assert Fact("edge", ("n0", "n1")) in set(derived.facts())


def test_rows_are_selected_by_their_values_and_by_whether_they_were_stated() -> None:
    text = "sort P >= ann, bob\np, q : P, P -> Bool\np(ann, bob)\nq(x, y) if p(x, y)\nq(x, x) if p(x, _)\n"
    derived = Programme.read(text).run({"p": [("bob", "cy")], "q": [("cy", "cy"), ("bob", "cy")]})
    assert set(derived.select("q", ["bob", None])) == {("bob", "bob"), ("bob", "cy")}
    assert set(derived.select("q", [None, "cy"], new=True)) == set()
    assert set(derived.select("q", [None, None], new=True)) == {
        ("ann", "bob"),
        ("ann", "ann"),
        ("bob", "bob"),
    }
    assert list(derived.select("p", [None, None], new=True)) == []
    assert list(derived.select("p", ["zoe", None])) == []
    assert derived.size() == 7
    assert derived.knows("cy")
    assert not derived.knows("zoe")
    assert {"ann", "bob", "cy"} <= set(derived.values())


def test_two_values_are_said() -> None:
    with pytest.raises(FaultError, match=r"age\(ann\) has two values: 3 and 4"):
        Programme.read("sort P\nage : P -> Int\n").run({"age": [("ann", 3), ("ann", 4)]})


def test_facts_that_are_added_take_back_what_rested_on_their_absence() -> None:
    derived = Programme.read(GRAPH).run(LINE)
    derived.add([Fact("edge", ("n5", "n0"))])
    assert derived.count("path") == 36
    assert derived.count("apart") == derived.count("sink") == 0
    assert len(derived.why(Fact("path", ("n3", "n1"))).given) == 4


def test_a_derivation_names_rules_values_premises_and_what_was_complete() -> None:
    derivation = Programme.read(GRAPH).run(LINE).why(Fact("apart", ("n5", "n4")))
    last = derivation.steps[-1]
    assert (last.rule, last.values["x"], last.values["y"]) == ("c4", "n5", "n4")
    assert [derivation.steps[premise].fact for premise in last.premises] == [
        Fact("node", ("n5",)),
        Fact("node", ("n4",)),
    ]
    assert [closed.predicate for closed in last.closed] == ["path"]
    assert {str(fact) for fact in derivation.given} == {"edge(n4, n5)"}
    assert derivation.to_json()[-1]["closed"] == [["path", last.closed[0].stratum]]


def test_a_long_chain_has_a_derivation() -> None:
    size = 3_000
    text = "sort N\ns : N, N -> Bool\nr : N -> Bool\nr(y) if r(x) and s(x, y)\n"
    facts = {"s": [(f"n{k}", f"n{k + 1}") for k in range(size)], "r": [("n0",)]}
    derivation = Programme.read(text).run(facts).why(Fact("r", (f"n{size}",)))
    assert len(derivation.steps) == 2 * size + 1


# --- what is refused


@pytest.mark.parametrize(
    ("rules", "code", "what"),
    [
        ("p(x) if not q(x)", "unsafe", "gives `x` a value"),
        ("p(x) if q(y) and y != x", "unsafe", "gives `x` a value"),
        ("p(x) if q(x) and not p(x)", "not-stratified", "p -> not p"),
        (
            "p(x) if q(x) and not r(x)\nr(x) if s(x) and q(x)\ns(x) if p(x)",
            "not-stratified",
            "p -> not r -> s -> p",
        ),
        ("p(x) if q(x) and count(y for y in A if p(y)) > 1", "not-stratified", "p -> not p"),
        (
            "p(x) if q(x) and " + " and ".join("(q(x) or r(x))" for _ in range(8)),
            "too-big",
            "64 alternatives",
        ),
        ("f(x) == 3 if q(x)", "rule-form", "one atom"),
        ("f(x) if q(x)", "rule-form", "no predicate"),
        ("p(x) if q(x) and f(x)", "rule-form", "no predicate"),
        ("p(x) if q(x) and distinct(f(y) for y in A)", "rule-form", "cannot be a condition"),
    ],
)
def test_rules_that_cannot_be_run(rules: str, code: str, what: str) -> None:
    text = f"sort A\np, q, r, s : A -> Bool\nf : A -> Int\n{rules}\n"
    with pytest.raises(FaultError) as error:
        Programme.read(text)
    fault = error.value.faults[0]
    assert fault.code == code
    assert what in fault.what
    assert fault.claim.startswith("c")
    assert fault.where is not None


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"edgy": [("a", "b")]}, "unknown-name"),
        ({"edge": [("a",)]}, "arity"),
        ({"edge": [("a", "b", "c")]}, "arity"),
        ({"edge": [("a", 3)]}, "sort"),
        ({"edge": [("a", 0.5)]}, "fact"),
        ({"edge": [("a", None)]}, "fact"),
        ({"edge": [("a", ["b"])]}, "fact"),
        ({"edge": [7]}, "fact"),
        ({"colour": [("a", "pink")]}, "sort"),
        ({"weight": [("a", Fraction(1, 2))]}, "sort"),
        ({"weight": [("a", 3), ("a", 4)]}, "two-values"),
    ],
)
def test_facts_that_are_refused_change_nothing(facts: dict[str, list], code: str) -> None:
    text = GRAPH + "sort Colour = red, green\ncolour : Node -> Colour\nweight : Node -> Int\n"
    derived = Programme.read(text).run(LINE | {"weight": [("n0", 3)]})
    before = set(derived.facts())
    with pytest.raises(FaultError) as error:
        derived.add(facts)
    assert error.value.faults[0].code == code
    assert set(derived.facts()) == before
    derived.add({"edge": [("n5", "n6")]})
    assert derived.holds(Fact("path", ("n0", "n6")))


def test_a_function_has_one_value_over_all_additions() -> None:
    derived = Programme.read("sort A\nf : A -> Int\n").run({"f": [("a", 1)]})
    derived.add({"f": [("a", 1), ("b", 2)]})
    with pytest.raises(FaultError, match="has two values"):
        derived.add({"f": [("b", 3)]})


# --- limits


@pytest.mark.parametrize(
    ("rules", "facts", "limits"),
    [
        ("n(y) if n(x) and y == x + 1", {"n": [(0,)]}, Limits(facts=1_000)),
        ("n(y) if n(x) and y == x + 1", {"n": [(0,)]}, Limits(1_000_000, cpu_s=0.2)),
        ("t(x, y, z) if n(x) and n(y) and n(z)", {"n": [(k,) for k in range(100)]}, Limits(facts=100_000)),
        (
            "found if n(x) and n(y) and n(z) and x + y + z < 0",
            {"n": [(k,) for k in range(3_000)]},
            Limits(cpu_s=0.3),
        ),
        (
            "found if n(0) and not any(n(x) and n(y) and n(z) and x + y + z < 0"
            " for x in Int for y in Int for z in Int)",
            {"n": [(k,) for k in range(3_000)]},
            Limits(cpu_s=0.3),
        ),
    ],
    ids=["facts", "time", "many at once", "nothing found", "nothing inside"],
)
def test_a_limit_ends_in_a_fault(rules: str, facts: dict[str, list], limits: Limits) -> None:
    text = f"n : Int -> Bool\nt : Int, Int, Int -> Bool\nfound : Bool\n{rules}\n"
    start = time.thread_time()
    with pytest.raises(FaultError, match=r"the rules (derive|take) more than"):
        Programme.read(text).run(facts, limits)
    assert time.thread_time() - start < 5


def test_after_a_limit_there_are_no_answers() -> None:
    derived = Programme.read("n : Int -> Bool\nn(y) if n(x) and y == x + 1\n").run((), Limits(facts=50))
    with pytest.raises(FaultError, match="more than 50 facts"):
        derived.add([Fact("n", (0,))])
    for question in (
        lambda: derived.holds(Fact("n", (0,))),
        lambda: derived.count("n"),
        lambda: derived.add([]),
    ):
        with pytest.raises(FaultError, match="stopped before they were done"):
            question()


def test_numbers_that_explode_are_a_fault() -> None:
    with pytest.raises(FaultError, match="thousands of digits"):
        Programme.read("n : Int -> Bool\nn(y) if n(x) and y == x * x\n").run({"n": [(3,)]})


# --- arithmetic and aggregates


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("r(x, y) if n(x) and y == x // 2", {(1, 0), (4, 2), (-3, -2)}),
        ("r(x, y) if n(x) and y == x % 3", {(1, 1), (4, 1), (-3, 0)}),
        ("r(x, y) if n(x) and y == abs(x) - 1", {(1, 0), (4, 3), (-3, 2)}),
        ("r(x, y) if n(x) and y == max(x, 2)", {(1, 2), (4, 4), (-3, 2)}),
        ("r(x, y) if n(x) and y == (7 if x > 2 else 0)", {(1, 0), (4, 7), (-3, 0)}),
        ("r(x, y) if n(x) and n(y) and y / x == 4", {(1, 4)}),
        ("r(x, y) if n(x) and n(y) and not y / (x - 1) > 0",
         {(1, 1), (1, 4), (1, -3), (4, -3), (-3, 1), (-3, 4)}),
        ("r(x, y) if n(x) and y == sum(z for z in Int if n(z) and z < x)", {(1, -3), (4, -2), (-3, 0)}),
        ("r(x, y) if n(x) and y == count(z for z in Int if n(z) and z != x)", {(1, 2), (4, 2), (-3, 2)}),
        ("r(x, y) if n(x) and y == min(z * z for z in Int if n(z) and z > x)", {(1, 16), (-3, 1)}),
        ("r(x, y) if n(x) and y == max(z for z in Int if n(z) and z < x)", {(1, -3), (4, 1)}),
        ("r(x, y) if n(x) and not y != x + 1", {(1, 2), (4, 5), (-3, -2)}),
    ],
)  # fmt: skip
def test_numbers(rule: str, expected: set[tuple]) -> None:
    text = f"n : Int -> Bool\nr : Int, Int -> Bool\n{rule}\n"
    assert values(text, {"n": [(1,), (4,), (-3,)]}, "r") == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("safe(x) if not risky(x)", {("b",), ("c",)}),
        ("safe(x) if all(likes(y, x) for y in P if y != x)", {("a",)}),
        ("safe(x) if any(likes(x, y) and risky(y) for y in P)", {("b",), ("c",)}),
        ("safe(x) if risky(x) == any(likes(x, y) for y in P)", set()),
        ("safe(x) if implies(risky(x), likes(x, x))", {("b",), ("c",)}),
        ("safe(x) if distinct(x, a, b)", {("c",)}),
        ("safe(x) if day(x) < tue", {("a",)}),
        ("safe(x) if rank(day(x)) + 1 == slot(x)", {("a",), ("b",)}),
        ("safe(x) if not day(x) == mon", {("b",), ("c",)}),
        ("safe(x) if day(x) != mon", {("b",)}),
        ("safe(x) if flag(x, True)", {("a",)}),
        ("safe(x) if flag(x, y) and not y", {("b",)}),
        ("safe(x) if count(y for y in P if not likes(y, x)) == 3", {("b",), ("c",)}),
        ("safe(x) if slot(x) == t and not any(slot(y) == t + 1 for y in P)", {("b",)}),
    ],
)
def test_conditions(rule: str, expected: set[tuple]) -> None:
    text = (
        "sort P = a, b, c\nsort Day = mon < tue\nsort Slot = 1..3\nrisky, safe : P -> Bool\n"
        f"likes : P, P -> Bool\nday : P -> Day\nslot : P -> Slot\nflag : P, Bool -> Bool\n{rule}\n"
    )
    facts: dict[str, list[tuple]] = {
        "risky": [("a",)], "likes": [("b", "a"), ("c", "a")], "day": [("a", "mon"), ("b", "tue")],
        "slot": [("a", 2), ("b", 3)], "flag": [("a", True), ("b", False)],
    }  # fmt: skip
    assert values(text, facts, "safe") == expected


def test_truth_values_come_back_as_such() -> None:
    derived = Programme.read("p : Int, Bool -> Bool\n").run({"p": [(1, True), (0, False)]})
    assert [tuple(map(type, row)) for row in derived.rows("p")] == [(int, bool), (int, bool)]


def test_a_range_bounds_what_is_counted_up() -> None:
    text = "sort Slot = 1..4\nfree : Slot -> Bool\nfree(t) if free(s) and t == s + 1\nfree(1)\n"
    assert values(text, {}, "free") == {(1,), (2,), (3,), (4,)}


# --- rules as objects


def test_rules_may_be_objects() -> None:
    rules = Programme(
        [
            Clause(Match("far", (X, Y, N)), (Match("road", (X, Y, N)),), "start"),
            Clause(
                Match("far", (X, Z, M)),
                (
                    Match("far", (X, Y, N)),
                    Match("road", (Y, Z, Var("k"))),
                    Guard("==", M, Arith("+", (N, Var("k")))),
                    Guard("<=", M, Num(20)),
                ),
                "further",
            ),
            Clause(
                Match("least", (X, Y, M)),
                (Match("far", (X, Y, Z)), Aggregate("min", "m", ("n",), ((Match("far", (X, Y, N)),),), N)),
            ),
            Clause(Match("end", (X,)), (Match("road", (Y, X, N)), Absent((Match("road", (X, Z, M)),)))),
        ]
    )
    derived = rules.run({"road": [("a", "b", 3), ("b", "c", Fraction(5, 2)), ("a", "c", 9), ("c", "a", 1)]})
    assert derived.holds(Fact("least", ("a", "c", Fraction(11, 2))))
    assert [
        step.rule for step in derived.why(Fact("far", ("a", "c", Fraction(11, 2)))).steps if step.rule
    ] == [
        "start",
        "further",
    ]
    assert not list(derived.rows("end"))
    assert {clause.rule for clause in rules.clauses} == {"start", "further", "r3", "r4"}


def test_a_predicate_keeps_its_number_of_arguments() -> None:
    with pytest.raises(FaultError, match="`p` has 2 arguments here, 1 elsewhere"):
        Programme(
            [Clause(Match("p", (X,)), (Match("q", (X,)),)), Clause(Match("p", (X, X)), (Match("q", (X,)),))]
        )
