"""From what was kept of each fact to its whole derivation. Iterative: a chain of any length is no danger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from neurosym.ir.derivation import Closed, Derivation, Fact, Step
from neurosym.ir.model import Value
from neurosym.rewrite.clauses import DOMAIN, Match, reads
from neurosym.solve.rules.closures import Linker
from neurosym.solve.rules.given import Given
from neurosym.solve.rules.plan import Plan
from neurosym.solve.rules.relations import Provenance, Relation, Row

if TYPE_CHECKING:
    from neurosym.solve.rules.programme import Programme

Node = tuple[str, Row]


class Tracer:
    """Follows the provenance of the rows of one run."""

    def __init__(
        self,
        programme: Programme,
        plans: Sequence[Plan],
        relations: Mapping[str, Relation],
        given: Given,
        linker: Linker,
    ) -> None:
        self._programme = programme
        self._plans = plans
        self._relations = relations
        self._given = given
        self._linker = linker
        self._decoders: dict[str, Callable[[Row], tuple[Value, ...]]] = {}
        self._closed: dict[int, tuple[Closed, ...]] = {}
        self._orders: dict[int, list[tuple[str, int]]] = {}

    def derivation(self, nodes: Iterable[Node]) -> Derivation:
        """Return the derivations of rows that are known as one, the last row last."""
        numbers: dict[Node, int] = {}
        steps: list[Step] = []
        stack: list[tuple[Node, list[Node] | None]] = [(node, None) for node in nodes]
        stack.reverse()
        while stack:
            node, premises = stack.pop()
            if node in numbers:
                continue
            if premises is None:
                premises = self.premises(node)
                if premises:
                    stack.append((node, premises))
                    stack += [(premise, None) for premise in reversed(premises) if premise not in numbers]
                    continue
            numbers[node] = len(steps)
            steps.append(self._step(node, tuple([numbers[premise] for premise in premises])))
        return Derivation(tuple(steps))

    def premises(self, node: Node) -> list[Node]:
        """Return the rows that a row came from, in the order of the rule's body."""
        why = self._relations[node[0]].known[node[1]]
        if len(why) < 2:
            return []
        matched = _matched(why)
        return [(name, matched[place]) for name, place in self._order(_number(why))]

    def _order(self, number: int) -> list[tuple[str, int]]:
        """Return the matches of a plan in the order of the body: their names and places in the plan.

        What only runs through a sort is no fact that anything rests on.
        """
        found = self._orders.get(number)
        if found is None:
            plan = self._plans[number]
            parts = [plan.clause.body[place] for place in plan.looked]
            names = [part.name for part in parts if isinstance(part, Match)]
            facts = [place for place, name in enumerate(names) if not name.startswith(DOMAIN)]
            order = sorted(facts, key=lambda place: plan.looked[place])
            found = self._orders[number] = [(names[place], place) for place in order]
        return found

    def _step(self, node: Node, premises: tuple[int, ...]) -> Step:
        name, row = node
        decode = self._decoders.get(name)
        if decode is None:
            decode = self._decoders[name] = self._given.decoder(name)
        why = self._relations[name].known[row]
        fact = Fact(name, decode(row))
        if not why:
            return Step(fact)
        number = _number(why)
        plan = self._plans[number]
        values = self._linker.values(plan, row, _matched(why))
        return Step(fact, plan.clause.rule, values, premises, self._closed_for(number, plan))

    def _closed_for(self, number: int, plan: Plan) -> tuple[Closed, ...]:
        found = self._closed.get(number)
        if found is None:
            names = dict.fromkeys(name for name, closed in reads(plan.clause.body) if closed)
            found = tuple(Closed(name, self._programme.stratum_of.get(name, 0)) for name in names)
            self._closed[number] = found
        return found


def _number(why: Provenance) -> int:
    number = why[0]
    assert isinstance(number, int)
    return number


def _matched(why: Provenance) -> tuple[Row, ...]:
    return tuple(row for row in why[1:] if isinstance(row, tuple))
