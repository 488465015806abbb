"""Claims to clauses that the kernel accepts as inputs: what a claim excludes, found by evaluating it.

The kernel's own evaluator says what a claim can still be when a few atoms are decided; this asks it
along a decision tree, atom by atom, and keeps the decisions that make the claim false, as few as will
do. What has too many cases is looked at only where a solver's model makes it false.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from neurosym.certify.possible import Literal, Supposed, Values
from neurosym.certify.scope import Env, Scope
from neurosym.ir.certificate import Individual, Key
from neurosym.ir.comparing import MIRRORED
from neurosym.ir.core import And, Compare, Term
from neurosym.solve.certificate_literals import MEANING, Numbered, Source, denial, in_order
from neurosym.solve.certificate_parts import Parts, Piece
from neurosym.solve.certificate_tables import Asking, Table, tabled

CASES = 200
"""Evaluations that one piece of a claim may cost before it is put off."""


class Clauses:
    """What formulas say of individuals, as clauses; see `found`."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self.found = Numbered(scope)
        self._seen: set[frozenset[int]] = set()
        self._put_off: list[Piece] = []
        self._tables: dict[tuple[int, tuple[Individual, ...]], Table | None] = {}
        self._parts = Parts(scope)
        self._cases = 0

    def add(self, source: Source) -> list[int]:
        """Take in what a formula says of individuals; return which of its parts are put off, from 0."""
        put_off = [
            place
            for place, piece in enumerate(self._parts.of(self._whole(source)))
            if not self._written(piece)
        ]
        self.put_off(source, put_off)
        return put_off

    def put_off(self, source: Source, places: Sequence[int]) -> None:
        """Look at some parts of an instance only where a solver's model makes them false."""
        if places:
            pieces = list(self._parts.of(self._whole(source)))
            self._put_off += (pieces[place] for place in places)

    def look_again(self, true: frozenset[int]) -> bool:
        """Add clauses that a solver's model makes false; say whether there were any."""
        before = len(self.found.clauses)
        for piece in self._put_off:
            self._follow(piece, true)
        self._see_equations(true)
        return len(self.found.clauses) > before

    # --- pieces

    def _whole(self, source: Source) -> Piece:
        return Piece(source, *self._scope.instance(*source))

    def _written(self, piece: Piece) -> bool:
        """Add the clauses of a part; say whether there were not too many cases."""
        if self._related(piece) or self._chosen(piece):
            return True
        self._cases = CASES
        clauses: list[list[Literal]] = []
        complete = self._explore(piece, [], clauses)
        for clause in self._joined(piece, clauses):
            self._emit(piece, clause)
        return complete

    def _joined(self, piece: Piece, clauses: Iterable[Sequence[Literal]]) -> list[tuple[Literal, ...]]:
        """Say what an application may be, where that is shorter than all that it may not be."""
        left = dict.fromkeys(map(tuple, clauses))
        groups: dict[tuple[Key, tuple[Literal, ...]], dict[Individual, tuple[Literal, ...]]] = {}
        for clause in left:
            for literal in clause:
                rest = tuple(other for other in clause if other != literal)
                groups.setdefault((literal[0], rest), {})[literal[1]] = clause
        joined: list[tuple[Literal, ...]] = []
        for (key, rest), excluded in groups.items():
            options = [(key, value, True) for value in self.found.places(key) if value not in excluded]
            if rest and len(excluded) > len(options) and self._is_false(piece, [*rest, *options]):
                joined.append((*rest, *options))
                for clause in excluded.values():
                    left.pop(clause, None)
        return [*left, *joined]

    def _chosen(self, piece: Piece) -> bool:
        """Add one clause for alternatives that each hang on one application; say whether they do."""
        allowed: dict[Key | None, set[Individual]] = {}
        excluded: dict[Key | None, set[Individual]] = {}
        for part in self._parts.of(piece.part(piece.term, not piece.sign)):
            table = self._table(part.term, part.env)
            if table is None:
                return False
            key, rows = table
            good = {value for value, truth in rows.items() if part.sign not in truth}
            allowed.setdefault(key, set()).update(good)
            excluded.setdefault(key, set(rows)).difference_update(good)
        clause: list[Literal] = []
        for key, bad in excluded.items():
            if not bad:
                return True
            if key and len(bad) == 1:
                clause += (denial(key, value) for value in bad)
            elif key:
                clause += ((key, value, True) for value in in_order(allowed[key]))
        if not self._is_false(piece, clause):  # there may be others than those known
            return False
        self._emit(piece, clause)
        return True

    # --- comparisons of two terms that each hang on one application, which are most of a puzzle

    def _related(self, piece: Piece) -> bool:
        if not isinstance(piece.term, Compare):
            return False
        one, other = (self._table(side, piece.env) for side in (piece.term.left, piece.term.right))
        if one is None or other is None or (one[0] is not None and one[0] == other[0]):
            return False
        turned = Compare(MIRRORED[piece.term.op], piece.term.right, piece.term.left)
        self._one_way(piece, one, other)
        self._one_way(replace(piece, term=turned), other, one)
        return True

    def _one_way(self, piece: Piece, one: Table, other: Table) -> None:
        """Say for each value of one side what the other may be, or may not be, whichever is shorter."""
        assert isinstance(piece.term, Compare)
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

    def _explore(self, piece: Piece, clause: list[Literal], found: list[list[Literal]]) -> bool:
        """Collect the clauses of all cases below some decisions; say whether there were not too many."""
        case = self._case(piece, clause)
        if case is None:
            return False
        values, asked = case
        if piece.sign not in values:
            found.append(self._shrunk(piece, clause))
            return True
        if len(values) == 1 or not asked:
            return True
        key, choices = next(iter(asked.items()))
        below = ([*clause, denial(key, value)] for value in in_order(choices))
        return all(self._explore(piece, deeper, found) for deeper in below)

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
        self._emit(Piece(MEANING, And(()), {}), clause)

    def _emit(self, piece: Piece, clause: Iterable[Literal]) -> None:
        numbers = tuple(dict.fromkeys(map(self.found.number, clause)))
        if frozenset(numbers) not in self._seen:
            self._seen.add(frozenset(numbers))
            self.found.add(piece.source, [numbers])
