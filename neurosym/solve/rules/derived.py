"""What follows from facts: the least model, semi-naively, with a derivation of each; facts come and go."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

from neurosym.faults import Fault, FaultError
from neurosym.ir.derivation import Derivation, Fact
from neurosym.ir.model import Value
from neurosym.solve.rules.clock import Clock, Limits
from neurosym.solve.rules.closures import Linker
from neurosym.solve.rules.fixpoint import Fixpoint
from neurosym.solve.rules.given import Given
from neurosym.solve.rules.plan import Plan
from neurosym.solve.rules.relations import Constants, Provenance, Relation, Row
from neurosym.solve.rules.why import Tracer

if TYPE_CHECKING:
    from neurosym.solve.rules.programme import Programme

Facts: TypeAlias = Mapping[str, Iterable[Sequence[Value]]] | Iterable[Fact]
"""Facts one by one, or the rows of each predicate."""


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the cycle collector out: rows make no cycles, and walking them takes a third of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class Derived:
    """All that follows from a programme and the facts so far. Made by `Programme.run`."""

    def __init__(self, programme: Programme, limits: Limits) -> None:
        self._programme = programme
        self._constants = Constants(programme.constants)
        self._relations = {name: Relation(arity) for name, arity in programme.arities.items()}
        self._clock = Clock(limits, [relation.fresh for relation in self._relations.values()])
        self._given = Given(programme, self._constants, self._relations)
        self._linker = Linker(self._relations, self._constants, programme.ranks, self._clock)
        self._plans: list[Plan] = []
        self._tracer = Tracer(programme, self._plans, self._relations, self._given, self._linker)
        self._fixpoint = Fixpoint(
            programme, self._relations, self._linker, self._plans, self._tracer, self._clock
        )
        self._state = "empty"

    # --- questions

    def holds(self, fact: Fact) -> bool:
        """Say whether a fact follows. Raises `FaultError` (`unknown-name`) as facts that are added do."""
        self._usable()
        return self._given.row(fact) in self._known(fact.name)

    def rows(self, name: str) -> Iterator[tuple[Value, ...]]:
        """Yield the arguments of every fact of a predicate, those that came first first."""
        self._usable()
        decode = self._given.decoder(name)
        return map(decode, list(self._known(name)))

    def select(
        self, name: str, values: Sequence[Value | None], new: bool = False
    ) -> Iterator[tuple[Value, ...]]:
        """Yield the rows that have these values, None standing for any; `new` ones only were not stated.

        Stated is what was given, or what a rule without a condition says.
        """
        self._usable()
        known, decode = self._known(name), self._given.decoder(name)
        bound = tuple(place for place, value in enumerate(values) if value is not None)
        key = tuple([self._constants.get(value, -1) for value in values if value is not None])
        if bound and known:
            rows = self._relations[name].at(bound, key[0] if len(key) == 1 else key)
        else:
            rows = list(known)
        stated = {number for number, plan in enumerate(self._plans) if not plan.clause.body}
        for row in tuple(rows):
            if not new or ((why := known[row]) and why[0] not in stated):
                yield decode(row)

    def knows(self, value: Value) -> bool:
        """Say whether a rule or a fact names this value."""
        return value in self._constants

    def values(self) -> Sequence[Value]:
        """Return every value that a rule or a fact names."""
        return tuple(self._constants.values_of)

    def size(self) -> int:
        """Return how many facts there are by now, in the middle of a run too."""
        return sum(len(relation.known) for relation in self._relations.values())

    def facts(self) -> Iterator[Fact]:
        """Yield every fact, given or derived, predicate by predicate."""
        for name in self._given.names():
            for row in self.rows(name):
                yield Fact(name, row)

    def count(self, name: str) -> int:
        """Return how many facts of a predicate there are."""
        self._usable()
        return len(self._known(name))

    def why(self, fact: Fact, others: Iterable[Fact] = ()) -> Derivation:
        """Return the first derivation that was found, after those of others. Raises `FaultError`
        (`not-derived`) where there is none."""
        self._usable()
        return self._tracer.derivation([(one.name, self._row(one)) for one in (*others, fact)])

    def _row(self, fact: Fact) -> Row:
        row = self._given.row(fact)
        if row is None or row not in self._known(fact.name):
            raise FaultError(Fault("not-derived", f"{fact} does not follow".replace("\n", " ")[:200]))
        return row

    def _known(self, name: str) -> Mapping[Row, Provenance]:
        relation = self._relations.get(name)
        if relation is None:
            self._programme.arity(name, 0)
            return {}
        return relation.known

    def _usable(self) -> None:
        if self._state == "broken":
            raise FaultError(Fault("limit", "the rules were stopped before they were done"))

    # --- growing

    def add(self, facts: Facts) -> None:
        """Add facts and all that follows with them; what no longer follows is taken back.

        Strata in which nothing can be taken back go on from what is new, the others begin again.
        Raises `FaultError` as `Programme.run` does; after a fault in the rules there are no answers any more.
        """
        self._usable()
        first = self._state == "empty"
        with self._changing():
            given = self._given.read(facts, first)
            self._state = "broken"
            self._given.put(given)
            self._fixpoint.change({}, first)

    def remove(self, facts: Facts) -> None:
        """Take given facts back, and all that rests on them alone; what only follows without them is added.

        A fact that follows from others in some way stays. Raises `FaultError`: `not-given` where a fact was
        never given (then nothing changes), and `limit` as in `add`.
        """
        self._usable()
        with self._changing():
            taken = self._given.taken(facts)
            self._state = "broken"
            self._fixpoint.change(taken)

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Start the clock and forget what was worked out; only a change that ends leaves answers."""
        with _uncollected():
            self._clock.start()
            self._linker.forget()
            yield
        self._state = "done"
