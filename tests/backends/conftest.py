"""All engines there are: those of the table, and the template as the oracle."""

import pytest

from neurosym.solve.base import Backend
from neurosym.solve.route import BACKENDS, backend
from neurosym.solve.TEMPLATE import BruteForce

ENGINES = (*BACKENDS, BruteForce.name)


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Backend:
    """Each engine in turn, as it is made when nobody says otherwise."""
    return BruteForce() if request.param == BruteForce.name else backend(request.param)
