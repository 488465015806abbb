"""How many things are packed is asked first: a knapsack is settled in a few parts, and rightly."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neurosym.certify.check import check
from neurosym.ir.certificate import Cases, LimitProof, Shown, Split
from neurosym.ir.core import Apply, Arith, Claim, Compare, Num, Optimise, Problem, Range, Symbol, Term
from neurosym.ir.verdict import Result, Verdict
from neurosym.solve.certificate import certificate
from neurosym.solve.decide import decide
from neurosym.solve.sat import SatBackend
from neurosym.solve.z3 import Z3Backend

ENGINES = (SatBackend(), Z3Backend())


def total(weights: list[int]) -> Term:
    return Arith("+", tuple(Arith("*", (Num(w), Apply(f"x{n}"))) for n, w in enumerate(weights)))


def packed(weights: list[int], worth: list[int], room: int) -> Result:
    symbols = tuple(Symbol(f"x{n}", (), "Packed") for n in range(len(weights)))
    claim = Claim("c1", Compare("<=", total(weights), Num(room)))
    problem = Problem((Range("Packed", 0, 1),), symbols, (claim,), Optimise("maximize", total(worth)))
    result = decide(problem, ENGINES)
    assert result.verdict is Verdict.OPTIMAL
    check(problem, certificate(problem, result, ENGINES))
    return result


def parts(proof: LimitProof) -> int:
    match proof:
        case Split(_, _, below, above):
            return 1 + parts(below) + parts(above)
        case Cases(_, proofs):
            return 1 + sum(map(parts, proofs))
        case _:
            return 1


@pytest.mark.parametrize("things", [20, 40, 60])
def test_a_hard_knapsack_has_a_short_proof(things: int) -> None:
    """What weighs more is worth just so much more: without sums there are thousands of parts."""
    weights = [10 + (n * n * 37 + n * 11) % 89 for n in range(things)]
    result = packed(weights, [weight + 10 for weight in weights], sum(weights) // 2)
    (proof,) = (piece for piece in result.evidence if not isinstance(piece, Shown))
    assert isinstance(proof, Split)
    assert proof.others
    assert parts(proof) < 100


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), min_size=5, max_size=8), st.integers(0, 30))
def test_the_best_is_that_of_all_ways_to_pack(things: list[tuple[int, int]], room: int) -> None:
    weights, worth = [w for w, _ in things], [v for _, v in things]
    ways = product((0, 1), repeat=len(things))
    sums = [
        tuple(sum(a * b for a, b in zip(way, each, strict=True)) for each in (weights, worth)) for way in ways
    ]
    result = packed(weights, worth, room)
    assert isinstance(result.value, dict)
    assert result.value["objective"] == max(value for weight, value in sums if weight <= room)
