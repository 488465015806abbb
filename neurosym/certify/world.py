"""Says whether a model is one of the vocabulary: domains, names and values of the right sorts.

Whether claims are true in it is for `ir.evaluate` to say. A table may lack rows: a formula whose value
was found without them has that value however they are filled, for no sort is empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from neurosym.ir.core import BOOL, INT, Enumeration, Problem, Range
from neurosym.ir.model import Model, Value


def misfits(problem: Problem, model: Model) -> Iterator[str]:
    """Yield what is wrong with a model as an interpretation of the vocabulary."""
    members: dict[str, Sequence[str] | range] = {}
    for sort in problem.sorts:
        if isinstance(sort, Range):
            members[sort.name] = range(sort.low, sort.high + 1)
            filled = sort.low <= sort.high
        else:
            members[sort.name] = model.domains.get(sort.name, ())
            filled = _fills(sort, model, problem.unique_names)
        if not filled:
            yield f"`{sort.name}` has not the individuals that it should have"
    for symbol in problem.symbols:
        values = model.tables.get(symbol.name, {}).values()
        if not all(_is_of(value, symbol.result, members.get(symbol.result, ())) for value in values):
            yield f"`{symbol.name}` takes a value of another sort"


def _fills(sort: Enumeration, model: Model, unique_names: bool) -> bool:
    """Say whether a domain has nobody twice, everybody named and, where the sort is closed, nobody else."""
    domain = model.domains.get(sort.name, ())
    named = {model.names.get(name, name) for name in sort.elements}
    own = all(model.names.get(name, name) == name for name in sort.elements)
    return (
        0 < len(set(domain)) == len(domain)
        and named <= set(domain)
        and (own or not (unique_names or sort.ordered))
        and not (sort.closed and set(domain) > named)
    )


def _is_of(value: Value, sort: str, members: Sequence[str] | range) -> bool:
    if isinstance(value, bool) or sort == BOOL:
        return isinstance(value, bool) and sort == BOOL
    if members:
        return value in members
    return isinstance(value, int if sort == INT else (int, Fraction))
