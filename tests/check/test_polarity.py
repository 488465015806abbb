"""A fact that its sentence denies is turned round only where one plain denial is of that very fact."""

import pytest

from neurosym.check.polarity import align_polarity, same_polarity
from neurosym.ir.core import Apply, Claim, Compare, Element, Entails, Enumeration, Not, Problem, Symbol, Term

TOM, BAG = Element("tom"), Element("bag")


def problem(says: str, formula: Term) -> Problem:
    things = Enumeration("Thing", ("tom", "bag"))
    binary = [Symbol(name, ("Thing", "Thing")) for name in ("without", "replace", "find")]
    symbols = (*binary, Symbol("likes_fish", ("Thing",)), Symbol("tea", (), "Thing"))
    goal = Entails(Apply("likes_fish", (BAG,)), "Does the bag like fish?")
    return Problem((things,), symbols, (Claim("c1", formula, says, "said"),), goal, says)


LIKES = Apply("likes_fish", (TOM,))


@pytest.mark.parametrize(
    ("says", "formula"),
    [
        ("Tom does not like fish.", LIKES),
        ("Of course Tom doesn't really like fish.", LIKES),
        ("It is not true that Tom likes fish.", LIKES),
        ("Tom likes fish.", Not(LIKES)),
        ("Tom never replaces the bag.", Apply("replace", (TOM, BAG))),
        ("The tea is not Tom's.", Compare("==", Apply("tea"), TOM)),
    ],
)
def test_a_lost_denial_is_put_back(says: str, formula: Term) -> None:
    (repair,) = align_polarity(problem(says, formula))
    assert repair.code == "polarity"
    assert [fault.code for fault in same_polarity(problem(says, formula))] == ["polarity"]


@pytest.mark.parametrize(
    ("says", "formula"),
    [
        ("Tom comes without the bag.", Apply("without", (TOM, BAG))),
        ("Tom does not replace the bag, for it cannot be found.", Not(Apply("replace", (TOM, BAG)))),
        ("Tom could not abide it, so that the tea was not his.", Not(Compare("==", Apply("tea"), TOM))),
        ("Tom can't like fish, not even a herring.", Not(LIKES)),
        ("The tea is Tom's, as the bag never is.", Compare("==", Apply("tea"), TOM)),
        ("Tom stays off fish after what happened.", Not(LIKES)),
        ("Tom says that he does not replace the bag.", Compare("!=", LIKES, Apply("replace", (TOM, BAG)))),
    ],
)
def test_a_right_reading_stays(says: str, formula: Term) -> None:
    assert list(align_polarity(problem(says, formula))) == []
