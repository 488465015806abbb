"""What floating point says of a linear programme, as claims for exact engines. Solves nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from neurosym.ir.core import REAL, Apply, Compare, Num, Symbol, Term
from neurosym.ir.signature import Signature
from neurosym.rewrite.linear import Limit, Line, Programme
from neurosym.solve.base import Theory


@dataclass(frozen=True, slots=True)
class Proposal:
    """Values near those of a best solution, and the limits at which it is; or that it `grows` for ever."""

    programme: Programme
    values: Mapping[Apply, float]
    tight: tuple[Limit, ...] = ()
    grows: bool = False

    def claims(self) -> Iterator[Term]:
        """Yield what an exact solution has to be like to be the one that is meant."""
        for place, value in self.values.items():
            if place in self.programme.whole:
                yield Compare("==", place, Num(round(value)))
        if len(self.programme.whole) < len(self.programme.places):
            yield from (limit.met() for limit in self.tight)


def direction(programme: Programme) -> Theory:
    """Return what must be of a direction in which every solution goes on, and the objective grows.

    Where all numbers are fractions, some multiple of the direction is whole: so it is one for whole
    numbers, too.
    """
    names = {place: Apply(f"step{number}") for number, place in enumerate(programme.places)}

    def turned(line: Line) -> Term:
        return Line({names[place]: weight for place, weight in line.weights.items()}).term()

    formulas: dict[str, Term] = {
        f"limit {number}": Compare("==" if limit.op == "==" else "<=", turned(limit.line), Num(0))
        for number, limit in enumerate(programme.limits)
    }
    formulas["grows"] = Compare(">=", turned(programme.objective), Num(1))
    symbols = [Symbol(name.name, (), REAL) for name in names.values()]
    return Theory(Signature.build((), symbols), formulas)
