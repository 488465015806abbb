"""The forms in which a problem can be written for others, by name. Solves nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from neurosym.faults import Fault, FaultError, suggestion
from neurosym.ir.core import Problem

FORMS: Mapping[str, str] = {
    "lp": "neurosym.export.highs:lp",
    "mps": "neurosym.export.highs:mps",
    "maths": "neurosym.export.maths:maths",
    "latex": "neurosym.export.maths:latex",
    "words": "neurosym.export.words:words",
    "pyomo": "neurosym.export.pyomo:pyomo",
    "cpmpy": "neurosym.export.cpmpy:cpmpy",
}
"""Where each form is written; it is loaded when it is asked for."""


def export(problem: Problem, form: str) -> str:
    """Return a problem as text in one of the `FORMS`; each constraint has its sentence beside it.

    `lp`, `mps` and `pyomo` take what is linear and has an objective, logic included; `cpmpy` what is whole;
    `maths`, `latex` and `words` take any problem. Raises `FaultError`: `unknown-form`; `no-objective`,
    `not-linear`, `no-bound`, `real-valued`, `open-sort`, `unsupported` or `too-big`, with the sentence that
    the form cannot say.
    """
    if form not in FORMS:
        known = f"write {', '.join(FORMS)}"
        raise FaultError(
            Fault("unknown-form", f"there is no form `{form}`", hint=suggestion(form, FORMS) or known)
        )
    module, _, name = FORMS[form].partition(":")
    writer: Callable[[Problem], str] = getattr(import_module(module), name)
    return writer(problem)
