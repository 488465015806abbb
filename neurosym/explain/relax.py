"""What to drop of sentences that contradict each other, and what the answer would be then.

What no single sentence resolves is searched for as the hitting sets of the conflicts (Reiter, "A theory of
diagnosis from first principles", 1987; MARCO: Liffiton, Previti, Malik and Marques-Silva, 2016). Each thing
said was solved; the solver comes as an argument.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from neurosym.explain.report import aligned
from neurosym.explain.say import outcome_line
from neurosym.explain.tries import Hitter, Tries, cited, contradictory, possible, sentences
from neurosym.ir.core import Claim, Find, Problem
from neurosym.ir.verdict import Result

Sentence: TypeAlias = tuple[Claim, ...]
"""The claims that quote one sentence."""

MAX_SETS = 8
"""Smallest sets of sentences that are looked for where one sentence is not enough."""

MAX_LINES = 16
"""Lines that sets of several sentences take."""


@dataclass(frozen=True, slots=True)
class Drop:
    """Some sentences and what the solver says of the problem without them.

    `frees`: whether the rest was found to be consistent.
    """

    sentences: tuple[Sentence, ...]
    result: Result
    frees: bool

    def problem(self, whole: Problem) -> Problem:
        """Return the problem without the sentences."""
        return without(whole, self.sentences)


@dataclass(frozen=True, slots=True)
class Relaxations:
    """What to drop of a contradiction; printed one sentence a line.

    `alone`: each sentence of the conflict, dropped by itself. `smallest`: the drops that resolve the
    contradiction with the fewest sentences; rules are only dropped alone. `left`: why there may be more.
    """

    problem: Problem
    alone: tuple[Drop, ...]
    smallest: tuple[Drop, ...]
    left: str = ""

    def __str__(self) -> str:
        several = () if any(drop.frees for drop in self.alone) else self.smallest
        some = several[: max(1, MAX_LINES // max((len(drop.sentences) for drop in several), default=1))]
        drops = self.alone + some
        lines = [line.rstrip() for line in aligned([row for drop in drops for row in self._rows(drop)])]
        if len(some) < len(several):
            lines.append(f"(or {len(several) - len(some)} other sets of as many sentences)")
        if not self.smallest and not self.left:
            lines.append("(no sentences were found whose loss would resolve it)")
        lines += [f"({self.left})"] if self.left else []
        named = {claim.id for drop in drops for sentence in drop.sentences for claim in sentence}
        remaining = {id for drop in self.alone if not drop.frees for id in drop.result.core}
        legend = list(aligned(list(cited(self.problem.claims, remaining - named))))
        return "\n".join((*lines, *([""] if legend else []), *legend))

    def _rows(self, drop: Drop) -> Iterator[tuple[str, ...]]:
        """Yield a line for each sentence; what is then the case stands beside the last one."""
        for number, sentence in enumerate(drop.sentences, start=1):
            first = "without" if number == 1 else "    and"
            ids = ", ".join(claim.id for claim in sentence)
            ((_, words),) = cited(sentence[:1], (sentence[0].id,))
            last = self._then(drop) if number == len(drop.sentences) else ""
            yield (f"{first} {ids}", words, last)

    def _then(self, drop: Drop) -> str:
        if contradictory(self.problem, drop.result):
            return f"still a contradiction: {', '.join(drop.result.core)}"
        line = outcome_line(self.problem.goal, drop.result)
        if drop.result.verdict.abstains:
            return f"No contradiction. {line}" if drop.frees else line
        return line if drop.frees else f"{line} (not shown to be consistent)"


def without(problem: Problem, dropped: tuple[Sentence, ...]) -> Problem:
    """Return the problem without some sentences."""
    ids = {claim.id for sentence in dropped for claim in sentence}
    return replace(problem, claims=tuple(claim for claim in problem.claims if claim.id not in ids))


def relaxations(problem: Problem, result: Result, tries: Tries, hit: Hitter) -> Relaxations:
    """Return what to drop of the conflict that a result shows, as far as the tries reach."""
    search = _Search(problem, tries, hit)
    alone = tuple(search.alone(result))
    freeing = tuple(drop for drop in alone if drop.frees)
    smallest = freeing or tuple(sorted(search.together(), key=lambda drop: _order(problem, drop)))
    return Relaxations(problem, alone, smallest, search.left)


def _order(problem: Problem, drop: Drop) -> list[int]:
    return [problem.claims.index(sentence[0]) for sentence in drop.sentences]


class _Search:
    """The sentences by number, and the conflicts known so far."""

    def __init__(self, problem: Problem, tries: Tries, hit: Hitter) -> None:
        self._problem, self._tries, self._hit = problem, tries, hit
        self._sentences = sentences(problem.claims)
        self._of = {claim.id: number for number, each in enumerate(self._sentences) for claim in each}
        self._conflicts: list[list[int]] = []
        self.left = ""

    def alone(self, result: Result) -> Iterator[Drop]:
        """Yield each sentence of the conflict, dropped by itself."""
        conflict = self._numbers(result)
        self._conflicts.append(self._without_rules(conflict))
        for number in conflict:
            drop = self._dropped((number,))
            if drop is None:
                return
            yield drop

    def together(self) -> Iterator[Drop]:
        """Yield the smallest sets of sentences without which the rest is consistent."""
        found: list[tuple[int, ...]] = []
        while not self.left:
            chosen = self._hit(self._conflicts, found)
            if not chosen or (found and len(chosen) > len(found[0])):
                return
            drop = self._dropped(chosen)
            if drop is not None and drop.frees:
                found.append(chosen)
                self.left = "there may be more sets of this size" if len(found) == MAX_SETS else ""
                yield drop
            elif drop is not None and not contradictory(self._problem, drop.result):
                self.left = f"what remains without {len(chosen)} of the sentences was not decided"

    def _dropped(self, numbers: tuple[int, ...]) -> Drop | None:
        chosen = tuple(self._sentences[number] for number in numbers)
        rest = without(self._problem, chosen)
        result = self._tries(rest)
        if result is None:
            self.left = f"stopped at the budget of {self._tries.limits}"
            return None
        if contradictory(rest, result) and self._without_rules(numbers) == list(numbers):
            # less one rule more may be true: a conflict without it says nothing of the whole
            self._conflicts.append(self._without_rules(self._numbers(result)))
        frees = possible(rest, result) or (result.verdict.abstains and self._consistent(rest))
        return Drop(chosen, result, frees)

    def _consistent(self, problem: Problem) -> bool:
        """Say whether a world can be found where what is asked was not decided."""
        bare = replace(problem, goal=Find())
        result = self._tries(bare)
        return result is not None and possible(bare, result)

    def _numbers(self, result: Result) -> list[int]:
        return sorted({self._of[id] for id in result.core})

    def _without_rules(self, numbers: Sequence[int]) -> list[int]:
        return [number for number in numbers if self._sentences[number][0].kind != "rule"]
