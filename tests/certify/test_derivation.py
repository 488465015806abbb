"""Derivations that the engine found are accepted, and changed ones only where they show something true."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from importlib import import_module
from random import Random

import pytest

import neurosym
from neurosym.certify.derivation import check_derivation
from neurosym.faults import FaultError
from neurosym.ir.core import (
    BOOL,
    INT,
    TRUE,
    Apply,
    Binding,
    Claim,
    Compare,
    Count,
    Enumeration,
    Implies,
    Not,
    Quantified,
    Symbol,
    Term,
    Var,
    conjunction,
    disjunction,
)
from neurosym.ir.derivation import Derivation, DerivationCertificate, Fact, Step
from neurosym.ir.rules import RuleBase, read_rules
from neurosym.rewrite.clauses import Absent, Aggregate, Clause, Guard, Match, Part, variables, variables_of
from neurosym.solve.rules import Derived, Programme
from neurosym.solve.rules.certificate import certificate
from tests.solve.rules.random_rules import GIVEN, NAMES, Facts, programme

FAMILY = """
sort Person
sort Colour = red, green
sort Place = first < second
sort Small = 1..3
parent, ancestor, sibling : Person, Person -> Bool
age : Person -> Int
rank_of : Person -> Place
size : Person -> Small
rate : Person -> Real
adult, old, childless, alone, early, half, lucky, oldest, whole : Person -> Bool
children, doubled : Person, Int -> Bool
wears, lacks : Person, Colour -> Bool
weighs : Person, Real -> Bool
agrees : Person, Bool -> Bool

ancestor(x, y) if parent(x, y)
ancestor(x, z) if parent(x, y) and ancestor(y, z)
sibling(x, y) if any(parent(p, x) and parent(p, y) for p in Person) and x != y
adult(x) if age(x) >= 18
old(x) if adult(x) and (age(x) > 60 or lucky(x))
childless(x) if adult(x) and not parent(x, _)
alone(x) if childless(x) and not sibling(x, _)
children(x, n) if parent(x, _) and n == count(y for y in Person if parent(x, y))
doubled(x, n) if n == 2 * age(x) and all(implies(parent(x, y), adult(y)) for y in Person)
lacks(x, c) if adult(x) and not wears(x, c)
early(x) if rank_of(x) < second
half(x) if 12 / size(x) == 6 and 1 // (size(x) - 2) != 5
whole(x) if adult(x) and not half(x)
weighs(x, rate(x) / 2) if adult(x)
oldest(x) if age(x) == max(age(y) for y in Person if adult(y))
"""
ROWS = {
    "parent": [("ann", "bob"), ("ann", "cy"), ("bob", "di")],
    "age": [("ann", 70), ("bob", 40), ("cy", 30), ("di", 3), ("ed", 50)],
    "wears": [("ann", "red"), ("bob", "green")],
    "rank_of": [("ann", "first"), ("bob", "second")],
    "size": [("ann", 3), ("bob", 1), ("cy", 2)],
    "rate": [("ann", 3)],
    "lucky": [("cy",)],
    "agrees": [("ann", True)],
}


def everything(base: RuleBase, facts: Facts) -> tuple[Programme, Derived]:
    rules = Programme.of(base)
    return rules, rules.run(facts)


@pytest.fixture(scope="module")
def family() -> tuple[RuleBase, Programme, Derived]:
    base = read_rules(FAMILY)
    return base, *everything(base, ROWS)


def test_everything_that_follows_is_certified(family: tuple[RuleBase, Programme, Derived]) -> None:
    base, rules, derived = family
    names = set()
    for fact in derived.facts():
        found = certificate(base, rules, derived, fact)
        again = DerivationCertificate.from_json(json.loads(json.dumps(found.to_json())))
        assert again == found
        assert neurosym.verify(again) is again
        names.add(fact.name)
    assert {"ancestor", "old", "alone", "children", "doubled", "lacks", "early", "weighs", "oldest"} <= names


def test_values_that_rules_state_are_facts_of_a_function() -> None:
    base = read_rules("sort P = a, b\nage : P -> Int\nold, new : P -> Bool\nage(a) == 70\n"
                      "old(x) if age(x) > 60\nnew(x) if not old(x)")  # fmt: skip
    rules, derived = everything(base, {})
    for fact in derived.facts():
        check_derivation(certificate(base, rules, derived, fact))
    assert derived.holds(Fact("new", ("b",)))


ODD = """
sort P
sort C = red, green
sort Small = 1..5
huge, e, tall, odd, wide, big, both, lonely, plain : P -> Bool
likes : P, C -> Bool
f : P -> Int
g : Int -> Bool
weighs : P, Int -> Bool

