"""A problem as a programme: the limits and choices that its formulas set, as the kernel reads them.

What is supposed on the way comes last and is taken back first.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from typing import Self, TypeAlias

from neurosym.certify.choices import Choice, Part
from neurosym.certify.limits import Limits
from neurosym.certify.scope import EQUAL
from neurosym.certify.sums import Line
from neurosym.ir.certificate import Counted, Individual, Key
from neurosym.ir.core import INT, REAL, Quantified
from neurosym.solve.programmes.relaxation import Relaxation

Mark: TypeAlias = tuple[int, int, int, int, int]
"""How much there was of all that comes and goes."""

MAX_ROWS = 2_000
"""Instances of one formula over a sort that may have others."""


class Programme:
    """The limits and choices that some formulas set; what is supposed comes and goes."""

    def __init__(self, limits: Limits, labels: Collection[str], objective: Line | None = None) -> None:
        self.limits = limits
        self.relaxation = Relaxation()
        self.choices: list[tuple[Counted, Choice]] = []
        self.objective: Line = objective or {}
        self.goal: Counted | None = None
        """The limit that says that the objective is at most zero, or less: it is no row."""
        self.incomplete = ""
        """A formula of which a part is neither limit nor choice, if there is one."""
        self.supposed: list[Part] = []
        self.made: list[Choice] = []
        """Choices of which a way is supposed; one that is strict may not hold to the last digit."""
        self.strict = False
        self._read: dict[int, tuple[Choice, list[list[Part]]]] = {}
        self._bounded: dict[Key, Individual | None] = {}
        self._summed: set[Individual | None] = set()
        for place in self.objective:
            self._bound(place)
        for label in labels:
            self._take(label)

    def aim(self, label: str) -> None:
        """Take a formula as what is to be had: a single limit says what is to be small."""
        parts = self.limits.set_by(label, ())
        if len(parts) == 1 and isinstance(parts[0], tuple):
            self.objective, _ = parts[0]
            self.goal = Counted(label, (), 0, Fraction(1))
            self.strict = parts[0][1] == "<"
            for place in self.objective:
                self._bound(place)
        else:
            self._take(label)

    @contextmanager
    def aimed(self, limits: Limits, label: str) -> Iterator[Self]:
        """Take a formula of limits that say the same and more as what is to be had, for a while."""
        mark, before = self.mark(), (self.limits, self.objective, self.goal, self.strict, self.incomplete)
        self.limits = limits
        try:
            self.aim(label)
            yield self
        finally:
            self.back(mark)
            self.limits, self.objective, self.goal, self.strict, self.incomplete = before

    # --- what is said

    def _take(self, label: str) -> None:
        for row in itertools.islice(self._rows(label), MAX_ROWS):
            for place, part in enumerate(self.limits.set_by(label, row)):
                if part is None:
                    self.incomplete = self.incomplete or label
                self._add(Counted(label, row, place, Fraction(0)), part)

    def _rows(self, label: str) -> Iterator[tuple[Individual, ...]]:
        """Yield the individuals of whom a formula is said: all at once, or who is known of an open sort."""
        scope = self.limits.scope
        formula, sorts = scope.formulas[label], list[str]()
        while isinstance(formula, Quantified) and formula.kind == "all":
            sorts += (binding.sort for binding in formula.bindings)
            formula = formula.body
        if not any(scope.soft_sort(sort) for sort in sorts):
            yield ()
        elif not {INT, REAL}.intersection(sorts):
            self.incomplete = self.incomplete or label
            yield from itertools.product(*(sorted(scope.domain(sort), key=str) for sort in sorts))

    def _add(self, where: Counted, part: Part) -> None:
        if isinstance(part, Choice):
            self.choices.append((where, part))
        self._bound_in(part)
        if isinstance(part, tuple):
            self.relaxation.add(where, part)

    def _bound_in(self, part: Part) -> None:
        """Add what holds of the numbers of a part by themselves, of those in a choice too."""
        if isinstance(part, Choice):
            for way in self.ways_of(part):
                for each in way:
                    self._bound_in(each)
        elif part is not None:
            for place in part[0]:
                self._bound(place)

    def _bound(self, place: Key | None) -> None:
        """Add what holds of a number by itself, and of the others that it adds up with."""
        waiting = [place]
        while waiting:
            place = waiting.pop()
            if place is None or place in self._bounded:
                continue
            self.relaxation.column(place)
            added_up = place[1][0] if place[0] == EQUAL else None
            first = added_up is not None and added_up not in self._summed
            self._bounded[place] = added_up if first else None
            if first:
                self._summed.add(added_up)
            for part, limit in enumerate(self.limits.bounds(place)):
                if part < 2 or first:
                    waiting += limit[0]
                    self.relaxation.add(Counted("", (place,), part, Fraction(0)), limit)

    def suppose(self, part: Part) -> None:
        """Add what is supposed from here on."""
        self._add(Counted("", (), len(self.supposed), Fraction(0)), part)
        self.supposed.append(part)

    def back(self, mark: Mark) -> None:
        """Take back what was supposed and chosen since a mark."""
        height, choices, supposed, made, bounded = mark
        self.relaxation.back(height)
        del self.choices[choices:], self.supposed[supposed:], self.made[made:]
        while len(self._bounded) > bounded:
            _, added_up = self._bounded.popitem()
            self._summed.discard(added_up)

    def mark(self) -> Mark:
        """Return where things stand, for `back`."""
        lengths = (len(self.choices), len(self.supposed), len(self.made), len(self._bounded))
        return self.relaxation.height(), *lengths

    def ways_of(self, choice: Choice) -> Sequence[Sequence[Part]]:
        """Return what each way of a choice says."""
        if id(choice) not in self._read:
            self._read[id(choice)] = choice, [list(self.limits.parts(way)) for way in choice.ways]
        return self._read[id(choice)][1]
