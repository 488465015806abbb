"""The best of a mixed-integer programme by HiGHS, in floating point. Nothing that it says is believed.

Huangfu and Hall, "Parallelizing the dual revised simplex method", 2018. Runs in a worker.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import highspy
import numpy as np

from neurosym.solve.programmes.mixed import Mixed
from neurosym.solve.programmes.relaxation import INF, fresh

OPTIONS: Mapping[str, object] = {
    "output_flag": False,
    "threads": 1,
    # what it leaves out by default, one part in ten thousand, may be the best
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.0,
    # on small models it costs fifty times what all else does
    "mip_heuristic_run_feasibility_jump": False,
}


def best(programme: Mixed, seconds: float) -> list[float] | None:
    """Return where the objective is least, as far as that is known by then; None where nothing is.

    None, too, where what need not hold has no end.
    """
    rows = _rows(programme)
    if rows is None:
        return None
    model = fresh({**OPTIONS, "time_limit": seconds})
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(programme.lower), len(rows)
    cost = np.zeros(lp.num_col_)
    for column, weight in programme.objective.items():
        cost[column] = weight
    lp.col_cost_ = cost
    lp.col_lower_ = np.array([-INF if end is None else float(end) for end in programme.lower])
    lp.col_upper_ = np.array([INF if end is None else float(end) for end in programme.upper])
    lp.row_upper_ = np.array([float(most) for _, most, _ in rows])
    lp.row_lower_ = np.array([float(most) if equal else -INF for _, most, equal in rows])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(weights) for weights, _, _ in rows)])
    lp.a_matrix_.index_ = np.array([column for weights, _, _ in rows for column in weights], dtype=np.int32)
    lp.a_matrix_.value_ = np.array([float(weight) for weights, _, _ in rows for weight in weights.values()])
    if any(programme.whole):
        kinds = highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger
        lp.integrality_ = [kinds[whole] for whole in programme.whole]
    model.passModel(lp)
    model.run()
    found = model.getSolution()
    if not found.value_valid or model.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
        return None
    return list(map(float, found.col_value))[: programme.own]


def _rows(programme: Mixed) -> list[tuple[Mapping[int, Fraction], Fraction, bool]] | None:
    """Return rows that hold anyway; those that hold where something is selected have room elsewhere."""
    found: list[tuple[Mapping[int, Fraction], Fraction, bool]] = []
    for row in programme.rows:
        if row.selected is None:
            found.append((row.weights, row.most, row.equal))
            continue
        for sign in (1, -1) if row.equal else (1,):
            room = programme.room(row, sign)
            if room is None:
                return None
            weights = {column: sign * weight for column, weight in row.weights.items()}
            weights[row.selected] = weights.get(row.selected, Fraction(0)) + room
            found.append((weights, sign * row.most + room, False))
    return found
