"""The flat JSON wire: shapes are strict, problems survive it, and one bad part spoils no other."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurosym.faults import FaultError
from neurosym.ir.assemble import assemble, problem_from_json
from neurosym.ir.core import TRUE, Claim, Entails, Options, Problem
from neurosym.ir.notation import read_problem
from neurosym.ir.plain import content_hash, problem_to_json
from neurosym.ir.wire import draft_schema, read_wire
from neurosym.solve.base import Theory
from tests.strategies import theories

GOLDEN = Path(__file__).parents[1] / "golden"


def written(**changes: object) -> dict[str, object]:
    return {
        "sorts": ["sort Person = rina, tom"],
        "symbols": ["drinks, aware : Person -> Bool"],
        "claims": [
            {
                "kind": "said",
                "says": "All who drink are aware.",
                "means": "all(aware(x) for x in Person if drinks(x))",
            },
            {"kind": "said", "says": "Rina drinks.", "means": "drinks(rina)"},
        ],
        "goal": {
            "kind": "entails",
            "says": "Is Rina aware?",
            "means": "aware(rina)",
            "options": [],
            "show": [],
        },
        **changes,
    }


def faults_of(data: object) -> str:
    with pytest.raises(FaultError) as caught:
        problem_from_json(data)
    return str(caught.value)


def test_what_an_lm_writes_becomes_a_problem() -> None:
    problem = problem_from_json(written())
    assert [claim.id for claim in problem.claims] == ["c1", "c2"]
    assert isinstance(problem.goal, Entails)


SOUND = sorted(path for path in GOLDEN.rglob("*.problem") if path.parent.name != "check")
"""Goldens of `check` are there for their faults, which the wire does not let in."""


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_every_golden_problem_comes_back_equal(path: Path) -> None:
    problem = read_problem(path.read_text(encoding="utf-8"))
    assert problem_from_json(json.loads(json.dumps(problem_to_json(problem)))) == problem


GOALS = [
    'entails "q"\n    p(a) == q(b)',
    'must "q"\n    A "one"\n        p(a)\n    B\n        not p(a)',
    "except\n    A\n        p(a)",
    'find n, m "q"',
    "enumerate p limit 7",
    'maximize "q"\n    n + 1/3 * m',
    "minimize\n    sum(n for x in S if p(x))",
    'ask x in S, y in T "q"\n    p(x) and q(y)',
]


@pytest.mark.parametrize("goal", GOALS)
def test_every_kind_of_goal_comes_back_equal(goal: str) -> None:
    head = "names may coincide\nsort S = a, b\nsort T >= c\nsort W = x1 < x2\nsort R = -1..5\n"
    head += 'p : S -> Bool "a \\"gloss\\""\nq : T -> Bool\nn, m : Int\ndefined d : S -> Bool\n'
    problem = read_problem(f'{head}rule "All are."\n    all(d(x) for x in S)\n@k9 assumed\n    p(a)\n{goal}')
    assert problem_from_json(problem_to_json(problem)) == problem


@given(theories(), st.booleans(), st.text(max_size=30))
def test_random_problems_as_they_are_read_come_back_equal(theory: Theory, unique: bool, text: str) -> None:
    signature = theory.signature
    claims = tuple(Claim(f"c{n}", f, text) for n, f in enumerate(theory.formulas.values(), start=1))
    goal = Entails(claims[0].formula if claims else TRUE, text)
    problem = Problem(
        tuple(signature.sorts.values()), tuple(signature.symbols.values()), claims, goal, text, unique
    )
    # a term that no reader makes, such as minus applied to 3, comes back as the one that is written alike
    once = problem_from_json(json.loads(json.dumps(problem_to_json(problem))))
    twice = problem_from_json(json.loads(json.dumps(problem_to_json(once))))
    assert twice == once
    assert content_hash(twice) == content_hash(once)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"extra": 1}, "`extra` is not a field"),
        ({"claim": []}, "did you mean `claims`"),
        ({"sorts": "sort A = a"}, "`sorts`"),
        ({"claims": [{"kind": "said", "says": "x"}]}, "`claims[0].means`"),
        ({"claims": [{"kind": "guess", "says": "x", "means": "drinks(rina)"}]}, "`claims[0].kind`"),
        ({"claims": [{"kind": "said", "says": 3, "means": "drinks(rina)"}]}, "`claims[0].says`"),
        ({"goal": {"kind": "prove", "means": "drinks(rina)"}}, "`goal.kind`"),
        ({"goal": None}, "there is no goal"),
        ({"ir_version": 99}, "version 99"),
        ({"ir_version": True}, "`ir_version`"),
    ],
)
def test_a_wrong_shape_is_a_fault_with_its_place(change: dict[str, object], said: str) -> None:
    assert said in faults_of(written(**change))


def test_all_faults_are_reported_each_with_its_claim() -> None:
    said = faults_of(
        written(
            sorts=["sort Person = rina, tom", "sort", "drinks -> Bool"],
            claims=[
                {"kind": "said", "says": "a", "means": "drinks(rina"},
                {"kind": "said", "says": "b", "means": "drinks(tom)"},
                {"kind": "said", "says": "c", "means": "drinks(x) for x in People"},
            ],
        )
    )
    assert "declaration: drinks -> Bool" in said
    assert "c1: this is not a formula" in said
    assert "c3: " in said
    assert "c2: " not in said


def test_first_order_text_is_read_where_the_notation_cannot_be() -> None:
    claims = [{"kind": "said", "says": "x", "means": "∀x (drinks(x) → aware(x))"}]
    plain = [{"kind": "said", "says": "x", "means": "all(implies(drinks(x), aware(x)) for x in Person)"}]
    assert problem_from_json(written(claims=claims)) == problem_from_json(written(claims=plain))


def test_what_can_be_read_is_kept() -> None:
    claims: list[Any] = [
        {"kind": "said", "says": "a", "means": "drinks(rina"},
        {"kind": "said", "says": "b", "means": "drinks(tom)"},
    ]
    wire, _ = read_wire(written(claims=claims))
    assert wire is not None
    read = assemble(wire)
    assert read.problem is not None
    assert [claim.id for claim in read.problem.claims] == ["c2"]
    assert [fault.claim for fault in read.faults] == ["c1"]


def test_a_question_over_some_of_its_options_is_no_question() -> None:
    options = [
        {"label": "A", "says": "", "means": "drinks(rina)"},
        {"label": "B", "says": "", "means": "drinks("},
    ]
    wire, _ = read_wire(written(goal={"kind": "must", "options": options}))
    assert wire is not None
    assert assemble(wire).problem is None


@pytest.mark.parametrize(
    "means",
    [
        "__import__('os').system('touch /tmp/x')",
        "drinks(rina)\nentails",
        "open('x')",
        "(lambda: 1)()",
        "1 .__class__",
    ],
)
def test_code_in_a_formula_is_a_fault(means: str) -> None:
    assert "c1" in faults_of(written(claims=[{"kind": "said", "says": "x", "means": means}]))


@pytest.mark.parametrize(
    "line", ['text "x"', "# nothing", "", "entails", "names may coincide", "sort A = a\nsort B = b"]
)
def test_a_declaration_declares_something(line: str) -> None:
    assert "declaration" in faults_of(written(sorts=["sort Person = rina, tom", line]))


def test_two_claims_of_one_id_are_a_fault() -> None:
    claim = {"id": "k", "kind": "said", "says": "x", "means": "drinks(rina)"}
    assert "two claims are called `k`" in faults_of(written(claims=[claim, claim]))


def test_the_schema_is_flat_and_closed() -> None:
    def objects(schema: Any) -> Any:
        if isinstance(schema, dict):
            if schema.get("type") == "object":
                yield schema
            for part in schema.values():
                yield from objects(part)
        elif isinstance(schema, list):
            for part in schema:
                yield from objects(part)

    for repair in (False, True):
        schema = draft_schema(repair)
        assert "$ref" not in json.dumps(schema)
        found = list(objects(schema))
        assert len(found) == 4
        for part in found:
            assert part["required"] == list(part["properties"])
            assert part["additionalProperties"] is False


def test_a_goal_with_options_comes_back_with_its_labels() -> None:
    options = [
        {"label": "A", "says": "Tom drinks.", "means": "drinks(tom)"},
        {"label": "B", "means": "aware(rina)"},
    ]
    goal = problem_from_json(written(goal={"kind": "must", "options": options})).goal
    assert isinstance(goal, Options)
    assert [option.label for option in goal.options] == ["A", "B"]
