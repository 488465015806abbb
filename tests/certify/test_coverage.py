"""No branch of the kernel is untested: what its own tests reach is measured."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_every_branch_of_the_kernel_is_tested(tmp_path: Path) -> None:
    pytest.importorskip("coverage")
    coverage = [sys.executable, "-m", "coverage"]
    measured = ["run", "--branch", "--source", "neurosym.certify", "-m"]
    tests = ["pytest", "-q", "-p", "no:cacheprovider", "tests/certify"]
    environment = {**os.environ, "COVERAGE_FILE": str(tmp_path / "coverage")}
    for command in ([*measured, *tests], ["report", "-m", "--skip-covered", "--fail-under", "100"]):
        done = subprocess.run(
            [*coverage, *command], capture_output=True, text=True, cwd=CHECKOUT, env=environment, check=False
        )
        assert done.returncode == 0, done.stdout[-4000:] + done.stderr
