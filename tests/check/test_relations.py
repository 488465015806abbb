"""A place that was left out of an application is "some", where only one reading fits the sorts."""

import pytest

from neurosym.check.relations import supply_places
from neurosym.ir.notation import read_problem
from neurosym.ir.pretty import print_formula

FUNCTION = """sort Day = mon < tue < wed
sort Course = art, music, law
taught : Day -> Course
"""
RELATION = """sort Day = mon < tue < wed
sort Course = art, music, law
sort Room = r1, r2
taught : Course, Day -> Bool
held : Course, Day, Room -> Bool
met : Course, Course -> Bool
"""


def repaired(head: str, formula: str) -> str | None:
    problem = read_problem(f"{head}said\n    {formula}\nfind\n")
    for repair in supply_places(problem):
        assert repair.code == "relation"
        return print_formula(repair.problem.claims[0].formula)
    return None


@pytest.mark.parametrize(
    ("head", "formula", "meant"),
    [
        (
            FUNCTION,
            "taught(art) < taught(music)",
            "any(taught(d) == art and taught(d2) == music and d < d2 for d in Day for d2 in Day)",
        ),
        (FUNCTION, "taught(mon, art)", "taught(mon) == art"),
        (FUNCTION, "taught(law) != wed", "not any(taught(d) == law and d == wed for d in Day)"),
        (
            FUNCTION,
            "all(taught(c) > mon for c in Course)",
            "all(any(taught(d) == c and d > mon for d in Day) for c in Course)",
        ),
        (
            FUNCTION,
            "count(taught(c) == wed for c in Course) == 1",
            "count(any(taught(d) == c and d == wed for d in Day) for c in Course) == 1",
        ),
        (RELATION, "taught(law)", "any(taught(law, d) for d in Day)"),
        (RELATION, "held(law, r1)", "any(held(law, d, r1) for d in Day)"),
        (RELATION, "not taught(law)", "not any(taught(law, d) for d in Day)"),
        (
            RELATION,
            "rank(taught(art)) + 1 == rank(taught(music))",
            "any(taught(art, d) and taught(music, d2) and rank(d) + 1 == rank(d2)"
            " for d in Day for d2 in Day)",
        ),
        (RELATION, "held(law) == r1", "any(held(law, d, r) and r == r1 for r in Room for d in Day)"),
    ],
)
def test_what_is_meant(head: str, formula: str, meant: str) -> None:
    assert repaired(head, formula) == meant


@pytest.mark.parametrize(
    ("head", "formula"),
    [
        (FUNCTION, "taught(mon) == art"),  # fits as it is
        (RELATION, "taught(law, mon)"),
        (RELATION, "taught(law, mon, r1, art)"),
        (RELATION, "taught(r1)"),  # no place of that sort
        (RELATION, "met(law)"),  # of two places of one sort, either may be the one left out
        (RELATION, "other(law)"),
    ],
)
def test_what_is_clear_or_unclear_stays(head: str, formula: str) -> None:
    assert repaired(head, formula) is None


def test_a_variable_of_the_formula_is_not_captured() -> None:
    meant = repaired(RELATION, "all(taught(c) == d for d in Day for c in Course)")
    assert meant == "all(any(taught(c, d2) and d2 == d for d2 in Day) for d in Day for c in Course)"
