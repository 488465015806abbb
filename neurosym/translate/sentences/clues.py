"""The clues of a puzzle: formulas in the words of a sentence become formulas over places and members.

Each phrase finds its place, relation or member (`locating`); a phrase that is said of members in several
sentences, and is none of these, is a predicate (`selected`). Knows no declarations and no goal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from neurosym.ir.core import (
    FALSE,
    TRUE,
    And,
    Apply,
    Arith,
    Binding,
    Compare,
    CompareOp,
    Count,
    Implies,
    Not,
    Num,
    Or,
    Quantified,
    Symbol,
    Term,
    Truth,
    Var,
    conjunction,
    disjunction,
    negate,
)
from neurosym.ir.walk import subterms
from neurosym.translate.sentences.layout import Frame, Layout
from neurosym.translate.sentences.locating import Env, Locating, Seat, Thing, Where, unknown
from neurosym.translate.sentences.names import Key, number_of
from neurosym.translate.sentences.orders import Inside, Ranked, Relation, relation_of

_ANYBODY = frozenset({"person", "thing", "one", "member", "individual"})
_TOGETHER = frozenset({"same", "together", "with", "share"})
_DIFFERENT = frozenset({"different", "separate", "another"})


@dataclass(frozen=True, slots=True)
class Clues:
    """Turns clues into formulas; every method raises `FaultError` for a phrase that it cannot read."""

    layout: Layout
    predicates: Mapping[Key, Symbol]

    @property
    def _locating(self) -> Locating:
        return Locating(self.layout)

    def named(self, term: Term) -> Thing | Seat:
        """Return the member or the place that a name stands for."""
        where = self._locating.where(term, {})
        if isinstance(where, (Thing, Seat)):
            return where
        for frame in self.layout.frames:
            place = self._locating.at(where, frame)
            if place is not None:
                return self.places_of(frame, place)
        raise unknown("this", "the problem has no such place")

    def explains(self, phrase: str) -> bool:
        """Say whether a phrase that is said of one thing is a place, a member, a group or a part of one."""
        groups = self.layout.groups
        if groups.called(phrase) is not None or groups.subset(phrase) is not None:
            return True
        if self._locating.place(phrase, loose=True) is not None or self._degree(Apply(phrase, (Apply(""),))):
            return True
        return set(groups.names.key(phrase)) <= _ANYBODY or groups.means_member(phrase)

    # --- formulas

    def formula(self, term: Term, env: Env) -> Term:
        """Return the formula over places that a clue says."""
        match term:
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
                where = self.ranges_over(var, body, env)
                return Quantified(
                    kind, (Binding(var, self.sort_of(where)),), self.formula(body, {**env, var: where})
                )
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
            if self._is_formula(left) and self._is_formula(right):
                return Compare(op, self.formula(left, env), self.formula(right, env))
            if not any(isinstance(side, Arith) or self._degree(side) for side in (left, right)):
                same = self._locating.same(self._locating.where(left, env), self._locating.where(right, env))
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

    def _degree(self, term: Term) -> Ranked | None:
        match term:
            case Apply(phrase, (_,)) if self._locating.place(phrase, loose=True) is None:
                relation = relation_of(phrase, self._locating.nouns())
                return relation if isinstance(relation, Ranked) else None
            case _:
                return None

    def _number(self, term: Term, env: Env) -> Term:
        match term:
            case Count((Binding(var, _),), body):
                where = self.ranges_over(var, body, env)
                return Count((Binding(var, self.sort_of(where)),), self.formula(body, {**env, var: where}))
            case Arith(op, args):
                return Arith(op, tuple(self._number(arg, env) for arg in args))
            case Apply(phrase, ()) if (number := number_of(phrase)) is not None:
                return Num(int(number) if number.denominator == 1 else number)
            case Apply(_, (arg,)) if (degree := self._degree(term)) is not None:
                return self._locating.degree(self._locating.where(arg, env), *degree.end)
            case _:
                return self._locating.number(self._locating.where(term, env), "")

    # --- atoms

    def _atom(self, phrase: str, args: tuple[Term, ...], env: Env) -> Term:
        if len(args) == 1:
            return self._said_of(phrase, args[0], env)
        wheres = tuple(self._locating.where(arg, env) for arg in args)
        relation = self.relation(phrase)
        if relation is not None and isinstance(relation, Inside) == (len(wheres) == 3):
            return self._locating.related(relation, wheres)
        if len(wheres) != 2:
            raise unknown(phrase)
        words = set(self.layout.groups.names.key(phrase))
        if words & (_TOGETHER | _DIFFERENT):
            together = self._locating.same(*wheres, self._shared(phrase))
            return negate(together) if words & _DIFFERENT else together
        one, other = wheres
        if isinstance(one, Thing) and isinstance(other, Thing) and one.group == other.group:
            raise unknown(phrase)
        return self._locating.same(one, other)

    def relation(self, phrase: str) -> Relation | None:
        """Return what a phrase says of places, unless it speaks of one place for both."""
        if set(self.layout.groups.names.key(phrase)) & _TOGETHER:
            return None
        return relation_of(phrase, self._locating.nouns())

    def _shared(self, phrase: str) -> tuple[Frame, ...]:
        """Return the frames in which two things can be together, those that the phrase names first."""
        words = set(self.layout.groups.names.key(phrase))
        named = [frame for frame in self.layout.frames if frame.noun in words]
        crowded = [frame for frame in self.layout.frames if not frame.claims]
        return tuple(named or crowded or self.layout.frames)

    def _said_of(self, phrase: str, arg: Term, env: Env) -> Term:
        where = self._locating.where(arg, env)
        groups = self.layout.groups
        subset = groups.subset(phrase)
        if subset is not None:
            return disjunction(
                tuple(self._locating.same(where, self._locating.phrase(v)) for v in subset.values)
            )
        if self._is_guard(phrase, where):
            return TRUE
        symbol = self.predicates.get(groups.names.key(phrase))
        if symbol is not None and isinstance(where, Thing) and self.sort_of(where) == symbol.args[0]:
            return Apply(symbol.name, (where.term,))
        place = None if groups.exact(phrase) else self._locating.place(phrase, loose=True)
        return self._locating.same(where, place or self._locating.phrase(phrase))

    def _is_guard(self, phrase: str, where: Where) -> bool:
        """Say whether a noun only says again which group a thing is of: `people( x)`."""
        groups = self.layout.groups
        key = groups.names.key(phrase)
        match where:
            case Thing(group, _):
                return key[-1:] == groups.names.key(groups.all[group].name)[-1:] or set(key) <= _ANYBODY
            case Seat(frame, _):
                return key == (frame.noun,) or groups.called(phrase) is not None
            case _:
                return False

    # --- variables

    def ranges_over(self, var: str, body: Term, env: Env) -> Thing | Seat:
        """Return what a variable stands for, from the noun that it is said to be or from where it stands."""
        groups = self.layout.groups
        named = list(_nouns_of(var, body))
        for noun in named:
            subset = groups.subset(noun)
            group = groups.called(noun)
            if subset is not None:
                return Thing(groups.naming(), Var(var))
            if group is not None and group in self.layout.sorts:
                return Thing(group, Var(var))
            for frame in self.layout.frames:
                if groups.names.key(noun) == (frame.noun,):
                    return self.places_of(frame, Var(var))
        for place in self._stands_for_place(var, body):
            return self.places_of(place, Var(var))
        return Thing(groups.naming(), Var(var))

    def places_of(self, frame: Frame, term: Term) -> Thing | Seat:
        """Return a term for any place of a frame."""
        return Seat(frame, term) if frame.own is None else Thing(frame.own, term)

    def _stands_for_place(self, var: str, body: Term) -> Iterator[Frame]:
        """Find the frame whose places a variable stands for: `on( Ann, x)` asks for a day."""
        groups = self.layout.groups
        for part in subterms(body):
            match part:
                case Apply(phrase, (first, Var(name))) if name == var and self.relation(phrase) is None:
                    named = first.name if isinstance(first, Apply) else ""
                    found = groups.member(named) if named else (groups.naming(), 0)
                    if found is not None and found[0] == groups.naming():
                        yield from (frame for frame in self.layout.frames if found[0] in frame.functions)

    def sort_of(self, where: Thing | Seat) -> str:
        """Return the sort of what a variable stands for."""
        return where.frame.sort.name if isinstance(where, Seat) else self.layout.sorts[where.group].name


def _nouns_of(var: str, body: Term) -> Iterator[str]:
    for part in subterms(body):
        match part:
            case Apply(noun, (Var(name),)) if name == var:
                yield noun
            case Compare("==" | "!=", Apply(noun, (_,)), Var(name)) if name == var:
                yield noun
            case Compare("==" | "!=", Var(name), Apply(noun, (_,))) if name == var:
                yield noun


def _all(parts: tuple[Term, ...]) -> Term:
    if FALSE in parts:
        return FALSE
    return conjunction(tuple(part for part in parts if not isinstance(part, Truth)))
