"""A problem as a Pyomo model that runs as it stands: one constraint a row, its sentence above it.

Bynum et al., "Pyomo: Optimization Modeling in Python", 3rd edition, 2021. Runs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from neurosym.export.naming import decimal
from neurosym.export.sheet import Column, sheet, turned
from neurosym.ir.core import Problem

RESERVED = frozenset(
    re.findall(
        r"\w+",
        "activate active clear clone cname component config construct ctype deactivate dim display doc "
        "getname index items keys load local_name model name nconstraints nobjectives nvariables pprint "
        "preprocess private_data reconstruct root_block set_value solutions statistics type values write "
        "parent_block "
        "goal pyo Skip",
    )
)
"""What a Pyomo model has of its own under these names."""

_HEAD = """\
# Run it: pip install pyomo highspy, then python this_file.py
import pyomo.environ as pyo

model = pyo.ConcreteModel()
"""

_FOOT = """
if __name__ == "__main__":
    pyo.SolverFactory("appsi_highs").solve(model)
    print("objective =", round(pyo.value(model.goal), 6))
    for variable in model.component_data_objects(pyo.Var):
        print(variable.name, "=", round(pyo.value(variable), 6))
"""


def pyomo(problem: Problem) -> str:
    """Return a problem as Python text for Pyomo. Raises `FaultError`, see `export`."""
    programme = sheet(problem, RESERVED)
    sense = "maximize" if programme.largest else "minimize"
    lines = [_HEAD, *(f"# {remark}" for remark in programme.remarks), ""]
    for column in programme.columns:
        lines += [*(f"# {remark}" for remark in column.remarks), f"model.{column.name} = {_variable(column)}"]
    lines.append("")
    for row in map(turned, programme.rows):
        total = f"{_sum(row.weights)} {row.op} {_number(row.right)}"
        lines += [f"# {row.name}: {row.remark}", f"model.{row.name} = pyo.Constraint(expr={total})"]
    constant = f" + {_number(programme.constant)}" if programme.constant else ""
    lines += [
        "",
        f"# {programme.remark}" if programme.remark else "# what is sought",
        f"model.goal = pyo.Objective(expr={_sum(programme.weights)}{constant}, sense=pyo.{sense})",
        _FOOT,
    ]
    return "\n".join(lines)


def _variable(column: Column) -> str:
    if column.binary:
        return "pyo.Var(domain=pyo.Binary)"
    domain = "pyo.Integers" if column.whole else "pyo.Reals"
    ends = ", ".join("None" if end is None else _number(end) for end in (column.low, column.high))
    return f"pyo.Var(domain={domain}, bounds=({ends}))"


def _sum(weights: tuple[tuple[str, Fraction], ...]) -> str:
    return "".join(_terms(weights)) or "0"


def _terms(weights: tuple[tuple[str, Fraction], ...]) -> Iterator[str]:
    for n, (name, weight) in enumerate(weights):
        sign = ("-" if weight < 0 else "") if n == 0 else (" - " if weight < 0 else " + ")
        factor = "" if abs(weight) == 1 else f"{_number(abs(weight))} * "
        yield f"{sign}{factor}model.{name}"


def _number(value: Fraction) -> str:
    return decimal(value) or f"({value})"
