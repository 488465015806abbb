"""Readings of a question with what they come to, weighed against each other. Reads and asks nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from neurosym.ir.verdict import Verdict
from neurosym.solve.graph.asked import Asked
from neurosym.translate.questions.notation import Is, Than
from neurosym.translate.questions.reading import Reading
from neurosym.translate.questions.turned import turned


@dataclass(frozen=True, slots=True)
class Way:
    """A reading, and what it comes to."""

    reading: Reading
    asked: Asked

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


def likeliest(ways: Sequence[Way]) -> list[Way]:
    """Return the ways that come to the same and together are the likeliest, the likeliest of them first.

    Those that overlook nothing and tell something go before others.
    """
    some = [way for way in ways if way.reading.overlooked is None] or ways
    groups: dict[object, list[Way]] = {}
    for way in [way for way in some if way.tells] or some:
        groups.setdefault(way.outcome, []).append(way)
    return max(groups.values(), key=lambda group: sum(way.reading.likelihood for way in group))
