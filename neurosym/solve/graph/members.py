"""Sorts filled from a graph, and the names of their members in formulas. Takes no facts.

A member is called by its label, made an identifier; where that is taken, with the name of its sort before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from neurosym.faults import Fault, FaultError, suggestion
from neurosym.ir.awaited import awaits, written
from neurosym.ir.core import Enumeration, Problem
from neurosym.ir.names import mangle, unmangle
from neurosym.knowledge.classes import below
from neurosym.knowledge.link.folding import key
from neurosym.knowledge.naming import Naming
from neurosym.knowledge.nodes import TYPE, XSD, Node, is_literal, literal
from neurosym.knowledge.query import Absent, Either, Part, Pattern, Place, Query, Test, Var
from neurosym.knowledge.store import Bounds, Graph, label, shown
from neurosym.solve.graph.origins import Condition, members

MAX_MEMBERS = 1_000
"""Things that a sort may take from a graph."""


@dataclass(frozen=True, slots=True)
class Things:
    """The members of a sort by node, with their names in formulas."""

    names: dict[Node, str]


class Members:
    """The members of the sorts of one problem in one graph."""

    def __init__(self, problem: Problem, graph: Graph, naming: Naming, bounds: Bounds) -> None:
        self._graph, self._naming, self._bounds = graph, naming, bounds
        self._sorts = {sort.name: sort for sort in problem.sorts}
        self._found: dict[str, Things] = {}
        self._taken = {symbol.name for symbol in problem.symbols} | set(self._sorts)
        for sort in problem.sorts:
            if isinstance(sort, Enumeration):
                self._taken |= set(sort.elements)

    @property
    def names(self) -> Mapping[Node, str]:
        """Return what members are called in formulas; of two names, that in the first sort."""
        found: dict[Node, str] = {}
        for things in self._found.values():
            found = things.names | found
        return found

    def of(self, sort: str) -> Things:
        """Return the members of a sort; of one that the text lists, what its elements are called there.

        Raises `FaultError`: `origin` for a sort without members, `unknown-name` with the nearest name.
        """
        if sort not in self._found:
            declared = self._sorts.get(sort)
            if not isinstance(declared, Enumeration) or not declared.elements:
                what = f"the graph knows nothing of `{sort}`, which is no list of things"
                raise FaultError(Fault("origin", what, hint=f"write `sort {sort} from geo:City`"))
            self._found[sort] = Things(self._listed(declared, None))
        return self._found[sort]

    def filled(self, sort: Enumeration) -> Enumeration:
        """Return a sort with its members; closed, unless it has `and others`.

        Raises `FaultError`: `origin`, `unknown-name`, `limit`, `empty-sort`.
        """
        asked = members(sort.gloss)
        within = self._within(asked.kind, asked.conditions, sort)
        names = self._listed(sort, within)
        if not sort.closed:
            names |= self._named(sort.name, [node for node in within if node not in names])
        self._found[sort.name] = Things(names)
        if not names:
            what = f"the graph has nothing for `{sort.name}`: no `{written(sort.gloss):.120}`"
            raise FaultError(Fault("empty-sort", what, hint="ask for another class, or with less conditions"))
        elements = tuple(dict.fromkeys((*sort.elements, *sorted(names.values()))))
        return replace(sort, elements=elements, closed=not asked.others, gloss=written(sort.gloss))

    # --- what is meant

    def _within(self, kind: str, conditions: Sequence[Condition], sort: Enumeration) -> list[Node]:
        thing = Var("x")
        where: list[Part] = []
        if kind:
            kinds = below(self._graph, self._naming.kind(kind))
            where.append(_either([(Pattern(thing, TYPE, one),) for one in kinds]))
        for number, one in enumerate(conditions):
            if one.bare and (iri := self._naming.kind_if_any(one.bare)) is not None:
                parts: tuple[Part, ...] = (
                    _either([(Pattern(thing, TYPE, each),) for each in below(self._graph, iri)]),
                )
            else:
                parts = self._parts(thing, one, number)
            where += [Absent(parts)] if one.denied else parts
        rows = self._graph.select(
            Query((thing,), tuple(where)), replace(self._bounds, rows=min(MAX_MEMBERS, self._bounds.rows))
        )
        found = [row[0] for row in rows if row[0] is not None and not is_literal(row[0])]
        return sorted(found, key=lambda node: (label(self._graph, node), node))

    def _parts(self, thing: Var, one: Condition, number: int) -> tuple[Part, ...]:
        parts: list[Part] = []
        place: Place = thing
        for step, (name, forward) in enumerate(one.path):
            last = step == len(one.path) - 1
            nodes: Sequence[Place] = [Var(f"x{number}_{step}")]
            if last and one.value:
                nodes = self._naming.things(one.value)
            predicate = self._naming.property(name)
            ways = [
                (Pattern(place, predicate, node) if forward else Pattern(node, predicate, place),)
                for node in nodes
                if forward or not is_literal(str(node))
            ]
            parts.append(_either(ways))
            place = nodes[0]
        if one.op is not None:
            exact = literal(str(one.number), XSD + "integer")
            if not isinstance(one.number, int):
                exact = literal(f"{float(one.number)!r}", XSD + "double")
            parts.append(Test(one.op, place, exact))
        return tuple(parts)

    # --- names

    def _listed(self, sort: Enumeration, within: Sequence[Node] | None) -> dict[Node, str]:
        """Return the things that a sort lists by name; `within`: among these."""
        found: dict[Node, str] = {}
        for name in sort.elements:
            said = unmangle(name).replace("_", " ")
            nodes = set(self._naming.labels.named(said))
            if within is not None:
                nodes &= set(within)
                nodes = nodes or {node for node in within if key(label(self._graph, node)) == key(said)}
            if len(nodes) != 1:
                raise self._missing(sort, said, within, nodes)
            found[nodes.pop()] = name
        return found

    def _missing(
        self, sort: Enumeration, said: str, within: Sequence[Node] | None, nodes: set[Node]
    ) -> FaultError:
        if nodes:
            which = ", ".join(sorted(shown(self._graph, node) for node in nodes)[:4])
            what = f"`{said}` of `{sort.name}` may be {which}"
            hint = f"say of which class: `sort {sort.name} = … from geo:City`"
            return FaultError(Fault("unknown-name", what, hint=hint))
        known = (
            [label(self._graph, node) for node in within]
            if within is not None
            else [entry.label for entry in self._naming.labels.entries]
        )
        place = f"among `{written(sort.gloss)}`" if awaits(sort.gloss) else "in the graph"
        what = f"there is no `{said}` {place}"
        return FaultError(Fault("unknown-name", what, hint=suggestion(said, known)))

    def _named(self, sort: str, nodes: Sequence[Node]) -> dict[Node, str]:
        found: dict[Node, str] = {}
        for node in nodes:
            said = label(self._graph, node) or shown(self._graph, node)
            short = shown(self._graph, node).strip("<>")
            ways = (mangle(said), mangle(f"{sort} {said}"), mangle(short), mangle(f"{sort} {short}"))
            name = next((way for way in ways if way not in self._taken), "")
            if not name:
                raise FaultError(Fault("duplicate-name", f"`{said:.80}` of `{sort}` has no name of its own"))
            self._taken.add(name)
            found[node] = name
        return found


def _either(ways: Sequence[tuple[Part, ...]]) -> Part:
    return ways[0][0] if len(ways) == 1 and len(ways[0]) == 1 else Either(tuple(ways))
