"""Formulas as rows over 0 and 1: what holds only if something else does is switched by the least constant
that the bounds allow.

Williams, "Model Building in Mathematical Programming", 5th edition, 2013, chapters 9 and 10. Solves nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

from neurosym.faults import Fault, FaultError
from neurosym.ir.core import (
    BOOL,
    TRUE,
    And,
    Apply,
    Arith,
    Claim,
    Compare,
    Distinct,
    Element,
    If,
    Implies,
    Not,
    Num,
    Or,
    Problem,
    Term,
    Truth,
)
from neurosym.ir.terms import denied
from neurosym.ir.walk import fresh, transform
from neurosym.rewrite.bounds import whole_line
from neurosym.rewrite.constants import Constants
from neurosym.rewrite.expand import listed
from neurosym.rewrite.linear import Line, limit_of, line_of
from neurosym.rewrite.rows import ONE, Row, Rows, Variable, saying


class LogicRows(Rows):
    """Rows of any formulas that are linear in what is decided."""

    def __init__(self, problem: Problem, parts: Sequence[tuple[Claim, Term]]) -> None:
        super().__init__(problem, parts)
        self._taken = set(self._signature.names())
        self._known = Constants(self._signature, problem.unique_names)
        self._chosen: dict[Apply, tuple[Apply, ...]] = {}

    def said(self, claim: Claim, part: Term) -> None:
        """Add the rows of a part of a claim. Raises `FaultError`, see `mixed`."""
        self._claim = claim
        with saying(claim.says, claim.id):
            self._hold(part)

    def line(self, claim: Claim, term: Term) -> Line:
        """Return a numeric term as a line; rows that it needs are added. Raises `FaultError`."""
        self._claim = claim
        with saying(claim.says, claim.id):
            line = line_of(self._term_of(term))
            self._know(line)
            return line

    def _hold(self, formula: Term, under: Line = ONE) -> None:
        """Let a formula hold wherever a line of 0 and 1 is 1."""
        match formula:
            case Truth(True):
                return
            case And(args):
                for arg in args:
                    self._hold(arg, under)
            case Implies(left, right):
                self._hold(Or((denied(left), right)), under)
            case Or(args):
                self._either(args, under)
            case Not(arg) if not isinstance(arg, Apply):
                self._hold(denied(arg), under)
            case Distinct(args):
                for one, other in combinations(args, 2):
                    self._hold(Compare("!=", one, other), under)
            case Compare("==", left, right) if self._logical(left, right):
                self._hold(Or((denied(left), right)), under)
                self._hold(Or((left, denied(right))), under)
            case Compare("!=", left, right) if self._logical(left, right):
                self._hold(Compare("==", left, denied(right)), under)
            case Compare(op, Apply() as place, Element(name)) | Compare(op, Element(name), Apply() as place):
                is_ = self._is(place, name)
                self._hold(is_ if op == "==" else Not(is_), under)
            case Compare("!=", left, right):
                self._hold(Or((Compare("<", left, right), Compare(">", left, right))), under)
            case Compare() if under == ONE or self._switch(formula) is None:
                self._limit(formula, under)
            case _:
                # the literal is at least the line
                self._add(under.plus(self._literal(formula), Fraction(-1)), "<=")

    def _either(self, args: Sequence[Term], under: Line) -> None:
        plain = [arg for arg in args if isinstance(arg, Compare) and self._switch(arg) is None]
        if len(args) == 2 and len(plain) == 1 and under == ONE and not self._logical_compare(plain[0]):
            other = args[0] if args[1] is plain[0] else args[1]
            self._hold(plain[0], ONE.plus(self._literal(other), Fraction(-1)))
            return
        line = under
        for arg in args:
            line = line.plus(self._literal(arg), Fraction(-1))
        self._add(line, "<=")

    def _limit(self, formula: Compare, under: Line) -> None:
        sides = (self._term_of(formula.left), self._term_of(formula.right))
        limit = limit_of(Compare(formula.op, *sides))
        line, op = limit.line, limit.op
        self._know(line)
        if op == "<" and (scaled := whole_line(line, self._is_whole)) is not None:
            line, op = scaled.plus(ONE, Fraction(1)), "<="
        if under == ONE:
            self._add(line, op)
            return
        for one in (line, line.times(Fraction(-1))) if op == "==" else (line,):
            most = self.bounds().most(one)
            if most is None:
                loose = ", ".join(f"`{place.name}`" for place in one.weights)
                raise FaultError(
                    Fault("no-bound", f"this holds only if something else does, and nothing bounds {loose}")
                )
            if most > 0:
                self._add(one.plus(under, most).plus(ONE, -most), "<" if op == "<" else "<=")

    def _literal(self, formula: Term) -> Line:
        """Return a line of 0 and 1 that is 1 only where a formula holds."""
        match formula:
            case Truth(value):
                return Line({}, Fraction(int(value)))
            case Apply():
                self._know(line := Line({self._place(formula): Fraction(1)}))
                return line
            case Not(Apply() as arg):
                return ONE.plus(self._literal(arg), Fraction(-1))
            case Not(arg):
                return self._literal(denied(arg))
            case Compare() if (switch := self._switch(formula)) is not None:
                return switch
            case _:
                made = self._made()
                self._hold(formula, made)
                return made

    def _exactly(self, formula: Term) -> Line:
        """Return a line of 0 and 1 that is 1 just where a formula holds."""
        bare = formula.arg if isinstance(formula, Not) else formula
        if isinstance(bare, Truth | Apply) or (isinstance(bare, Compare) and self._switch(bare) is not None):
            return self._literal(formula)
        made = self._made()
        self._hold(formula, made)
        self._hold(denied(formula), ONE.plus(made, Fraction(-1)))
        return made

    def _switch(self, formula: Compare) -> Line | None:
        """Return the line that a comparison of something of 0 and 1 with a number is, `x >= 1`."""
        match formula:
            case Compare(op, Apply() as place, Element(name)) if op in ("==", "!="):
                own = self._literal(self._is(place, name))
                return own if op == "==" else ONE.plus(own, Fraction(-1))
            case Compare(op, Apply() as place, Num(value)) if place not in self._values:
                self._know(line := Line({place: Fraction(1)}))
                if not (self._is_whole(place) and self.bounds().of[place] == (Fraction(0), Fraction(1))):
                    return None
                no, yes = (self._known.compare(Compare(op, Num(n), Num(value))) for n in (0, 1))
                return None if no == yes else line if yes == TRUE else ONE.plus(line, Fraction(-1))
            case _:
                return None

    def _logical(self, *sides: Term) -> bool:
        return any(self._signature.sort_of(side, {}) == BOOL for side in sides)

    def _logical_compare(self, formula: Term) -> bool:
        match formula:
            case Compare(_, left, right):
                other = any(isinstance(side, Element) for side in (left, right))
                return other or formula.op == "!=" or self._logical(left, right)
            case _:
                return True

    def _is(self, place: Apply, element: str) -> Apply:
        """Return that a place has an element for its value; each place has one value."""
        if place not in self._chosen:
            sort = self._signature.symbols[place.name].result
            members = listed(self._signature, sort)
            if members is None:
                raise FaultError(Fault("open-sort", f"`{sort}` may have members that nobody named"))
            names = [member.name for member in members if isinstance(member, Element)]
            own = tuple(Apply(f"{place.name}_is_{name}", place.args) for name in names)
            self._chosen[place] = own
            for one in own:
                self.variables[one] = Variable(one, True, Fraction(0), Fraction(1), truth=True, made=True)
            claim = Claim("value", Truth(True), f"{place.name} has one value.", "assumed")
            self.rows.append(Row(claim, Line(dict.fromkeys(own, Fraction(1)), Fraction(-1)), "=="))
        found = f"{place.name}_is_{element}"
        return next(one for one in self._chosen[place] if one.name == found)

    def _made(self) -> Line:
        name = fresh(f"{self._claim.id or 'part'}_if", self._taken)
        self._taken.add(name)
        place = Apply(name)
        self.variables[place] = Variable(place, True, Fraction(0), Fraction(1), truth=True, made=True)
        return Line({place: Fraction(1)})

    def _term_of(self, term: Term) -> Term:
        """Return a numeric term with the numbers of constants put in, and its cases as 0 and 1."""

        def change(part: Term) -> Term:
            match part:
                case Apply() if part in self._values:
                    return self._values[part]
                case If(cond, Num(yes), Num(no)):
                    return self._exactly(cond).times(Fraction(yes) - no).plus(ONE, Fraction(no)).term()
                case If(cond, then, Num(0)) if not isinstance(then, Num):
                    return Arith("*", (then, self._exactly(cond).term()))
                case _:
                    return part

        return transform(term, change)

    def _place(self, formula: Apply) -> Apply:
        if not all(isinstance(arg, (Element, Num, Truth)) for arg in formula.args):
            raise FaultError(Fault("not-linear", f"what `{formula.name}` is said of is decided itself"))
        return formula
