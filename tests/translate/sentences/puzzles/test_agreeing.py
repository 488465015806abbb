"""Problems that claim the same in another order."""

from dataclasses import replace

import pytest

from neurosym.ir.core import Entails
from neurosym.ir.notation import read_problem
from neurosym.translate.sentences.puzzles.agreeing import same_meaning

HEAD = "sort Person = ann, bob\nage : Person -> Int\nold : Person -> Bool\n"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("age(ann) > age(bob)", "age(bob) < age(ann)", True),
        ("age(ann) == age(bob)", "age(bob) == age(ann)", True),
        ("old(ann) and old(bob)", "old(bob) and old(ann)", True),
        ("old(ann) or not old(bob)", "not old(bob) or old(ann)", True),
        ("age(ann) > age(bob)", "age(ann) < age(bob)", False),
        ("old(ann) and old(bob)", "old(ann) or old(bob)", False),
        ("implies(old(ann), old(bob))", "implies(old(bob), old(ann))", False),
    ],
)
def test_what_commutes(one: str, other: str, same: bool) -> None:
    claimed = [read_problem(f'{HEAD}"x"\n    {formula}\nfind') for formula in (one, other)]
    asked = [replace(problem, claims=(), goal=Entails(problem.claims[0].formula)) for problem in claimed]
    assert same_meaning(*claimed) is same
    assert same_meaning(*asked) is same
    assert not same_meaning(claimed[0], asked[0])
