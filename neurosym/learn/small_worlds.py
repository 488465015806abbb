"""Whether two formulas of readings agree in every world of a few individuals. Knows no directives.

Names are uninterpreted: predicates and functions by their dictionary forms, individuals that may coincide,
amounts that are any real number. Numbers are numbers. The solver decides `f <-> g` over a domain that is
larger than any number that is counted to; formulas that talk of different names never agree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, TypeAlias

from neurosym.faults import Fault, FaultError
from neurosym.ir.core import (
    BOOL,
    REAL,
    And,
    Apply,
    Arith,
    Binding,
    Compare,
    Count,
    Enumeration,
    Implies,
    Not,
    Num,
    Or,
    Quantified,
    Symbol,
    Term,
    Var,
    disjunction,
)
from neurosym.ir.signature import Signature
from neurosym.learn.name_kinds import Kinds, counted_to, is_literal
from neurosym.solve.base import Theory, Unsat
from neurosym.solve.z3 import Z3Backend
from neurosym.translate.sentences.words.names import Key, Names
from neurosym.translate.sentences.words.numerals import number_of, ordinal_of
from neurosym.translate.sentences.words.orders import Apart, Inside, Level, relation_of

ANSWER = "?"
"""The name of what is asked for, an individual or an amount; no sentence has it."""

Role = Literal["said", "thing", "amount"]
Head: TypeAlias = tuple[Role, Key, int]
_SORTS: Mapping[Role, str] = {"said": BOOL, "thing": "Thing", "amount": REAL}


def agree(left: Term, right: Term, names: Names) -> bool:
    """Say whether two formulas hold in the same small worlds and talk of the same names.

    False too where the solver gives up, or where a formula is built as none can be.
    """
    kinds = Kinds.of((left, right), names)
    if kinds is None:
        return False
    worlds = (_World(names, kinds), _World(names, kinds))
    try:
        first, second = worlds[0].formula(left), worlds[1].formula(right)
        if worlds[0].heads != worlds[1].heads:
            return False
        return first == second or _never(Compare("!=", first, second), worlds[0])
    except FaultError:
        return False


def same_amount(left: Term, right: Term, names: Names) -> bool:
    """Say whether two numeric terms have one value in all small worlds."""
    return agree(_asks_for(left), _asks_for(right), names)


def _asks_for(amount: Term) -> Term:
    return Compare("==", Arith("+", (amount, Apply("0"))), Apply(ANSWER))


def _never(formula: Term, world: _World) -> bool:
    sort = Enumeration("Thing", tuple(f"thing{number}" for number in range(world.kinds.size)))
    symbols = [
        Symbol(name, ("Thing",) * arity, _SORTS[role]) for (role, _, arity), name in world.symbols().items()
    ]
    theory = Theory(Signature.build((sort,), symbols), {"differ": formula})
    backend = Z3Backend()
    return not backend.declines(theory) and isinstance(
        backend.open(theory).check(("differ",), model=False), Unsat
    )


@dataclass(slots=True)
class _World:
    """Writes formulas of readings as terms of the IR over one sort, and notes the names they talk of."""

    names: Names
    kinds: Kinds
    heads: set[Head] = field(default_factory=set)

    def symbols(self) -> dict[Head, str]:
        """Return an identifier for every name, the same in both worlds."""
        return {head: _identifier(head) for head in self.heads}

    def formula(self, term: Term) -> Term:
        match term:
            case Apply(name, args):
                return disjunction(tuple(self._applied("said", *atom) for atom in _spellings(name, args)))
            case Not(arg):
                return Not(self.formula(arg))
            case And(args):
                return And(tuple(map(self.formula, args)))
            case Or(args):
                return Or(tuple(map(self.formula, args)))
            case Implies(left, right):
                return Implies(self.formula(left), self.formula(right))
            case Quantified(kind, (Binding(var, _),), body):
                return Quantified(kind, (Binding(var, "Thing"),), self.formula(body))
            case Compare():
                return self._compared(term)
            case _:
                raise _misplaced(term)

    def _compared(self, term: Compare) -> Term:
        if counted := counted_to(term):
            return self._counted(term, *(self.kinds.thresholds[k] for k in counted))
        if self.kinds.compares_amounts(term, self.names):
            return Compare(term.op, self._amount(term.left), self._amount(term.right))
        if self.kinds.compares_things(term, self.names):
            return Compare(term.op, self._thing(term.left), self._thing(term.right))
        return Compare(term.op, self.formula(term.left), self.formula(term.right))

    def _counted(self, term: Compare, k: int, beyond: int = 0) -> Term:
        assert isinstance(term.left, Count)
        (binding,) = term.left.bindings
        count = Count((Binding(binding.var, "Thing"),), self.formula(term.left.body))
        enough = Compare(">=", count, Num(k))
        match term.op:
            case ">=" | ">":
                return enough
            case "<" | "<=":
                return Not(enough)
            case _:
                exactly = And((enough, Not(Compare(">=", count, Num(beyond)))))
                return exactly if term.op == "==" else Not(exactly)

    def _thing(self, term: Term) -> Term:
        match term:
            case Var():
                return term
            case Apply(name, args):
                return self._applied("thing", name, args)
            case _:
                raise _misplaced(term)

    def _amount(self, term: Term) -> Term:
        match term:
            case Var():
                return self._applied("amount", "value", (term,))
            case Apply(name, ()) if is_literal(term):
                value = number_of(name) or Fraction(0)
                return Num(int(value) if value.denominator == 1 else value)
            case Apply(name, args):
                return self._applied("amount", name, args)
            case Arith(op, args):
                return Arith(op, tuple(map(self._amount, args)))
            case Count((Binding(var, _),), body):
                return Count((Binding(var, "Thing"),), self.formula(body))
            case _:
                raise _misplaced(term)

    def _applied(self, role: Role, name: str, args: tuple[Term, ...]) -> Apply:
        number = number_of(name) if role == "thing" and not args else None
        if number is not None:
            key: Key = ("#", str(number), str(ordinal_of(name) is not None))
        else:
            key = self.names.individual_key(name) if role == "thing" and not args else self.names.key(name)
        head: Head = (role, key, len(args))
        self.heads.add(head)
        return Apply(_identifier(head), tuple(map(self._thing, args)))


def _spellings(name: str, args: tuple[Term, ...]) -> tuple[tuple[str, tuple[Term, ...]], ...]:
    """Return the atoms that one of them stands for: `next to( a, b)` is `next to( b, a)` as well.

    `chased by( a, b)` becomes `chased( b, a)`, and `to the left of` becomes `the left of`.
    """
    name = name[3:] if name[:3].casefold() == "to " else name
    if len(args) == 2 and name.casefold().endswith(" by"):
        return ((name[:-3], args[::-1]),)
    relation = relation_of(name) if len(args) in (2, 3) else None
    if isinstance(relation, Apart | Level) and len(args) == 2:
        return (name, args), (name, args[::-1])
    if isinstance(relation, Inside) and len(args) == 3:
        return (name, args), (name, (args[0], args[2], args[1]))
    return ((name, args),)


def _identifier(head: Head) -> str:
    role, key, arity = head
    return f"{role}{arity} {' '.join(key)}"


def _misplaced(term: Term) -> FaultError:
    return FaultError(Fault("reading", f"{type(term).__name__} stands where it says nothing"))
