"""How sure the reading of a sentence is, by its likelihood and by what it leaves out. Solves nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from neurosym.faults import Fault, Span
from neurosym.ir.core import Problem
from neurosym.translate.sentences.heard import Heard

DOUBTFUL = "doubtful"
"""The code of the fault."""

THRESHOLD = 0.6
"""The likelihood of a reading below which it is doubtful; chosen on development sets (see the model card)."""


def doubts(
    heard: Sequence[Heard], problem: Problem | None, threshold: float | None = None
) -> Iterator[Fault]:
    """Yield a warning for each sentence whose reading is not clearly better than any other.

    It names the claim that quotes the sentence, so that an answer that rests on it can be withheld.
    """
    least = THRESHOLD if threshold is None else threshold
    for one in heard:
        certainty = one.certainty
        if certainty >= least or one.read.faults:
            continue
        what = f"this sentence may be misread (the reading is {certainty:.0%} likely):{one.read.text}"
        where = Span(one.spoken.text, 0, len(one.spoken.text))
        hint = "say it in plainer words, or look at its reading"
        for claim in _quoting(one, problem) or [""]:
            yield Fault(DOUBTFUL, what, where, hint, claim, "warning")


def _quoting(one: Heard, problem: Problem | None) -> list[str]:
    """Return the ids of the claims that quote a sentence; a question or an option belongs to the goal."""
    if problem is None or one.spoken.role != "statement":
        return ["goal"]
    return [claim.id for claim in problem.claims if claim.says == one.spoken.text]
