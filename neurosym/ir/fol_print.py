"""Term to first-order text: the exact inverse of `fol` on its terms. Knows no signature."""

from __future__ import annotations

from neurosym.faults import Fault, FaultError
from neurosym.ir.comparing import SIGNS
from neurosym.ir.core import (
    And,
    Apply,
    Arith,
    Compare,
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
from neurosym.ir.fol_tokens import spelled

# how tightly a form binds; a part that binds less than its place needs gets brackets
_IFF, _IMPLIES, _OR, _XOR, _AND, _NOT, _COMPARE, _SUM, _PRODUCT, _ATOM = range(10)
_FORMULAS = (And, Or, Not, Implies, Quantified, Compare, Truth)


def print_term(term: Term, default_sort: str) -> str:
    """Return first-order text that `read_fol` reads back, with the signature the term is over.

    Raises `FaultError` (`not-first-order`) on counting, sums, if-then-else and the like.
    """
    return _text(term, default_sort)[0]


def _text(term: Term, default: str) -> tuple[str, int]:
    def part(inner: Term, place: int) -> str:
        text, level = _text(inner, default)
        return text if level >= place else f"({text})"

    match term:
        case Var(name) | Element(name):
            return spelled(name), _ATOM
        case Truth(value):
            return "⊤" if value else "⊥", _ATOM
        case Num(value):
            return str(value), _ATOM if isinstance(value, int) and value >= 0 else _SUM
        case Apply(name, args):
            listed = ", ".join(part(arg, _IFF) for arg in args)
            return (f"{spelled(name)}({listed})" if args else spelled(name)), _ATOM
        case Not(arg):
            return f"¬{part(arg, _NOT)}", _NOT
        case And(args):
            return " ∧ ".join(part(arg, _NOT) for arg in args), _AND
        case Or(args):
            return " ∨ ".join(part(arg, _XOR) for arg in args), _OR
        case Implies(left, right):
            return f"{part(left, _OR)} → {part(right, _IMPLIES)}", _IMPLIES
        case Compare("==" | "!=" as op, left, right) if _either_formula(left, right):
            level = _IFF if op == "==" else _XOR
            return f"{part(left, level + 1)} {'↔' if op == '==' else '⊕'} {part(right, level + 1)}", level
        case Compare(op, left, right):
            return f"{part(left, _SUM)} {SIGNS[op]} {part(right, _SUM)}", _COMPARE
        case Arith("+" | "-" | "*" | "/" as op, (left, right)):
            level = _SUM if op in "+-" else _PRODUCT
            return f"{part(left, level)} {op} {part(right, level + 1)}", level
        case Quantified(kind, bound, body):
            sign = "∀" if kind == "all" else "∃"
            ranges = ["" if binding.sort == default else f" ∈ {spelled(binding.sort)}" for binding in bound]
            head = " ".join(f"{sign}{spelled(b.var)}{sort}" for b, sort in zip(bound, ranges, strict=True))
            return f"{head} ({part(body, _IFF)})", _NOT
        case _:
            raise FaultError(Fault("not-first-order", f"{type(term).__name__} has no first-order form"))


def _either_formula(left: Term, right: Term) -> bool:
    return isinstance(left, _FORMULAS) or isinstance(right, _FORMULAS)
