"""The clues of a puzzle: formulas in the words of a sentence become formulas over places and members.

Each phrase finds its place, relation or member (`locating`); a phrase that is said of members in several
sentences, and is none of these, is a predicate (`selected`). Knows no declarations and no goal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from neurosym.faults import FaultError
from neurosym.ir.core import (
    TRUE,
    And,
    Apply,
    Arith,
    Binding,
    Compare,
    CompareOp,
    Count,
    Element,
    Implies,
    Not,
    Num,
    Or,
    Quantified,
    Symbol,
    Term,
    Var,
    conjunction,
    disjunction,
    negate,
)
from neurosym.ir.walk import fresh
from neurosym.scales import FIRST, opposite
from neurosym.translate.sentences.puzzles.layout import Layout
from neurosym.translate.sentences.puzzles.locating import Locating
from neurosym.translate.sentences.puzzles.marks import marked
from neurosym.translate.sentences.puzzles.ranging import Ranging
from neurosym.translate.sentences.puzzles.things import Env, Seat, Thing, unknown
from neurosym.translate.sentences.puzzles.together import TOGETHER, Together
from neurosym.translate.sentences.puzzles.valuing import amount, related_by
from neurosym.translate.sentences.words.comparing import compared, measured_end, spoken
from neurosym.translate.sentences.words.names import Key, number_of
from neurosym.translate.sentences.words.orders import Apart, Inside, Level, Ranked, Relation, relation_of
from neurosym.translate.sentences.words.spots import Spot


@dataclass(frozen=True, slots=True)
class Clues:
    """Turns clues into formulas; every method raises `FaultError` for a phrase that it cannot read."""

    layout: Layout
    predicates: Mapping[Key, Symbol]

    @property
    def _locating(self) -> Locating:
        return Locating(self.layout)

    @property
    def _ranging(self) -> Ranging:
        return Ranging(self.layout)

    def named(self, term: Term) -> Thing | Seat:
        """Return the member or the place that a name stands for."""
        where = self._locating.where(term, {})
        if isinstance(where, (Thing, Seat)):
            return where
        for frame in self.layout.frames:
            place = self._locating.at(where, frame)
            if place is not None:
                return self._ranging.place(frame, place)
        raise unknown("this", "the problem has no such place")

    def explains(self, phrase: str) -> bool:
        """Say whether a phrase that is said of one thing is a place, a member, a group or a part of one."""
        groups = self.layout.groups
        if groups.called(phrase) is not None or groups.subset(phrase) is not None:
            return True
        if self._locating.place(phrase, loose=True) is not None or self._degree(Apply(phrase, (Apply(""),))):
            return True
        return groups.means_member(phrase)

    # --- formulas

    def formula(self, term: Term, env: Env) -> Term:
        """Return the formula over places that a clue says."""
        match term:
            case Not(Apply(phrase, (one, other))) if isinstance(level := self.relation(phrase), Level):
                # in English, who is not as old as somebody is younger
                wheres = (self._locating.where(one, env), self._locating.where(other, env))
                return self._locating.related(Ranked(opposite(level.end)), wheres)
            case Not(arg):
                return negate(self.formula(arg, env))
            case And(args):
                return _all(tuple(self.formula(arg, env) for arg in args))
            case Or(args):
                return disjunction(tuple(self.formula(arg, env) for arg in args))
            case Implies(left, right):
                condition, consequence = self.formula(left, env), self.formula(right, env)
                return consequence if condition == TRUE else Implies(condition, consequence)
            case Quantified(kind, (Binding(var, _),), body):
                if kind == "any" and (known := self._ranging.named(var, body)) is not None:
                    return self.formula(known, env)
                where = self._ranging.over(var, body, env)
                inner = self.formula(body, {**env, var: where})
                return Quantified(kind, (Binding(var, self._ranging.sort_of(where)),), inner)
            case Compare(op, left, right):
                return self._compared(op, left, right, env)
            case Apply(phrase, args) if args:
                return self._atom(phrase, args, env)
            case Apply(phrase, ()):
                raise unknown(phrase, f"“{phrase}” alone says nothing", "say of whom or of what")
            case _:
                raise unknown("this", "this is no statement")

    def _compared(self, op: CompareOp, left: Term, right: Term, env: Env) -> Term:
        if isinstance(left, Count) or isinstance(right, Count):
            return Compare(op, self._number(left, env), self._number(right, env))
        if op in ("==", "!="):
            for side, other in ((left, right), (right, left)):
                if isinstance(side, Apply) and self._is_beside(side):
                    near = self._atom(side.name, (other, side.args[0]), env)
                    return near if op == "==" else negate(near)
            if self._is_formula(left) and self._is_formula(right):
                return Compare(op, self.formula(left, env), self.formula(right, env))
            if not any(isinstance(side, Arith) or self._degree(side) for side in (left, right)):
                same = self._locating.identical(left, right, env)
                return same if op == "==" else negate(same)
        return Compare(op, self._number(left, env), self._number(right, env))

    def _is_formula(self, term: Term) -> bool:
        match term:
            case Apply(_, ()) | Var() | Arith() | Count():
                return False
            case Apply(phrase, (_,)):
                return self.layout.groups.called(phrase) is None and not self._degree(term)
            case _:
                return True

    def _is_beside(self, term: Apply) -> bool:
        """Say whether a term is whoever is beside somebody: `neighbor( Ann)`."""
        is_place = self._locating.place(term.name, loose=True) is not None
        return len(term.args) == 1 and not is_place and isinstance(self.relation(term.name), Apart)

    def _degree(self, term: Term) -> Ranked | None:
        match term:
            case Apply(phrase, (_,)) if self._locating.place(phrase, loose=True) is None:
                relation = relation_of(phrase, self._locating.nouns())
                end = measured_end(phrase) if relation is None else None
                if end is not None and self.layout.has_amounts(end[0]):
                    return Ranked(end)
                return relation if isinstance(relation, Ranked) else None
            case _:
                return None

    def _number(self, term: Term, env: Env) -> Term:
        match term:
            case Count((Binding(var, _),), body):
                where = self._ranging.over(var, body, env)
                inner = self.formula(body, {**env, var: where})
                return Count((Binding(var, self._ranging.sort_of(where)),), inner)
            case Arith(op, args):
                return Arith(op, tuple(self._number(arg, env) for arg in args))
            case Apply(phrase, ()) if (number := number_of(phrase)) is not None:
                return Num(int(number) if number.denominator == 1 else number)
            case Apply(_, (arg,)) if (degree := self._degree(term)) is not None:
                return self._locating.degree(self._locating.where(arg, env), *degree.end)
            case _:
                return amount(self._locating, term, env)

    # --- atoms

    def _atom(self, phrase: str, args: tuple[Term, ...], env: Env) -> Term:
        if len(args) == 1:
            return self._said_of(phrase, args[0], env)
        phrase, args = Together(self.layout).sharing(phrase, args)
        for place, arg in enumerate(args):
            if isinstance(arg, Apply) and self._is_beside(arg):
                return self._said_beside(phrase, args, place, env)
        relation = self.relation(phrase)
        if len(args) == 2 and (said_at := self._locating.place(phrase)) is not None:
            if not self._is_known(args[1], env):
                return self._said_of(phrase, args[0], env)  # what was won does not matter: `won( Ann, race)`
            if said_at == Spot(FIRST, 2):  # who comes second to somebody has him ahead
                leader = self._said_of("first", args[1], env)
                return And((self._said_of(phrase, args[0], env), leader))
        wheres = tuple(self._locating.where(arg, env) for arg in args)
        sharing = Together(self.layout)
        ordering = relation is not None and not sharing.matched(wheres)
        if relation is not None and ordering and isinstance(relation, Inside) == (len(wheres) == 3):
            return related_by(self._locating, phrase, relation, wheres)
        if len(wheres) != 2:
            raise unknown(phrase)
        one, other = wheres
        for said in (sharing.alone_in, sharing.said):
            if (shared := said(phrase, one, other)) is not None:
                return shared
        if isinstance(one, Thing) and isinstance(other, Thing) and one.group == other.group:
            raise unknown(phrase)
        return self._locating.same(one, other)

    def _is_known(self, arg: Term, env: Env) -> bool:
        try:
            self._locating.where(arg, env)
        except FaultError:
            return False
        return True

    def _said_beside(self, phrase: str, args: tuple[Term, ...], place: int, env: Env) -> Term:
        """Read “Ann's neighbor drinks tea”: somebody beside Ann does."""
        var = fresh("beside", frozenset(env))
        beside = args[place]
        near = Apply(beside.name, (Var(var), *beside.args)) if isinstance(beside, Apply) else beside
        said = Apply(phrase, (*args[:place], Var(var), *args[place + 1 :]))
        return self.formula(Quantified("any", (Binding(var, ""),), And((near, said))), env)

    def relation(self, phrase: str) -> Relation | None:
        """Return what a phrase says of places, unless it speaks of one place for both."""
        if set(self.layout.groups.names.key(phrase)) & TOGETHER:
            return None
        return marked(phrase, self.layout.marks) or relation_of(phrase, self._locating.nouns())

    def _said_of(self, phrase: str, arg: Term, env: Env) -> Term:
        where = self._locating.where(arg, env)
        groups = self.layout.groups
        subset = groups.subset(phrase)
        if subset is not None:
            return disjunction(
                tuple(self._locating.same(where, self._locating.phrase(v)) for v in subset.values)
            )
        symbol = self.predicates.get(groups.names.key(phrase))
        if isinstance(where, (Thing, Seat)):
            if self._ranging.is_guard(phrase, where):
                return TRUE
            if symbol is not None and self._ranging.sort_of(where) == symbol.args[0]:
                return Apply(symbol.name, (where.term,))
        if not groups.exact(phrase) and (alone := Together(self.layout).alone(phrase, where)) is not None:
            return alone
        place = None if groups.exact(phrase) else self._locating.place(phrase, loose=True)
        if place is None and not groups.means_member(phrase) and isinstance(where, Thing):
            if isinstance(where.term, Element) or compared(spoken(phrase)) is not None:
                raise unknown(phrase)
            return TRUE  # another word for the group: the players among the golfers
        return self._locating.same(where, place or self._locating.phrase(phrase))


def _all(parts: tuple[Term, ...]) -> Term:
    return conjunction(tuple(part for part in parts if part != TRUE))