weighs(x, f(x)) if e(x)
lonely(x) if e(x) and not any(weighs(x, n) for n in Int)
odd(x) if e(x) and not g(f(x))
tall(x) if e(x) and n == f(x) + 1 and g(n)
wide(x) if e(x) and not tall(x)
big(x) if e(x) and (tall(x) or (wide(x) and likes(x, c) and c != red))
plain(x) if e(x) and all(likes(x, c) for c in C)
huge(x) if e(x) and not any(f(x) == s for s in Small)
both(x) if e(x) and not big(x) and distinct(f(x), 3)
"""


def test_what_has_no_value_makes_the_smallest_condition_false() -> None:
    base = read_rules(ODD)
    facts: Facts = {
        "e": [("a",), ("b",), ("c",)],
        "f": [("a", 4), ("c", 9)],
        "g": [(5,)],
        "likes": [("b", "red"), ("b", "green")],
    }
    rules, derived = everything(base, facts)
    for fact in derived.facts():
        neurosym.verify(certificate(base, rules, derived, fact))
    follow = [
        Fact("lonely", ("b",)),
        Fact("odd", ("b",)),
        Fact("big", ("a",)),
        Fact("plain", ("b",)),
        Fact("both", ("c",)),
    ]
    assert all(map(derived.holds, follow))
    assert not derived.holds(Fact("both", ("b",)))


def test_a_derivation_has_a_limit(
    monkeypatch: pytest.MonkeyPatch, family: tuple[RuleBase, Programme, Derived]
) -> None:
    monkeypatch.setattr("neurosym.certify.facts.WORK", 3)
    with pytest.raises(FaultError, match="more than 3 steps"):
        check_derivation(certificate(*family, Fact("lacks", ("ann", "green"))))
    monkeypatch.setattr(import_module("neurosym.solve.rules.certificate"), "MAX_CLOSED", 1)
    with pytest.raises(FaultError, match="more than 1 facts do not say"):
        certificate(*family, Fact("lacks", ("ann", "green")))


# --- what is refused

LINE = "sort P\ne, p, q, r, s : P, P -> Bool\nf : P -> Int\n" + "\n".join((
    "p(x, y) if e(x, y)",
    "q(x, y) if e(x, y) and not p(y, x)",
    "r(x, y) if q(x, y) and f(x) > 1",
    "s(x, y) if e(x, y) and not s(y, x)",
))  # fmt: skip
E, P, Q, R, S = (partial(lambda name, *args: Fact(name, args), name) for name in "epqrs")
GIVEN_E, P_STEP = Step(E("a", "b")), Step(P("a", "b"), "c1", {"x": "a", "y": "b"}, (0,))
Q_STEP = Step(Q("a", "b"), "c2", {"x": "a", "y": "b"}, (0,))
CLOSED = {"e": 0, "p": 1}


def said(*steps: Step, rules: str = LINE, **closed: int) -> DerivationCertificate:
    return DerivationCertificate(read_rules(rules), Derivation(steps), closed)


def test_a_denial_holds_where_what_it_denies_is_closed() -> None:
    check_derivation(said(GIVEN_E, P_STEP, Q_STEP, **CLOSED))


@pytest.mark.parametrize(
    "wrong",
    [
        said(),
        said(Step(E("a"))),
        said(Step(E("a", 3))),
        said(Step(Fact("f", ("a", True)))),
        said(Step(Fact("f", ("a", 1))), Step(Fact("f", ("a", 2)))),
        said(Step(Fact("nobody"))),
        said(GIVEN_E, P_STEP._replace(rule="c9")),
        said(GIVEN_E, P_STEP._replace(premises=(1,))),
        said(GIVEN_E, P_STEP._replace(premises=())),
        said(GIVEN_E, P_STEP._replace(values={"x": "a", "y": 2})),
        said(GIVEN_E, P_STEP._replace(values={"x": "a", "y": "c"})),
        said(GIVEN_E, P_STEP._replace(fact=P("b", "a"))),
        said(GIVEN_E, P_STEP, Q_STEP),
        said(GIVEN_E, P_STEP, Q_STEP, p=1),
        said(GIVEN_E, Q_STEP, **CLOSED),
        said(GIVEN_E, Step(E("b", "a")), P_STEP, Step(P("b", "a"), "c1", {"x": "b", "y": "a"}, (1,)),
             Q_STEP, **CLOSED),
        said(GIVEN_E, Step(S("a", "b"), "c4", {"x": "a", "y": "b"}, (0,)), e=0, s=1),
        said(GIVEN_E, P_STEP, Q_STEP, Step(R("a", "b"), "c3", {"x": "a", "y": "b"}, (2,)), **CLOSED),
        said(GIVEN_E, rules=LINE + "\n@c1 rule\n    p(x, x) if e(x, x)"),
    ],
)  # fmt: skip
def test_what_shows_nothing_is_refused(wrong: DerivationCertificate) -> None:
    with pytest.raises(FaultError) as caught:
        check_derivation(wrong)
    assert {fault.code for fault in caught.value.faults} <= {"refused", "not-certifiable"}


def test_a_variable_that_the_alternative_has_not_may_be_anybody() -> None:
    rules = (
        "sort P\nsort C = red\nsort Nobody\n"
        "e : P -> Bool\np, q : P, C -> Bool\nn : P, Int -> Bool\n"
        "r : P, Nobody -> Bool\n"
        "e(x) if p(x, red) or (q(x, c) and c == red)\ne(x) if p(x, red) or (n(x, i) and i > 0)\n"
        "e(x) if p(x, red) or (r(x, z) and r(x, z))"
    )
    given = Step(Fact("p", ("a", "red")))
    for rule in ("c1", "c2"):
        check_derivation(said(given, Step(Fact("e", ("a",)), rule, {"x": "a"}, (0,)), rules=rules))
    with pytest.raises(FaultError, match="without a value"):
        check_derivation(said(given, Step(Fact("e", ("a",)), "c3", {"x": "a"}, (0,)), rules=rules))


def test_rules_of_another_form_show_nothing() -> None:
    base = read_rules(LINE)
    odd = replace(base, rules=(Claim("c1", Compare(">", Apply("f", (Var("x"),)), Var("x")), kind="rule"),))
    with pytest.raises(FaultError, match="concludes no atom"):
        check_derivation(DerivationCertificate(odd, Derivation((GIVEN_E, P_STEP)), {}))
    twice = replace(base, rules=(base.rules[0], base.rules[0]))
    with pytest.raises(FaultError, match="one id"):
        check_derivation(DerivationCertificate(twice, Derivation((GIVEN_E,)), {}))


def test_a_conclusion_without_value_and_numbers_without_end_show_nothing() -> None:
    step = Step(Fact("weighs", ("a", 3)), "c1", {"x": "a"}, (0,))
    with pytest.raises(FaultError, match="concludes nothing"):
        check_derivation(said(Step(Fact("e", ("a",))), step, rules=ODD))
    endless = (
        "sort P\ne, q : P -> Bool\nn : P, Int -> Bool\n"
        "n(x, i) if e(x) and i > 2\nq(x) if e(x) and not n(x, 3)"
    )
    last = Step(Fact("q", ("a",)), "c2", {"x": "a"}, (0,))
    with pytest.raises(FaultError, match="too many values"):
        check_derivation(said(Step(Fact("e", ("a",))), last, rules=endless, e=0, n=1))


def plain_step(**change: object) -> dict[str, object]:
    return {"fact": ["e", "a", "b"], "rule": "", "values": {}, "premises": [], "closed": [], **change}


@pytest.mark.parametrize(
    "change",
    [
        {"closed": {"p": "1"}},
        {"steps": [{}]},
        {"steps": 1},
        {"rules": "p("},
        {"steps": [plain_step(closed=[1])]},
        {"steps": [plain_step(values={"x": 1.5})]},
    ],
)
def test_another_shape_is_a_fault(change: dict[str, object]) -> None:
    plain = {**said(GIVEN_E, P_STEP, **CLOSED).to_json(), **change}
    with pytest.raises(FaultError):
        DerivationCertificate.from_json(plain)


def test_rules_that_cannot_be_run_are_a_fault() -> None:
    with pytest.raises(FaultError, match="depends on what is not known"):
        neurosym.verify(said(GIVEN_E))


# --- random programmes

SORTS = {"n": "Name", "i": INT}


def rule_base(clauses: list[Clause], facts: Facts) -> RuleBase:
    """The same programme as formulas; clauses with sums and extremes are left out."""
    widths = {name: len(rows[0]) for name, rows in facts.items() if rows}
    columns: dict[str, tuple[str, ...]] = {name: tuple(kinds) for name, kinds in GIVEN.items()}
    for match in (match for clause in clauses for match in matches((clause.head, *clause.body))):
        columns.setdefault(match.name, tuple(kind(arg) for arg in match.args))
    columns |= {name: ("i",) * width for name, width in widths.items() if name not in columns}
    for name, rows in facts.items():
        if rows:
            columns[name] = tuple("n" if isinstance(value, str) else "i" for value in rows[0])
    symbols = tuple(
        Symbol(name, tuple(SORTS[each] for each in kinds), BOOL) for name, kinds in columns.items()
    )
    rules = tuple(
        Claim(f"c{number}", formula(clause), kind="rule")
        for number, clause in enumerate(clauses, start=1)
        if not any(isinstance(part, Aggregate) and part.op != "count" for part in clause.body)
    )
    return RuleBase((Enumeration("Name", tuple(NAMES), closed=False),), symbols, rules)


def matches(parts: tuple[Part, ...]) -> list[Match]:
    found: list[Match] = []
    for part in parts:
        match part:
            case Match():
                found.append(part)
            case Absent(inner):
                found += matches(inner)
            case Aggregate(cases=cases):
                found += [match for case in cases for match in matches(case)]
    return found


def kind(term: Term) -> str:
    return "i" if (isinstance(term, Var) and term.name[0] in "iv") or hasattr(term, "value") else "n"


def bound(names: frozenset[str]) -> tuple[Binding, ...]:
    return tuple(Binding(name, SORTS[kind(Var(name))]) for name in sorted(names))


def formula(clause: Clause) -> Term:
    outer = variables(clause.head) | variables_of(
        part for part in clause.body if not isinstance(part, Absent)
    )
    for part in clause.body:
        if isinstance(part, Aggregate):
            outer = (outer - variables(part)) | {part.result} | (outer_of(clause, part) & variables(part))
    body = conjunction(tuple(said_of(part, outer) for part in clause.body))
    head = Apply(clause.head.name, clause.head.args)
    inner = head if body == TRUE else Implies(body, head)
    return Quantified("all", bound(outer), inner) if outer else inner


def outer_of(clause: Clause, own: Part) -> frozenset[str]:
    return variables(clause.head) | variables_of(
        part for part in clause.body if part is not own and not isinstance(part, Absent | Aggregate)
    )


def said_of(part: Part, outer: frozenset[str]) -> Term:
    match part:
        case Match(name, args):
            return Apply(name, args)
        case Guard(op, left, right):
            return Compare(op, left, right)
        case Absent(parts):
            mine = variables_of(inner for inner in parts if not isinstance(inner, Absent)) - outer
            inside = conjunction(tuple(said_of(inner, outer | mine) for inner in parts))
            return Not(Quantified("any", bound(mine), inside) if mine else inside)
        case Aggregate(_, result, over, cases):
            inside = disjunction(tuple(existing(case, outer | {*over}) for case in cases))
            return Compare("==", Var(result), Count(bound(frozenset(over)), inside))
    raise AssertionError(part)


def existing(case: tuple[Part, ...], outer: frozenset[str]) -> Term:
    mine = variables_of(part for part in case if not isinstance(part, Absent)) - outer
    inside = conjunction(tuple(said_of(part, outer | mine) for part in case))
    return Quantified("any", bound(mine), inside) if mine else inside


def drawn(seed: int) -> tuple[RuleBase, Programme, Derived, Facts] | None:
    clauses, facts = programme(seed)
    base = rule_base(clauses, facts)
    try:
        rules = Programme.of(base)
    except FaultError:
        return None
    return base, rules, rules.run(facts), facts


def test_random_programmes_are_certified() -> None:
    certified = 0
    for seed in range(150):
        if (found := drawn(seed)) is None:
            continue
        base, rules, derived, _ = found
        for fact in derived.facts():
            check_derivation(certificate(base, rules, derived, fact))
            certified += 1
    assert certified > 1_000


@pytest.mark.parametrize("block", range(4))
def test_changed_derivations_are_accepted_only_where_they_are_right(block: int) -> None:
    """Random changes to certificates, each judged by an engine on the facts that the changed one is given."""
    accepted = refused = 0
    for seed in range(block * 40, block * 40 + 40):
        if (found := drawn(seed)) is None:
            continue
        base, rules, derived, _ = found
        random = Random(seed)
        facts = list(derived.facts())
        for _ in range(40 if facts else 0):
            changed = mutant(certificate(base, rules, derived, random.choice(facts)), facts, random)
            try:
                check_derivation(changed)
            except FaultError as error:
                assert error.faults[0].code in ("refused", "not-certifiable")  # noqa: PT017
                refused += 1
            else:
                accepted += 1
                given: Facts = {}
                for one in changed.derivation.given:
                    given.setdefault(one.name, []).append(one.args)
                assert rules.run(given).holds(changed.derivation.fact), (seed, changed)
    assert min(refused, accepted) > 200


def mutant(said: DerivationCertificate, facts: list[Fact], random: Random) -> DerivationCertificate:
    steps = list(said.derivation.steps)
    place = random.randrange(len(steps))
    step = steps[place]
    values = {value for fact in facts for value in fact.args}
    match random.randrange(7):
        case 0:  # another fact
            args = [
                random.choice(sorted(values, key=str)) if random.random() < 0.5 else arg
                for arg in step.fact.args
            ]
            steps[place] = step._replace(fact=Fact(step.fact.name, tuple(args)))
        case 1 if len(steps) > 1:  # a step less
            del steps[place]
        case 2 if step.values:  # another value
            name = random.choice(sorted(step.values))
            steps[place] = step._replace(values={**step.values, name: random.choice(sorted(values, key=str))})
        case 3:  # a level more or less
            if said.closed:
                name = random.choice(sorted(said.closed))
                level = said.closed[name] + random.choice((-1, 1, 2))
                return replace(said, closed={**said.closed, name: level})
        case 4:  # no longer closed
            if said.closed:
                gone = random.choice(sorted(said.closed))
                return replace(said, closed={name: n for name, n in said.closed.items() if name != gone})
        case 5:  # a premise less
            steps[place] = step._replace(premises=step.premises[1:])
        case _:  # a conclusion that nobody drew: the last fact with other arguments, by the same rule
            args = [random.choice(sorted(values, key=str)) for _ in step.fact.args]
            steps[-1] = steps[-1]._replace(fact=Fact(steps[-1].fact.name, tuple(args)))
    return replace(said, derivation=Derivation(tuple(steps)))
