"""What comparisons and arithmetic need of their operands. Knows no places and no text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from neurosym.check.places import Env, shown
from neurosym.ir.core import BOOL, INT, REAL, Arith, Compare, Enumeration, Num, Term
from neurosym.ir.signature import Signature

_ARITY = dict.fromkeys(("-", "/", "//", "%"), (2, 2)) | dict.fromkeys(("neg", "abs", "rank"), (1, 1))
_MANY = (2, 1 << 30)


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with one part of a formula."""

    code: str
    part: Term
    what: str
    hint: str = ""


def a(sort: str) -> str:
    """Return a sort as a noun: `a truth value`, `a whole number`, `a value of Person`."""
    plain = {BOOL: "a truth value", INT: "a whole number", REAL: "a number"}
    return plain.get(sort) or f"a value of {shown(sort)}"


@dataclass(frozen=True, slots=True)
class Operands:
    """Judges comparisons and arithmetic under one signature, with the sorts of the variables in scope."""

    signature: Signature
    env: Env

    def _sort(self, term: Term) -> str | None:
        return self.signature.sort_of(term, self.env)

    def same(self, left: str, right: str) -> bool:
        """Say whether values of two sorts can be equal."""
        return left == right or (self.signature.is_numeric(left) and self.signature.is_numeric(right))

    def is_ranked(self, sort: str) -> bool:
        """Say whether a sort names its values in an order."""
        declared = self.signature.sorts.get(sort)
        return isinstance(declared, Enumeration) and declared.ordered

    # --- comparisons

    def compared(self, term: Compare) -> Iterator[Complaint]:
        """Yield why two values cannot be compared so."""
        left, right = self._sort(term.left), self._sort(term.right)
        if left is None or right is None:
            return
        if term.op not in ("==", "!="):
            for sort in (left, right):
                if not (self.signature.is_numeric(sort) or self.is_ranked(sort)):
                    what = f"`{term.op}` needs an order, and {a(sort)} has none"
                    yield Complaint("sort", term, what, self._how(sort))
                    return
        if not self.same(left, right):
            number_and_rank = {self.is_ranked(left), self.is_ranked(right)} == {True, False}
            number_and_rank &= self.signature.is_numeric(left) or self.signature.is_numeric(right)
            hint = "compare `rank(…)` with the number" if number_and_rank else "compare values of one sort"
            yield Complaint("sort", term, f"{a(left)} and {a(right)} are never the same thing", hint)

    def _how(self, sort: str) -> str:
        if isinstance(self.signature.sorts.get(sort), Enumeration):
            return f"declare the order: `sort {sort} = a < b < c`"
        return "count what holds, or compare numbers"

    def distinct(self, term: Term, args: tuple[Term, ...]) -> Iterator[Complaint]:
        """Yield why values cannot be told apart by `distinct`."""
        if len(args) < 2:
            yield Complaint("arity", term, "`distinct` takes two values or more")
        sorts = [sort for arg in args if (sort := self._sort(arg))]
        odd = next((sort for sort in sorts[1:] if not self.same(sorts[0], sort)), None)
        if odd:
            what = f"{a(sorts[0])} and {a(odd)} are never the same thing"
            yield Complaint("sort", term, what, "compare values of one sort")

    # --- arithmetic

    def calculated(self, term: Arith) -> Iterator[Complaint]:
        """Yield why a calculation has no value."""
        low, high = _ARITY.get(term.op, _MANY)
        if not low <= len(term.args) <= high:
            yield Complaint("arity", term, f"`{term.op}` does not take {len(term.args)} arguments")
            return
        for arg in term.args:
            sort = self._sort(arg)
            if sort is not None:
                yield from self._operand(term.op, arg, sort)
        if term.op in ("/", "//", "%"):
            yield from self._divided(term)

    def _operand(self, op: str, arg: Term, sort: str) -> Iterator[Complaint]:
        if op == "rank":
            if not self.is_ranked(sort):
                number = self.signature.is_numeric(sort)
                hint = "a number is its own rank" if number else self._how(sort)
                yield Complaint("sort", arg, f"`rank` needs an order, and {a(sort)} has none", hint)
        elif not self.signature.is_numeric(sort):
            hint = "write `rank(…)` for its place" if self.is_ranked(sort) else self._how(sort)
            yield Complaint("sort", arg, f"`{op}` needs numbers, not {a(sort)}", hint)

    def _divided(self, term: Arith) -> Iterator[Complaint]:
        match term.args[1]:
            case Num(value) if value == 0:
                yield Complaint("division", term, "division by zero")
            case Num(value) if term.op != "/" and isinstance(value, Fraction):
                yield Complaint("sort", term, f"`{term.op}` is for whole numbers")
            case Num():
                sort = self._sort(term.args[0])
                if term.op != "/" and sort and self.signature.base(sort) == REAL:
                    yield Complaint("sort", term, f"`{term.op}` is for whole numbers", "use `/`")
            case other:
                what = "the divisor must be a number that is written out"
                yield Complaint("division", other, what, "multiply the other side instead")
