"""Formulas over a graph's vocabulary as queries. Asks nothing.

`any` inside a conjunction joins, `not` and `all` become what is absent, `sum(... for ...)` counts. Only what
is in the graph is true: a query knows no open world.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from fractions import Fraction

from neurosym.faults import Fault, FaultError
from neurosym.ir.comparing import HOLDS, MIRRORED, OPPOSITE
from neurosym.ir.core import (
    BOOL,
    And,
    Apply,
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
    Term,
    Truth,
    Var,
)
from neurosym.ir.pretty import print_formula
from neurosym.ir.signature import Signature
from neurosym.ir.walk import conjuncts, free_variables
from neurosym.knowledge.nodes import TYPE, XSD, literal
from neurosym.knowledge.query import (
    Absent,
    Counted,
    Either,
    Given,
    Most,
    Part,
    Pattern,
    Place,
    Query,
    Test,
    variables,
)
from neurosym.knowledge.query import Var as Variable
from neurosym.knowledge.vocabulary import Vocabulary

MAX_DIGITS = 400
"""Digits of a number in a query."""


@dataclass
class Lowering:
    """Turns the formulas of one problem into parts of queries."""

    vocabulary: Vocabulary
    signature: Signature
    _fresh: int = field(default=0)

    def query(self, bindings: Sequence[Binding], formula: Term) -> Query:
        """Return the query for the values of bindings. Raises `FaultError` (`unknown-name`, `query`)."""
        places = {one.var: Variable(f"x{number}") for number, one in enumerate(bindings)}
        parts = tuple(self._parts(formula, places))
        given = set(variables(parts))
        for one in bindings:
            if places[one.var] not in given:
                what = f"nothing in the question says which `{one.var}` there are"
                raise FaultError(Fault("query", what, hint="name a class or a property that it has"))
        return Query(tuple(places.values()), parts)

    def _parts(self, formula: Term, places: Mapping[str, Variable]) -> Iterator[Part]:
        for part in conjuncts(formula):
            yield from self._part(part, places)

    def _part(self, part: Term, places: Mapping[str, Variable]) -> Iterator[Part]:
        match part:
            case Truth(True):
                return
            case Truth(False):
                yield Either(())
            case Apply(name, args):
                yield from self._atom(name, args, places)
            case Quantified("any", bindings, body):
                yield from self._parts(body, self._bound(bindings, places))
            case Quantified("all", bindings, Implies(left, right)):
                yield from self._part(Not(Quantified("any", bindings, And((left, Not(right))))), places)
            case Quantified("all", bindings, body):
                yield from self._part(Not(Quantified("any", bindings, Not(body))), places)
            case Or(args):
                yield Either(tuple(tuple(self._parts(arg, places)) for arg in args))
            case Implies(left, right):
                yield from self._part(Or((Not(left), right)), places)
            case Not(Compare(op, left, right)) if self._is_value(left):
                yield from self._comparison(OPPOSITE[op], left, right, places)
            case Not(Not(inner)):
                yield from self._part(inner, places)
            case Not(Quantified("any", bindings, body)):
                best = self._most(bindings, body, places)
                yield best or Absent(tuple(self._parts(body, self._bound(bindings, places))))
            case Not(inner):
                yield Absent(tuple(self._parts(inner, places)))
            case Compare(op, left, right) if self._is_value(left) and self._is_value(right):
                yield from self._comparison(op, left, right, places)
            case _:
                raise _beyond(part)

    # --- atoms

    def _atom(self, name: str, args: Sequence[Term], places: Mapping[str, Variable]) -> Iterator[Part]:
        symbol = self.signature.symbols[name]
        if symbol.result != BOOL or len(args) not in (1, 2):
            raise _beyond(Apply(name, tuple(args)))
        subject = self._place(args[0], places)
        if len(args) == 1:
            yield Pattern(subject, TYPE, self.vocabulary.kind(symbol).iri)
            return
        found = self.vocabulary.property(symbol)
        if not isinstance(args[1], Num):
            yield Pattern(subject, found.iri, self._place(args[1], places))
            return
        # 5 and 5.0 are one number and two literals
        value = self._new()
        yield Pattern(subject, found.iri, value)
        yield Test("==", value, _literal(args[1].value))

    def _place(self, term: Term, places: Mapping[str, Variable]) -> Place:
        match term:
            case Var(name):
                return places[name]
            case Element(name):
                return self.vocabulary.node(name)
            case Num(value):
                return _literal(value)
            case _:
                raise _beyond(term)

    # --- comparisons

    def _is_value(self, term: Term) -> bool:
        return isinstance(term, (Var, Element, Num, Count))

    def _comparison(
        self, op: CompareOp, left: Term, right: Term, places: Mapping[str, Variable]
    ) -> Iterator[Part]:
        if isinstance(right, Count) and not isinstance(left, Count):
            left, op, right = right, MIRRORED[op], left
        if isinstance(left, Count):
            if isinstance(right, Count):
                raise _beyond(Compare(op, left, right))
            yield from self._counted(op, left, right, places)
            return
        one, other = self._place(left, places), self._place(right, places)
        if op == "==" and isinstance(one, Variable) and isinstance(right, Element):
            yield Given(one, str(other))
        else:
            yield Test(op, one, other)

    def _counted(
        self, op: CompareOp, count: Count, other: Term, places: Mapping[str, Variable]
    ) -> Iterator[Part]:
        if len(count.bindings) != 1:
            raise _beyond(count)
        inner = self._bound(count.bindings, places)
        parts = tuple(self._parts(count.body, inner))
        of = inner[count.bindings[0].var]
        by = tuple(dict.fromkeys(places[name] for name in sorted(free_variables(count)) if name in places))
        if op == "==" and isinstance(other, Var) and not by:
            yield Counted(places[other.name], of, parts)
            return
        total = self._new()
        some: tuple[Part, ...] = (Counted(total, of, parts, by), Test(op, total, self._place(other, places)))
        if by and isinstance(other, Num) and HOLDS[op](0, other.value):
            # a group of nothing is not counted, so that it is asked for by itself
            yield Either((some, (Absent(parts),)))
        else:
            yield from some

    def _most(self, bindings: Sequence[Binding], body: Term, places: Mapping[str, Variable]) -> Most | None:
        """Return that a number is the largest or smallest where a formula says that none is beyond it."""
        own = {one.var for one in bindings}
        inside = tuple(conjuncts(body))
        for part in inside:
            match part:
                case Compare(">" | "<" as op, Var(other), Var(of)) if other in own and of in places:
                    largest = op == ">"
                case Compare("<" | ">" as turned, Var(of), Var(other)) if other in own and of in places:
                    largest = turned == "<"
                case _:
                    continue
            rest = [one for one in inside if one is not part]
            if any(free_variables(one) - own for one in rest):
                return None
            inner = self._bound(bindings, places)
            parts = tuple(found for one in rest for found in self._part(one, inner))
            return Most(places[of], inner[other], parts, largest)
        return None

    # --- variables

    def _bound(self, bindings: Sequence[Binding], places: Mapping[str, Variable]) -> dict[str, Variable]:
        return {**places, **{one.var: self._new() for one in bindings}}

    def _new(self) -> Variable:
        self._fresh += 1
        return Variable(f"y{self._fresh}")


def _literal(value: int | Fraction) -> str:
    if isinstance(value, int):
        return literal(str(value), XSD + "integer")
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        raise FaultError(Fault("query", f"{value} has no end as a decimal number"))
    with localcontext(prec=MAX_DIGITS):
        return literal(f"{Decimal(value.numerator) / Decimal(value.denominator):f}", XSD + "decimal")


def _beyond(term: Term) -> FaultError:
    what = f"a graph cannot be asked `{print_formula(term):.120}`"
    hint = "write classes, properties, comparisons of numbers, counts, `not`, `any` and `all`"
    return FaultError(Fault("query", what, hint=hint))
