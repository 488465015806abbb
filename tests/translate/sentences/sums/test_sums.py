"""Small sums: which texts are some, what their names stand for, and what is withheld."""

import pytest

from neurosym.ir.core import Find
from neurosym.translate.sentences.assemble import assemble
from neurosym.translate.sentences.entries import Assembled
from neurosym.translate.sentences.sums.measures import measured
from neurosym.translate.sentences.sums.sums import is_sum
from tests.translate.sentences.entered import parted


def sums(*lines: str) -> Assembled:
    told = parted(*lines)
    assert is_sum(measured(told))
    return assemble(told)


def names(found: Assembled) -> list[str]:
    assert found.problem is not None, found.faults
    return [symbol.name for symbol in found.problem.symbols]


HENS = (
    "A yard has 20 hens and goats. | hens + goats = 20 ; @choose hens, goats",
    "A hen has two legs and a goat has four. | legs( hen) = two ; legs( goat) = four",
    "Altogether there are 56 legs. | total( legs) = 56",
)


def test_what_is_counted_is_told_from_what_each_one_has() -> None:
    found = sums(*HENS, "How many goats are there? | @find x: goats = x")
    assert sorted(names(found)) == ["goats", "hens", "legs_goats", "legs_hens"]
    assert found.problem is not None
    assert isinstance(found.problem.goal, Find)
    assert found.problem.goal.show == ("goats",)
    assumed = [claim.says for claim in found.problem.claims if claim.kind == "assumed"]
    assert "goats: never negative." in assumed


def test_a_bare_name_is_the_amount_that_its_owner_has() -> None:
    found = sums(
        "Viktor is twice as old as Wanda. | old( Viktor) = twice * old( Wanda)",
        "Wanda is 9. | Wanda = 9",
        "How old is Viktor? | @find x: old( Viktor) = x",
    )
    assert names(found) == ["age_viktor", "age_wanda"]


@pytest.mark.parametrize(
    "lines",
    [
        (*HENS[:1], HENS[2], "How many goats are there? | @find x: goats = x"),
        ("Ann has 3 kites. | kites( Ann) = 3", "How many hats has Ben? | @find x: hats( Ben) = x"),
        ("The product is 6. | product( Ann, Ben, Cid) = 6", "What has Ann? | @find x: Ann = x"),
    ],
)
def test_what_the_text_does_not_say_is_no_problem_but_a_fault(lines: tuple[str, ...]) -> None:
    found = sums(*lines)
    assert found.problem is None
    assert {fault.code for fault in found.faults} == {"unlinked"}


@pytest.mark.parametrize(
    "line",
    [
        "Anyone under 12 is a child. | all x: under( x, 12) -> child( x)",
        "Ann is tall. | tall( Ann)",
        "Ann finished first. | first( Ann)",
    ],
)
def test_rules_and_facts_are_no_sums(line: str) -> None:
    assert not is_sum(parted("Ann is 9. | old( Ann) = 9", line, "How old is Ann? | @find x: old( Ann) = x"))


def test_months_and_years_are_brought_to_one_unit() -> None:
    found = sums(
        "Fritz is 6 months older than Gerd. | older( Fritz) = older( Gerd) + 6",
        "Gerd is 4 years old. | old( Gerd) = 4",
        "How old is Fritz? | @find x: old( Fritz) = x",
    )
    assert found.problem is not None
    assert "1/12" in str(found.problem.claims[0].formula) or "Fraction(1, 12)" in str(found.problem.claims[0])
