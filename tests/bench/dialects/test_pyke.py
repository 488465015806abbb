"""Programs for a rule engine are read as they mean, and derive forward only."""

import pytest

from neurosym.bench.dialects import pyke
from neurosym.bench.dialects.recording import Reading, Recording
from neurosym.faults import FaultError
from neurosym.ir.core import Entails
from neurosym.ir.pretty import print_formula
from neurosym.ir.verdict import Verdict
from neurosym.solve.decide import decide
from neurosym.solve.sat import SatBackend


def read(facts: str = "", rules: str = "", query: str = "Red(Bob, True)", predicates: str = "") -> Reading:
    program = f"Predicates:\n{predicates}\nFacts:\n{facts}\nRules:\n{rules}\nQuery:\n{query}"
    return pyke.read(Recording(program, question="Is it true or false? Bob is red."))


def claims(reading: Reading) -> list[str]:
    return [print_formula(claim.formula) for claim in reading.problem.claims]


def goal(reading: Reading) -> str:
    assert isinstance(reading.problem.goal, Entails)
    return print_formula(reading.problem.goal.formula)


def verdict(reading: Reading) -> Verdict:
    return decide(reading.lower(reading.problem), [SatBackend()]).verdict


@pytest.mark.parametrize(
    ("line", "formula"),
    [
        ("Red(Bob, True)", "Red(Bob)"),
        ("Red(Bob, False) ::: Bob is not red.", "not Red(Bob)"),
        ("Not(Red(Bob, True))", "not Red(Bob)"),
        ("Not(Red(Bob), True)", "not Red(Bob)"),
        ("¬Red(Bob, True)", "not Red(Bob)"),
        ("!Sees(Bob, bald eagle, True)", "not Sees(Bob, bald__eagle)"),
        ("Sees(Bob, cat)", "Sees(Bob, cat)"),
        (
            "Red($x, True) && Big($x, False) >>> Kind($x, True)",
            "all(Kind(x) for x in Thing if Red(x) and not Big(x))",
        ),
        ("Red(X, True) >>> Kind(X, True)", "all(Kind(X) for X in Thing if Red(X))"),
        ("Kind($x, True) <<< Red($x, True)", "all(Kind(x) for x in Thing if Red(x))"),
        ("Red($x, True) >>> Not(Kind($x, True))", "all(not Kind(x) for x in Thing if Red(x))"),
        ("- Red(Bob, True)", "Red(Bob)"),
    ],
)
def test_lines(line: str, formula: str) -> None:
    assert claims(read(rules=line)) == [formula]


@pytest.mark.parametrize(
    ("query", "formula"),
    [
        ("Red(Bob, X)", "Red(Bob)"),
        ("Red(Bob, ?)", "Red(Bob)"),
        ("Red(Bob, bool)", "Red(Bob)"),
        ("Red(Bob, True) >>> False", "not Red(Bob)"),
        ("Red(Bob, False) => True", "not Red(Bob)"),
    ],
)
def test_a_query_may_leave_its_truth_value_open(query: str, formula: str) -> None:
    assert goal(read(query=query, predicates="Red($x, bool) ::: Is x red?")) == formula


@pytest.mark.parametrize(
    "line", ["Red($x, True)", "Red(X, True)", "Red($x, True) ^ Big($x, True)", "Bob is red.", "Red(Bob, True"]
)
def test_what_a_rule_engine_cannot_mean_is_a_fault_and_left_out(line: str) -> None:
    reading = read(facts=f"Big(Bob, True)\n{line}")
    assert claims(reading) == ["Big(Bob)"]
    assert reading.unread


@pytest.mark.parametrize("query", ["False", "Unknown", "", "The statement is true."])
def test_an_answer_is_no_query(query: str) -> None:
    with pytest.raises(FaultError):
        read(facts="Red(Bob, True)", query=query)


def test_predicates_keep_their_glosses_and_the_goal_its_statement() -> None:
    reading = read(facts="Red(Bob, True)", predicates="Red($x, bool) ::: Is x red?\nBig($x, bool)")
    assert [(s.name, len(s.args), s.gloss) for s in reading.problem.symbols] == [
        ("Red", 1, "Is x red?"),
        ("Big", 1, ""),
    ]
    assert reading.problem.goal.says == "Bob is red."


def test_what_stands_before_or_after_the_program_is_no_part_of_it() -> None:
    program = (
        "Sure!\nAssistant: Facts:\nRed(Bob, True)\n\nQuery:\nRed(Bob, True)\n---\nFacts:\nBig(Ann, True)"
    )
    assert claims(pyke.read(Recording(program))) == ["Red(Bob)"]


# --- forward only

CHAIN = "Red($x, True) >>> Big($x, True)\nBig($x, True) >>> Kind($x, False)"


@pytest.mark.parametrize(
    ("facts", "query", "expected"),
    [
        ("Red(Bob, True)", "Big(Bob, True)", Verdict.PROVED),
        ("Red(Bob, True)", "Kind(Bob, True)", Verdict.REFUTED),
        ("Red(Bob, True)", "Kind(Bob, False)", Verdict.PROVED),
        ("Kind(Bob, True)", "Red(Bob, True)", Verdict.UNDETERMINED),  # by contraposition it is false
        ("Big(Ann, True)", "Red(Bob, True)", Verdict.UNDETERMINED),
        ("Red(Bob, True)\nKind(Bob, True)", "Big(Bob, True)", Verdict.INCONSISTENT),
    ],
)
def test_rules_derive_forward_only(facts: str, query: str, expected: Verdict) -> None:
    assert verdict(read(facts, CHAIN, query)) is expected


def test_nothing_follows_by_cases() -> None:
    rules = "Red($x, True) >>> Big($x, True)\nRed($x, False) >>> Big($x, True)"
    assert verdict(read("Kind(Bob, True)", rules, "Big(Bob, True)")) is Verdict.UNDETERMINED


def test_a_disjunction_is_known_by_its_parts() -> None:
    reading = read("Red(Bob, True)", "Red($x, True) || Blue($x, True) >>> Big($x, True)", "Big(Bob, True)")
    assert verdict(reading) is Verdict.PROVED
