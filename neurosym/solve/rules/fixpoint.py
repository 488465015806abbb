"""The strata of a programme over the relations of one run: what facts bring and take away. Reads no facts.

Facts that are taken away take what rests on them, by the derivation that was kept of each; what can be
derived in another way is known again (delete and rederive: Gupta, Mumick and Subrahmanian 1993).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from neurosym.rewrite.clauses import Match, reads
from neurosym.solve.rules.clock import Clock
from neurosym.solve.rules.closures import Linker, Source
from neurosym.solve.rules.plan import Plan
from neurosym.solve.rules.relations import Delta, Relation, Row
from neurosym.solve.rules.runs import Runs
from neurosym.solve.rules.strata import Stratum
from neurosym.solve.rules.support import Support
from neurosym.solve.rules.why import Tracer

if TYPE_CHECKING:
    from neurosym.solve.rules.programme import Programme

Rows: TypeAlias = Mapping[str, list[Row]]


MANY, SHARE = 1_000, 4
"""More rows than the first, and than one in so many of a stratum: they are not dropped one by one."""


class Fixpoint:
    """Derives what follows from the rows of relations, and keeps it so."""

    def __init__(
        self,
        programme: Programme,
        relations: dict[str, Relation],
        linker: Linker,
        plans: list[Plan],
        tracer: Tracer,
        clock: Clock,
    ) -> None:
        self._programme = programme
        self._relations = relations
        self._clock = clock
        self._support = Support(relations, tracer)
        self._runs = Runs(programme, relations, linker, plans)
        self._matches = [
            [(place, part.name) for place, part in enumerate(clause.body) if isinstance(part, Match)]
            for clause in programme.clauses
        ]
        self._reads = [
            frozenset(name for place in stratum.clauses for name, _ in reads(programme.clauses[place].body))
            for stratum in programme.strata
        ]

    def change(self, taken: Rows, first: bool = False) -> None:
        """Derive what follows from the fresh rows and no longer from those that are taken.

        Strata in which a fact can rest on the absence of what came or went begin again, and those of which
        much goes. Raises `FaultError` (`limit`).
        """
        grown: dict[str, list[Row]] = {}
        shrunk: dict[str, list[Row]] = {}
        for name, relation in self._relations.items():
            if name not in self._programme.stratum_of:
                shrunk[name] = self._dropped(name, taken.get(name, []))
                grown[name] = self._settled(name, relation)
        for stratum, read in zip(self._programme.strata, self._reads, strict=True):
            if first:
                self._begin(stratum, grown)
            elif any(grown.get(name) or shrunk.get(name) for name in stratum.waits_for):
                self._begin_again(stratum, taken, grown, shrunk)
            else:
                lost = {name: shrunk[name] for name in read if shrunk.get(name)}
                lost |= {name: taken[name] for name in stratum.predicates if taken.get(name)}
                dead = self._support.resting_on(lost, stratum.predicates) if lost else {}
                if self._many(dead, stratum):
                    self._begin_again(stratum, taken, grown, shrunk)
                    continue
                self._shrink(stratum, dead)
                self._go_on(stratum, grown)
                self._compare(dead, grown, shrunk)
        for name, rows in shrunk.items():
            self._support.forget(name, rows)

    # --- what goes

    def _dropped(self, name: str, rows: list[Row]) -> list[Row]:
        if rows:
            self._relations[name].drop(rows)
            self._clock.add(-len(rows))
        return rows

    def _many(self, dead: Rows, stratum: Stratum) -> bool:
        """Say whether so much rests on what is lost that deriving the stratum anew takes less time."""
        gone = sum(map(len, dead.values()))
        return gone > MANY and gone * SHARE > sum(
            len(self._relations[name].rows) for name in stratum.predicates
        )

    def _shrink(self, stratum: Stratum, dead: Rows) -> None:
        """Drop rows, and know again those of them that follow from what is left."""
        for name, rows in dead.items():
            self._dropped(name, rows)
        sources = {name: Delta(rows) for name, rows in dead.items()}
        for number in stratum.clauses:
            name = self._programme.clauses[number].head.name
            if name in sources:
                self._runs.goal(number)(sources[name])

    def _compare(self, dead: Rows, grown: dict[str, list[Row]], shrunk: dict[str, list[Row]]) -> None:
        """Leave out of what came and went the rows that went and came back."""
        for name, rows in dead.items():
            known, were = self._relations[name].known, set(rows)
            shrunk[name] = [row for row in rows if row not in known]
            grown[name] = [row for row in grown[name] if row not in were]

    def _begin_again(
        self,
        stratum: Stratum,
        taken: Rows,
        grown: dict[str, list[Row]],
        shrunk: dict[str, list[Row]],
    ) -> None:
        """Derive a stratum anew, and find what came and went."""
        relations = {name: self._relations[name] for name in stratum.predicates}
        before = {name: relation.rows.copy() for name, relation in relations.items()}
        for name, relation in relations.items():
            self._clock.add(-len(relation.rows))
            for row in taken.get(name, []):
                del relation.known[row]
            relation.reset()
        self._begin(stratum, grown)
        self._compare(before, grown, shrunk)

    # --- what comes

    def _settled(self, name: str, relation: Relation) -> list[Row]:
        rows = relation.settle()
        self._clock.add(len(rows))
        self._support.note(name, rows)
        return rows

    def _begin(self, stratum: Stratum, grown: dict[str, list[Row]]) -> None:
        """Derive a stratum from all facts of the strata before it."""
        for number in stratum.clauses:
            matches = self._matches[number]
            if not any(name in stratum.predicates for _, name in matches):
                sizes = [(len(self._relations[name].rows), place, name) for place, name in matches]
                _, first, name = min(sizes, default=(0, None, ""))
                self._runs.of(number, first)(self._relations[name] if name else None)
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
            fresh = {name: self._settled(name, relation) for name, relation in relations}
            deltas = {name: Delta(rows) for name, rows in fresh.items() if rows}
            if not deltas:
                break
            self._round(stratum, deltas)
        for name, relation in relations:
            grown[name] = relation.rows[starts[name] :]

    def _round(self, stratum: Stratum, deltas: Mapping[str, Source]) -> None:
        for number in stratum.clauses:
            for place, name in self._matches[number]:
                if name in deltas:
                    self._runs.of(number, place)(deltas[name])
