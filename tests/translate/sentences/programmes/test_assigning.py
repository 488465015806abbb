"""Who is given what: a pairing is taken or left, and each of both sides has so many."""

import pytest

from neurosym.ir.core import INT
from neurosym.ir.pretty import print_formula
from neurosym.translate.sentences.assemble import assemble
from neurosym.translate.sentences.programmes.assigning import assigned
from tests.translate.sentences.entered import Line, entries, said

LISTED: Line = (
    "Two cooks, Ada and Ben, make two dishes, the soup and the pie.",
    "@members cooks: Ada, Ben ; @each dishes: soup, pie",
)
ONE_DISH: Line = (
    "Each cook makes exactly one dish.",
    "all x: cook( x) -> #= one y: dish( y) & makes( x, y)",
)
ONE_COOK: Line = (
    "Every dish is made by exactly one cook.",
    "all x: dish( x) -> #= one y: cook( y) & made by( x, y)",
)
AMOUNTS: tuple[Line, ...] = (
    ("The soup takes Ada 9 hours and Ben 6 hours.", "soup( Ada) = 9 ; soup( Ben) = 6"),
    ("For the pie Ada needs 4 hours and Ben 5 hours.", "needs( Ada) = 4 ; needs( Ben) = 5"),
)
AIM: Line = ("Who should make what to keep the hours low?", "@min hours")
PAIRS = ["ada_on_soup", "ada_on_pie", "ben_on_soup", "ben_on_pie"]


def test_each_pairing_is_taken_or_left() -> None:
    problem = assemble(entries(LISTED, ONE_DISH, ONE_COOK, *AMOUNTS, AIM)).problem
    assert problem is not None
    pairs = [symbol for symbol in problem.symbols if symbol.gloss]
    assert [symbol.name for symbol in pairs] == PAIRS
    assert {symbol.result for symbol in pairs} == {INT}
    assert pairs[0].gloss == "Ada on soup: taken (1) or left (0)"
    assert print_formula(problem.claims[-1].formula) == "ben_on_pie <= 1"


def test_each_of_both_sides_has_one() -> None:
    lines = (LISTED, ONE_DISH, ONE_COOK, *AMOUNTS, AIM)
    assert said(ONE_DISH[0], *lines) == ["ada_on_soup + ada_on_pie == 1", "ben_on_soup + ben_on_pie == 1"]
    assert said(ONE_COOK[0], *lines) == ["ada_on_soup + ben_on_soup == 1", "ada_on_pie + ben_on_pie == 1"]


@pytest.mark.parametrize(
    ("text", "reading", "figures"),
    [
        ("The soup takes Ada 9 hours and Ben 6 hours.", "soup( Ada) = 9 ; soup( Ben) = 6", [9, 6]),
        ("Ben can make the soup in 6 hours.", "soup( Ben) = 6", [6]),
        ("The soup would keep Ada busy for 9 hours.", "Ada( soup) = 9", [9]),
        ("For the soup Ada needs 9 hours.", "needs( Ada) = 9", [9]),
        ("Ben takes 6 hours for the soup.", "takes( soup) = 6", [6]),
        # the first of a list, copied where the verb should stand
        ("Ben takes 6 hours for the soup.", "pie( soup) = 6", [6]),
        ("It takes Ben 6 hours to make the soup.", "hours( Ben, soup) = 6", [6]),
    ],
)
def test_an_amount_is_that_of_a_pair(text: str, reading: str, figures: list[int]) -> None:
    rest = (line for line in AMOUNTS if line[0] != text)
    found = said(text, LISTED, ONE_DISH, ONE_COOK, (text, reading), *rest, AIM)
    assert [int(formula.partition(" == ")[2]) for formula in found] == figures
    assert all(formula.startswith("hours_") and "_on_soup" in formula for formula in found)


@pytest.mark.parametrize(
    ("text", "reading", "formula"),
    [
        ("Ada cannot be given the pie.", "not given( Ada, pie)", "not ada_on_pie >= 1"),
        ("Ada or Ben bakes.", "bakes( Ada, pie) | bakes( Ben, pie)", "ada_on_pie >= 1 or ben_on_pie >= 1"),
        (
            "If Ada makes the pie, Ben makes the soup.",
            "makes( Ada, pie) -> makes( Ben, soup)",
            "implies(ada_on_pie >= 1, ben_on_soup >= 1)",
        ),
    ],
)  # fmt: skip
def test_rules_speak_of_pairings(text: str, reading: str, formula: str) -> None:
    assert said(text, LISTED, ONE_DISH, ONE_COOK, *AMOUNTS, (text, reading), AIM) == [formula]


def test_a_pairing_without_an_amount_is_no_plan() -> None:
    found = assemble(entries(LISTED, ONE_DISH, ONE_COOK, AMOUNTS[0], AIM))
    assert found.problem is None
    told = {(fault.where.text, fault.severity) for fault in found.faults if fault.where}
    assert told >= {(ONE_DISH[0], "error"), (ONE_COOK[0], "error")}


def test_a_pairing_that_is_ruled_out_needs_no_amount() -> None:
    pie = ("For the pie Ben needs 5 hours.", "needs( Ben) = 5")
    never = ("Ada cannot be given the pie.", "not given( Ada, pie)")
    found = assemble(entries(LISTED, ONE_DISH, ONE_COOK, AMOUNTS[0], pie, never, AIM))
    assert found.problem is not None


def test_one_sentence_may_say_it_of_both_sides() -> None:
    both = (
        "Each cook makes one dish, and each dish is made by one cook.",
        "( all x: cook( x) -> #= one y: dish( y) & makes( x, y)) & "
        "all x: dish( x) -> #= one y: cook( y) & made by( x, y)",
    )
    assert len(said(both[0], LISTED, both, *AMOUNTS, AIM)) == 4


def test_those_who_are_listed_nowhere_are_those_with_amounts() -> None:
    jobs = ("There are two dishes, the soup and the pie.", "@members dishes: soup, pie")
    pie = ("The pie takes Ada 4 hours and Ben 5 hours.", "takes( pie, Ada) = 4 ; takes( pie, Ben) = 5")
    found = said(ONE_DISH[0], jobs, ONE_DISH, ONE_COOK, AMOUNTS[0], pie, AIM)
    assert found == ["ada_on_soup + ada_on_pie == 1", "ben_on_soup + ben_on_pie == 1"]


@pytest.mark.parametrize(
    "count", ["#<= one y: dish( y) & makes( x, y)", "not #> one y: dish( y) & makes( x, y)"]
)
def test_some_may_be_left_without(count: str) -> None:
    most = ("Each cook makes at most one dish.", f"all x: cook( x) -> {count}")
    found = said(most[0], LISTED, most, ONE_COOK, *AMOUNTS, AIM)
    assert found == ["ada_on_soup + ada_on_pie <= 1", "ben_on_soup + ben_on_pie <= 1"]


def test_what_each_gets_another_one_of_is_told_by_the_list_alone() -> None:
    found = said(LISTED[0], LISTED, *AMOUNTS, AIM)
    assert found[0] == "ada_on_soup + ada_on_pie == 1"
    assert len(found) == 4


@pytest.mark.parametrize(
    "lines",
    [
        (("A joiner makes desks and beds.", "@choose desks, beds"), ("A desk takes 3.", "wood( desk) = 3")),
        (LISTED, ONE_DISH, ("Ada is tall.", "tall( Ada)")),
    ],
    ids=["no pairs", "no amounts"],
)  # fmt: skip
def test_other_readings_stay_as_they_are(lines: tuple[Line, ...]) -> None:
    told = entries(*lines)
    assert assigned(told) == tuple(told)
