"""Claims to clauses that the kernel accepts as inputs: what a claim excludes, found by evaluating it.

The kernel's own evaluator says what a claim can still be when a few atoms are decided; this asks it
along a decision tree, atom by atom, and keeps the decisions that make the claim false, as few as will
do. What has too many cases is looked at only where a solver's model makes it false.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from neurosym.certify.possible import Literal, Supposed, Values
from neurosym.certify.scope import Env, Scope
from neurosym.ir.certificate import Individual, Key
from neurosym.ir.core import (
    And,
    Compare,
    Distinct,
    DistinctOver,
    Implies,
    Not,
    Or,
    Quantified,
    Term,
    Var,
)
from neurosym.ir.walk import free_variables, fresh, substitute
from neurosym.solve.certificate_literals import Numbered, denial, in_order
from neurosym.solve.certificate_tables import Asking, Table, tabled

CASES = 200
"""Evaluations that one piece of a claim may cost before it is put off."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an instance that must have a truth value; `label` and `row` say which instance."""

    label: str
    row: tuple[Individual, ...]
    term: Term
    env: Env
    sign: bool = True

    def part(self, term: Term, sign: bool, env: Env | None = None) -> Piece:
        """Return another part of the same instance."""
        return replace(self, term=term, sign=sign, env=self.env if env is None else env)


