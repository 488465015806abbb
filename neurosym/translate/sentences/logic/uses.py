"""What each phrase of a problem is: said of things, a thing, a number or a proposition. Builds no formula.

The place of a phrase decides (`cat( x)` as a formula, `dog( Tom)` in an argument), over all formulas of
the problem together: `a = b` is of numbers, of things or of propositions as its sides are elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from neurosym.ir.core import (
    And,
    Apply,
    Arith,
    Compare,
    Count,
    If,
    Implies,
    Not,
    Num,
    Or,
    Quantified,
    Term,
    Truth,
)
from neurosym.translate.sentences.words.names import Key, Names, number_of

Kind: TypeAlias = Literal["formula", "thing", "number"]
Head: TypeAlias = tuple[Key, int]
"""A name and how many arguments it has."""


@dataclass(slots=True)
class Uses:
    """The phrases of some formulas by what they are, in the order in which they come."""

    names: Names
    predicates: dict[Head, str] = field(default_factory=dict)
    functions: dict[Head, str] = field(default_factory=dict)
    numeric: dict[Head, str] = field(default_factory=dict)
    things: dict[Key, str] = field(default_factory=dict)
    equated: set[Key] = field(default_factory=set)
    """Things that an equation says to be another one: names of the same thing, not things apart."""

    @classmethod
    def of(cls, formulas: Iterable[Term], names: Names) -> Uses:
        """Find out what the phrases of some formulas are. Each formula is walked a few times."""
        uses = cls(names)
        kept = tuple(formulas)
        uses._settle(kept)
        for formula in kept:
            size = uses._size()
            # an equation that nothing has decided until now is decided by itself, and may decide others
            uses._formula(formula, last=True)
            if uses._size() > size:
                uses._settle(kept)
        pairs: set[tuple[Key, Key]] = set()
        for formula in kept:
            uses._things(formula, "formula", pairs)
        uses.equated = uses._descriptions(pairs)
        return uses

    def _settle(self, formulas: Iterable[Term]) -> None:
        """Walk until one formula (`age( x) > 3`) decides no other one (`age( x) = age( y)`) any more."""
        size = -1
        while size < (size := self._size()):
            for formula in formulas:
                self._formula(formula)

    def kind_of(self, term: Term) -> Kind | None:
        """Return what a side of an equation is, as far as it shows; None where it may be anything."""
        match term:
            case Not() | And() | Or() | Implies() | Compare() | Quantified() | Truth():
                return "formula"
            case Arith() | Count() | If() | Num():
                return "number"
            case Apply(name, args):
                return self._kind_of_name((self.names.key(name), len(args)), name)
            case _:
                return "thing"

    def kind_of_sides(self, term: Compare) -> Kind:
        """Return what the two sides of a comparison are."""
        if term.op not in ("==", "!="):
            return "number"
        kinds = {self.kind_of(term.left), self.kind_of(term.right)}
        if "number" in kinds:
            return "number"
        if "formula" in kinds:
            return "formula"
        sides = (term.left, term.right)
        both_said = all(isinstance(side, Apply) and side.args for side in sides)
        return "formula" if both_said and "thing" not in kinds else "thing"

    def _kind_of_name(self, head: Head, name: str) -> Kind | None:
        if head in self.numeric or (not head[1] and number_of(name) is not None):
            return "number"
        if head in self.predicates:
            return "formula"
        return "thing" if head in self.functions or head[0] in self.things else None

    def _size(self) -> int:
        return len(self.predicates) + len(self.functions) + len(self.numeric)

    def _head(self, term: Apply) -> Head:
        return self.names.key(term.name), len(term.args)

    def _formula(self, term: Term, last: bool = False) -> None:
        match term:
            case Apply(name, args):
                self.predicates.setdefault(self._head(term), name)
                for arg in args:
                    self._term(arg, "thing")
            case Compare(_, left, right):
                kind = self.kind_of_sides(term)
                shown = [self.kind_of(side) for side in (left, right)]
                if not last and kind != "number" and "formula" not in shown and None in shown:
                    return
                for side in (left, right):
                    self._formula(side, last) if kind == "formula" else self._term(side, kind)
            case _:
                for part in _parts(term):
                    self._formula(part, last)

    def _term(self, term: Term, kind: Kind) -> None:
        match term:
            case Apply(name, ()):
                if kind == "number" and number_of(name) is None:
                    self.numeric.setdefault(self._head(term), name)
            case Apply(name, args):
                (self.numeric if kind == "number" else self.functions).setdefault(self._head(term), name)
                for arg in args:
                    self._term(arg, "thing")
            case Arith(_, args):
                for arg in args:
                    self._term(arg, "number")
            case Count(_, body) | If(body):
                self._formula(body)
            case _:
                pass

    def _things(self, term: Term, kind: Kind, pairs: set[tuple[Key, Key]]) -> None:
        """Gather the individuals, once it is known what is a number and what a proposition."""
        match term:
            case Apply(name, ()) if kind == "thing":
                self.things.setdefault(self.names.individual_key(name), name)
            case Apply(_, args):
                for arg in args:
                    self._things(arg, "thing", pairs)
            case Compare(_, left, right):
                sides = self.kind_of_sides(term)
                self._things(left, sides, pairs)
                self._things(right, sides, pairs)
                match left, right:
                    case Apply(one, ()), Apply(other, ()) if sides == "thing":
                        pair = (self.names.individual_key(one), self.names.individual_key(other))
                        pairs.update(() if pair[0] == pair[1] else (pair,))
            case Arith(_, args):
                for arg in args:
                    self._things(arg, "number", pairs)
            case _:
                for part in _parts(term):
                    self._things(part, "formula", pairs)

    def _descriptions(self, pairs: set[tuple[Key, Key]]) -> set[Key]:
        """Return which of the things that equations name are only another name of one of the others.

        Those that are equated with most others (the killer is the cook or the maid), then what is no proper
        name, then what comes last; one side of each equation is enough.
        """
        found: set[Key] = set()
        order = list(self.things)
        while pairs:
            partners = Counter(key for pair in pairs for key in pair)
            found.add(
                max(
                    partners,
                    key=lambda key: (
                        partners[key],
                        not self.names.is_proper(self.things[key]),
                        order.index(key),
                    ),
                )
            )
            pairs = {pair for pair in pairs if not found.intersection(pair)}
        return found


def _parts(term: Term) -> Iterator[Term]:
    match term:
        case And(args) | Or(args):
            yield from args
        case Not(arg):
            yield arg
        case Implies(left, right):
            yield from (left, right)
        case Quantified(_, _, body) | Count(_, body) | If(body):
            yield body
        case _:
            return
