"""Budgets refuse what is no limit, and the system says which limits it holds."""

import math
import sys

import pytest

from neurosym.workers.budget import Budget, limits_available


@pytest.mark.parametrize("value", [0, -1, math.inf, math.nan])
@pytest.mark.parametrize("name", ["cpu_s", "wall_s", "memory_mb"])
def test_a_limit_is_positive_and_finite(name: str, value: float) -> None:
    with pytest.raises(ValueError, match=name):
        Budget(**{name: value})


def test_linux_holds_every_limit() -> None:
    assert all(limits_available().values()) == (sys.platform == "linux")


def test_a_budget_may_end_sooner_and_never_later() -> None:
    budget = Budget(cpu_s=10, wall_s=20, memory_mb=512)
    assert budget.within(3) == Budget(3, 3, 512)
    assert budget.within(15) == Budget(10, 15, 512)
    assert budget.within(60) == budget
