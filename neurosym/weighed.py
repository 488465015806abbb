"""Readings of a question with what they come to, weighed against each other. Reads and asks nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from neurosym.faults import Fault
from neurosym.ir.verdict import Verdict
from neurosym.solve.graph.asked import Asked
from neurosym.translate.questions.notation import Is, Than
from neurosym.translate.questions.reading import Reading
from neurosym.translate.questions.turned import turned

EMPTY = 0.25
"""What counts of the likelihood of a reading that finds nothing: who asks which things, thinks that there are
some."""
LESS = 0.1
"""What counts of that of a reading that has fewer of the question's words than another has."""
AGAINST = 0.05
"""What counts of that of a reading against which the words of the question speak."""


@dataclass(frozen=True, slots=True)
class Way:
    """A reading, what it comes to, and what of the question's words speaks against it.

    `less`: another reading names properties and classes by more of these words.
    """

    reading: Reading
    asked: Asked
    against: Fault | None = None
    less: bool = False

    @property
    def found(self) -> bool:
        """Say whether the graph has something of it."""
        return self.asked.result.verdict is Verdict.FOUND

    @property
    def tells(self) -> bool:
        """Say whether what it comes to is an answer: what is not so is one, that nothing is found is none."""
        return self.found or isinstance(self.reading.asked, Is | Than)

    @property
    def outcome(self) -> object:
        """What is equal for readings that come to the same: what they find, or that the same is not so."""
        return repr(self.asked.result.value) if self.found else turned(self.reading.asked)

    @property
    def weight(self) -> float:
        """Return its likelihood, with what it comes to and what speaks against it taken into account."""
        known = AGAINST if self.against else 1 if self.tells else EMPTY
        return self.reading.likelihood * known * (LESS if self.less else 1)


def likeliest(ways: Sequence[Way]) -> tuple[list[Way], float]:
    """Return the ways that come to the same and together are the likeliest, the likeliest of them first.

    Those against which nothing speaks and that tell something go before others. With them how likely they
    are, all readings of the question together being 1.
    """
    some = [way for way in ways if way.against is None] or ways
    groups: dict[object, list[Way]] = {}
    for way in [way for way in some if way.tells] or some:
        groups.setdefault(way.outcome, []).append(way)
    best = max(groups.values(), key=_weight)
    unread = max(0.0, 1 - sum(way.reading.likelihood for way in ways))
    return best, _weight(best) / (_weight(ways) + unread or 1)


def _weight(ways: Sequence[Way]) -> float:
    return sum(way.weight for way in ways)
