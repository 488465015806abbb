"""What floating point says of a linear programme, as claims for exact engines. Solves nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from importlib import import_module

from neurosym.ir.core import REAL, Apply, Compare, Num, Symbol, Term
from neurosym.ir.signature import Signature
from neurosym.rewrite.linear import Limit, Line, Programme
from neurosym.solve.base import Backend, Sat, Theory
from neurosym.solve.portfolio import Portfolio


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


def propose(programme: Programme) -> Proposal:
    """Return what HiGHS makes of a programme."""
    # only programmes pay for loading it
    found: Proposal = import_module("neurosym.solve.highs").propose(programme)
    return found


def solved(
    formulas: Mapping[str, Term], unknowns: Iterable[Apply], backends: Iterable[Backend]
) -> dict[Apply, Fraction] | None:
    """Return exact numbers for unknown constants of which all formulas hold, if an engine finds some.

    Those that are zero are left out.
    """
    symbols = {unknown: Symbol(unknown.name, (), REAL) for unknown in unknowns}
    theory = Theory(Signature.build((), symbols.values()), formulas)
    outcome = Portfolio(theory, backends).check(frozenset(formulas))
    if not isinstance(outcome, Sat):
        return None
    found = {unknown: outcome.model.tables[unknown.name][()] for unknown in symbols}
    return {
        unknown: Fraction(value) for unknown, value in found.items() if value and not isinstance(value, str)
    }


def ray(programme: Programme, backends: Iterable[Backend]) -> dict[Apply, Fraction] | None:
    """Return a direction in which every solution goes on and the objective grows, if an engine finds one.

    Where all numbers are fractions, some multiple of it is whole: so it is one for whole numbers, too.
    """
    names = {place: Apply(f"step{number}") for number, place in enumerate(programme.places)}

    def turned(line: Line) -> Term:
        return Line({names[place]: weight for place, weight in line.weights.items()}).term()

    formulas: dict[str, Term] = {
        f"limit {number}": Compare("==" if limit.op == "==" else "<=", turned(limit.line), Num(0))
        for number, limit in enumerate(programme.limits)
    }
    formulas["grows"] = Compare(">=", turned(programme.objective), Num(1))
    found = solved(formulas, names.values(), backends)
    return found and {place: found[name] for place, name in names.items() if name in found}
