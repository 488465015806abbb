"""Goals come to the verdicts that their premises allow, with evidence that holds."""

from fractions import Fraction

import pytest

from neurosym.ir.core import Options, Problem
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.notation import read_problem
from neurosym.ir.signature import Signature
from neurosym.ir.verdict import Result, Verdict
from neurosym.solve.decide import decide
from neurosym.solve.route import DEFAULT, backend

PEOPLE = """
sort Person >= rina, tom
drinks, aware, tall : Person -> Bool
"Who drinks is aware."
    all(aware(x) for x in Person if drinks(x))
"Rina drinks."
    drinks(rina)
"Tom is tall."
    tall(tom)
"""
SEATS = """
sort Guest = ann, bob, cy
sort Seat = 1..3
seat : Guest -> Seat
"Nobody shares."
    distinct(seat(x) for x in Guest)
"Ann sits next to Bob."
    abs(seat(ann) - seat(bob)) == 1
"""


def decided(text: str, **settings: bool) -> tuple[Problem, Result]:
    problem = read_problem(text)
    result = decide(problem, [backend(name) for name in DEFAULT], **settings)
    for model in result.models:
        evaluator = Evaluator(Signature.of(problem), model)
        assert all(evaluator.holds(claim.formula) for claim in problem.claims if claim.kind != "rule")
    return problem, result


def test_proved_rests_on_the_sentences_that_are_needed() -> None:
    _, result = decided(PEOPLE + "entails\n    aware(rina)")
    assert (result.verdict, result.core, result.minimal) == (Verdict.PROVED, ("c1", "c2"), True)


def test_refuted() -> None:
    _, result = decided(PEOPLE + "entails\n    not aware(rina)")
    assert (result.verdict, result.core) == (Verdict.REFUTED, ("c1", "c2"))


def test_undetermined_shows_a_world_of_each_kind() -> None:
    problem, result = decided(PEOPLE + "entails\n    aware(tom)")
    assert (result.verdict, result.trust) == (Verdict.UNDETERMINED, "certified")
    yes, no = (Evaluator(Signature.of(problem), model) for model in result.models)
    assert yes.holds(problem.goal.formula)
    assert not no.holds(problem.goal.formula)


def test_what_holds_of_all_named_is_not_proved_of_all() -> None:
    text = PEOPLE + '"x"\n    aware(rina) and aware(tom)\nentails\n    all(aware(x) for x in Person)'
    assert decided(text)[1].verdict is Verdict.UNDETERMINED
    assert decided(text.replace(">=", "="))[1].verdict is Verdict.PROVED


def test_inconsistent_premises_show_the_minimal_conflict() -> None:
    _, result = decided(PEOPLE + '"x"\n    not any(aware(x) for x in Person)\nentails\n    tall(tom)')
    assert (result.verdict, result.core, result.minimal) == (Verdict.INCONSISTENT, ("c1", "c2", "c4"), True)


@pytest.mark.parametrize(
    ("mode", "left"),
    [("must", "C"), ("could", ("A", "C")), ("cannot", "B"), ("except", ("A", "B"))],
)
def test_options(mode: str, left: object) -> None:
    options = """ "Which?"
    A
        seat(ann) == 1
    B
        seat(ann) == seat(bob)
    C
        seat(ann) != seat(cy)
"""
    problem, result = decided(SEATS + mode + options)
    assert isinstance(problem.goal, Options)
    assert result.value == left
    assert result.verdict is (Verdict.UNIQUE if isinstance(left, str) else Verdict.SEVERAL)
    assert dict(result.options) == {"A": "holds sometimes", "B": "holds never", "C": "holds always"}


def test_no_option_left() -> None:
    _, result = decided(SEATS + "must\n    A\n        seat(ann) == 1\n    B\n        seat(ann) == 2")
    assert (result.verdict, result.value) == (Verdict.NONE, ())


def test_several_solutions_are_two_that_differ_in_what_is_shown() -> None:
    _, result = decided(SEATS + "find seat")
    assert result.verdict is Verdict.SEVERAL
    one, other = (model.tables["seat"] for model in result.models)
    assert one != other


