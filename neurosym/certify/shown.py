"""What a solution shows, and the formula that asks for another one; knows no evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product

from neurosym.certify.scope import not_certifiable
from neurosym.ir import core as ir
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.model import Value
from neurosym.ir.signature import Signature
from neurosym.ir.terms import applied, constant

MAX_SHOWN = 10_000
"""Values that one function may show."""


def solution(problem: ir.Problem, world: Evaluator, show: Sequence[str]) -> dict[str, object]:
    """Return the value of each shown constant, and of each shown function by its arguments.

    Arguments are the individuals that have a name, and the values of other sorts. Raises `FaultError`.
    """
    shown: dict[str, object] = {}
    for symbol, rows in shown_rows(problem, show):
        values = {", ".join(map(str, row)): world.value(applied(symbol, row), {}) for row in rows}
        shown[symbol.name] = values if symbol.args else values[""]
    return shown


def other(problem: ir.Problem, world: Evaluator, show: Sequence[str]) -> ir.Term:
    """Return that something shown has another value than in a world. Raises `FaultError`."""
    named = Signature.of(problem).elements
    parts: list[ir.Term] = []
    for symbol, rows in shown_rows(problem, show):
        for row in rows:
            term = applied(symbol, row)
            value = world.value(term, {})
            if isinstance(value, str) and value not in named:
                raise not_certifiable("a solution with an individual that has no name")
            parts.append(ir.Compare("!=", term, constant(value)))
    return ir.disjunction(tuple(parts))


def shown_rows(
    problem: ir.Problem, show: Sequence[str]
) -> Iterator[tuple[ir.Symbol, Sequence[tuple[Value, ...]]]]:
    """Yield the shown symbols, all if none is named, with the arguments for which they are shown."""
    signature = Signature.of(problem)
    for symbol in problem.symbols:
        if not show or symbol.name in show:
            columns = [_named(signature, sort) for sort in symbol.args]
            rows = list(islice(product(*columns), MAX_SHOWN + 1))
            if len(rows) > MAX_SHOWN:
                raise not_certifiable("a solution that shows too many values")
            yield symbol, rows


def _named(signature: Signature, sort: str) -> Sequence[Value]:
    match signature.sorts.get(sort):
        case ir.Enumeration(_, elements):
            return elements
        case ir.Range(_, low, high) if high - low < MAX_SHOWN:
            return range(low, high + 1)
        case None if sort == ir.BOOL:
            return (False, True)
        case _:
            raise not_certifiable(f"a solution for all values of `{sort}`")
