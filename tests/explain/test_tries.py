"""A limited number of solves, and what counts as a contradiction."""

from __future__ import annotations

import time

from neurosym.explain.tries import Tries, cited, possible, sentences
from neurosym.ir.core import Claim, Problem, Truth
from neurosym.ir.notation import read_problem
from neurosym.ir.verdict import Result, Verdict
from tests.explain.solving import LONG, decided, many

PROBLEM = read_problem('p, q : Bool\n"Both."\n    p\n    q\nassumed\n    p or q\nentails\n    p')


def test_no_more_than_the_calls_and_the_seconds() -> None:
    tries = many(2)
    assert [tries(PROBLEM) is None for _ in range(4)] == [False, False, True, True]
    assert Tries(decided, 9, 0.0, LONG)(PROBLEM) is None
    assert Tries(decided, -1, LONG, LONG)(PROBLEM) is None


def test_one_solve_gets_its_share_and_no_more_than_is_left() -> None:
    given: list[float] = []

    def slow(_problem: Problem, seconds: float) -> Result:
        given.append(seconds)
        time.sleep(0.02)
        return Result(Verdict.UNKNOWN)

    tries = Tries(slow, 9, 0.05, 0.04)
    while tries(PROBLEM) is not None:
        pass
    assert given[0] == 0.04
    assert given[-1] < 0.04
    assert tries.left == tries.seconds == 0


def test_claims_of_one_sentence_go_together() -> None:
    groups = sentences((*PROBLEM.claims, Claim("c9", Truth(True))))
    assert [[claim.id for claim in group] for group in groups] == [["c1", "c2"], ["c3"], ["c9"]]
    assert list(cited(PROBLEM.claims, ("c1", "c3"))) == [("c1", "Both."), ("c3", "(assumed) p or q")]


def test_possible_is_what_a_world_shows() -> None:
    assert possible(PROBLEM, decided(PROBLEM))
    assert not possible(PROBLEM, Result(Verdict.PROVED))
