"""Instances of Skolemised claims over Herbrand terms, but only those that can matter.

An instance is left out while one of its guards (an atom that it denies) occurs positively nowhere:
making such an atom false satisfies it. So the instances found have a model if and only if all
instances have one (bottom-up grounding, as answer-set grounders do: Syrjaenen 2001), and where the
terms stop growing they decide. Terms deeper than the universe's limit are cut; then what is found can
still prove, but not refute.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Sequence

from neurosym.faults import FaultError
from neurosym.ir.core import (
    INT,
    REAL,
    Apply,
    Term,
)
from neurosym.ir.model import Value
from neurosym.ir.signature import Signature
from neurosym.rewrite.congruence import Congruence
from neurosym.rewrite.facts import Facts, Row
from neurosym.rewrite.ground import Grounder
from neurosym.rewrite.ground_symbols import Env
from neurosym.rewrite.units import Unit, bound_by, known_args, units
from neurosym.rewrite.universe import Cut, Herbrand


class Instances:
    """A growing set of instances, kept as clauses of a `Grounder` under one selector per label."""

    def __init__(self, signature: Signature, universe: Herbrand, limit: int) -> None:
        self.grounder = Grounder(signature, universe)
        self.selectors: dict[str, int] = {}
        self.dropped: dict[str, str] = {}
        self.complete = True
        self.facts = Facts()
        self._universe = universe
        self._congruence = Congruence(self.grounder, universe)
        self._limit = limit
        self._count = 0
        self._units: list[Unit] = []
        self._seen = 0
        self._names: dict[int, tuple[str, Row]] = {}
        self._named = 0

    def add(self, label: str, formula: Term) -> None:
        """Take in a formula; `saturate` then finds its instances."""
        selector = self.selectors[label] = self.grounder.clauses.variable()
        for unit in units(label, selector, formula):
            endless = next((binding.sort for binding in unit.bindings if binding.sort in (INT, REAL)), "")
            if endless:
                self.dropped[label] = f"a variable over all of `{endless}`"
            else:
                self._units.append(unit)

    def saturate(self) -> None:
        """Add instances until no new one can matter, a term is too deep, or the limit is met."""
        self._universe.advance()
        stale = self._units
        while True:
            before = self.grounder.clauses.variables, self.grounder.clauses.total
            for unit in stale:
                self._ground(unit)
            self._congruence.update()
            positive, further = self._note_positive(), self._universe.advance()
            if self._exhausted():
                self.complete = False
                return
            after = self.grounder.clauses.variables, self.grounder.clauses.total
            if not positive and not further and before == after:
                self.complete = self.complete and not self._universe.cut
                return
            if further:
                self._range_further()
            stale = [unit for unit in self._units if unit.is_stale(positive, further)]

    def _range_further(self) -> None:
        """Let what ranges over individuals inside of a formula range over the new ones too."""
        self.grounder.forget()
        for unit in self._units:
            if unit.nested:
                unit.forget()

    def possible(self, literal: int) -> bool:
        """Say whether a variable can matter: an atom that occurs only negatively is false."""
        named = self._names.get(literal)
        return named is None or self.facts.has(*named)

    def _ground(self, unit: Unit) -> None:
        for env in self._environments(unit):
            row = tuple(env[binding.var] for binding in unit.bindings)
            if row in unit.done:
                continue
            unit.done.add(row)
            self._count += 1
            try:
                self.grounder.require(unit.body, env, (-unit.selector,), unit.sign)
            except Cut:
                continue
            except FaultError as error:
                self.dropped[unit.label] = error.faults[0].what
                return
            if self._exhausted():
                return

    def _exhausted(self) -> bool:
        return self._count + self.grounder.clauses.total > self._limit

    def _environments(self, unit: Unit) -> Iterator[Env]:
        """Yield the environments in which all guards may be true, if they could not when last asked."""
        members = [self._universe.members(binding.sort) for binding in unit.free]
        for env in self._new_joins(unit, tuple(map(len, members))):
            for values in itertools.product(*members):
                yield {**env, **{b.var: value for b, value in zip(unit.free, values, strict=True)}}

    def _new_joins(self, unit: Unit, ranged: tuple[int, ...]) -> Iterator[dict[str, Value]]:
        """Join the guards with new facts only (semi-naive), unless the free variables range further."""
        before, unit.joined = unit.joined, tuple(self.facts.count(guard.name) for guard in unit.guards)
        further, unit.ranged = ranged != unit.ranged, ranged
        if further:
            yield from self._joined(unit.guards, {})
            return
        for place, (guard, known) in enumerate(zip(unit.guards, before, strict=True)):
            others = unit.guards[:place] + unit.guards[place + 1 :]
            for row in self.facts.since(guard.name, known):
                env = bound_by(guard, row, {})
                if env is not None:
                    yield from self._joined(others, env)

    def _joined(self, guards: Sequence[Apply], env: dict[str, Value]) -> Iterator[dict[str, Value]]:
        if not guards:
            yield env
            return
        best = guards[0] if len(guards) == 1 else max(guards, key=lambda guard: known_args(guard, env))
        rest = [guard for guard in guards if guard is not best]
        for row in self.facts.matching(best, env):
            inner = bound_by(best, row, env)
            if inner is not None:
                yield from self._joined(rest, inner)

    def _note_positive(self) -> Collection[str]:
        """Note which atoms new clauses assert; return the predicates of which there are new ones."""
        for atom, variable in itertools.islice(self.grounder.atoms.items(), self._named, None):
            self._names.setdefault(variable, atom)
        self._named = len(self.grounder.atoms)
        grown: set[str] = set()
        clauses = self.grounder.clauses.clauses
        for clause in clauses[self._seen :]:
            for literal in clause:
                if literal > 0 and literal in self._names:
                    name, row = self._names[literal]
                    if self.facts.add(name, row):
                        grown.add(name)
        self._seen = len(clauses)
        return grown

    def flush(self) -> list[list[int]]:
        """Return the clauses since the last flush."""
        self._seen = 0
        return self.grounder.clauses.flush()
