"""Models and results survive JSON exactly; the hash of a problem is what two equal problems share."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurosym.faults import FaultError
from neurosym.ir.core import Claim, Num, Problem
from neurosym.ir.model import Model
from neurosym.ir.notation import read_problem
from neurosym.ir.plain import (
    content_hash,
    from_plain,
    model_from_json,
    model_to_json,
    result_from_json,
    result_to_json,
    to_plain,
)
from neurosym.ir.verdict import Result, Verdict

CHECKOUT = Path(__file__).parents[2]

TEXT = """
text "Rina pays 1.5 crowns. Does she?"
sort Person = rina, tom
paid : Person -> Real "what someone paid"
"Rina pays 1.5 crowns."
    paid(rina) == 1.5
entails "Does she?"
    paid(rina) > 1
"""

VALUES = st.one_of(st.booleans(), st.integers(), st.fractions(), st.text(max_size=5))


def problem() -> Problem:
    return read_problem(TEXT)


def test_a_model_with_fractions_and_truth_values_comes_back_exactly() -> None:
    model = Model(
        {"Person": ("rina", "tom")},
        {"paid": {("rina",): Fraction(3, 2), ("tom",): 2}, "rich": {("rina",): True, ("tom",): False}},
        {"tom": "rina"},
    )
    back = model_from_json(json.loads(json.dumps(model_to_json(model))))
    assert back == model
    assert [type(value) for value in back.tables["rich"].values()] == [bool, bool]
    assert [type(value) for value in back.tables["paid"].values()] == [Fraction, int]


@given(st.dictionaries(st.text(max_size=4), st.one_of(VALUES, st.dictionaries(st.text(max_size=4), VALUES))))
def test_an_assignment_comes_back_exactly(assignment: dict[str, object]) -> None:
    whole = {
        name: {inner: _lowest(part) for inner, part in value.items()}
        if isinstance(value, dict)
        else _lowest(value)
        for name, value in assignment.items()
    }
    assert from_plain(json.loads(json.dumps(to_plain(whole)))) == whole


def _lowest(value: object) -> object:
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value


def test_a_result_comes_back_exactly() -> None:
    result = Result(
        Verdict.SEVERAL,
        ({"seat": {"rina": 1}, "price": Fraction(1, 3)}, {"seat": {"rina": 2}, "price": 4}),
        core=("c1", "c3"),
        minimal=True,
        engine="sat",
        trust="cross-checked",
        options={"A": "holds always", "B": "unknown"},
        assumptions=("the sort Person has no other members",),
        cpu_s=0.25,
    )
    assert result_from_json(json.loads(json.dumps(result_to_json(result)))) == result


@pytest.mark.parametrize(
    "damage",
    [
        {"verdict": "certainly"},
        {"trust": "absolute"},
        {"options": {"A": "holds on Sundays"}},
        {"core": "c1"},
        {"core": [1]},
        {"models": [{"domains": {}}]},
        {"models": [{"domains": {}, "tables": {"p": [[]]}, "names": {}}]},
        {"models": [{"domains": {}, "tables": {"p": [[{"fraction": "1/0"}]]}, "names": {}}]},
        {"value": {"fraction": "1/0"}},
        {"value": 0.5},
    ],
)
def test_a_damaged_result_is_a_fault(damage: dict[str, object]) -> None:
    with pytest.raises(FaultError):
        result_from_json({**result_to_json(Result(Verdict.PROVED)), **damage})


def test_a_value_that_no_result_holds_is_refused() -> None:
    with pytest.raises(TypeError):
        to_plain(0.5)


def test_the_hash_ignores_how_a_formula_was_spelt() -> None:
    assert content_hash(problem()) == content_hash(read_problem(TEXT.replace("== 1.5", " ==  (3/2)")))


@pytest.mark.parametrize(
    ("old", "new"),
    [("1.5\n", "2\n"), ("> 1", ">= 1"), ("rina, tom", "rina < tom"), ("what someone", "all that someone")],
)
def test_the_hash_sees_every_change_that_equality_sees(old: str, new: str) -> None:
    changed = read_problem(TEXT.replace(old, new))
    assert changed != problem()
    assert content_hash(changed) != content_hash(problem())


def test_the_hash_sees_the_sentence_behind_a_formula() -> None:
    claim = problem().claims[0]
    other = replace(problem(), claims=(replace(claim, says="Rina pays."),))
    assert content_hash(other) != content_hash(problem())


def test_the_hash_is_that_of_the_problem_asked_for() -> None:
    """Each is known to be the last one, whatever was asked for between."""
    one, other = problem(), replace(problem(), text="Another text.")
    wanted = content_hash(problem()), content_hash(replace(other))
    assert [(content_hash(one), content_hash(other)) for _ in range(2)] == [wanted, wanted]
    assert wanted[0] != wanted[1]


def test_the_hash_is_the_same_in_every_process() -> None:
    code = (
        "from neurosym.ir.notation import read_problem; from neurosym.ir.plain import content_hash; "
        f"print(content_hash(read_problem({TEXT!r})))"
    )
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(CHECKOUT)}
        run = subprocess.run(
            [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
        )
        assert run.stdout.strip() == content_hash(problem())


def test_claims_with_other_ids_are_another_problem() -> None:
    renamed = replace(problem(), claims=(Claim("x", Num(1)),))
    assert content_hash(renamed) != content_hash(problem())
