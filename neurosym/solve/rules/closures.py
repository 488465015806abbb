"""Plans as functions over relations: what is new goes in, what follows goes into `known` and `fresh`.

A new row is in no index before the round is over, so that no bucket grows while it is walked through.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeAlias

from neurosym.ir.model import Value
from neurosym.rewrite.clauses import Match
from neurosym.solve.rules.clock import STRIDE, Clock
from neurosym.solve.rules.plan import WANTED, Gather, Let, Look, Plan, Step
from neurosym.solve.rules.relations import Constants, Key, Provenance, Relation, Row
from neurosym.solve.rules.steps import Steps, Then, key_getter, row_getter


class Source(Protocol):
    """Where the rows of a plan's first match come from: new rows, or all of a relation."""

    @property
    def rows(self) -> Sequence[Row]:
        """All of them."""
        ...

    def at(self, positions: tuple[int, ...], key: Key) -> Sequence[Row]:
        """Those that have these values at these positions."""
        ...


Run: TypeAlias = Callable[[Source | None], None]


class _AgainError(Exception):
    """A row that was to be derived again is: its provenance."""

    def __init__(self, rows: Provenance) -> None:
        self.rows = rows


class Linker:
    """Turns plans into functions over the relations of one run."""

    def __init__(
        self, relations: Mapping[str, Relation], constants: Constants, ranks: Mapping[str, int], clock: Clock
    ) -> None:
        self._relations = relations
        self._constants = constants
        self._clock = clock
        self._steps = Steps(relations, constants, ranks, clock)
        self._replays: dict[int, Callable[[Row], Row]] = {}
        self.forget = self._steps.forget

    def link(self, plan: Plan, number: int) -> Run:
        """Return the function that adds what a plan concludes from the rows of a source."""
        match plan.steps:
            case _ if plan.goal:
                return self._goal(plan, number)
            case _ if plan.guide is not None:
                return self._guided(plan, number)
            case () if plan.start:
                return self._projection(plan, number)
            case (Look(repeats=(), whole=False, once=False) as look,) if plan.start:
                return self._join(plan, look, number)
            case _:
                return self._nested(plan, number)

    def _first(self, plan: Plan) -> Callable[[Source | None], Sequence[Row]]:
        start, constants = plan.start, plan.constants
        if start is None:
            return lambda source: ((),)
        key = key_getter(start.sources)(constants) if start.sources else ()
        positions, repeats = start.positions, start.repeats

        def first(source: Source | None) -> Sequence[Row]:
            assert source is not None
            rows = source.at(positions, key) if positions else source.rows
            return [row for row in rows if all(row[a] == row[b] for a, b in repeats)] if repeats else rows

        return first

    def _projection(self, plan: Plan, number: int) -> Run:
        """One match, whose rows are concluded from as they come."""
        relation = self._relations[plan.clause.head.name]
        known, add, head, first = (
            relation.known,
            relation.fresh.append,
            row_getter(plan.head),
            self._first(plan),
        )
        constants, clock = plan.constants, self._clock

        def run(source: Source | None) -> None:
            rows = first(source)
            clock.spend(len(rows))
            for row in rows:
                new = head(constants + row if constants else row)
                if new not in known:
                    known[new] = (number, row)
                    add(new)

        return run

    def _join(self, plan: Plan, look: Look, number: int) -> Run:
        """Two matches: the rows of one, and those of the other that fit."""
        relation = self._relations[plan.clause.head.name]
        known, add, head, first = (
            relation.known,
            relation.fresh.append,
            row_getter(plan.head),
            self._first(plan),
        )
        get, key = self._relations[look.name].index(look.positions).get, key_getter(look.sources)
        constants, clock = plan.constants, self._clock

        def run(source: Source | None) -> None:
            work = 0
            for row in first(source):
                env = constants + row if constants else row
                bucket = get(key(env))
                if bucket:
                    for other in bucket:
                        new = head(env + other)
                        if new not in known:
                            known[new] = (number, row, other)
                            add(new)
                    work += len(bucket)
                    if work > STRIDE:
                        clock.spend(work)
                        work = 0
            clock.spend(work)

        return run

    def _nested(self, plan: Plan, number: int) -> Run:
        first, constants, bare = self._first(plan), plan.constants, plan.start is None
        then, clock = self._concluding(plan, plan.steps), self._clock

        def run(source: Source | None) -> None:
            rows = first(source)
            clock.spend(len(rows))
            for row in rows:
                then(constants + row, (number,) if bare else (number, row))

        return run

    def _guided(self, plan: Plan, number: int) -> Run:
        """The few rows of one match, then those new rows that each leads to."""
        assert plan.start is not None
        leader = plan.clause.body[plan.guide if plan.guide is not None else 0]
        assert isinstance(leader, Match)
        relation = self._relations[leader.name]
        guide, constants, clock = self._first(plan), plan.constants, self._clock
        look = plan.steps[0]
        assert isinstance(look, Look)
        positions, key, repeats = look.positions, key_getter(look.sources), look.repeats
        then = self._concluding(plan, plan.steps[1:])

        def run(source: Source | None) -> None:
            assert source is not None
            for leading in guide(relation):
                env = constants + leading
                rows = source.at(positions, key(env))
                clock.spend(len(rows))
                for row in rows:
                    if not repeats or all(row[a] == row[b] for a, b in repeats):
                        then(env + row, (number, leading, row))

        return run

    def _concluding(self, plan: Plan, steps: Sequence[Step]) -> Then:
        """Return what takes an environment through steps and adds every conclusion that is new."""
        relation = self._relations[plan.clause.head.name]
        known, add, head = relation.known, relation.fresh.append, row_getter(plan.head)

        def conclude(env: Row, rows: Provenance) -> None:
            new = head(env)
            if new not in known:
                known[new] = rows
                add(new)

        if not (steps and isinstance(steps[-1], Look) and not steps[-1].whole and not steps[-1].once):
            return self._steps.chain(steps, conclude)
        bucket_of, spend = self._steps.bucket(steps[-1]), self._clock.spend

        def conclude_each(env: Row, rows: Provenance) -> None:
            bucket = bucket_of(env)
            if bucket:
                spend(len(bucket))
                for row in bucket:
                    new = head(env + row)
                    if new not in known:
                        known[new] = (*rows, row)
                        add(new)

        return self._steps.chain(steps[:-1], conclude_each)

    def _goal(self, plan: Plan, number: int) -> Run:
        """Rows that were known: each is known again if the body holds for it in some way."""
        relation, first = self._relations[plan.clause.head.name], self._first(plan)
        known, add, constants, clock = relation.known, relation.fresh.append, plan.constants, self._clock

        def again(env: Row, rows: Provenance) -> None:
            raise _AgainError(rows)

        then = self._steps.chain(plan.steps, again)

        def run(source: Source | None) -> None:
            for row in first(source):
                if row not in known:
                    clock.spend(1)
                    try:
                        then(constants + row, (number,))
                    except _AgainError as found:
                        known[row] = found.rows
                        add(row)

        return run

    def values(self, plan: Plan, row: Row, matched: Sequence[Row]) -> Mapping[str, Value]:
        """Return the values of a clause's variables, from its conclusion and the rows that it matched."""
        env = plan.constants
        rest = list(reversed(matched))
        if plan.goal:
            env += row
        elif plan.start is not None:
            env += rest.pop()
        for step in plan.steps:
            if isinstance(step, Look):
                row = rest.pop()
                env = env if step.whole else env + row
            elif isinstance(step, Let | Gather):
                env = self._worked_out(step)(env)
        values = self._constants.values_of
        return {name: values[env[slot]] for name, slot in plan.slots.items() if not name.startswith(WANTED)}

    def _worked_out(self, step: Let | Gather) -> Callable[[Row], Row]:
        """Return what appends the value that a step works out; it did so when the row was derived."""
        found = self._replays.get(id(step))
        if found is None:
            ends: list[Row] = []
            run = self._steps.chain((step,), lambda env, rows: ends.append(env))

            def found(env: Row) -> Row:
                run(env, ())
                return ends.pop()

            self._replays[id(step)] = found
        return found
