"""Two worlds side by side."""

from neurosym.explain.worlds import Row, side_by_side
from neurosym.ir.model import Model
from neurosym.ir.notation import read_problem

PROBLEM = read_problem("sort P >= a, b\nsings : P -> Bool\nage : P -> Int\nn : Int\nentails\n    sings(a)")


def world(sings: dict[str, bool], age: dict[str, int], n: int) -> Model:
    tables = {
        "sings": {(who,): value for who, value in sings.items()},
        "age": {(who,): value for who, value in age.items()},
        "n": {(): n},
    }
    return Model({"P": tuple(sings)}, tables, {})


ONE = world({"a": True, "b": False}, {"a": 4, "b": 5}, 7)
OTHER = world({"a": False, "b": False, "P_3": True}, {"a": 4, "b": 6, "P_3": 0}, 7)


def test_what_differs_comes_first_and_what_nowhere_holds_is_left_out() -> None:
    rows = side_by_side(PROBLEM, (ONE, OTHER))
    assert rows == (
        Row("sings(a)", ("yes", "no")),
        Row("sings(P_3)", ("", "yes")),
        Row("age(b)", ("5", "6")),
        Row("age(P_3)", ("", "0")),
        Row("age(a)", ("4", "4")),
        Row("n", ("7", "7")),
    )
    assert [row.differs for row in rows] == [True, True, True, True, False, False]


def test_one_world_and_none() -> None:
    assert Row("sings(a)", ("yes",)) in side_by_side(PROBLEM, (ONE,))
    assert side_by_side(PROBLEM, ()) == ()
