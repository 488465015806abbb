"""Models for CPMpy: they run as they are printed, logic and binders included."""

from pathlib import Path

import pytest
from hypothesis import given, settings

from neurosym.export import export
from neurosym.faults import FaultError
from neurosym.ir.notation import read_problem
from tests.export.reading import run
from tests.export.texts import BAKERY
from tests.plans import best, plans

pytest.importorskip("cpmpy")

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_the_text_runs_and_finds_the_optimum(tmp_path: Path) -> None:
    found = run(export(read_problem(BAKERY), "cpmpy"), tmp_path)
    assert (found["objective"], found["rye_loaves"], found["seed_loaves"]) == ("194", "10", "24")


def test_claims_keep_their_form_and_stand_below_their_sentences() -> None:
    lines = export(read_problem(BAKERY), "cpmpy").splitlines()
    line = "model += (rye_loaves > 0).implies(rye_loaves >= 5)"
    assert lines[lines.index(line) - 1] == "# c6: If there is any rye at all, then at least 5."
    assert "model += 4 * rye_loaves + 5 * seed_loaves <= 160" in lines


def test_a_puzzle_is_solved(tmp_path: Path) -> None:
    text = (EXAMPLES / "einstein.problem").read_text(encoding="utf-8")
    found = run(export(read_problem(text), "cpmpy"), tmp_path)
    keeps = found["[keeps[0] keeps[1] keeps[2] keeps[3] keeps[4]]"]
    lives = found["[lives[0] lives[1] lives[2] lives[3] lives[4]]"]
    assert keeps.strip("[]").split()[4] == lives.strip("[]").split()[4]  # the German keeps the fish


def test_a_contradiction_has_no_solution(tmp_path: Path) -> None:
    text = (EXAMPLES / "rota.problem").read_text(encoding="utf-8")
    assert set(run(export(read_problem(text), "cpmpy"), tmp_path).values()) == {
        "[None None None None]",
        "[None None None]",
    }


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x : Real\nassumed\n    x <= 2\nmaximize\n    x", "real-valued"),
        ("sort P >= a\np : P -> Bool\nassumed\n    p(a)\nfind", "open-sort"),
        ("p : Bool\nentails\n    p", "unsupported"),
        ("x, y : Int\nassumed\n    x // 2 == y\nfind", "unsupported"),
    ],
)
def test_what_it_cannot_say_is_a_fault(text: str, code: str) -> None:
    with pytest.raises(FaultError) as caught:
        export(read_problem(text), "cpmpy")
    assert caught.value.faults[0].code == code


def test_a_number_that_nothing_bounds_has_made_up_ends_that_are_said() -> None:
    text = export(read_problem("x : Int\nassumed\n    x >= 2\nfind"), "cpmpy")
    assert "# nothing bounds it above: widen this if a value comes near\nx = cp.intvar(2, 1000000" in text


@given(plans())
@settings(max_examples=60, deadline=None)
def test_the_model_has_the_best_value_of_the_formulas(problem) -> None:
    names: dict[str, object] = {"__name__": "model"}
    exec(export(problem, "cpmpy"), names)
    model = names["model"]
    found = model.objective_value() if model.solve() else None
    text = export(problem, "cpmpy")
    factor = int(text.partition("  # ")[2].split()[0]) if "times as large" in text else 1
    assert (None if found is None else found / factor) == pytest.approx(best(problem))
