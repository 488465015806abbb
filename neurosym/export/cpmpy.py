"""A problem as a CPMpy model that runs as it stands: each claim as it is, binders included, in whole numbers.

Guns, "Increasing modeling language convenience with a universal n-dimensional array", 2019. Runs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor

from neurosym.export.cpmpy_terms import Terms
from neurosym.export.naming import comment
from neurosym.export.scaling import denominator, times
from neurosym.export.sheet import said
from neurosym.faults import Fault, FaultError
from neurosym.ir.core import (
    BOOL,
    REAL,
    Apply,
    Claim,
    Enumeration,
    Find,
    Num,
    Optimise,
    Problem,
    Range,
    Symbol,
    Term,
)
from neurosym.ir.pretty import print_formula
from neurosym.ir.signature import Signature
from neurosym.ir.terms import number
from neurosym.ir.walk import symbols_in, transform
from neurosym.rewrite.bounds import Ends
from neurosym.rewrite.expand import listed
from neurosym.rewrite.mixed import mixed
from neurosym.rewrite.rows import constants, said_parts, saying

FAR = 1_000_000
"""How far numbers go that nothing bounds; the model says so where it is needed."""

_HEAD = """\
# Run it: pip install cpmpy, then python this_file.py
import cpmpy as cp
"""


def cpmpy(problem: Problem) -> str:
    """Return a problem as Python text for CPMpy. Raises `FaultError`, see `export`."""
    if not isinstance(problem.goal, Optimise | Find):
        what = "this asks what follows; only find, maximize and minimize are models to be solved"
        raise FaultError(Fault("unsupported", what))
    for symbol in problem.symbols:
        if symbol.defined:
            raise FaultError(
                Fault("unsupported", f"`{symbol.name}` is defined by rules, which CPMpy has not")
            )
    return "\n".join(_Model(problem).lines()) + "\n"


class _Model:
    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._signature = Signature.of(problem)
        self._terms = Terms(self._signature)
        parts = list(said_parts(problem))
        # what may have parts is no variable of CPMpy: its numbers are put in
        real = {symbol.name for symbol in problem.symbols if symbol.result == REAL}
        given = {place: found for place, found in constants(problem, parts).items() if place.name in real}
        self._values: Mapping[Apply, Term] = {place: number(known.value) for place, known in given.items()}
        self._given = given
        self._named = {place.name for place in given}
        self._parts: dict[str, list[Term]] = {}
        defining = {(known.claim.id, known.part) for known in given.values()}
        for claim, part in parts:
            if (claim.id, part) not in defining:
                self._parts.setdefault(claim.id, []).append(part)

    def lines(self) -> Iterator[str]:
        """Yield the lines of the model."""
        claims = [line for claim in self._problem.claims for line in self._claim(claim)]
        goal = list(self._goal())
        yield _HEAD
        for place, known in self._given.items():
            yield f"# {comment(f'{print_formula(place)} = {known.value}: {said(known.claim)}')}"
        yield from self._sorts()
        yield from self._symbols()
        yield "\nmodel = cp.Model()"
        yield from (*claims, *goal)

    # --- declarations

    def _sorts(self) -> Iterator[str]:
        for sort in self._problem.sorts:
            name = self._terms.name(sort.name)
            match sort:
                case Range(_, low, high):
                    yield f"{name} = range({low}, {high + 1})"
                case Enumeration(_, elements, True):
                    names = [self._terms.name(element) for element in elements]
                    yield f"{', '.join(names)}, = {name} = range({len(names)})"
                case _:
                    what = f"`{sort.name}` may have members that nobody named"
                    raise FaultError(Fault("open-sort", what))

    def _symbols(self) -> Iterator[str]:
        ends = self._ends()
        for symbol in self._problem.symbols:
            if symbol.name not in self._terms.used:
                continue
            if symbol.gloss:
                yield f"# {comment(symbol.gloss)}"
            name = self._terms.name(symbol.name)
            shape = tuple(len(listed(self._signature, sort) or ()) for sort in symbol.args)
            if not all(shape):
                raise FaultError(Fault("unsupported", f"`{symbol.name}` is said of numbers without end"))
            more = f"shape={shape}, " if shape else ""
            if symbol.result == BOOL:
                yield f'{name} = cp.boolvar({more}name="{name}")'
                continue
            low, high, far = self._range(symbol, ends)
            if far:
                yield f"# nothing bounds it {far}: widen this if a value comes near"
            yield f'{name} = cp.intvar({low}, {high}, {more}name="{name}")'

    def _range(self, symbol: Symbol, ends: Mapping[Apply, Ends]) -> tuple[int, int, str]:
        """Return the ends of the values of a symbol, and on which sides they are made up."""
        match self._signature.sorts.get(symbol.result):
            case Range(_, low, high):
                return low, high, ""
            case Enumeration(_, elements):
                return 0, len(elements) - 1, ""
        own = [pair for place, pair in ends.items() if place.name == symbol.name] or [(None, None)]
        lows, highs = ([end for pair in own if (end := pair[n]) is not None] for n in (0, 1))
        least = min(lows, default=None) if len(lows) == len(own) else None
        most = max(highs, default=None) if len(highs) == len(own) else None
        far = " or ".join(side for side, end in (("below", least), ("above", most)) if end is None)
        return (-FAR if least is None else floor(least)), (FAR if most is None else ceil(most)), far

    def _ends(self) -> Mapping[Apply, Ends]:
        goal = self._problem.goal
        aim = goal if isinstance(goal, Optimise) else Optimise("maximize", Num(0))
        try:
            return mixed(replace(self._problem, goal=aim)).ends
        except FaultError:
            return {}

    # --- claims and goal

    def _claim(self, claim: Claim) -> Iterator[str]:
        with saying(claim.says, claim.id):
            if symbols_in(claim.formula).isdisjoint(self._named):
                formulas = [claim.formula]
            else:
                formulas = [self._put_in(part) for part in self._parts.get(claim.id, ())]
            texts = [self._terms.formula(formula) for formula in formulas]
        texts = [text for text in texts if text != "True"]
        if texts:
            yield f"# {claim.id}: {comment(said(claim))}"
        yield from (f"model += {text}" for text in texts)

    def _put_in(self, term: Term) -> Term:
        return transform(term, lambda part: self._values.get(part, part) if isinstance(part, Apply) else part)

    def _goal(self) -> Iterator[str]:
        goal = self._problem.goal
        run = "solved = model.solve()"
        if isinstance(goal, Optimise):
            with saying(goal.says, "goal"):
                yield f"# {comment(goal.says) or 'what is sought'}"
                text, factor = self._objective(goal)
            over = f"  # {factor} times as large, to be whole" if factor != 1 else ""
            yield f"model.{goal.sense}({text}){over}"
            value = "model.objective_value()" + (f" / {factor}" if factor != 1 else "")
            shown = f'    print("objective =", {value})'
        else:
            shown = "    print(model.status())"
        names = ", ".join(
            self._terms.name(s.name) for s in self._problem.symbols if s.name in self._terms.used
        )
        yield from ("", 'if __name__ == "__main__":', f"    {run}", shown)
        yield from (f"    for variable in [{names}]:", '        print(variable, "=", variable.value())')

    def _objective(self, goal: Optimise) -> tuple[str, int]:
        term = self._put_in(goal.term)
        if not symbols_in(term):
            raise FaultError(Fault("nothing-decided", "what is sought is a number that is given"))
        factor = denominator(term)
        return self._terms.number(times(term, Fraction(factor))), factor
