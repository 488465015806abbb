"""What is never spoken of alike is apart: who took the ring is somebody, and never the ring.

Finds which things, places of predicates and variables go together, and gives each such class a sort of its
own. Changes no formula but the sorts of its variables; knows no words.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from neurosym.ir.core import (
    Apply,
    Binding,
    Compare,
    Count,
    Element,
    Entails,
    Enumeration,
    Find,
    Options,
    Problem,
    Quantified,
    Symbol,
    Term,
    Var,
)
from neurosym.ir.walk import children, fresh, rebuild

Scope = Mapping[str, Hashable]


@dataclass(slots=True)
class Classes:
    """Classes of things and of places. `head` tells predicates apart, `thing` individuals (None: none)."""

    head: Callable[[Apply], Hashable]
    thing: Callable[[Term], Hashable | None]
    _above: dict[Hashable, Hashable] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        formulas: Iterable[Term],
        head: Callable[[Apply], Hashable],
        thing: Callable[[Term], Hashable | None],
    ) -> Classes:
        """Put together whatever some formulas speak of alike."""
        classes = cls(head, thing)
        for formula in formulas:
            classes.read(formula, {})
        return classes

    def find(self, node: Hashable) -> Hashable:
        """Return the class of a thing, a place of a predicate or a variable."""
        while (above := self._above.get(node, node)) != node:
            node = above
        return node

    def join(self, one: Hashable | None, other: Hashable | None) -> None:
        """Make two classes one."""
        if one is not None and other is not None:
            self._above[self.find(one)] = self.find(other)

    def has_any(self, node: Hashable, keys: Iterable[Hashable]) -> bool:
        """Say whether any of some things is of the class of a node."""
        return self.find(node) in {self.find(("thing", key)) for key in keys}

    def scope(self, term: Term, scope: Scope) -> Scope:
        """Return the variables of a formula under a binder: each is known by its binder and its name."""
        if isinstance(term, (Quantified, Count)):
            return {**scope, **{binding.var: ("bound", id(term), binding.var) for binding in term.bindings}}
        return scope

    def read(self, term: Term, scope: Scope) -> Hashable | None:
        """Read a formula or a term; return the node of a thing."""
        inner = self.scope(term, scope)
        found = [self.read(part, inner) for part in children(term)]
        match term:
            case Var(name):
                return scope.get(name)
            case Apply(_, (_, *_)):
                for place, node in enumerate(found):
                    self.join(("place", self.head(term), place), node)
                return "result", self.head(term)
            case Compare("==" | "!=") if len(found) > 1:
                self.join(found[0], found[1])
                return None
            case _:
                return self.thing(term)


def told_apart(problem: Problem, people: Collection[str]) -> Problem:
    """Return a problem of one closed sort with a sort for each class; `people` stay in the first one.

    What no individual is known of stays with the people too.
    """
    if len(problem.sorts) != 1:
        return problem
    (whole,) = problem.sorts
    if not isinstance(whole, Enumeration) or not whole.closed:
        return problem
    constants = {symbol.name for symbol in problem.symbols if not symbol.args and symbol.result == whole.name}

    def thing(term: Term) -> Hashable | None:
        match term:
            case Element(name):
                return "thing", name
            case Apply(name, ()) if name in constants:
                return "result", name
            case _:
                return None

    goal = problem.goal
    asked = [goal.formula] if isinstance(goal, Entails) else []
    asked += [option.formula for option in goal.options] if isinstance(goal, Options) else []
    formulas = [*(claim.formula for claim in problem.claims), *asked]
    classes = Classes.of(formulas, lambda term: term.name, thing)
    first = next((name for name in whole.elements if name in people), whole.elements[0])
    for name in people:
        classes.join(("thing", name), ("thing", first))
    sorts = {classes.find(("thing", first)): whole.name}
    taken = {whole.name, *(symbol.name for symbol in problem.symbols), *whole.elements}
    for name in whole.elements:
        place = classes.find(("thing", name))
        if place not in sorts:
            sorts[place] = fresh(whole.name, taken)
            taken.add(sorts[place])
    if len(sorts) == 1:
        return problem
    written = _Sorting(classes, sorts, whole.name)
    if isinstance(goal, Entails):
        goal = replace(goal, formula=written.formula(goal.formula, {}))
    elif isinstance(goal, Options):
        options = tuple(replace(one, formula=written.formula(one.formula, {})) for one in goal.options)
        goal = replace(goal, options=options)
    elif not isinstance(goal, Find):
        return problem
    return replace(
        problem,
        sorts=tuple(
            replace(
                whole,
                name=sort,
                elements=tuple(one for one in whole.elements if classes.find(("thing", one)) == place),
            )
            for place, sort in sorts.items()
        ),
        symbols=tuple(map(written.symbol, problem.symbols)),
        claims=tuple(replace(one, formula=written.formula(one.formula, {})) for one in problem.claims),
        goal=goal,
    )


@dataclass(frozen=True, slots=True)
class _Sorting:
    classes: Classes
    sorts: Mapping[Hashable, str]
    whole: str

    def _sort(self, node: Hashable) -> str:
        return self.sorts.get(self.classes.find(node), self.whole)

    def symbol(self, symbol: Symbol) -> Symbol:
        args = tuple(
            self._sort(("place", symbol.name, place)) if sort == self.whole else sort
            for place, sort in enumerate(symbol.args)
        )
        result = symbol.result
        return replace(
            symbol, args=args, result=self._sort(("result", symbol.name)) if result == self.whole else result
        )

    def formula(self, term: Term, scope: Scope) -> Term:
        inner = self.classes.scope(term, scope)
        parts = tuple(self.formula(part, inner) for part in children(term))
        done = rebuild(term, parts) if parts else term
        if isinstance(done, (Quantified, Count)):
            bound = tuple(Binding(one.var, self._sort(inner[one.var])) for one in done.bindings)
            return replace(done, bindings=bound)
        return done
