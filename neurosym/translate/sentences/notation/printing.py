"""Writes parts in their notation, as an LM is taught to; the exact inverse of `reading`. Changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from neurosym.ir.core import (
    And,
    Apply,
    Arith,
    Binding,
    Compare,
    Count,
    Implies,
    Not,
    Or,
    Quantified,
    Term,
    Var,
)
from neurosym.translate.sentences.notation.parts import (
    Choose,
    Each,
    FindAll,
    Liars,
    Members,
    Nothing,
    Objective,
    Part,
    Question,
    Reading,
    Says,
    Which,
)


def show_reading(reading: Reading, formula: Callable[[Term], str] | None = None) -> str:
    """Write a reading in the notation; `read_reading` gives the same parts back.

    `formula` writes the formulas in it another way.
    """
    return " ;".join(_part(part, formula or _term) for part in reading)


def _part(part: Part, write: Callable[[Term], str]) -> str:
    match part:
        case Members(group, names, count):
            return f" @members {group}:{_listed(names or (count,))}"
        case Each(attribute, values):
            return f" @each {attribute}:{_listed(values)}"
        case Liars(truthful, group):
            return f" @{'true' if truthful else 'false'} {group}"
        case Says(speaker, formula):
            return f" @says {speaker}:{write(formula)}"
        case Choose(names):
            return f" @choose{_listed(names)}"
        case Objective(sense, term):
            return f" @{'max' if sense == 'maximize' else 'min'}{write(term)}"
        case Question(formula):
            return f" @ask{write(formula)}"
        case Which(mode, given):
            return f" @which {mode}:{write(given)}" if given is not None else f" @which {mode}"
        case FindAll(var, formula):
            return f" @find {var}:{write(formula)}" if formula is not None else " @find"
        case Nothing():
            return " @none"
        case _:
            return write(part)


def _listed(names: tuple[str, ...]) -> str:
    return ",".join(f" {name}" for name in names)


# How tightly a term binds; what stands inside something tighter goes into brackets.
_REACHING, _IFF, _IMPLIES, _XOR, _OR, _AND, _NOT, _COMPARED, _SUM, _PRODUCT, _CLOSED = range(11)


def _term(term: Term, outside: int = _REACHING, last: bool = True) -> str:
    """Write a term; `last`: nothing follows, so that a quantifier may reach to the end without brackets."""
    text, binding = _written(term, last)
    return text if binding >= outside else f" ({_written(term, True)[0]} )"


def _chain(sign: str, args: Sequence[Term], outside: int, last: bool) -> str:
    *first, final = args
    return f" {sign}".join([*(_term(arg, outside, False) for arg in first), _term(final, outside, last)])


def _written(term: Term, last: bool) -> tuple[str, int]:
    match term:
        case Var(name):
            return f" {name}", _CLOSED
        case Apply(name, args):
            inside = ",".join(map(_term, args))
            return (f" {name}({inside})" if args else f" {name}"), _CLOSED
        case Not(arg):
            return f" not{_term(arg, _NOT, last)}", _NOT
        case And(args):
            return _chain("&", args, _NOT, last), _AND
        case Or(args):
            return _chain("|", args, _AND, last), _OR
        case Implies(left, right):
            return f"{_term(left, _XOR, False)} ->{_term(right, _IMPLIES, last)}", _IMPLIES
        case Quantified(kind, (Binding(var),), body):
            return (
                f" {'all' if kind == 'all' else 'some'} {var}:{_term(body)}",
                _CLOSED if last else _REACHING,
            )
        case Compare(op, Count((Binding(var),), body), Apply(number)):
            sign = "=" if op == "==" else op
            return f" #{sign} {number} {var}:{_term(body)}", _CLOSED if last else _REACHING
        case Compare("==", left, right) if _formulas(left, right):
            return f"{_term(left, _IFF, False)} <->{_term(right, _IMPLIES, last)}", _IFF
        case Compare("!=", left, right) if _formulas(left, right):
            return f"{_term(left, _XOR, False)} ^{_term(right, _OR, last)}", _XOR
        case Compare(op, left, right):
            sign = "=" if op == "==" else op
            return f"{_term(left, _SUM)} {sign}{_term(right, _SUM)}", _COMPARED
        case Arith("+" | "-" as op, (left, right)):
            return f"{_term(left, _SUM)} {op}{_term(right, _PRODUCT)}", _SUM
        case Arith(op, (left, right)):
            return f"{_term(left, _PRODUCT)} {op}{_term(right, _CLOSED)}", _PRODUCT
    raise ValueError(f"a reading has no {type(term).__name__}")


def _formulas(*sides: Term) -> bool:
    """Say whether sides are formulas: one is by its form, or each may be."""
    return any(isinstance(side, Not | And | Or | Implies | Quantified | Compare) for side in sides) or all(
        isinstance(side, Apply) and side.args for side in sides
    )
