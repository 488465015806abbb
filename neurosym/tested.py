"""A plan is tested before it is given: limits that nothing reacts to, and other readings of the text.

What is found is said as warnings beside the answer; none of it changes the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from neurosym import check
from neurosym.course import Candidate
from neurosym.explain.say import plain
from neurosym.faults import Fault, Span, errors, weight
from neurosym.ir.core import Optimise, Problem
from neurosym.ir.verdict import Result, Verdict
from neurosym.translate.draft import Draft
from neurosym.translate.sentences.translator import SentenceTranslator

RIVALS = 6
"""Other readings of one text that are solved."""


@dataclass(frozen=True, slots=True)
class Tested:
    """Solves changed problems; `decide` has its own budget."""

    decide: Callable[[Problem], Result]

    def candidate(self, candidate: Candidate, translator: SentenceTranslator | None) -> Candidate:
        """Return a candidate with the doubts that testing its plan raises; any other one as it is."""
        problem, result = candidate.problem, candidate.result
        plan = problem is not None and isinstance(problem.goal, Optimise)
        if not plan or result is None or result.verdict is not Verdict.OPTIMAL or errors(candidate.faults):
            return candidate
        assert problem is not None
        doubts = [*check.idle_limits(problem, result, self.decide)]
        if translator is not None and candidate.draft.heard:
            doubts += self._read_otherwise(candidate, translator, _best(result))
        return replace(candidate, faults=(*candidate.faults, *doubts))

    def _read_otherwise(
        self, candidate: Candidate, translator: SentenceTranslator, best: object
    ) -> Iterator[Fault]:
        """Yield a warning for each sentence of which another reading, as sound, has another best value."""
        told: set[str] = set()
        own = weight(candidate.draft.faults)
        tries = RIVALS
        for heard, rival in translator.rivals(candidate.draft):
            sentence = heard.spoken.text
            if sentence in told or not _sound(rival, own) or not tries:
                continue
            tries -= 1
            assert rival.problem is not None
            value = _best(self.decide(rival.problem))
            if value is None or value == best:
                continue
            told.add(sentence)
            what = (
                f"this may be read otherwise ({heard.read.likelihood:.0%} likely):{heard.read.text}; "
                f"the best would be {plain(value)}, not {plain(best)}"
            )
            where = Span(sentence, 0, len(sentence))
            yield Fault("read-otherwise", what, where, "say it in plainer words", severity="warning")


def _sound(rival: Draft, own: tuple[int, int]) -> bool:
    """Say whether nothing more speaks against another reading than against the one that is taken."""
    if rival.problem is None or not isinstance(rival.problem.goal, Optimise):
        return False
    return weight(rival.faults) <= own and not errors(check.examine(rival.problem))


def _best(result: Result) -> int | Fraction | None:
    value = result.value.get("objective") if isinstance(result.value, Mapping) else None
    if result.verdict is not Verdict.OPTIMAL or not isinstance(value, (int, Fraction)):
        return None
    return value
