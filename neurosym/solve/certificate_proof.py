"""A refutation that the kernel can follow, found by grounding: over all values where sorts are closed,
over named individuals, witnesses and terms to a depth where others may exist.

What comes out is a proposal; only the kernel says whether it holds.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from neurosym.certify.scope import Env, Scope
from neurosym.faults import Fault, FaultError
from neurosym.ir.certificate import CIRCLE, Individual, Input, Key, Refuted, Witness
from neurosym.ir.core import (
    And,
    Compare,
    If,
    Implies,
    Not,
    Or,
    Problem,
    Quantified,
    Term,
)
from neurosym.ir.walk import children, fresh, subterms, symbols_in
from neurosym.solve.certificate_shapes import Instances
from neurosym.solve.sat_proof import Proof, Refuter

DEPTHS = 4
"""How deeply witnesses and functions may nest, from 0."""

MAX_ROWS = 20_000
"""Instances of one formula."""

MAX_TERMS = 200
"""Individuals of one open sort."""


def refutation(
    problem: Problem, formulas: Sequence[Term], labels: Collection[str], circles: Sequence[Sequence[Key]] = ()
) -> Refuted | None:
    """Return a proof that labelled premises and the formulas have no model, or None where none is found.

    The formulas are called `goal 0` and so on, as the kernel calls them. Of `circles`, atoms that support
    each other, all are excluded. Raises `FaultError`.
    """
    scope = Scope(problem, formulas)
    scope.exclude(circles)
    added = scope.goals | {f"{CIRCLE}{number}" for number in range(len(circles))}
    chosen = [label for label in scope.formulas if label in labels or label in added]
    found = _Search(scope, chosen, set(scope.signature.names())).found()
    return replace(found, circles=tuple(map(tuple, circles))) if found else None


class _Search:
    """Formulas, the individuals that they are said of so far, and the clauses that they imply."""

    def __init__(self, scope: Scope, labels: Sequence[str], taken: set[str]) -> None:
        self._scope = scope
        self._labels = labels
        self._taken = taken
        self._instances = Instances(scope)
        self._refuter = Refuter()
        self._witnesses: list[Witness] = []
        self._depth: dict[Individual, int] = {}
        self._open = [sort for sort in scope.terms if not scope.listed(sort)]
        asking = labels if self._open else ()
        self._nodes = {
            label: {id(part): place for place, part in enumerate(subterms(scope.formulas[label]))}
            for label in asking
        }
        self._deep = {
            id(part) for label in asking for part in subterms(scope.formulas[label]) if self._asks(part)
        }

    def found(self) -> Refuted | None:
        """Look for a proof, with ever more individuals where there may be others."""
        try:
            return self._deepened()
        finally:
            self._refuter.close()

    def _deepened(self) -> Refuted | None:
        before: object = None
        for depth in range(DEPTHS if self._open else 1):
            if self._open:
                self._populate(depth)
            known = {sort: tuple(self._scope.terms[sort]) for sort in self._open}
            if known == before:
                return None
            before = known
            for label in self._labels:
                for row in self._rows(label):
                    self._instances.add((label, row))
            proof = self._proof()
            if proof is not None:
                return self._written(proof)
        return None

    def _proof(self) -> Proof | None:
        while True:
            result = self._refuter.refute(self._instances.found.clauses)
            if isinstance(result, Proof):
                return result
            if not self._instances.look_again(result.true):
                return None

    def _written(self, proof: Proof) -> Refuted:
        """Keep what the proof uses, and number its atoms anew."""
        found = self._instances.found
        new: dict[int, int] = {}

        def moved(clause: Sequence[int]) -> tuple[int, ...]:
            for literal in clause:
                new.setdefault(abs(literal), len(new) + 1)
            return tuple([new[literal] if literal > 0 else -new[-literal] for literal in clause])

        inputs = tuple([Input(*found.sources[one], moved(found.clauses[one])) for one in proof.used])
        steps = tuple([(moved(clause), hints) for clause, hints in proof.steps])
        return Refuted(
            tuple(self._witnesses),
            {sort: tuple(self._scope.terms[sort]) for sort in self._open},
            tuple(map(found.atom, new)),
            inputs,
            steps,
        )

    def _rows(self, label: str) -> Iterator[tuple[Individual, ...]]:
        """Yield the individuals of all instances of a formula."""
        formula, columns = self._scope.formulas[label], list[list[tuple[Individual, ...]]]()
        size = 1
        while isinstance(formula, Quantified) and formula.kind == "all":
            bound = formula.bindings
            rows = [tuple(env[b.var] for b in bound) for env in self._scope.each(bound, {})]
            size *= len(rows)
            if size > MAX_ROWS:
                raise FaultError(Fault("too-big", f"more than {MAX_ROWS} instances of one formula"))
            columns.append(rows)
            formula = formula.body
        for parts in itertools.product(*columns):
            yield tuple(itertools.chain.from_iterable(parts))

    # --- individuals of open sorts

    def _populate(self, depth: int) -> None:
        """Name somebody of each empty sort, and all witnesses and terms up to a depth."""
        for sort in self._open:
            if not self._scope.terms[sort]:
                name = self._name(sort)
                self._scope.somebody(name, sort)
                self._witnesses.append(Witness((name,), sort=sort))
                self._scope.terms[sort].append(name)
        grown = True
        while grown:
            before = sum(len(self._scope.terms[sort]) for sort in self._open)
            self._apply(depth)
            for label in self._labels:
                self._seek(label, self._scope.formulas[label], {}, frozenset((True,)), depth)
            after = sum(len(self._scope.terms[sort]) for sort in self._open)
            grown = after > before
            if after > MAX_TERMS:
                raise FaultError(Fault("too-big", f"more than {MAX_TERMS} individuals"))

    def _apply(self, depth: int) -> None:
        """Add what functions give for individuals that are there."""
        used = frozenset[str]().union(*(symbols_in(self._scope.formulas[label]) for label in self._labels))
        for name in sorted(used):
            symbol = self._scope.signature.symbols[name]
            if symbol.result not in self._open:
                continue
            terms = self._scope.terms[symbol.result]
            columns = [
                self._scope.terms[sort] if self._scope.soft_sort(sort) else sorted(self._scope.domain(sort))
                for sort in symbol.args
            ]
            for row in itertools.product(*map(list, columns)):
                term = (name, row)
                level = 1 + max((self._level(one) for one in row), default=-1)
                if term not in terms and level <= depth:
                    self._depth[term] = level
                    terms.append(term)

    def _level(self, one: Individual) -> int:
        return self._depth.get(one, 0)

    def _asks(self, term: Term) -> bool:
        """Say whether a quantifier over an open sort is in the term."""
        return any(
            isinstance(part, Quantified) and any(b.sort in self._open for b in part.bindings)
            for part in subterms(term)
        )

    def _seek(self, label: str, term: Term, env: Env, signs: frozenset[bool], depth: int) -> None:
        """Name witnesses of the quantified formulas in a term that may have these truth values."""
        if id(term) not in self._deep:
            return
        match term:
            case Not(arg):
                self._seek(label, arg, env, _turned(signs), depth)
            case And(args) | Or(args):
                for arg in args:
                    self._seek(label, arg, env, signs, depth)
            case Implies(left, right):
                self._seek(label, left, env, _turned(signs), depth)
                self._seek(label, right, env, signs, depth)
            case Quantified():
                self._seek_below(label, term, env, signs, depth)
            case _:
                for part in children(term) if isinstance(term, Compare | If) else ():
                    self._seek(label, part, env, frozenset((True, False)), depth)

    def _seek_below(self, label: str, term: Quantified, env: Env, signs: frozenset[bool], depth: int) -> None:
        general = term.kind == "all"
        if (general and False in signs) or (not general and True in signs):
            self._witness(label, term, env, depth)
            for inner in self._scope.witnessed(term, env) or ():
                self._seek(label, term.body, inner, signs, depth)
        if (general and True in signs) or (not general and False in signs):
            for inner in list(self._scope.each(term.bindings, env)):
                self._seek(label, term.body, inner, signs, depth)

    def _witness(self, label: str, term: Quantified, env: Env, depth: int) -> None:
        opened = [binding for binding in term.bindings if binding.sort in self._open]
        row = tuple(env[name] for name in self._scope.free_of(term))
        level = max((self._level(one) + 1 for one in row if not self._hard(one)), default=0)
        if not opened or level > depth or self._scope.witnessed(term, env) is not None:
            return
        names = tuple(self._name(binding.sort) for binding in opened)
        self._scope.witness(names, label, self._nodes[label][id(term)], row)
        self._witnesses.append(Witness(names, label, self._nodes[label][id(term)], row))
        for name, binding in zip(names, opened, strict=True):
            self._depth[name] = level
            self._scope.terms[binding.sort].append(name)

    def _hard(self, one: Individual) -> bool:
        return self._scope.hard(one) and one not in self._depth

    def _name(self, sort: str) -> str:
        name = fresh(f"some_{sort.lower()}", self._taken)
        self._taken.add(name)
        return name


def _turned(signs: frozenset[bool]) -> frozenset[bool]:
    return frozenset(not sign for sign in signs)
