"""Shapes of the two sides of a comparison in a programme. Knows no links and no sentences."""

from __future__ import annotations

from collections.abc import Iterator

from neurosym.ir.core import And, Apply, Arith, Implies, Not, Num, Or, Term
from neurosym.ir.walk import children
from neurosym.translate.sentences.programmes.linking import is_total
from neurosym.translate.sentences.programmes.quantities import PICKED, amount_of, lemmas


def applied(term: Term) -> Iterator[Apply]:
    """Yield the names and numbers in a term."""
    if isinstance(term, Apply) and not term.args:
        yield term
    for part in children(term):
        yield from applied(part)


def claimed(term: Term) -> bool:
    """Say whether a side of a comparison is no amount, but what is so or not: that the probe flies."""
    return isinstance(term, And | Or | Not | Implies) or (isinstance(term, Apply) and bool(term.args))


def is_taken(term: Term) -> bool:
    """Say whether a side of a comparison is that one thing is taken: `admitted( Dina)`."""
    return isinstance(term, Apply) and len(term.args) == 1 and bool(PICKED & set(lemmas(term.name)))


def numeric(term: Term) -> bool:
    """Say whether a side of a comparison is a number, or a share of all."""
    match term:
        case Apply(name, ()):
            return amount_of(name) is not None
        case Arith("*", args):
            return any(numeric(arg) for arg in args) and any(is_total(arg) for arg in args)
        case _:
            return False


def few(total: Term, bound: Term) -> bool:
    """Say whether a bound lets not even one of each of several choices be: `at most two of A, B and C`."""
    return (
        isinstance(total, Arith)
        and total.op == "+"
        and all(isinstance(arg, Apply) for arg in total.args)
        and isinstance(bound, Num)
        and 0 < bound.value < len(total.args)
    )


def cleared(term: Term, other: Term) -> tuple[Term, Term]:
    """Multiply both sides by what the first is divided by, where that is no number."""
    match term:
        case Arith("/", (above, below)) if not (
            isinstance(below, Apply) and amount_of(below.name) is not None
        ):
            return above, Arith("*", (other, below))
        case _:
            return term, other


def of_itself(low: Term, high: Term, total: Term) -> bool:
    """Say whether all that is decided is bounded by a share of all that is decided."""
    sides = ((low, high), (high, low))
    return any(
        one == total and isinstance(other, Arith) and other.op == "*" and total in other.args
        for one, other in sides
    )
