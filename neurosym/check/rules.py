"""Rule claims define predicates: each has the form of a rule, and none denies what it defines.

Knows no text. A program whose predicates depend on their own negation has no least model, stratum by
stratum (Apt, Blair and Walker, "Towards a theory of declarative knowledge", 1988).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from neurosym.check.places import Place, places, shown
from neurosym.faults import Fault
from neurosym.ir.awaited import awaits
from neurosym.ir.core import (
    BOOL,
    And,
    Apply,
    Implies,
    Not,
    Or,
    Problem,
    Quantified,
    Term,
    Truth,
)
from neurosym.ir.signature import Signature
from neurosym.ir.walk import children, subterms


def sound_rules(problem: Problem) -> Iterator[Fault]:
    """Every rule defines a `defined` predicate, every such predicate has a rule, no cycle denies itself."""
    signature = Signature.of(problem)
    graph = _Dependencies()
    for place in places(problem):
        if place.role != "rule":
            continue
        head, body = _split(place.formula)
        if not isinstance(head, Apply):
            hint = "write `all(head(x) for x in Sort if body)`"
            yield Fault("rule-form", "a rule has one atom as its head", place.span(head), hint, place.id)
            continue
        symbol = signature.symbols.get(head.name)
        if symbol is not None and not symbol.defined:
            hint = f"write `defined {head.name} : …`, or make this a claim and no rule"
            what = f"a rule defines {shown(head.name)}, which is not marked `defined`"
            yield Fault("rule-form", what, place.span(head.name), hint, place.id)
        graph.add(head, body, place)
    for symbol in problem.symbols:
        if awaits(symbol.gloss):  # its facts are to come
            continue
        if symbol.defined and symbol.result == BOOL and symbol.name not in graph.edges:
            what = f"{shown(symbol.name)} is `defined` and no rule makes it true, so it is always false"
            yield Fault("no-rule", what, hint="write a rule, or drop `defined`", severity="warning")
    yield from _unstratified(graph)


def _split(formula: Term) -> tuple[Term, Term]:
    while isinstance(formula, Quantified) and formula.kind == "all":
        formula = formula.body
    return (formula.right, formula.left) if isinstance(formula, Implies) else (formula, Truth(True))


@dataclass(slots=True)
class _Dependencies:
    """Which predicate the rules of another use; `denied` where its falsity makes a body true."""

    edges: dict[str, set[str]] = field(default_factory=dict)
    denied: dict[tuple[str, str], Place] = field(default_factory=dict)

    def add(self, head: Apply, body: Term, place: Place) -> None:
        used = self.edges.setdefault(head.name, set())
        for name, positive in [*_uses(body, True), *(use for arg in head.args for use in _uses(arg, False))]:
            used.add(name)
            if not positive:
                self.denied.setdefault((head.name, name), place)


def _uses(term: Term, positive: bool) -> Iterator[tuple[str, bool]]:
    """Yield the symbols of a body; whatever is not plainly positive counts as negative."""
    match term:
        case Apply(name, args):
            yield name, positive
            for arg in args:
                yield from _uses(arg, False)
        case And() | Or() | Quantified():
            for part in children(term):
                yield from _uses(part, positive)
        case Implies(left, right):
            yield from ((name, False) for name, _ in _uses(left, positive))
            yield from _uses(right, positive)
        case Not():
            yield from ((part.name, False) for part in subterms(term) if isinstance(part, Apply))
        case _:
            yield from ((part.name, False) for part in subterms(term) if isinstance(part, Apply))


def _unstratified(graph: _Dependencies) -> Iterator[Fault]:
    component = _components(graph.edges)
    for (head, name), place in graph.denied.items():
        if name in graph.edges and component[head] == component[name]:
            cycle = " → ".join((head, *_path(graph.edges, name, head)))
            yield Fault(
                "unstratified",
                f"{shown(head)} is defined by its own negation ({cycle})",
                place.span(name),
                "say when it holds without denying what depends on it, or make it a claim",
                place.id,
            )
            return


def _components(edges: Mapping[str, set[str]]) -> dict[str, int]:
    """Number the strongly connected components (Kosaraju and Sharir, 1981). Iterative."""
    order: list[str] = []
    seen: set[str] = set()
    for root in edges:
        stack = [(root, False)]
        while stack:
            node, finished = stack.pop()
            if finished:
                order.append(node)
            elif node not in seen:
                seen.add(node)
                stack.append((node, True))
                stack.extend((other, False) for other in sorted(edges[node] & edges.keys()))
    back: dict[str, list[str]] = {node: [] for node in edges}
    for node, others in edges.items():
        for other in others & edges.keys():
            back[other].append(node)
    component: dict[str, int] = {}
    for number, root in enumerate(reversed(order)):
        pending = [root]
        while pending:
            node = pending.pop()
            if node not in component:
                component[node] = number
                pending.extend(back[node])
    return component


def _path(edges: Mapping[str, set[str]], start: str, goal: str) -> list[str]:
    """Return the names from one predicate to another along the rules that use them."""
    before: dict[str, str] = {start: start}
    queue = [start]
    for node in queue:
        for other in sorted(edges.get(node, ())):
            if other not in before:
                before[other] = node
                queue.append(other)
    path = [goal]
    while path[-1] != start:
        path.append(before[path[-1]])
    return path[::-1]
