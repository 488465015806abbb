"""Limits that nothing reacts to: told where a number is of another order, and hardly ever elsewhere."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from neurosym.bench.formulation import Formulation
from neurosym.bench.nl4opt import read_told
from neurosym.check import idle_limits
from neurosym.ir.core import INT, Apply, Arith, Claim, Compare, Num, Optimise, Problem, Symbol, Term
from neurosym.ir.notation import read_problem
from neurosym.ir.terms import number
from neurosym.ir.verdict import Result, Verdict
from neurosym.solve.programmes.optimum import optimum

BAKERY = """
rye, seed : Int
"A rye loaf takes 2 hours and a seed loaf 4, and there are 80 hours."
    2 * rye + 4 * seed <= 80
"{says}"
    {limit}
assumed "Never negative."
    rye >= 0 and seed >= 0
maximize "How many of each bring the most, at $5 and $6?"
    5 * rye + 6 * seed
"""


def solved(problem: Problem) -> Result:
    result = optimum(problem)
    assert result is not None
    return result


def doubts(says: str, limit: str) -> list[str]:
    problem = read_problem(BAKERY.format(says=says, limit=limit))
    return [f"{fault.claim}: {fault.what}" for fault in idle_limits(problem, solved(problem))]


def test_a_limit_with_a_number_of_another_order_is_doubted_with_its_sentence() -> None:
    problem = read_problem(BAKERY.format(says="At most 1000 rye loaves can be sold.", limit="rye <= 1000"))
    (fault,) = idle_limits(problem, solved(problem))
    assert fault.what == "this limits nothing: the best would be the same with 50 in the place of 1000"
    assert fault.where is not None
    assert (fault.where.text, fault.claim, fault.severity) == (
        "At most 1000 rye loaves can be sold.",
        "c2",
        "warning",
    )


@pytest.mark.parametrize(
    ("says", "limit"),
    [
        ("At most 60 rye loaves can be sold.", "rye <= 60"),  # room to spare, as many a limit has
        ("At most 30 rye loaves can be sold.", "rye <= 30"),
        ("At least 10 rye loaves are ordered.", "rye >= 10"),
        ("At most 5 seed loaves can be sold.", "seed <= 5"),  # none is made: no number would matter
        ("At least as many rye loaves as seed loaves.", "rye >= seed"),
        ("Nobody owes loaves.", "rye >= 0"),
    ],
)
def test_room_to_spare_is_no_reason_to_doubt(says: str, limit: str) -> None:
    assert not doubts(says, limit)


def test_the_number_may_stand_on_either_side() -> None:
    assert doubts("At most 1000 rye loaves.", "1000 >= rye") == doubts(
        "At most 1000 rye loaves.", "rye <= 1000"
    )
    assert doubts("At least 2 rye loaves.", "2 <= rye")
    assert not doubts("At least 5 rye loaves.", "5 <= rye")


def test_what_is_assumed_or_not_best_is_not_doubted() -> None:
    problem = read_problem(BAKERY.format(says="At most 1000 rye loaves can be sold.", limit="rye <= 1000"))
    assert not list(idle_limits(problem, Result(Verdict.UNBOUNDED)))
    assumed = tuple(Claim(c.id, c.formula, c.says, "assumed") for c in problem.claims)
    changed = Problem((), problem.symbols, assumed, problem.goal)
    assert not list(idle_limits(changed, solved(changed)))


def programme(gold: Formulation) -> Problem:
    """The gold as a problem in whole numbers; each row stands for a sentence."""
    names = [f"x{n}" for n in range(len(gold.names))]

    def line(weights: tuple[Fraction, ...]) -> Term:
        return Arith(
            "+", tuple(Arith("*", (number(w), Apply(x))) for w, x in zip(weights, names, strict=True))
        )

    rows = [Compare("<=", line(row[:-1]), number(row[-1])) for row in gold.rows]
    # written as a text would have it: at least so much, not at most minus that
    said = [
        Compare(">=", line(tuple(-w for w in row[:-1])), number(-row[-1])) if row[-1] < 0 else limit
        for row, limit in zip(gold.rows, rows, strict=True)
    ]
    claims = [Claim(f"c{n}", limit, f"Sentence {n}.") for n, limit in enumerate(said, start=1)]
    never = [Claim(f"n{x}", Compare(">=", Apply(x), Num(0)), kind="assumed") for x in names]
    goal = Optimise("minimize", line(gold.objective), "The last sentence.")
    return Problem((), tuple(Symbol(x, (), INT) for x in names), (*claims, *never), goal)


def test_right_formulations_are_hardly_ever_doubted(shared_data: Path) -> None:
    def told() -> Iterator[str]:
        for one in read_told(shared_data / "opt" / "nl4opt" / "dev.jsonl"):
            problem = programme(one.gold)
            result = optimum(problem, explain=False)
            if result is not None and result.verdict is Verdict.OPTIMAL:
                yield from (f"{one.id}: {fault.what}" for fault in idle_limits(problem, result))

    assert not list(told())


@given(st.integers(1, 9), st.integers(1, 9), st.integers(1, 200), st.integers(2, 60))
def test_no_unit_makes_a_limit_matter_more(a: int, b: int, stock: int, times: int) -> None:
    """What is told in minutes and not in hours is doubted as much, and is worth as much."""

    def both(scale: int) -> tuple[Result, list[str]]:
        limit = f"{a * scale} * rye + {b * scale} * seed <= {stock * scale}"
        problem = read_problem(BAKERY.format(says="There is so much.", limit=limit))
        result = solved(problem)
        return result, [fault.claim for fault in idle_limits(problem, result)]

    (one, doubted), (other, as_much) = both(1), both(times)
    assume(one.verdict is Verdict.OPTIMAL)
    assert one.value == other.value
    assert doubted == as_much
