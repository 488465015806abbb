"""What is exported, read back and solved by the tool that it is for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import highspy

from neurosym.export import export
from neurosym.ir.core import Problem


def optimum(path: Path) -> float | None:
    """The best value of a model in a file; None where it has no solution."""
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    model.setOptionValue("mip_rel_gap", 0.0)
    assert model.readModel(str(path)) == highspy.HighsStatus.kOk
    model.run()
    if model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        assert model.getModelStatus() == highspy.HighsModelStatus.kInfeasible
        return None
    return model.getInfo().objective_function_value


def solved(problem: Problem, form: str, folder: Path | None = None) -> float | None:
    """The best value of a problem as HiGHS reads it from a file."""
    import tempfile

    with tempfile.TemporaryDirectory() as made:
        path = (folder or Path(made)) / f"model.{form}"
        path.write_text(export(problem, form), encoding="utf-8")
        return optimum(path)


def run(text: str, folder: Path) -> dict[str, str]:
    """What a Python model prints when it is run: each name with its value."""
    path = folder / "model.py"
    path.write_text(text, encoding="utf-8")
    done = subprocess.run([sys.executable, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    lines = (line.partition(" = ") for line in done.stdout.splitlines())
    return {name: value for name, equal, value in lines if equal}
