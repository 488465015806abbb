"""Every term has the sort that its place needs. Knows no text; unknown names it leaves to `names`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from neurosym.check.operands import Complaint, Operands, a
from neurosym.check.places import Place, Slot, formula_slots, places, shown
from neurosym.faults import Fault, suggestion
from neurosym.ir.core import (
    BOOL,
    BUILTIN_SORTS,
    INT,
    REAL,
    And,
    Apply,
    Arith,
    Compare,
    Count,
    Distinct,
    DistinctOver,
    Element,
    Fold,
    If,
    Implies,
    Not,
    Num,
    Or,
    Problem,
    Quantified,
    Range,
    Term,
    Truth,
    Var,
)
from neurosym.ir.pretty import print_formula
from neurosym.ir.signature import Signature
from neurosym.ir.syntax import MAX_DEPTH
from neurosym.ir.walk import bindings, depth

MAX_NAMES = 5_000


def shallow(problem: Problem) -> Iterator[Fault]:
    """Formulas nest no deeper than the notation can write, and names are not too many for other checks."""
    if len(problem.sorts) + len(problem.symbols) > MAX_NAMES:
        yield Fault("too-big", f"more than {MAX_NAMES} sorts and symbols")
    for place in places(problem):
        if depth(place.formula) > MAX_DEPTH:
            what = f"the formula nests deeper than {MAX_DEPTH}"
            yield Fault("too-big", what, hint="split it in two claims", claim=place.id)


def well_sorted(problem: Problem) -> Iterator[Fault]:
    """Every application, comparison, number and binder fits together (codes `arity`, `sort`, …)."""
    signature = Signature.of(problem)
    for place in places(problem):
        for slot in formula_slots(place, signature, problem.goal):
            for found in _Node(slot, signature).complaints():
                yield Fault(found.code, found.what, place.span(found.part), found.hint, place.id)
        yield from _bound(place, signature)


def _bound(place: Place, signature: Signature) -> Iterator[Fault]:
    """Yield what is wrong with the variables that a goal binds outside of its formula."""
    for binding in place.bound:
        if binding.sort not in signature.sorts and binding.sort not in BUILTIN_SORTS:
            hint = suggestion(binding.sort, signature.sorts) or "declare it with `sort`"
            yield Fault("unknown-sort", f"unknown sort {shown(binding.sort)}", hint=hint, claim=place.id)


@dataclass(frozen=True, slots=True)
class _Node:
    """One term of a formula, its parts left out."""

    slot: Slot
    signature: Signature

    def complaints(self) -> Iterator[Complaint]:
        yield from self._expected()
        term = self.slot.term
        operands = Operands(self.signature, self.slot.env)
        match term:
            case Var() | Num() | Truth() | Element() | Not() | Implies() | If():
                return
            case And(args) | Or(args):
                if len(args) < 2:
                    yield Complaint("arity", term, "`and` and `or` join two formulas or more")
            case Apply():
                yield from self._applied(term)
            case Compare():
                yield from operands.compared(term)
            case Arith():
                yield from operands.calculated(term)
            case Distinct(args):
                yield from operands.distinct(term, args)
            case Quantified() | Count() | Fold() | DistinctOver():
                yield from self._binder(term)
            case _:
                assert_never(term)

    # --- what the place needs

    def _expected(self) -> Iterator[Complaint]:
        term, needed = self.slot.term, self.slot.needs
        actual = self.signature.sort_of(term, self.slot.env)
        if needed is None or actual is None or isinstance(term, If):
            return
        if needed not in self.signature.sorts and needed not in BUILTIN_SORTS:
            return
        if not self._fits(term, actual, needed):
            what = f"{shown(print_formula(term))} is {a(actual)}, and {a(needed)} is needed here"
            yield Complaint("sort", term, what, self._how_to_fit(actual, needed))

    def _fits(self, term: Term, actual: str, needed: str) -> bool:
        if actual == needed:
            return True
        if not (self.signature.is_numeric(actual) and self.signature.is_numeric(needed)):
            return False
        within = self.signature.sorts.get(needed)
        if not isinstance(within, Range):
            return needed == REAL or self.signature.base(actual) == INT
        match term, self.signature.sorts.get(actual):
            case Num(value), _:
                return isinstance(value, int) and within.low <= value <= within.high
            case _, Range(_, low, high):
                return within.low <= low and high <= within.high
            case _:
                return False

    def _how_to_fit(self, actual: str, needed: str) -> str:
        if needed == BOOL:
            return "a formula is true or false: compare the value with something"
        if isinstance(self.signature.sorts.get(needed), Range) and self.signature.is_numeric(actual):
            return f"a value may fall outside: write `any(v == … and … for v in {needed})`"
        if actual == BOOL:
            return "a predicate cannot be an argument: apply each one to the individual"
        return f"use a name or a function whose values are in {shown(needed)}"

    # --- applications and binders

    def _applied(self, term: Apply) -> Iterator[Complaint]:
        symbol = self.signature.symbols.get(term.name)
        if symbol is None or len(symbol.args) == len(term.args):
            return
        count = len(symbol.args)
        takes = f"{count} argument{'' if count == 1 else 's'}" if count else "no arguments"
        what = f"{shown(term.name)} takes {takes}, not {len(term.args)}"
        yield Complaint("arity", term, what, f"its arguments are: {', '.join(symbol.args) or 'none'}")

    def _binder(self, term: Quantified | Count | Fold | DistinctOver) -> Iterator[Complaint]:
        seen: set[str] = set()
        for binding in bindings(term):
            if binding.sort not in self.signature.sorts and binding.sort not in BUILTIN_SORTS:
                hint = suggestion(binding.sort, self.signature.sorts) or "declare it with `sort`"
                yield Complaint("unknown-sort", term, f"unknown sort {shown(binding.sort)}", hint)
            if binding.var in seen:
                what = f"the variable {shown(binding.var)} is bound twice in one place"
                yield Complaint("bound-twice", term, what, "give each its own name")
            seen.add(binding.var)
        if isinstance(term, Fold):
            inner = {**self.slot.env, **{binding.var: binding.sort for binding in term.bindings}}
            sort = self.signature.sort_of(term.body, inner)
            if sort and not self.signature.is_numeric(sort):
                yield Complaint("sort", term.body, f"`{term.op}` needs numbers, not {a(sort)}")
