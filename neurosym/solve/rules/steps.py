"""The steps of a plan as nested closures over relations: each function calls the next. No text is run.

An environment is a tuple of small ints; `rows` is the provenance so far, the number of the plan first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from operator import itemgetter
from typing import TypeAlias, assert_never

from neurosym.ir.model import Value
from neurosym.solve.rules.clock import Clock
from neurosym.solve.rules.plan import Check, Gather, Let, Look, Step, Without
from neurosym.solve.rules.relations import Constants, Key, Provenance, Relation, Row
from neurosym.solve.rules.terms import NoValueError, Number, Terms, exact
from neurosym.solve.rules.terms import number as numeric

Then: TypeAlias = Callable[[Row, Provenance], None]
Found: TypeAlias = Callable[[Row], bool]


def row_getter(slots: Sequence[int]) -> Callable[[Row], Row]:
    """Return what takes these slots out of an environment, as a row."""
    if len(slots) > 1:
        getter: Callable[[Row], Row] = itemgetter(*slots)
        return getter
    if slots:
        slot = slots[0]
        return lambda env: (env[slot],)
    return lambda env: ()


def key_getter(slots: Sequence[int]) -> Callable[[Row], Key]:
    """Return what takes the key of an index out of an environment."""
    getter: Callable[[Row], Key] = itemgetter(slots[0]) if len(slots) == 1 else row_getter(slots)
    return getter


class Steps:
    """Turns the steps of plans into functions over the relations of one run."""

    def __init__(
        self, relations: Mapping[str, Relation], constants: Constants, ranks: Mapping[str, int], clock: Clock
    ) -> None:
        self._relations = relations
        self._constants = constants
        self._terms = Terms(constants, ranks)
        self._clock = clock
        self._memos: list[dict[Row, int | None]] = []

    def forget(self) -> None:
        """Forget the values of aggregates: what they read has changed."""
        for memo in self._memos:
            memo.clear()

    def chain(self, steps: Sequence[Step], last: Then) -> Then:
        """Return what takes an environment through all steps, and every one that results to the last."""
        then = last
        for step in reversed(steps):
            then = self._step(step, then)
        return then

    def _step(self, step: Step, then: Then) -> Then:
        match step:
            case Look():
                return self._look(step, then)
            case Check(guard, slots):
                test = self._terms.test(guard, slots)
                return lambda env, rows: then(env, rows) if test(env) else None
            case Let():
                return self._let(step, then)
            case Without(steps):
                found = self._search(steps)
                return lambda env, rows: None if found(env) else then(env, rows)
            case Gather():
                gather = self._gather(step)

                def with_result(env: Row, rows: Provenance) -> None:
                    result = gather(env)
                    if result is not None:
                        then((*env, result), rows)

                return with_result
            case _:
                assert_never(step)

    def _look(self, look: Look, then: Then) -> Then:
        relation, spend = self._relations[look.name], self._clock.spend
        if look.whole:
            row_of, known = row_getter(look.sources), relation.known

            def member(env: Row, rows: Provenance) -> None:
                row = row_of(env)
                if row in known:
                    then(env, (*rows, row))

            return member
        bucket_of = self.bucket(look)
        once = look.once

        def rows_of(env: Row, rows: Provenance) -> None:
            bucket = bucket_of(env)
            if bucket:
                spend(len(bucket))
                for row in bucket:
                    then(env + row, (*rows, row))
                    if once:
                        return

        return rows_of

    def bucket(self, look: Look) -> Callable[[Row], Sequence[Row] | None]:
        """Return what finds the rows that a look sees."""
        index, repeats = self._relations[look.name].index(look.positions), look.repeats
        get, key = index.get, key_getter(look.sources)
        if repeats:
            return lambda env: [row for row in get(key(env), ()) if all(row[a] == row[b] for a, b in repeats)]
        return lambda env: get(key(env))

    def _let(self, let: Let, then: Then) -> Then:
        value, constants = self._terms.value(let.term, let.slots), self._constants

        def with_value(env: Row, rows: Provenance) -> None:
            try:
                number = constants[value(env)]
            except NoValueError:
                return
            then((*env, number), rows)

        return with_value

    def _gather(self, gather: Gather) -> Callable[[Row], int | None]:
        """Return the number of an aggregate's value, or nothing where there is none."""
        found: dict[Row, Value] = {}
        op, term = gather.aggregate.op, gather.aggregate.term
        cases = [
            self.chain(steps, self._collect(row_getter(over), self._terms.value(term, slots), found))
            for steps, over, slots in gather.cases
        ]
        key_of, memo, constants = row_getter(gather.keys), dict[Row, "int | None"](), self._constants
        self._memos.append(memo)

        def gathered(env: Row) -> int | None:
            key = key_of(env)
            if key not in memo:
                found.clear()
                for case in cases:
                    case(env, ())
                result = _FOLDS[op]([numeric(value) for value in found.values()])
                memo[key] = None if result is None else constants[exact(result)]
            return memo[key]

        return gathered

    @staticmethod
    def _collect(over: Callable[[Row], Row], value: Callable[[Row], Value], found: dict[Row, Value]) -> Then:
        def collect(env: Row, rows: Provenance) -> None:
            with suppress(NoValueError):
                found[over(env)] = value(env)

        return collect

    # --- steps that only look whether there is something

    def _search(self, steps: Sequence[Step]) -> Found:
        then: Found = _always
        for step in reversed(steps):
            then = self._searched(step, then)
        return then

    def _searched(self, step: Step, then: Found) -> Found:
        match step:
            case Look():
                return self._any_row(step, then)
            case Check(guard, slots):
                test = self._terms.test(guard, slots)
                return lambda env: test(env) and then(env)
            case Without(steps):
                found = self._search(steps)
                return lambda env: not found(env) and then(env)
            case Let() | Gather():
                return self._through(step, then)
            case _:
                assert_never(step)

    def _any_row(self, look: Look, then: Found) -> Found:
        known, spend = self._relations[look.name].known, self._clock.spend
        if look.whole:
            row_of = row_getter(look.sources)
            if then is _always:
                return lambda env: row_of(env) in known
            return lambda env: row_of(env) in known and then(env)
        bucket_of = self.bucket(look)
        if then is _always:
            return lambda env: bool(bucket_of(env))

        def any_row(env: Row) -> bool:
            bucket = bucket_of(env) or ()
            spend(len(bucket))
            return any(then(env + row) for row in bucket)

        return any_row

    def _through(self, step: Let | Gather, then: Found) -> Found:
        """Go on as in a chain, and say whether the end was reached."""
        reached: list[bool] = []

        def last(env: Row, rows: Provenance) -> None:
            if then(env):
                reached.append(True)

        run = self._step(step, last)

        def through(env: Row) -> bool:
            reached.clear()
            run(env, ())
            return bool(reached)

        return through


def _always(env: Row) -> bool:
    return True


def _total(numbers: list[Number]) -> Number | None:
    return sum(numbers)


_FOLDS: dict[str, Callable[[list[Number]], Number | None]] = {
    "count": len,
    "sum": _total,
    "min": lambda numbers: min(numbers, default=None),
    "max": lambda numbers: max(numbers, default=None),
}
