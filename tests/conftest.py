"""What all tests share: where the data sets lie, and how random problems are drawn."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

CHECKOUT = Path(__file__).parents[1]

settings.register_profile("here", deadline=None)
settings.register_profile("gate", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("gate" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of third-party data sets, which the project does not ship."""
    named = os.environ.get("NEUROSYM_DATA")
    folder = Path(named) if named else CHECKOUT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"no data sets in {folder}; set NEUROSYM_DATA to the folder that has them")
    return folder


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `pytest --update-golden` write the printed answers anew, to be read in the diff."""
    parser.addoption("--update-golden", action="store_true", help="write expected output anew")
