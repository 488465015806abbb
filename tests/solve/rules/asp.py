"""Clauses as a programme for clingo, which shares no code with ours, and its one stable model as facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import clingo

from neurosym.ir.core import Arith, Element, Num, Term, Var
from neurosym.rewrite.clauses import Absent, Aggregate, Clause, Guard, Match, Part, variables_of
from neurosym.solve.rules import Fact

OPS = {"==": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


def model(clauses: Sequence[Clause], facts: Mapping[str, Iterable[tuple]]) -> set[Fact]:
    """All facts of the least model, as clingo finds them."""
    control = clingo.Control(["--warn=none"])
    lines = [clause_text(clause) for clause in clauses]
    lines += [f"{name}({','.join(map(str, row))})." for name, rows in facts.items() for row in rows]
    control.add("base", [], "\n".join(lines))
    control.ground([("base", [])])
    found: list[set[Fact]] = []
    control.solve(on_model=lambda answer: found.append({fact_of(s) for s in answer.symbols(atoms=True)}))
    (only,) = found
    return only


def fact_of(symbol: clingo.Symbol) -> Fact:
    number = clingo.SymbolType.Number
    return Fact(symbol.name, tuple(a.number if a.type is number else a.name for a in symbol.arguments))


def clause_text(clause: Clause) -> str:
    body = ", ".join(part_text(part, outside(clause, place)) for place, part in enumerate(clause.body))
    return (
        f"{part_text(clause.head, frozenset())} :- {body}."
        if body
        else f"{part_text(clause.head, frozenset())}."
    )


def outside(clause: Clause, place: int) -> frozenset[str]:
    return variables_of((clause.head, *clause.body[:place], *clause.body[place + 1 :]))


def part_text(part: Part, outer: frozenset[str]) -> str:
    match part:
        case Match(name, args):
            return f"{name}({','.join(map(term_text, args))})"
        case Guard(op, left, right):
            return f"{term_text(left)} {OPS[op]} {term_text(right)}"
        case Absent((Match() as only,)) if variables_of((only,)) <= outer:
            return f"not {part_text(only, outer)}"
        case Absent(parts):
            return f"#count{{{','.join(local(parts, outer)) or '0'} : {conjunction(parts)}}} = 0"
        case Aggregate(op, result, over, cases, term):
            weight = "" if op == "count" else term_text(term) + ","
            sets = "; ".join(
                f"{weight}{','.join(map(str.upper, over))} : {conjunction(case)}" for case in cases
            )
            exists = {"min": f", {result.upper()} != #sup", "max": f", {result.upper()} != #inf"}
            return f"{result.upper()} = #{op}{{{sets}}}{exists.get(op, '')}"


def local(parts: Sequence[Part], outer: frozenset[str]) -> list[str]:
    return [name.upper() for name in sorted(variables_of(parts) - outer)]


def conjunction(parts: Sequence[Part]) -> str:
    return ", ".join(part_text(part, variables_of(parts)) for part in parts)


def term_text(term: Term) -> str:
    match term:
        case Var(name):
            return name.upper()
        case Element(name):
            return name
        case Num(value):
            return str(value)
        case Arith("neg", (arg,)):
            return f"(-{term_text(arg)})"
        case Arith("abs", (arg,)):
            return f"|{term_text(arg)}|"
        case Arith(op, (left, right)) if op in "+-*":
            return f"({term_text(left)}{op}{term_text(right)})"
    raise AssertionError(term)
