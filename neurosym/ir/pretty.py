"""Term to formula text: the exact inverse of `syntax`. Knows no signature and changes nothing."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from neurosym.ir.core import (
    And,
    Apply,
    Arith,
    Binding,
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
    Quantified,
    Term,
    Truth,
    Var,
)

# how tightly a form binds; a part that binds less than its place needs gets brackets
_IF, _OR, _AND, _NOT, _COMPARE, _SUM, _PRODUCT, _NEG, _ATOM = range(9)
_INFIX = {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT, "//": _PRODUCT, "%": _PRODUCT}


def print_formula(term: Term) -> str:
    """Return the text that `read_formula` reads back to this very term."""
    return _text(term)[0]


def _text(term: Term) -> tuple[str, int]:
    match term:
        case Var(name) | Element(name):
            return name, _ATOM
        case Truth(value):
            return str(value), _ATOM
        case Num(value):
            return _number(value)
        case Apply(name, args):
            return (f"{name}({_list(args)})" if args else name), _ATOM
        case Not(arg):
            return f"not {_part(arg, _NOT)}", _NOT
        case And(args):
            return " and ".join(_part(arg, _NOT) for arg in args), _AND
        case Or(args):
            return " or ".join(_part(arg, _AND) for arg in args), _OR
        case Implies(left, right):
            return f"implies({_list((left, right))})", _ATOM
        case Compare(op, left, right):
            return f"{_part(left, _SUM)} {op} {_part(right, _SUM)}", _COMPARE
        case Arith(op, args):
            return _arithmetic(op, args)
        case If(cond, then, other):
            return f"{_part(then, _OR)} if {_part(cond, _OR)} else {_part(other, _OR)}", _IF
        case Distinct(args):
            return f"distinct({_list(args)})", _ATOM
        case Quantified("all", bound, Implies(guard, body)):
            return f"all({_part(body, _IF)} {_for(bound)} if {_part(guard, _OR)})", _ATOM
        case Quantified(name, bound, body) | Fold(name, bound, body):
            return f"{name}({_part(body, _IF)} {_for(bound)})", _ATOM
        case Count(bound, body):
            return f"count({_part(body, _IF)} {_for(bound)})", _ATOM
        case DistinctOver(bound, body):
            return f"distinct({_part(body, _IF)} {_for(bound)})", _ATOM
        case _:
            assert_never(term)


def _part(term: Term, place: int) -> str:
    text, level = _text(term)
    return text if level >= place else f"({text})"


def _list(args: tuple[Term, ...]) -> str:
    return ", ".join(_part(arg, _IF) for arg in args)


def _for(bound: tuple[Binding, ...]) -> str:
    return " ".join(f"for {binding.var} in {binding.sort}" for binding in bound)


def _arithmetic(op: str, args: tuple[Term, ...]) -> tuple[str, int]:
    if op == "neg":
        return f"-{_part(args[0], _ATOM)}", _NEG
    if op not in _INFIX:
        return f"{op}({_list(args)})", _ATOM
    level = _INFIX[op]
    first, rest = args[0], args[1:]
    return f" {op} ".join((_part(first, level), *(_part(arg, level + 1) for arg in rest))), level


def print_number(value: int | Fraction) -> str:
    """Return a number as formulas have it: `0.25`, or `1/3` where no decimals of 12 places say it."""
    return _number(value)[0]


def _number(value: int | Fraction) -> tuple[str, int]:
    if isinstance(value, int):
        return str(value), _ATOM if value >= 0 else _NEG
    decimal = _decimal(abs(value))
    if decimal:
        return ("-" if value < 0 else "") + decimal, _ATOM if value >= 0 else _NEG
    return f"{value.numerator}/{value.denominator}", _PRODUCT - 1


def _decimal(value: Fraction) -> str:
    """Return a finite decimal form such as `0.25`, or nothing where there is none (of 12 places)."""
    for places in range(1, 13):
        scale = 10**places
        if scale % value.denominator == 0:
            digits = str(value.numerator * (scale // value.denominator)).rjust(places + 1, "0")
            return f"{digits[:-places]}.{digits[-places:]}"
    return ""
