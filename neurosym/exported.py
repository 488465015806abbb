"""What a person or a program holds, as a model for other tools: a problem, or the problem of an answer."""

from __future__ import annotations

from neurosym.answer import Answer
from neurosym.export.forms import export as written
from neurosym.faults import Fault, FaultError
from neurosym.ir.core import Problem


def export(what: Problem | Answer, form: str) -> str:
    """Return a problem, or the one that an answer is about, as text in a form.

    Forms: `lp`, `mps`, `maths`, `latex`, `words`, `pyomo`, `cpmpy`; see `neurosym.export.forms` for what each
    can say. Raises `FaultError`: those, and `no-problem` where nothing was read from the text.
    """
    problem = what.problem if isinstance(what, Answer) else what
    if problem is None:
        raise FaultError(Fault("no-problem", "no problem was read from the text", hint="see its faults"))
    return written(problem, form)
