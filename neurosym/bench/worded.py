"""Texts with a gold programme: is the reading the same programme, and the answer the same number?

One attempt per text. A reading is given where there is one and it is not withheld; it is wrong without a
warning where nothing in the answer says that something may be amiss.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from neurosym.answer import Answer
from neurosym.bench.formulation import decided, equal, of_problem
from neurosym.bench.nl4opt import gold_formulation, gold_programme
from neurosym.bench.numbers import problem_of
from neurosym.bench.run import Done, Row, share
from neurosym.faults import FaultError
from neurosym.ir.core import INT, Problem
from neurosym.ir.verdict import Result, Verdict

NEAR = Fraction(1, 10**6)
"""How near the values of two programmes must be, in parts of the larger or of 1."""

Solve = Callable[[Problem], Result]


def compared(record: Mapping[str, object], answer: Answer, solve: Solve) -> Done:
    """Return what a bench keeps of the answer to the text of a record; `solve` solves its gold programme."""
    if answer.problem is None or answer.verdict is Verdict.UNTRANSLATED:
        return {"read": False, "same": False, "answer": False, "warned": True, "faults": _said(answer)}
    try:
        same = equal(of_problem(answer.problem), gold_formulation(record))
    except FaultError:
        same = False
    right = any(
        _alike(solve(problem_of(gold_programme(record, w))), answer) for w in _readings(answer.problem)
    )
    return {
        "read": True,
        "same": same,
        "answer": right,
        "warned": bool(answer.faults),
        "verdict": answer.verdict.value,
        "faults": _said(answer),
    }


def _said(answer: Answer) -> list[str]:
    return [fault.what for fault in answer.faults]


def _readings(problem: Problem) -> Sequence[bool]:
    """Say whether the numbers of the gold, which does not tell, are whole: as those of the reading are."""
    return sorted({symbol.result == INT for symbol in decided(problem)})


def _alike(gold: Result, answer: Answer) -> bool:
    if gold.verdict is not answer.verdict:
        return False
    if gold.verdict is not Verdict.OPTIMAL:
        return True
    values = [value["objective"] for value in (gold.value, answer.value) if isinstance(value, Mapping)]
    return len(values) == 2 and abs(values[0] - values[1]) <= NEAR * max(1, *map(abs, values))


def text_row(model: str, done: Sequence[Done]) -> Row:
    """Return the figures of the texts: `accuracy` of formulations, `answer` of their best values."""
    n = len(done)
    read, same, answer = (sum(bool(entry[key]) for entry in done) for key in ("read", "same", "answer"))
    unwarned = sum(bool(entry["read"]) and not entry["same"] and not entry["warned"] for entry in done)
    return {
        "set": "text",
        "model": model,
        "n": n,
        "executable": share(read, n),
        "accuracy": share(same, n),
        "answer": share(answer, n),
        "wrong": share(read - same, n),
        "unwarned": share(unwarned, n),
        "withheld": share(n - read, n),
    }
