"""The best of a linear programme by HiGHS, in floating point: a proposal, and where it stands at its limits.

Nothing that it says is believed: what it finds is looked for again in exact arithmetic (see `search`).
Huangfu and Hall, "Parallelizing the dual revised simplex method", 2018. Runs in a worker.
"""

from __future__ import annotations

from collections.abc import Mapping

import highspy
import numpy as np

from neurosym.ir.core import Apply
from neurosym.rewrite.linear import Limit, Programme
from neurosym.solve.proposal import Proposal

TOLERANCE = 1e-6
"""How near to zero a line must come, against its weights, to stand at its limit."""

SECONDS = 5.0
"""Wall seconds of one call; what is found by then is proposed."""

OPTIONS: Mapping[str, object] = {
    "output_flag": False,
    "threads": 1,
    "time_limit": SECONDS,
    "mip_rel_gap": 0.0,
    # on small models it costs fifty times what all else does
    "mip_heuristic_run_feasibility_jump": False,
}


def propose(programme: Programme) -> Proposal:
    """Return what HiGHS makes of a programme; strict limits count as ones that may be met."""
    model = highspy.Highs()
    for name, value in OPTIONS.items():
        model.setOptionValue(name, value)
    number = {place: n for n, place in enumerate(programme.places)}
    infinity = highspy.kHighsInf
    for place in programme.places:
        model.addVar(-infinity, infinity)
        if place in programme.whole:
            model.changeColIntegrality(number[place], highspy.HighsVarType.kInteger)
    for limit in programme.limits:
        columns = np.array([number[place] for place in limit.line.weights], dtype=np.int32)
        weights = np.array([float(weight) for weight in limit.line.weights.values()])
        upper = -float(limit.line.constant)
        model.addRow(upper if limit.op == "==" else -infinity, upper, len(columns), columns, weights)
    for place, weight in programme.objective.weights.items():
        model.changeColCost(number[place], float(weight))
    model.changeObjectiveSense(highspy.ObjSense.kMaximize)
    model.run()
    status = model.getModelStatus()
    grows = status in (highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible)
    if grows or not model.getSolution().value_valid:
        return Proposal(programme, {}, (), grows)
    values = dict(zip(programme.places, map(float, model.getSolution().col_value), strict=True))
    tight = tuple(limit for limit in programme.limits if _at(limit, values))
    return Proposal(programme, values, tight)


def _at(limit: Limit, values: Mapping[Apply, float]) -> bool:
    parts = [float(weight) * values[place] for place, weight in limit.line.weights.items()]
    size = max(1.0, abs(float(limit.line.constant)), *map(abs, parts)) if parts else 1.0
    return bool(limit.op == "==" or abs(sum(parts) + float(limit.line.constant)) <= TOLERANCE * size)
