"""Writes readings in other notations, to measure which one an LM learns best. None of them is read back.

A blank stands before every word in all of them, so that a word has the same tokens everywhere and only
the signs around it differ. Directives stay as they are; their formulas change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

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
from neurosym.learn.synchronous import Pair
from neurosym.translate.sentences.notation.printing import show_reading
from neurosym.translate.sentences.notation.reading import read_reading


class Surface(StrEnum):
    """How a formula looks: first-order text as it is taught, Python comprehensions, or SMT-LIB's prefix."""

    READING = "reading"
    PYTHON = "python"
    SMT = "smt"


def in_surface(pair: Pair, surface: Surface) -> Pair:
    """Return a pair with its reading written in a surface."""
    if surface is Surface.READING:
        return pair
    return replace(pair, reading=show_reading(read_reading(pair.reading), _PRINTERS[surface]))


def _listed(args: Sequence[Term], write: Callable[[Term], str]) -> str:
    return ",".join(map(write, args))


# --- ` all( implies( cat( x), young( x)) for x)`

# How tightly a form binds; what stands inside something tighter goes into brackets.
_OR, _AND, _NOT, _COMPARED, _SUM, _PRODUCT, _CLOSED = range(7)
_OPERATORS = {"and", "or", "not"}
_FUNCTIONS = {"all", "any", "count", "implies"}


def _python(term: Term) -> str:
    return _pythonic(term)[0]


def _inside(term: Term, least: int) -> str:
    text, binding = _pythonic(term)
    return text if binding >= least else f" ({text} )"


def _pythonic(term: Term) -> tuple[str, int]:
    """Write a term; the binding strengths are Python's, whose comparisons hold tighter than `not`."""
    match term:
        case Var(name):
            return f" {name}", _CLOSED
        case Apply(name, args):
            return _python_name(name) + (f"({_listed(args, _python)})" if args else ""), _CLOSED
        case Not(arg):
            return f" not{_inside(arg, _NOT)}", _NOT
        case And(args):
            return " and".join(_inside(arg, _NOT) for arg in args), _AND
        case Or(args):
            return " or".join(_inside(arg, _AND) for arg in args), _OR
        case Implies(left, right):
            return f" implies({_listed((left, right), _python)})", _CLOSED
        case Quantified(kind, (Binding(var),), body):
            return f" {kind}({_python(body)} for {var})", _CLOSED
        case Count((Binding(var),), body):
            return f" count({_python(body)} for {var})", _CLOSED
        case Compare(op, left, right):
            return f"{_inside(left, _SUM)} {op}{_inside(right, _SUM)}", _COMPARED
        case Arith("+" | "-" as op, (left, right)):
            return f"{_inside(left, _SUM)} {op}{_inside(right, _PRODUCT)}", _SUM
        case Arith(op, (left, right)):
            return f"{_inside(left, _PRODUCT)} {op}{_inside(right, _CLOSED)}", _PRODUCT
    raise ValueError(f"a reading has no {type(term).__name__}")


def _python_name(name: str) -> str:
    # `salt and pepper( x)` would say two things
    clashes = name in _FUNCTIONS or not _OPERATORS.isdisjoint(name.split())
    return f' " {name}"' if clashes else f" {name}"


# --- ` ( forall x ( => ( cat x) ( young x)))`

_RESERVED = {"forall", "exists", "count", "and", "or", "not", "=>", "=", "distinct"}
_HEADS = {"==": "=", "!=": "distinct"}


def _smt(term: Term) -> str:
    match term:
        case Var(name):
            return f" {name}"
        case Apply(name, ()):
            return _smt_name(name)
        case Apply(name, args):
            return _prefixed(_smt_name(name), *args)
        case Not(arg):
            return _prefixed(" not", arg)
        case And(args):
            return _prefixed(" and", *args)
        case Or(args):
            return _prefixed(" or", *args)
        case Implies(left, right):
            return _prefixed(" =>", left, right)
        case Quantified(kind, (Binding(var),), body):
            return _prefixed(f" {'forall' if kind == 'all' else 'exists'} {var}", body)
        case Count((Binding(var),), body):
            return _prefixed(f" count {var}", body)
        case Compare(op, left, right):
            return _prefixed(f" {_HEADS.get(op, op)}", left, right)
        case Arith(op, args):
            return _prefixed(f" {op}", *args)
    raise ValueError(f"a reading has no {type(term).__name__}")


def _prefixed(head: str, *args: Term) -> str:
    return f" ({head}{''.join(map(_smt, args))})"


def _smt_name(name: str) -> str:
    return f" | {name}|" if " " in name or name in _RESERVED else f" {name}"


_PRINTERS: Mapping[Surface, Callable[[Term], str]] = {Surface.PYTHON: _python, Surface.SMT: _smt}
