"""A programme: rules that were checked for safety and strata, ready to run over any facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from neurosym.faults import Fault, FaultError, suggestion
from neurosym.ir.core import BOOL, Enumeration, Range, Sort
from neurosym.ir.model import Value
from neurosym.ir.rules import RuleBase, read_rules
from neurosym.ir.signature import Signature
from neurosym.rewrite.clauses import DOMAIN, Absent, Aggregate, Clause, Guard, Match, Part
from neurosym.rewrite.horn import horn, located
from neurosym.solve.rules.clock import Limits
from neurosym.solve.rules.derived import Derived, Facts
from neurosym.solve.rules.plan import Plan, constants_in
from neurosym.solve.rules.planner import guides, plan
from neurosym.solve.rules.strata import strata

MAX_DOMAIN = 100_000
"""A sort of more values than this is not run through."""


class Programme:
    """Rules to run. Raises `FaultError` (`unsafe`, `not-stratified`, `arity`) on rules that cannot be.

    With a signature, facts are held to its sorts, and names that it does not declare are faults.
    """

    def __init__(self, clauses: Iterable[Clause], signature: Signature | None = None) -> None:
        self.clauses = tuple(
            clause if clause.rule else replace(clause, rule=f"r{number}")
            for number, clause in enumerate(clauses, start=1)
        )
        self.signature = signature
        self.arities = self._arities()
        values = dict.fromkeys((0, 1, *(v for c in self.clauses for v in constants_in((c.head, *c.body)))))
        self.constants: tuple[Value, ...] = tuple(values)
        self._numbers = {value: number for number, value in enumerate(self.constants)}
        self._plans: dict[tuple[int, int | None, int | None, bool], Plan] = {}
        self._guides: dict[tuple[int, int], tuple[tuple[int, bool, bool], ...]] = {}
        for number, clause in enumerate(self.clauses):
            self.plan(
                number, next((p for p, part in enumerate(clause.body) if isinstance(part, Match)), None)
            )
        self.strata = strata(self.clauses)
        self.stratum_of = {name: stratum.number for stratum in self.strata for name in stratum.predicates}

    @classmethod
    def of(cls, base: RuleBase) -> Programme:
        """Return the programme of a rule base. Raises `FaultError`, each fault with its rule."""
        try:
            return cls(horn(base.rules, base.signature), base.signature)
        except FaultError as error:
            raise FaultError(*located(error.faults, base.rules)) from None

    @classmethod
    def read(cls, text: str, label: str = "") -> Programme:
        """Return the programme that `.rules` text writes. Raises `FaultError` with carets."""
        return cls.of(read_rules(text, label))

    def run(self, facts: Facts = (), limits: Limits | None = None) -> Derived:
        """Return all that follows from facts. Raises `FaultError` (`limit`, `fact`, `sort` and others)."""
        derived = Derived(self, limits or Limits())
        derived.add(facts)
        return derived

    def plan(self, clause: int, first: int | None, guide: int | None = None, goal: bool = False) -> Plan:
        """Return how a clause is run from a match in its body on, or from what leads to it, or backwards."""
        key = clause, first, guide, goal
        if key not in self._plans:
            self._plans[key] = plan(self.clauses[clause], first, self._numbers, guide, goal)
        return self._plans[key]

    def guides(self, clause: int, first: int) -> tuple[tuple[int, bool, bool], ...]:
        """Return the other matches of a clause, as `planner.guides` does."""
        key = clause, first
        if key not in self._guides:
            self._guides[key] = guides(self.clauses[clause], first)
        return self._guides[key]

    def arity(self, name: str, given: int) -> int:
        """Return how many arguments a predicate takes; a function also its value. Raises `FaultError`."""
        known = self.arities.get(name)
        if known is None and self.signature is None:
            return given
        if known is None:
            hint = suggestion(name, self.arities)
            raise FaultError(Fault("unknown-name", f"no rule knows `{name:.80}`", hint=hint))
        return known

    @property
    def ranks(self) -> Mapping[str, int]:
        """The places of the elements that stand in order, from 1."""
        sorts = self.signature.sorts.values() if self.signature else ()
        ordered = (sort for sort in sorts if isinstance(sort, Enumeration) and sort.ordered)
        return {name: place for sort in ordered for place, name in enumerate(sort.elements, start=1)}

    def domains(self) -> Mapping[str, Sequence[tuple[Value, ...]]]:
        """Return the values of the sorts that rules run through, as rows. Raises `FaultError` (`too-big`)."""
        wanted = [name.removeprefix(DOMAIN) for name in self.arities if name.startswith(DOMAIN)]
        sorts = self.signature.sorts if self.signature else {}
        return {DOMAIN + name: [(value,) for value in _values(name, sorts.get(name))] for name in wanted}

    def _arities(self) -> dict[str, int]:
        found: dict[str, int] = {}
        if self.signature:
            for symbol in self.signature.symbols.values():
                found[symbol.name] = len(symbol.args) + (symbol.result != BOOL)
        for clause in self.clauses:
            for match in _matches((clause.head, *clause.body)):
                if found.setdefault(match.name, len(match.args)) != len(match.args):
                    what = (
                        f"`{match.name}` has {len(match.args)} arguments here, {found[match.name]} elsewhere"
                    )
                    raise FaultError(Fault("arity", what, claim=clause.rule))
        return found


def _matches(parts: Iterable[Part]) -> Iterable[Match]:
    for part in parts:
        match part:
            case Match():
                yield part
            case Absent(inner):
                yield from _matches(inner)
            case Aggregate(cases=cases):
                for case in cases:
                    yield from _matches(case)
            case Guard():
                pass


def _values(name: str, sort: Sort | None) -> Iterable[Value]:
    match sort:
        case Enumeration(_, elements, closed=True):
            return elements
        case Range(_, low, high) if high - low < MAX_DOMAIN:
            return range(low, high + 1)
        case None if name == BOOL:
            return (0, 1)
        case _:
            raise FaultError(Fault("too-big", f"the rules would run through all values of `{name}`"))
