"""Formulas of phrases to formulas of the IR: symbols, individuals and numbers get their identifiers.

One open sort holds all things unless the text says who there is. What cannot be said is a `FaultError`
without a place; who calls knows the sentence. Reads no text and decides nothing about goals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import assert_never

from neurosym.faults import Fault, FaultError
from neurosym.ir.core import (
    BOOL,
    INT,
    REAL,
    And,
    Apply,
    Arith,
    Binding,
    Compare,
    Count,
    Distinct,
    DistinctOver,
    Element,
    Enumeration,
    Fold,
    If,
    Implies,
    Not,
    Num,
    Or,
    Quantified,
    Symbol,
    Term,
    Truth,
    Var,
)
from neurosym.ir.walk import fresh, subterms
from neurosym.translate.sentences.logic.uses import Head, Kind, Uses
from neurosym.translate.sentences.sums.gauges import MEASURED
from neurosym.translate.sentences.words.names import Key, Names, number_of

SORT = "Thing"
_CONTINUOUS = MEASURED - {"age", "score"}
"""What has parts, where ages are told in whole years."""


@dataclass(frozen=True, slots=True)
class Lowering:
    """The symbols and individuals of a problem, and how its formulas are written with them."""

    names: Names
    uses: Uses
    sort: str
    number: str
    """`Int` where all numbers of the problem are whole and none is divided, else `Real`."""
    closed: bool
    only_members: bool
    """Whether the members of groups are all whom the text names."""
    _symbols: Mapping[tuple[str, Head], Symbol] = field(default_factory=dict)
    _things: Mapping[Key, str] = field(default_factory=dict)
    """The identifier of each individual: an element, or a constant where it is in `uses.equated`."""

    @classmethod
    def of(
        cls, formulas: Iterable[Term], names: Names, members: Iterable[str] = (), closed: bool = False
    ) -> Lowering:
        """Declare what some formulas need, and the members of groups.

        There is nobody else where the members are all whom the text names, or where it is `closed`.
        """
        kept = tuple(formulas)
        uses = Uses.of(kept, names)
        listed = {names.individual_key(member): member for member in members}
        only_members = bool(listed) and uses.things.keys() - uses.equated <= listed.keys()
        for key, member in listed.items():
            uses.things.setdefault(key, member)
        number = REAL if any(map(_divided, kept)) or _CONTINUOUS.intersection(uses.numeric.values()) else INT
        taken: set[str] = set()

        def own(name: str) -> str:
            name = fresh(name, taken)
            taken.add(name)
            return name

        sort = own(SORT)
        symbols = dict(_declared(uses, sort, number, own))
        things = {key: own(names.individual(phrase)) for key, phrase in uses.things.items()}
        closed = (closed or only_members) and bool(things.keys() - uses.equated)
        return cls(names, uses, sort, number, closed, only_members, symbols, things)

    def enumeration(self) -> Enumeration:
        """Return the sort of all things."""
        elements = (name for key, name in self._things.items() if key not in self.uses.equated)
        return Enumeration(self.sort, tuple(elements), self.closed)

    def symbols(self, used: Iterable[Term]) -> tuple[Symbol, ...]:
        """Return the symbols that the formulas of the IR use, in the order of the text."""
        applied = {term.name for formula in used for term in subterms(formula) if isinstance(term, Apply)}
        constants = (
            Symbol(name, (), self.sort, self.names.gloss(self.uses.things[key]))
            for key, name in self._things.items()
            if key in self.uses.equated
        )
        return tuple(symbol for symbol in (*self._symbols.values(), *constants) if symbol.name in applied)

    def predicate(self, phrase: str, arity: int) -> str | None:
        """Return the identifier of what a phrase says of so many things; None where it says nothing."""
        symbol = self._symbols.get(("formula", (self.names.key(phrase), arity)))
        return symbol.name if symbol else None

    def formula(self, term: Term) -> Term:
        """Write a formula. Raises `FaultError` (codes `not-a-formula`, `not-a-number`)."""
        match term:
            case Apply(name, args):
                return self._atom(name, args)
            case And(args):
                return And(tuple(map(self.formula, args)))
            case Or(args):
                return Or(tuple(map(self.formula, args)))
            case Not(arg):
                return Not(self.formula(arg))
            case Implies(left, right):
                return Implies(self.formula(left), self.formula(right))
            case Quantified(kind, bindings, body):
                return Quantified(kind, self._bound(bindings), self.formula(body))
            case Compare(op, left, right):
                sides = self.uses.kind_of_sides(term)
                return Compare(op, self._side(left, sides), self._side(right, sides))
            case Truth():
                return term
            case Var(name) | Element(name):
                raise _fault("not-a-formula", f"`{name}` is a thing, and nothing is said of it")
            case Num() | Arith() | Count() | Fold() | If() | Distinct() | DistinctOver():
                raise _fault("not-a-formula", "this is a number, and nothing is said of it")
            case _:
                assert_never(term)

    def thing(self, phrase: str) -> Term:
        """Return the individual that a phrase names."""
        key = self.names.individual_key(phrase)
        name = self._things.get(key) or self.names.individual(phrase)
        return Apply(name) if key in self.uses.equated else Element(name)

    def _atom(self, name: str, args: tuple[Term, ...]) -> Term:
        key = self.names.key(name)
        if not args and self.names.individual_key(name) in self.uses.things:
            raise _fault("not-a-formula", f"`{name}` is a thing, and nothing is said of it")
        symbol = self._symbols.get(("formula", (key, len(args))))
        if symbol is None:
            raise _fault("not-a-formula", f"`{name}` is a number, and nothing is said of it")
        return Apply(symbol.name, tuple(map(self._thing, args)))

    def _bound(self, bindings: tuple[Binding, ...]) -> tuple[Binding, ...]:
        return tuple(Binding(binding.var, self.sort) for binding in bindings)

    def _side(self, term: Term, kind: Kind) -> Term:
        match kind:
            case "formula":
                return self.formula(term)
            case "number":
                return self._number(term)
            case "thing":
                return self._thing(term)
            case _:
                assert_never(kind)

    def _thing(self, term: Term) -> Term:
        match term:
            case Var():
                return term
            case Apply(name, ()):
                return self.thing(name)
            case Apply(name, args):
                symbol = self._symbols[("thing", (self.names.key(name), len(args)))]
                return Apply(symbol.name, tuple(map(self._thing, args)))
            case _:
                raise _fault("not-a-thing", "a formula or a number stands where a thing is named")

    def _number(self, term: Term) -> Term:
        match term:
            case Apply(name, ()) if (value := number_of(name)) is not None:
                return Num(int(value)) if value.denominator == 1 else Num(value)
            case Apply(name, args):
                symbol = self._symbols.get(("number", (self.names.key(name), len(args))))
                if symbol is None:
                    raise _fault("not-a-number", f"`{name}` is no number, and is compared with one")
                return Apply(symbol.name, tuple(map(self._thing, args)))
            case Arith(op, args):
                return Arith(op, tuple(map(self._number, args)))
            case Count(bindings, body):
                return Count(self._bound(bindings), self.formula(body))
            case If(cond, then, other):
                return If(self.formula(cond), self._number(then), self._number(other))
            case Num():
                return term
            case _:
                raise _fault("not-a-number", "what is compared with a number is none")


def _declared(
    uses: Uses, sort: str, number: str, own: Callable[[str], str]
) -> Iterable[tuple[tuple[str, Head], Symbol]]:
    names = uses.names
    for kind, heads, result in (
        ("formula", uses.predicates, BOOL),
        ("number", uses.numeric, number),
        ("thing", uses.functions, sort),
    ):
        for head, phrase in heads.items():
            name = names.identifier(phrase)
            # `dog( Tom)` is Tom's dog, and `dog( x)` says that x is one
            name = own(f"{name}_of" if kind == "thing" else name)
            yield (kind, head), Symbol(name, (sort,) * head[1], result, names.gloss(phrase))


def _divided(formula: Term) -> bool:
    for term in subterms(formula):
        match term:
            case Arith("/"):
                return True
            case Num(exact) if exact != int(exact):
                return True
            case Apply(name, ()):
                value = number_of(name)
                if value is not None and Fraction(value).denominator != 1:
                    return True
            case _:
                continue
    return False


def _fault(code: str, what: str) -> FaultError:
    return FaultError(Fault(code, what))
