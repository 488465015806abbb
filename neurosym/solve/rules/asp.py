"""Clauses as an answer set programme in clingo's language, and its atoms as facts again. Solves nothing.

Names become numbered symbols, so that any name will do. Absent parts and aggregates become aggregates of
clingo, in the semantics of Ferraris ("Logic programs with propositional connectives and aggregates", 2011).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import assert_never

from neurosym.faults import Fault, FaultError
from neurosym.ir.core import Arith, Element, Num, Term, Truth, Var
from neurosym.ir.derivation import Fact
from neurosym.ir.model import Value
from neurosym.rewrite.clauses import Absent, Aggregate, Clause, Guard, Match, Part, variables_of

MAX_NUMBER = 2**31 - 1
"""The largest number that clingo has."""

Atom = tuple[int, Sequence[int | str]]
"""The number of a predicate, and numbers or the symbols of names."""

_OPS = {"==": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_NUMERIC = frozenset({"<", "<=", ">", ">="})


class Translation:
    """Translates clauses and facts, and atoms back. `numeric`: which places of a predicate are numbers.

    Methods raise `FaultError` (`stable`) on what clingo cannot say as the rules do: fractions, division,
    an order of names, numbers beyond 32 bits.
    """

    def __init__(self, numeric: Mapping[str, Sequence[bool]] | None = None) -> None:
        self._numeric = numeric
        self._predicates: dict[str, int] = {}
        self._names: dict[str, int] = {}
        self._variables: dict[str, int] = {}

    def clause(self, clause: Clause) -> str:
        """Return a clause as a line."""
        self._check_orders(clause)
        parts = [self._part(part, _outside(clause, place)) for place, part in enumerate(clause.body)]
        head = self._match(clause.head)
        return f"{head} :- {', '.join(parts)}." if parts else f"{head}."

    def fact(self, name: str, row: Iterable[Value]) -> str:
        """Return a fact as a line."""
        return f"{self._atom(name, [self._value(value) for value in row])}."

    def back(self, atom: Atom) -> Fact:
        """Return the fact that an atom of this translation says."""
        predicates, names = list(self._predicates), list(self._names)
        number, args = atom
        return Fact(
            predicates[number],
            tuple([names[int(arg[1:])] if isinstance(arg, str) else arg for arg in args]),
        )

    # --- parts

    def _part(self, part: Part, outer: frozenset[str]) -> str:
        match part:
            case Match():
                return self._match(part)
            case Guard(op, left, right):
                return f"{self._term(left)} {_OPS[op]} {self._term(right)}"
            case Absent((Match() as only,)) if variables_of((only,)) <= outer:
                return f"not {self._match(only)}"
            case Absent(parts):
                free = [self._variable(name) for name in sorted(variables_of(parts) - outer)]
                return f"#count{{{','.join(free) or '0'} : {self._conjunction(parts)}}} = 0"
            case Aggregate():
                return self._aggregate(part)
            case _:
                assert_never(part)

    def _aggregate(self, part: Aggregate) -> str:
        over = [self._variable(name) for name in part.over]
        key = ",".join(over if part.op == "count" else [self._term(part.term), *over])
        sets = "; ".join(f"{key} : {self._conjunction(case)}" for case in part.cases)
        result = self._variable(part.result)
        # the least and largest of nothing do not exist
        exists = {"min": f", {result} != #sup", "max": f", {result} != #inf"}
        return f"{result} = #{part.op}{{{sets}}}{exists.get(part.op, '')}"

    def _conjunction(self, parts: Sequence[Part]) -> str:
        return ", ".join(self._part(part, variables_of(parts)) for part in parts)

    def _match(self, match: Match) -> str:
        return self._atom(match.name, [self._term(arg) for arg in match.args])

    def _atom(self, name: str, args: Sequence[str]) -> str:
        number = self._predicates.setdefault(name, len(self._predicates))
        return f"p{number}({','.join(args)})" if args else f"p{number}"

    def _variable(self, name: str) -> str:
        return f"V{self._variables.setdefault(name, len(self._variables))}"

    def _term(self, term: Term) -> str:
        match term:
            case Var(name):
                return self._variable(name)
            case Num(value) | Element(value) | Truth(value):
                return self._value(value)
            case Arith("neg", (arg,)):
                return f"(-{self._term(arg)})"
            case Arith("abs", (arg,)):
                return f"|{self._term(arg)}|"
            case Arith("+" | "-" | "*" as op, args) if len(args) > 1:
                return f"({op.join(map(self._term, args))})"
            case Arith(op):
                raise _unsaid(f"`{op}`")
            case _:
                raise _unsaid(f"a {type(term).__name__} as a value")

    def _value(self, value: Value) -> str:
        if isinstance(value, str):
            return f"c{self._names.setdefault(value, len(self._names))}"
        if not isinstance(value, int):
            raise _unsaid(f"the fraction {value!s:.80}")
        if abs(value) > MAX_NUMBER:
            raise _unsaid("a number beyond 32 bits")
        return str(int(value))

    def _check_orders(self, clause: Clause) -> None:
        """Refuse comparisons of names by their order, which clingo would do by its own."""
        if self._numeric is None:
            return
        found = _guards(clause.body)
        names = {
            arg.name
            for match in _matches((clause.head, *clause.body))
            for arg, numeric in zip(match.args, self._numeric.get(match.name, ()), strict=False)
            if isinstance(arg, Var) and not numeric
        }
        for guard in found:
            sides = (guard.left, guard.right)
            if guard.op in _NUMERIC and any(
                isinstance(side, Element) or (isinstance(side, Var) and side.name in names) for side in sides
            ):
                raise _unsaid("an order of names")


def _outside(clause: Clause, place: int) -> frozenset[str]:
    return variables_of((clause.head, *clause.body[:place], *clause.body[place + 1 :]))


def _parts_in(parts: Iterable[Part]) -> Iterable[Part]:
    for part in parts:
        yield part
        match part:
            case Absent(inner):
                yield from _parts_in(inner)
            case Aggregate(cases=cases):
                for case in cases:
                    yield from _parts_in(case)


def _guards(parts: Iterable[Part]) -> list[Guard]:
    return [part for part in _parts_in(parts) if isinstance(part, Guard)]


def _matches(parts: Iterable[Part]) -> list[Match]:
    return [part for part in _parts_in(parts) if isinstance(part, Match)]


def _unsaid(what: str) -> FaultError:
    hint = "stable models are found for whole numbers with + - * abs, and names that are equal or not"
    return FaultError(Fault("stable", f"clingo cannot be asked about {what}", hint=hint))
