"""A programme in numbers by HiGHS alone, as somebody would write it by hand: what ours is compared with."""

from __future__ import annotations

import highspy
import numpy as np

from neurosym.bench.numbers import Numbers

OPTIONS = {
    "output_flag": False,
    "threads": 1,
    "mip_rel_gap": 0.0,
    # on small programmes it costs fifty times what all else does
    "mip_heuristic_run_feasibility_jump": False,
}

_SAYS = {
    highspy.HighsModelStatus.kOptimal: "optimal",
    highspy.HighsModelStatus.kInfeasible: "infeasible",
    highspy.HighsModelStatus.kUnbounded: "unbounded",
    highspy.HighsModelStatus.kUnboundedOrInfeasible: "infeasible or unbounded",
}


class ByHighs:
    """The arrays of a programme, ready to be given to HiGHS."""

    def __init__(self, numbers: Numbers) -> None:
        entries = [(place, float(w)) for weights, _, _ in numbers.limits for place, w in weights.items()]
        ends = [(op, float(end)) for _, op, end in numbers.limits]
        inf = highspy.kHighsInf
        self._largest, self._whole = numbers.sense == "maximize", numbers.whole
        self._cost = np.array([float(numbers.objective.get(place, 0)) for place in range(numbers.count)])
        self._upper = np.full(numbers.count, inf if numbers.most is None else float(numbers.most))
        self._least = np.array([-inf if op == "<=" else end for op, end in ends])
        self._most = np.array([inf if op == ">=" else end for op, end in ends])
        self._start = np.cumsum([0, *(len(weights) for weights, _, _ in numbers.limits)])
        self._index = np.array([place for place, _ in entries], dtype=np.int32)
        self._value = np.array([weight for _, weight in entries])

    def solve(self) -> tuple[str, float]:
        """Build the model and solve it; return what HiGHS says of it, and the value where it is best."""
        model = highspy.Highs()
        for name, value in OPTIONS.items():
            model.setOptionValue(name, value)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self._cost), len(self._least)
        lp.sense_ = highspy.ObjSense.kMaximize if self._largest else highspy.ObjSense.kMinimize
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = self._cost, np.zeros(len(self._cost)), self._upper
        lp.row_lower_, lp.row_upper_ = self._least, self._most
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = self._start, self._index, self._value
        if self._whole:
            lp.integrality_ = [highspy.HighsVarType.kInteger] * len(self._cost)
        model.passModel(lp)
        model.run()
        return _SAYS.get(model.getModelStatus(), "unknown"), model.getInfo().objective_function_value
