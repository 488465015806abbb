"""Is a formula true in every world that a graph allows, or in none? Sound both ways; knows no rules.

The worlds are all sets of triples that hold those of the graph, in which a property with one value has no
second, and closed properties and classes have nothing more than in the graph. Distinct names are distinct
things, unless the graph says `owl:sameAs`; blank nodes may be anything. `surely` and `possibly` search the
graph for values of variables: what it says yes to, it has found; a "no" of `possibly` is that no world has
it. Where a formula leaves both open, so do the worlds, or the search did not see it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from neurosym.ir.core import Apply, Compare, CompareOp, Count, Not, Or, Term, Truth, Var
from neurosym.ir.signature import Signature
from neurosym.ir.walk import free_variables
from neurosym.knowledge.nodes import Triple, is_blank
from neurosym.knowledge.store import Graph
from neurosym.knowledge.vocabulary import Vocabulary
from neurosym.solve.graph.claims.atoms import Atoms, Env, Refusal
from neurosym.solve.graph.claims.declared import Declared
from neurosym.solve.graph.claims.forms import Forms, beyond
from neurosym.solve.graph.claims.values import Value, compared, counted, number, same

SECONDS = 10.0
"""CPU time of one search."""
MAX_AGAINST = 200
"""Triples, and refusals, that are kept of what stands against a claim."""


@dataclass
class Against:
    """What was met that stands against a formula, each once."""

    refusals: dict[Refusal, None] = field(default_factory=dict)
    triples: dict[Triple, None] = field(default_factory=dict)

    def add(self, refusal: Refusal | None, triples: Sequence[Triple]) -> None:
        """Note a refusal, and the triples that led to it."""
        if refusal is not None and len(self.refusals) < MAX_AGAINST:
            self.refusals.setdefault(refusal)
        for triple in (*triples, *(refusal.triples if refusal else ())):
            if len(self.triples) < MAX_AGAINST:
                self.triples.setdefault(triple)


class Worlds:
    """One graph with what is declared of it; `seconds` of CPU for each formula."""

    def __init__(
        self, graph: Graph, vocabulary: Vocabulary, declared: Declared, seconds: float = SECONDS
    ) -> None:
        self._about = graph, vocabulary, declared
        self._seconds = seconds
        self.against = Against()

    def surely(self, formula: Term, signature: Signature) -> tuple[Triple, ...] | None:
        """Return triples with which a formula is true in every world, None where none are found.

        `against` has what it denies. Raises `FaultError`: `limit`, `query`, `unknown-name`.
        """
        self._begin(signature)
        found = next(self._ways(tuple(self._forms.parts(formula)), {}, (), True), None)
        return None if found is None else tuple(dict.fromkeys(found[1]))

    def possibly(self, formula: Term, signature: Signature) -> bool:
        """Say whether some world may make a formula true; if none, `against` says why."""
        self._begin(signature)
        return next(self._ways(tuple(self._forms.parts(formula)), {}, (), False), None) is not None

    def _begin(self, signature: Signature) -> None:
        self._atoms = Atoms(*self._about, signature, self._seconds)
        self._forms, self.against = Forms(), Against()

    # --- the search

    def _ways(
        self, rest: tuple[Term, ...], env: Env, trail: tuple[Triple, ...], sure: bool
    ) -> Iterator[tuple[Env, tuple[Triple, ...]]]:
        """Yield values with which all parts hold, and the triples that they rest on.

        Without `sure`: with which they may hold; what has no value then may be anything.
        """
        place = self._next(rest, env, sure)
        if place is None:
            loose = all(isinstance(part, Apply | Compare | Not) for part in rest)
            if not rest or (not sure and loose):
                yield env, trail
            return
        part, others = rest[place], (*rest[:place], *rest[place + 1 :])
        match part:
            case Truth():
                return  # only what is false is left as a part
            case Or(args):
                for arg in args:
                    yield from self._ways((*self._forms.parts(arg), *others), env, trail, sure)
            case Not(inner):
                denied = self._denied(inner, env, trail, sure)
                if denied is not None:
                    yield from self._ways(others, env, (*trail, *denied), sure)
            case Compare(op, Count() as count, right):
                cited = self._counted(op, count, self._atoms.value(right, env), env, sure)
                if cited is not None:
                    yield from self._ways(others, env, (*trail, *cited), sure)
            case Compare(op, left, right):
                one, other = self._atoms.value(left, env), self._atoms.value(right, env)
                if one is None or other is None:
                    unbound, known = (left, other) if one is None else (right, one)
                    assert isinstance(unbound, Var)
                    assert known is not None
                    yield from self._ways(others, {**env, unbound.name: known}, trail, sure)
                elif self._holds(op, one, other, sure):
                    yield from self._ways(others, env, trail, sure)
                else:
                    self.against.add(None, trail)
            case Apply():
                for more, triples in self._atom(part, env, trail, sure):
                    yield from self._ways(others, {**env, **more}, (*trail, *triples), sure)
            case _:
                raise beyond(part)

    def _next(self, rest: Sequence[Term], env: Env, sure: bool) -> int | None:
        """Return which part to take: what can be decided at once, then the atom with fewest triples."""
        atoms: list[int] = []
        choice: int | None = None
        for place, part in enumerate(rest):
            match part:
                case Truth():
                    return place
                case Compare(_, Count(), right):
                    if self._atoms.value(right, env) is not None and self._bound(part, env):
                        return place
                case Compare(op, left, right):
                    known = [self._atoms.value(side, env) is not None for side in (left, right)]
                    if all(known) or (op == "==" and any(known)):
                        return place
                case Not():
                    if self._bound(part, env):
                        return place
                case Or():
                    choice = place if choice is None else choice
                case Apply():
                    if self._bound(part, env):
                        return place
                    if sure or self._atoms.strict(part, env):
                        atoms.append(place)
                case _:
                    raise beyond(part)
        if len(atoms) > 1:
            return min(atoms, key=lambda place: self._atoms.size(rest[place], env))
        return atoms[0] if atoms else choice

    def _bound(self, part: Term, env: Env) -> bool:
        return free_variables(part) <= env.keys()

    # --- atoms

    def _atom(
        self, part: Apply, env: Env, trail: tuple[Triple, ...], sure: bool
    ) -> Iterator[tuple[Env, tuple[Triple, ...]]]:
        subject, predicate, value = self._atoms.places(part, env)
        found = False
        for triple in self._atoms.has(subject, predicate, value):
            more: dict[str, Value] = {}
            for arg, node in zip(part.args, (triple[0], triple[2]), strict=False):
                name = arg.name if isinstance(arg, Var) else ""
                if name and name not in env and more.setdefault(name, node) != node:
                    break  # one variable in both places
            else:
                found = True
                yield more, (triple,)
        if sure or found:
            return
        refusal = self._atoms.refusal(subject, predicate, value)
        if refusal is None:
            yield {}, ()
        else:
            self.against.add(refusal, trail)

    # --- what is denied, compared and counted

    def _denied(
        self, inner: Term, env: Env, trail: tuple[Triple, ...], sure: bool
    ) -> tuple[Triple, ...] | None:
        """Return the triples by which a denial holds, or may hold; None where it does not."""
        body = inner if isinstance(inner, Apply) else None
        rest = tuple(self._forms.parts(inner))
        way = next(self._ways(rest, env, (), not sure), None)
        if way is None:
            return ()
        if not sure:
            predicate = self._atoms.places(body, env)[1] if body is not None else ""
            subject, value = (way[1][0][0], way[1][0][2]) if way[1] else (None, None)
            self.against.add(Refusal("is", predicate, subject, value, "", way[1]), trail)
        return None

    def _counted(
        self, op: CompareOp, count: Count, total: Value | None, env: Env, sure: bool
    ) -> tuple[Triple, ...] | None:
        """Return the triples by which a count is, or may be, as it is said to be; None where it is not."""
        limit = number(total)
        if limit is None or any(not isinstance(one.var, str) for one in count.bindings):
            raise beyond(count)
        opened = self._forms.opened(count.bindings, count.body)
        new = tuple(sorted(free_variables(opened) - env.keys()))
        rest = tuple(self._forms.parts(opened))
        cited: dict[Triple, None] = {}
        least: set[tuple[Value | None, ...]] = set()
        for way, triples in self._ways(rest, env, (), True):
            row = tuple(way.get(name) for name in new)
            if None not in row and not any(isinstance(one, str) and is_blank(one) for one in row):
                least.add(row)
                cited |= dict.fromkeys(triples)
        most: set[tuple[Value | None, ...]] | None = set()
        for way, _ in self._ways(rest, env, (), False):
            row = tuple(way.get(name) for name in new)
            if None in row or most is None:
                most = None
                break
            most.add(row)
        holds = counted(op, len(least), None if most is None else len(most), limit, sure)
        if not holds:
            self.against.add(Refusal("count", "", None, len(least), "", ()), tuple(cited))
        return tuple(cited) if holds else None

    def _holds(self, op: CompareOp, one: Value, other: Value, sure: bool) -> bool:
        if op in ("==", "!="):
            apart, equal = self._atoms.apart(one, other), same(one, other)
            return (equal if sure else not apart) if op == "==" else (apart if sure else not equal)
        return compared(op, one, other)