def test_a_solution_may_be_unique_in_what_is_shown() -> None:
    more = '"Cy is in the middle of nothing."\n    seat(cy) == 3\nfind '
    assert decided(SEATS + more + "seat")[1].verdict is Verdict.SEVERAL
    text = (SEATS + more + "end").replace("seat :", "end : Guest\nseat :")
    _, result = decided(text.replace("find", '"e"\n    seat(end) == 3\nfind'))
    assert (result.verdict, result.value) == (Verdict.UNIQUE, {"end": "cy"})


def test_no_solution_shows_the_conflict() -> None:
    _, result = decided(SEATS + '"x"\n    seat(cy) == 2\nfind seat')
    assert (result.verdict, result.core) == (Verdict.NONE, ("c1", "c2", "c3"))


def test_enumerate_finds_all_and_no_more() -> None:
    _, result = decided(SEATS + "enumerate seat limit 10")
    assert result.verdict is Verdict.SEVERAL
    assert isinstance(result.value, list)
    assert len(result.value) == 4
    assert len({str(value) for value in result.value}) == 4
    assert "limit of 3" in decided(SEATS + "enumerate seat limit 3")[1].reason


def test_the_best_of_finitely_many() -> None:
    _, result = decided(SEATS + "maximize\n    seat(ann) + 2 * seat(cy)")
    assert result.verdict is Verdict.OPTIMAL
    assert isinstance(result.value, dict)
    assert result.value["objective"] == 8


def test_numbers_without_bounds_are_exact() -> None:
    _, result = decided('x, y : Real\n"a"\n    3 * x == 1 and y == x + 1/6\nfind x, y')
    assert (result.verdict, result.value) == (Verdict.UNIQUE, {"x": Fraction(1, 3), "y": Fraction(1, 2)})


def test_a_real_number_divided() -> None:
    _, result = decided('x : Real\nn : Int\n"a"\n    x / 4 == n / 2 + 1 and n == 3\nfind x')
    assert (result.verdict, result.value) == (Verdict.UNIQUE, {"x": 10})


def test_a_defined_predicate_holds_only_by_its_rules() -> None:
    text = """
sort Person = ann, bob
paid : Person -> Bool
defined may_enter : Person -> Bool
rule "Who paid may enter."
    all(may_enter(x) for x in Person if paid(x))
"Bob did not pay."
    not paid(bob)
entails
    may_enter(bob)
"""
    result = decided(text)[1]
    assert (result.verdict, result.core) == (Verdict.REFUTED, ("c1", "c2"))
    claim = text.replace("defined may_enter", "may_enter").replace("rule ", "")
    assert decided(claim)[1].verdict is Verdict.UNDETERMINED


def test_what_is_defined_in_a_circle_is_false() -> None:
    circle = (
        "sort N = a, b\nr : N -> Bool\ndefined p, q : N -> Bool\nrule\n    all(p(x) for x in N if q(x))\n"
        "    all(q(x) for x in N if p(x))\n    all(q(x) for x in N if r(x))\n"
    )
    _, result = decided(circle + '"r"\n    not r(a)\nentails\n    p(a)', cross_check=True)
    assert (result.verdict, result.trust) == (Verdict.REFUTED, "cross-checked")
    assert result.core == ("c1", "c2", "c3", "c4")
    assert decided(circle + "entails\n    p(a)")[1].verdict is Verdict.UNDETERMINED
    assert decided(circle + '"p"\n    p(a)\nentails\n    r(a)')[1].verdict is Verdict.PROVED


def test_two_engines_agree() -> None:
    _, result = decided(PEOPLE + "entails\n    aware(rina)", cross_check=True)
    assert (result.trust, result.engine) == ("cross-checked", "sat+z3")


def test_two_claims_with_one_id_are_not_decided_as_one() -> None:
    text = "p, q : Bool\n@c1 said\n    p\n@c1 said\n    q\nentails\n    p and q"
    assert decided(text)[1].verdict is Verdict.UNKNOWN
