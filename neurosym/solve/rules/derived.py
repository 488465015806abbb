"""What follows from facts: the least model, semi-naively, with a derivation of each; facts can be added."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

from neurosym.faults import Fault, FaultError
from neurosym.ir.derivation import Derivation, Fact
from neurosym.ir.model import Value
from neurosym.rewrite.clauses import Match, reads
from neurosym.solve.rules.clock import Clock, Limits
from neurosym.solve.rules.closures import Linker, Run, Source
from neurosym.solve.rules.given import Given
from neurosym.solve.rules.plan import Plan
from neurosym.solve.rules.relations import Constants, Delta, Provenance, Relation, Row
from neurosym.solve.rules.strata import Stratum
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
        self._runs: dict[tuple[int, int | None], Run] = {}
        self._reads = [
            frozenset(name for place in stratum.clauses for name, _ in reads(programme.clauses[place].body))
            for stratum in programme.strata
        ]
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
        wanted = [
            (place, self._constants.get(value, -1)) for place, value in enumerate(values) if value is not None
        ]
        stated = {number for number, plan in enumerate(self._plans) if not plan.clause.body}
        decode = self._given.decoder(name)
        for row, why in list(self._known(name).items()):
            if all(row[place] == number for place, number in wanted) and not (
                new and (not why or why[0] in stated)
            ):
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
        with _uncollected():
            given = self._given.read(facts, first)
            self._state = "broken"
            self._clock.start()
            self._linker.forget()
            self._grow(given, first)
        self._state = "done"

    def _grow(self, given: Mapping[str, list[Row]], first: bool) -> None:
        grown: dict[str, list[Row]] = {}
        shrunk: set[str] = set()
        self._given.put(given)
        for name, relation in self._relations.items():
            if name not in self._programme.stratum_of:
                grown[name] = self._settled(relation)
        for stratum, read in zip(self._programme.strata, self._reads, strict=True):
            changed = shrunk.union(name for name in stratum.waits_for if grown.get(name))
            if first:
                self._begin(stratum, grown)
            elif changed & (stratum.waits_for | read):
                self._begin_again(stratum, grown, shrunk)
            else:
                self._go_on(stratum, grown)

    def _settled(self, relation: Relation) -> list[Row]:
        rows = relation.settle()
        self._clock.add(len(rows))
        return rows

    def _begin_again(self, stratum: Stratum, grown: dict[str, list[Row]], shrunk: set[str]) -> None:
        """Derive a stratum anew, and find what came and went."""
        relations = {name: self._relations[name] for name in stratum.predicates}
        before = {name: set(relation.rows) for name, relation in relations.items()}
        for relation in relations.values():
            self._clock.add(-len(relation.rows))
            relation.reset()
        self._begin(stratum, grown)
        for name, relation in relations.items():
            if before[name] - relation.known.keys():
                shrunk.add(name)
            grown[name] = [row for row in relation.rows if row not in before[name]]

    def _begin(self, stratum: Stratum, grown: dict[str, list[Row]]) -> None:
        """Derive a stratum from all facts of the strata before it."""
        for number in stratum.clauses:
            matches = self._matches(number)
            if not any(name in stratum.predicates for _, name in matches):
                sizes = [(len(self._relations[name].rows), place) for place, name in matches]
                first = min(sizes)[1] if sizes else None
                body = self._programme.clauses[number].body
                part = body[first] if first is not None else None
                self._run(number, first)(self._relations[part.name] if isinstance(part, Match) else None)
        self._saturate(stratum, grown)

    def _go_on(self, stratum: Stratum, grown: dict[str, list[Row]]) -> None:
        """Derive what the new facts of the strata before it add to a stratum."""
        deltas = {name: Delta(rows) for name, rows in grown.items() if rows}
        self._round(stratum, deltas)
        self._saturate(stratum, grown)

    def _saturate(self, stratum: Stratum, grown: dict[str, list[Row]]) -> None:
        """Run the clauses on what is new in their own stratum until nothing is."""
        relations = [(name, self._relations[name]) for name in stratum.predicates]
        starts = {name: len(relation.rows) for name, relation in relations}
        while True:
            deltas = {name: Delta(rows) for name, relation in relations if (rows := self._settled(relation))}
            if not deltas:
                break
            self._round(stratum, deltas)
        for name, relation in relations:
            grown[name] = relation.rows[starts[name] :]

    def _round(self, stratum: Stratum, deltas: Mapping[str, Source]) -> None:
        for number in stratum.clauses:
            for place, name in self._matches(number):
                if name in deltas:
                    self._run(number, place)(deltas[name])

    def _matches(self, clause: int) -> list[tuple[int, str]]:
        body = self._programme.clauses[clause].body
        return [(place, part.name) for place, part in enumerate(body) if isinstance(part, Match)]

    def _run(self, clause: int, first: int | None) -> Run:
        """Return a clause as a function of the rows of one of its matches, made when it is first needed."""
        run = self._runs.get((clause, first))
        if run is None:
            plan = self._programme.plan(clause, first)
            run = self._runs[clause, first] = self._linker.link(plan, len(self._plans))
            self._plans.append(plan)
        return run
