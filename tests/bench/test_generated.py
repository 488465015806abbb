"""What is generated is what its kind says, as HiGHS alone sees it, and the same for the same seed."""

from fractions import Fraction

import pytest

from neurosym.bench.generated import KINDS, generated
from neurosym.bench.highs_alone import ByHighs
from neurosym.bench.numbers import Numbers, problem_of
from neurosym.check import examine
from neurosym.faults import errors

SMALL = [name for name, kind in KINDS.items() if kind.limits * kind.numbers < 2000]


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_has_its_size(name: str) -> None:
    numbers, kind = generated(name, 3), KINDS[name]
    assert (numbers.count, len(numbers.limits), numbers.whole) == (kind.numbers, kind.limits, kind.whole)
    assert numbers == generated(name, 3)
    assert numbers != generated(name, 4)


@pytest.mark.parametrize("name", SMALL)
@pytest.mark.parametrize("seed", range(12))
def test_highs_says_what_the_kind_says(name: str, seed: int) -> None:
    says, _ = ByHighs(generated(name, seed)).solve()
    wanted = {"any": "optimal"}.get(KINDS[name].shape, KINDS[name].shape)
    assert wanted in says


@pytest.mark.parametrize("name", SMALL)
def test_it_is_a_problem_without_faults(name: str) -> None:
    assert not errors(examine(problem_of(generated(name, 0))))


@pytest.mark.parametrize(
    ("whole", "most", "best"), [(False, None, 7), (True, None, 6), (False, 3, 6.5), (True, 3, 6)]
)
def test_highs_alone(whole: bool, most: int | None, best: float) -> None:
    room = {0: Fraction(1), 1: Fraction(2)}, "<=", Fraction(7, 2)
    numbers = Numbers("maximize", 2, {0: Fraction(2), 1: Fraction(2)}, (room,), whole, most)
    assert ByHighs(numbers).solve() == ("optimal", pytest.approx(best))
