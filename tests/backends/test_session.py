"""What every session must keep: choices of labels, later formulas, repetition, hostile names."""

from itertools import combinations

import pytest

from neurosym.ir.core import (
    Apply,
    Binding,
    Compare,
    Element,
    Enumeration,
    Not,
    Num,
    Quantified,
    Range,
    Symbol,
    Var,
)
from neurosym.ir.notation import read_problem
from neurosym.ir.signature import Signature
from neurosym.solve.base import Backend, Sat, Theory, Unsat
from tests.backends.judge import judge


def theory_of(text: str) -> Theory:
    problem = read_problem(f"{text}\nfind\n")
    formulas = {claim.id: claim.formula for claim in problem.claims}
    return Theory(Signature.of(problem), formulas, problem.unique_names)


CONFLICTS = theory_of("""
sort P = a, b
sort S = 1..3
p : P -> Bool
n : S
said
    all(p(x) for x in P)
    not p(a)
    n > 2
    n < 2
    n == 2
""")


def test_every_choice_of_labels(engine: Backend):
    session = engine.open(CONFLICTS)
    conflicts = [{"c1", "c2"}, {"c3", "c4"}, {"c3", "c5"}, {"c4", "c5"}]
    for size in range(6):
        for chosen in combinations(sorted(CONFLICTS.formulas, reverse=size % 2 == 0), size):
            expected = "unsat" if any(conflict <= set(chosen) for conflict in conflicts) else "sat"
            assert judge(CONFLICTS, chosen, session.check(chosen)) == expected


def test_a_model_of_nothing_is_full(engine: Backend):
    assert judge(CONFLICTS, [], engine.open(CONFLICTS).check([])) == "sat"


def test_no_model_is_asked_for(engine: Backend):
    session = engine.open(CONFLICTS)
    assert isinstance(session.check(["c1", "c3"], model=False), Sat)
    assert isinstance(session.check(["c1", "c2"], model=False), Unsat)


def test_solutions_are_excluded_one_by_one(engine: Backend):
    session = engine.open(CONFLICTS)
    chosen, values = ["c1"], set()
    while isinstance(outcome := session.check(chosen), Sat):
        value = outcome.model.tables["n"][()]
        values.add(value)
        chosen.append(f"not {value}")
        session.add(chosen[-1], Not(Compare("==", Apply("n"), Num(value))))
    assert values == {1, 2, 3}
    assert isinstance(outcome, Unsat)
    assert outcome.core <= set(chosen)


def test_an_added_formula_counts_only_where_chosen(engine: Backend):
    session = engine.open(CONFLICTS)
    session.add("none", Compare("!=", Apply("n"), Apply("n")))
    assert isinstance(session.check(["none"]), Unsat)
    assert isinstance(session.check(["c3"]), Sat)
    assert isinstance(session.check(["c3", "none"]), Unsat)


def test_a_formula_about_something_new(engine: Backend):
    theory = theory_of("sort P = a, b\np, q : P -> Bool\nf : P -> P\nsaid\n    p(a)")
    session = engine.open(theory)
    assert isinstance(session.check(["c1"]), Sat)
    session.add("new", Apply("q", (Apply("f", (Element("b"),)),)))
    outcome = session.check(["c1", "new"])
    assert isinstance(outcome, Sat)
    assert outcome.model.tables["q"][(outcome.model.tables["f"][("b",)],)] is True


def test_the_same_theory_has_the_same_model(engine: Backend):
    first, second = (engine.open(CONFLICTS).check(["c1", "c3"]) for _ in range(2))
    assert first == second


HOSTILE = (
    'x") (exit) ("',
    "(set-option :regular-output-channel x)",
    "|",
    "true",
    "s0",
    "l0",
    "someone1",
    "\u202eevil",
    "a\x00b",
    "λ",
    "",
)


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_names_mean_nothing(engine: Backend, name: str):
    other = name + "'"
    signature = Signature.build(
        [Enumeration(name, (name, other)), Range(other, 1, 2)],
        [Symbol(name, (name,)), Symbol(other, (name,), other)],
    )
    everybody = Quantified("all", (Binding(name, name),), Apply(name, (Var(name),)))
    theory = Theory(
        signature,
        {
            name: everybody,
            "not": Not(Apply(name, (Element(other),))),
            other: Compare("==", Apply(other, (Element(name),)), Num(2)),
        },
    )
    session = engine.open(theory)
    assert judge(theory, [name, "not"], session.check([name, "not"])) == "unsat"
    assert judge(theory, [name, other], session.check([name, other])) == "sat"


def test_a_grounding_bomb_is_declined_at_once(engine: Backend):
    text = "sort P = " + ", ".join(f"e{n}" for n in range(60)) + "\nr : P, P, P, P -> Bool\nsaid\n"
    theory = theory_of(
        text + "    all(r(x, y, z, w) for x in P for y in P for z in P for w in P if r(y, x, z, w))"
    )
    assert engine.declines(theory)
