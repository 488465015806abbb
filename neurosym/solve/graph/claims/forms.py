"""Formulas of claims in a form to be searched: denials stand before atoms and `any` alone. Asks no graph."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from neurosym.faults import Fault, FaultError
from neurosym.ir.comparing import MIRRORED, OPPOSITE
from neurosym.ir.core import (
    And,
    Apply,
    Binding,
    Compare,
    Count,
    Implies,
    Not,
    Or,
    Quantified,
    Term,
    Truth,
    Var,
    conjunction,
)
from neurosym.ir.pretty import print_formula
from neurosym.ir.walk import substitute

MAX_DEPTH = 60
"""Formulas that nest more deeply are not judged."""


class Forms:
    """Unfolds formulas; gives every bound variable a name of its own."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def parts(self, formula: Term, depth: int = 0) -> Iterator[Term]:
        """Yield what must hold together for a formula to hold: atoms, comparisons, `or`, denials.

        What `any` says is yielded with its variables free. Raises `FaultError` (`query`).
        """
        if depth > MAX_DEPTH:
            raise FaultError(Fault("query", "the claim nests too deeply to be judged"))
        match formula:
            case Truth(True):
                return
            case And(args):
                for arg in args:
                    yield from self.parts(arg, depth + 1)
            case Quantified("any", bindings, body):
                yield from self.parts(self.opened(bindings, body), depth + 1)
            case Quantified("all", bindings, Implies(left, right)):
                yield Not(Quantified("any", bindings, conjunction((left, Not(right)))))
            case Quantified("all", bindings, body):
                yield Not(Quantified("any", bindings, Not(body)))
            case Implies(left, right):
                yield Or((Not(left), right))
            case Not(inner):
                yield from self._denied(inner, depth + 1)
            case Compare(op, left, right) if isinstance(right, Count) and not isinstance(left, Count):
                yield Compare(MIRRORED[op], right, left)
            case Apply() | Or() | Compare() | Truth():
                yield formula
            case _:
                raise beyond(formula)

    def _denied(self, inner: Term, depth: int) -> Iterator[Term]:
        match inner:
            case Truth(value):
                yield from self.parts(Truth(not value), depth)
            case Not(again):
                yield from self.parts(again, depth)
            case Or(args):
                for arg in args:
                    yield from self._denied(arg, depth + 1)
            case And(args):
                yield Or(tuple(Not(arg) for arg in args))
            case Implies(left, right):
                yield from self.parts(left, depth)
                yield from self._denied(right, depth + 1)
            case Quantified("all", bindings, body):
                yield from self.parts(Quantified("any", bindings, Not(body)), depth)
            case Compare(op, left, right):
                yield from self.parts(Compare(OPPOSITE[op], left, right), depth)
            case Apply() | Quantified():
                yield Not(inner)
            case _:
                raise beyond(inner)

    def opened(self, bindings: tuple[Binding, ...], body: Term) -> Term:
        """Return the body of a binder with variables that stand nowhere else."""
        return substitute(body, {one.var: Var(f"{one.var} {next(self._numbers)}") for one in bindings})


def beyond(term: Term) -> FaultError:
    """Return that a formula is none that a graph can judge."""
    what = f"a graph cannot judge `{print_formula(term):.120}`"
    hint = "write classes, properties, comparisons of numbers, counts, `not`, `any` and `all`"
    return FaultError(Fault("query", what, hint=hint))
