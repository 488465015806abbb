"""LP and MPS files, written by HiGHS, with the sentence of each row as a comment above it. Solves nothing.

Both formats are those of HiGHS' own reader; other solvers read them as well.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import highspy
import numpy as np

from neurosym.export.naming import decimal
from neurosym.export.sheet import Sheet, sheet, turned
from neurosym.faults import Fault, FaultError
from neurosym.ir.core import Problem

_OBJECTIVE = {"lp": "obj", "mps": "Obj"}
"""What HiGHS calls the objective."""


def lp(problem: Problem) -> str:
    """Return a problem as an LP file. Raises `FaultError`, see `export`."""
    return _written(sheet(problem), "lp", "\\")


def mps(problem: Problem) -> str:
    """Return a problem as an MPS file. Raises `FaultError`, see `export`."""
    return _written(sheet(problem), "mps", "*")


def _written(programme: Sheet, kind: str, mark: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"model.{kind}"
        if _model(programme).writeModel(str(path)) == highspy.HighsStatus.kError:
            raise FaultError(Fault("unwritten", f"HiGHS could not write the model as {kind}"))
        lines = path.read_text(encoding="utf-8").splitlines()
    said = {row.name: row.remark for row in programme.rows} | {_OBJECTIVE[kind]: programme.remark}
    form = r" (\w+):" if kind == "lp" else r" [NLGE]  (\w+)\s*$"
    return "\n".join((*_head(programme, mark), *_commented(lines, said, form, mark))) + "\n"


def _head(programme: Sheet, mark: str) -> Iterator[str]:
    for column in programme.columns:
        if column.remarks:
            yield f"{mark} {column.name}: {'; '.join(column.remarks)}"
    yield from (f"{mark} {remark}" for remark in programme.remarks)
    if any(decimal(weight) is None for _, weight in programme.weights):
        yield f"{mark} numbers of the objective are rounded to 15 digits"


def _commented(lines: list[str], said: Mapping[str, str], form: str, mark: str) -> Iterator[str]:
    for line in lines:
        if (found := re.match(form, line)) and (remark := said.get(found[1])):
            yield f"{mark} {found[1]}: {remark}"
        yield line.rstrip()


def _model(programme: Sheet) -> highspy.Highs:
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    infinity = highspy.kHighsInf
    number = {column.name: n for n, column in enumerate(programme.columns)}
    for n, column in enumerate(programme.columns):
        low = -infinity if column.low is None else float(column.low)
        model.addVar(low, infinity if column.high is None else float(column.high))
        model.passColName(n, column.name)
        if column.whole:
            model.changeColIntegrality(n, highspy.HighsVarType.kInteger)
    for n, row in enumerate(map(turned, programme.rows)):
        right = float(row.right)
        columns = np.array([number[name] for name, _ in row.weights], dtype=np.int32)
        weights = np.array([float(weight) for _, weight in row.weights])
        low = right if row.op in (">=", "==") else -infinity
        model.addRow(low, infinity if row.op == ">=" else right, len(columns), columns, weights)
        model.passRowName(n, row.name)
    for name, weight in programme.weights:
        model.changeColCost(number[name], float(weight))
    model.changeObjectiveOffset(float(programme.constant))
    model.changeObjectiveSense(
        highspy.ObjSense.kMaximize if programme.largest else highspy.ObjSense.kMinimize
    )
    return model