class Clauses:
    """What formulas say of individuals, as clauses; see `found`."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self.found = Numbered(scope)
        self._put_off: list[Piece] = []
        self._tables: dict[tuple[int, tuple[Individual, ...]], Table | None] = {}
        self._alive: list[Term] = []  # what is looked up by identity must stay there
        self._cases = 0

    def add(self, label: str, row: tuple[Individual, ...] = ()) -> None:
        """Take in what a formula says of individuals."""
        term, env = self._scope.instance(label, row)
        for piece in self._pieces(Piece(label, row, term, env)):
            self._cases = CASES
            if not self._explore(piece, []):
                self._put_off.append(piece)

    def look_again(self, true: frozenset[int]) -> bool:
        """Add clauses that a solver's model makes false; say whether there were any."""
        before = len(self.found.clauses)
        for piece in self._put_off:
            self._follow(piece, true)
        self._see_equations(true)
        return len(self.found.clauses) > before

    # --- pieces

    def _pieces(self, whole: Piece) -> Iterator[Piece]:
        """Split what must be true into parts that must be."""
        match whole.term, whole.sign:
            case Not(arg), sign:
                yield from self._pieces(whole.part(arg, not sign))
            case (And(args), True as sign) | (Or(args), False as sign):
                for arg in args:
                    yield from self._pieces(whole.part(arg, sign))
            case Implies(left, right), False:
                yield from self._pieces(whole.part(left, True))
                yield from self._pieces(whole.part(right, False))
            case (Quantified("all", bound, body), True as sign) | (
                Quantified("any", bound, body),
                False as sign,
            ):
                for env in self._scope.each(bound, whole.env):
                    yield from self._pieces(whole.part(body, sign, env))
            case DistinctOver(bound), True if not any(self._scope.soft_sort(b.sort) for b in bound):
                yield from self._pairs_over(whole, whole.term)
            case Distinct(args), True:
                for one, other in itertools.combinations(args, 2):
                    yield from self._related(whole.part(Compare("!=", one, other), True))
            case Compare(), _:
                yield from self._related(whole)
            case _:
                yield whole

    def _pairs_over(self, whole: Piece, term: DistinctOver) -> Iterator[Piece]:
        names = [binding.var for binding in term.bindings]
        taken = set(names) | free_variables(term.body)
        renamed: dict[str, str] = {}
        for name in names:
            renamed[name] = fresh(name, taken)
            taken.add(renamed[name])
        twin = substitute(term.body, {old: Var(new) for old, new in renamed.items()})
        differ = Compare("!=", term.body, twin)
        self._alive.append(differ)
        for left, right in itertools.combinations(self._scope.each(term.bindings, whole.env), 2):
            env = {**left, **{renamed[name]: right[name] for name in names}}
            yield from self._related(whole.part(differ, True, env))

    # --- comparisons of two terms that each hang on one application, which are most of a puzzle

    def _related(self, piece: Piece) -> Iterator[Piece]:
        assert isinstance(piece.term, Compare)
        one, other = (self._table(side, piece.env) for side in (piece.term.left, piece.term.right))
        if one is None or other is None or (one[0] is not None and one[0] == other[0]):
            yield piece
            return
        supposed = Supposed(self._scope, ())
        key, against = other
        for value, side in one[1].items():
            head = [] if one[0] is None else [denial(one[0], value)]
            good = [
                option
                for option, facing in against.items()
                if piece.sign in supposed.compare(piece.term.op, side, facing)
            ]
            together = [*head, *((key, option, True) for option in good)] if key else head
            if 2 * len(good) < len(against) and self._is_false(piece, together):
                self._emit(piece, together)
            else:
                for option in [option for option in against if option not in good]:
                    self._emit(piece, [*head, *([denial(key, option)] if key else [])])

    def _table(self, term: Term, env: Env) -> Table | None:
        place = id(term), tuple(env[name] for name in self._scope.free_of(term))
        if place not in self._tables:
            self._tables[place] = tabled(self._scope, term, env)
        return self._tables[place]

    # --- decision trees

    def _explore(self, piece: Piece, clause: list[Literal]) -> bool:
        """Add the clauses of all cases below some decisions; say whether there were not too many."""
        found = self._case(piece, clause)
        if found is None:
            return False
        values, asked = found
        if piece.sign not in values:
            self._emit(piece, self._shrunk(piece, clause))
            return True
        if len(values) == 1 or not asked:
            return True
        key, choices = next(iter(asked.items()))
        return all(self._explore(piece, [*clause, denial(key, value)]) for value in in_order(choices))

    def _case(self, piece: Piece, clause: list[Literal]) -> tuple[Values, Mapping[Key, Values]] | None:
        self._cases -= 1
        if self._cases < 0:
            return None
        supposed = Asking(self._scope, clause)
        if supposed.absurd:
            return frozenset((piece.sign,)), {}
        return supposed.values(piece.term, piece.env), supposed.asked

    def _shrunk(self, piece: Piece, clause: list[Literal]) -> list[Literal]:
        """Leave out decisions without which the piece is false still."""
        for literal in clause[:-1]:
            fewer = [other for other in clause if other != literal]
            if self._is_false(piece, fewer):
                clause = fewer
        return clause

    def _is_false(self, piece: Piece, clause: list[Literal]) -> bool:
        """Say whether the kernel sees that the piece is not as it must be where the clause is false."""
        supposed = Supposed(self._scope, clause)
        return supposed.absurd or piece.sign not in supposed.values(piece.term, piece.env)

    # --- models of a solver

    def _follow(self, piece: Piece, true: frozenset[int]) -> None:
        """Decide as the model does until the piece is decided."""
        clause: list[Literal] = []
        self._cases = 10 * CASES
        while (found := self._case(piece, clause)) is not None:
            values, asked = found
            if piece.sign not in values:
                self._emit(piece, self._shrunk(piece, clause))
                return
            if len(values) == 1 or not asked:
                return
            key, choices = next(iter(asked.items()))
            options = in_order(choices)
            chosen = [value for value in options if self.found.number(denial(key, value)) not in true]
            clause.append(denial(key, chosen[0] if chosen else options[0]))

    def _see_equations(self, true: frozenset[int]) -> None:
        """Add a clause where what the model says is impossible for equality alone."""
        if not self._scope.any_soft:
            return
        clause = self.found.decided(true)
        if not Supposed(self._scope, clause).absurd:
            return
        for literal in list(clause):
            fewer = [other for other in clause if other != literal]
            if Supposed(self._scope, fewer).absurd:
                clause = fewer
        self._emit(Piece("", (), And(()), {}), clause)

    def _emit(self, piece: Piece, clause: Iterable[Literal]) -> None:
        self.found.add(piece.label, piece.row, clause)
