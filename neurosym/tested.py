"""A plan is tested before it is given: what would be best if a sentence were read in another way?

Where that is something else it is said as a warning beside the answer, which stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from neurosym import check
from neurosym.course import Candidate
from neurosym.explain.say import plain
from neurosym.explain.tries import Decider, Tries
from neurosym.faults import Fault, Span, errors, weight
from neurosym.ir.core import Optimise
from neurosym.ir.verdict import Result, Verdict
from neurosym.translate.draft import Draft
from neurosym.translate.sentences.translator import SentenceTranslator

RIVALS = 6
"""Other readings of one text that are solved."""

SECONDS = 1.0
"""Seconds that this may take even where the answer itself took less."""


@dataclass(frozen=True, slots=True)
class Tested:
    """Solves other readings; all together take no longer than the answer took, or `SECONDS` at least."""

    decide: Decider

    def candidate(self, candidate: Candidate, translator: SentenceTranslator, took: float) -> Candidate:
        """Return a candidate with the doubts that testing its plan raises; any other one as it is.

        `took`: seconds that it took to get the candidate. One that is withheld is not tested.
        """
        problem, result = candidate.problem, candidate.result
        if problem is None or not isinstance(problem.goal, Optimise) or not candidate.draft.heard:
            return candidate
        if result is None or candidate.verdict is not Verdict.OPTIMAL:
            return candidate
        seconds = max(took, SECONDS)
        tries = Tries(self.decide, RIVALS, seconds, seconds / 2)
        doubts = _read_otherwise(candidate, translator, _best(result), tries)
        return replace(candidate, faults=(*candidate.faults, *doubts))


def _read_otherwise(
    candidate: Candidate, translator: SentenceTranslator, best: object, tries: Tries
) -> Iterator[Fault]:
    """Yield a warning for each sentence of which another reading, as sound, has another best value."""
    told: set[str] = set()
    own = weight(candidate.draft.faults)
    for heard, rival in translator.rivals(candidate.draft):
        sentence = heard.spoken.text
        if sentence in told or rival.problem is None or not _sound(rival, own):
            continue
        value = _best(tries(rival.problem))
        if value is not None and value != best:
            told.add(sentence)
            likely = f" ({heard.read.likelihood:.0%} likely)" if heard.read.likelihood else ""
            what = (
                f"this may be read otherwise{likely}:{heard.read.text}; "
                f"the best would be {plain(value)}, not {plain(best)}"
            )
            where = Span(sentence, 0, len(sentence))
            yield Fault("read-otherwise", what, where, "say it in plainer words", severity="warning")
        if not tries.left:
            return


def _sound(rival: Draft, own: tuple[int, int]) -> bool:
    """Say whether nothing more speaks against another reading than against the one that is taken."""
    if rival.problem is None or not isinstance(rival.problem.goal, Optimise):
        return False
    return weight(rival.faults) <= own and not errors(check.examine(rival.problem))


def _best(result: Result | None) -> int | Fraction | None:
    if result is None or result.verdict is not Verdict.OPTIMAL or not isinstance(result.value, Mapping):
        return None
    value = result.value.get("objective")
    return value if isinstance(value, (int, Fraction)) else None
