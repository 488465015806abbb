"""Which plan a clause is run by: from its new rows on, or by way of a match that has far fewer rows.

What is made here never refers back to its maker: a run that nobody holds any more is freed at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from neurosym.rewrite.clauses import Match
from neurosym.solve.rules.closures import Linker, Run, Source
from neurosym.solve.rules.plan import Plan
from neurosym.solve.rules.relations import Key, Relation

if TYPE_CHECKING:
    from neurosym.solve.rules.programme import Programme

WORTH, WORTH_ALL = 2, 16
"""So many times fewer rows must a match have for new rows to be looked up by it; the second where it names
no constants, for it is then mostly the new rows that are few."""


class Runs:
    """The clauses of a programme as functions over the relations of one run, each made when needed."""

    def __init__(
        self, programme: Programme, relations: Mapping[str, Relation], linker: Linker, plans: list[Plan]
    ) -> None:
        self._programme = programme
        self._relations = relations
        self._linker = linker
        self._plans = plans
        self._runs: dict[tuple[int, int | None], Run] = {}
        self._goals: dict[int, Run] = {}

    def of(self, clause: int, first: int | None) -> Run:
        """Return a clause as a function of the rows of one of its matches, or of nothing."""
        run = self._runs.get((clause, first))
        if run is None:
            linked = self._linked(clause, first)
            run = linked(None, False) if first is None else self._chosen(clause, first, linked)
            self._runs[clause, first] = run
        return run

    def goal(self, clause: int) -> Run:
        """Return a clause as a function of rows that it may conclude."""
        run = self._goals.get(clause)
        if run is None:
            run = self._goals[clause] = self._linked(clause, None)(None, True)
        return run

    def _linked(self, clause: int, first: int | None) -> Callable[[int | None, bool], Run]:
        programme, linker, plans = self._programme, self._linker, self._plans

        def linked(guide: int | None, goal: bool) -> Run:
            plan = programme.plan(clause, first, guide, goal)
            plans.append(plan)
            return linker.link(plan, len(plans) - 1)

        return linked

    def _chosen(self, clause: int, first: int, linked: Callable[[int | None, bool], Run]) -> Run:
        """Return what runs a clause from its new rows, or by way of a match that has far fewer rows.

        Nothing is linked, and no index made, before there are rows for every match.
        """
        _, positions, key = self._start(clause, first)
        others = [
            (place, leads, WORTH if constants else WORTH_ALL, *self._start(clause, place))
            for place, leads, constants in self._programme.guides(clause, first)
        ]
        made: dict[int | None, Run] = {}

        def run(source: Source | None) -> None:
            assert source is not None
            best, least = None, len(source.at(positions, key) if positions else source.rows)
            for place, leads, worth, relation, where, which in others:
                if not least:
                    return
                size = len(relation.at(where, which) if where else relation.rows)
                if size * worth < least and (leads or not size):
                    best, least = place, size
            if least:
                chosen = made.get(best)
                if chosen is None:
                    chosen = made[best] = linked(best, False)
                chosen(source)

        return run

    def _start(self, clause: int, place: int) -> tuple[Relation, tuple[int, ...], Key]:
        """Return how the rows of a match are looked up by its constants alone."""
        plan, part = self._programme.plan(clause, place), self._programme.clauses[clause].body[place]
        assert plan.start is not None
        assert isinstance(part, Match)
        numbers = tuple(plan.constants[source] for source in plan.start.sources)
        key = numbers[0] if len(numbers) == 1 else numbers
        return self._relations[part.name], plan.start.positions, key
