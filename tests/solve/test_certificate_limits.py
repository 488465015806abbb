"""Proofs about numbers: that there is no other solution, however many numbers there are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import neurosym as ns
from neurosym.answer import Answer
from neurosym.engine import Engine
from neurosym.ir.verdict import Verdict


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine() as engine:
        yield engine


def solved(engine: Engine, text: str) -> Answer:
    answer = engine.solve(ns.loads(text))
    assert answer.trust == "certified", answer.report()
    assert answer.certificate is not None
    return answer


@pytest.mark.parametrize("sort", ["Real", "Int"])
@pytest.mark.parametrize("count", [3, 25])
def test_the_only_solution_is_shown_to_be_the_only_one(engine: Engine, sort: str, count: int) -> None:
    names = [f"x{number}" for number in range(count)]
    sum_ = " + ".join(f"{number + 2} * {name}" for number, name in enumerate(names))
    most = sum(range(2, count + 2))
    bounds = "\n    ".join(f"{name} <= 1" for name in names)
    text = f"{', '.join(names)} : {sort}\nassumed\n    {bounds}\nassumed\n    {sum_} == {most}\nfind"
    assert solved(engine, text).verdict is Verdict.UNIQUE


@pytest.mark.parametrize(("least", "most"), [(4, 6), (-6, -4)])
def test_an_equation_may_be_broken_on_either_side(engine: Engine, least: int, most: int) -> None:
    """The sum of what lies between 0 and 1 is nowhere near."""
    spans = f"0 <= x and x <= 1 and 0 <= y and y <= 1 and {least} <= z and z <= {most}"
    answer = solved(engine, f"x, y, z : Real\nassumed\n    {spans}\nassumed\n    x + y == z\nfind")
    assert answer.verdict is Verdict.NONE
    assert answer.certificate is not None
    assert answer.certificate.kind == "limits"


def test_yes_and_no_in_numbers_too(engine: Engine) -> None:
    """Whether projects are the only ones of so great a value: their worth is a sum that is given."""
    text = """
sort Site = pool, library, park, rink
serves : Site -> Int
built : Site -> Bool
assumed
    serves(pool) == 900 and serves(library) == 600 and serves(park) == 300 and serves(rink) == 350
assumed
    sum(serves(s) if built(s) else 0 for s in Site) == 1250
find
"""
    assert solved(engine, text).verdict is Verdict.SEVERAL  # the rink with the pool, or with the other two
    assert (
        solved(engine, text.replace("find", "assumed\n    not built(pool)\nfind")).verdict is Verdict.UNIQUE
    )
