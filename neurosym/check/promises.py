"""What a question promises and its claims leave open: as many places as things, none said to differ.

Background that the text takes for granted. It is assumed, and said so, only where one solution or one
option is promised and there are several.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from neurosym.check.base import Repair
from neurosym.check.places import places
from neurosym.ir.core import (
    And,
    Apply,
    Binding,
    Claim,
    Compare,
    Distinct,
    DistinctOver,
    Enumeration,
    Find,
    Num,
    Options,
    Problem,
    Quantified,
    Range,
    Symbol,
    Term,
    Var,
)
from neurosym.ir.signature import Signature
from neurosym.ir.verdict import Result, Verdict
from neurosym.ir.walk import fresh, subterms


def keep_promise(problem: Problem, result: Result) -> Iterator[Repair]:
    """Assume that as many things as there are places have different places."""
    if result.verdict not in (Verdict.SEVERAL, Verdict.NONE) or not isinstance(problem.goal, (Find, Options)):
        return
    signature = Signature.of(problem)
    for symbol in problem.symbols:
        if _is_seating(symbol, problem, signature):
            yield _different(problem, symbol)


def _is_seating(symbol: Symbol, problem: Problem, signature: Signature) -> bool:
    """Say whether a function gives each of n things one of n places, and nothing says that they differ."""
    things = signature.sorts.get(symbol.args[0]) if len(symbol.args) == 1 else None
    if not isinstance(things, Enumeration) or not things.closed or len(things.elements) < 2:
        return False
    formulas = [place.formula for place in places(problem)]
    if any(_says_different(part, symbol.name) for formula in formulas for part in subterms(formula)):
        return False
    return _places(symbol, formulas, signature) == len(things.elements)


def _says_different(term: Term, name: str) -> bool:
    match term:
        case Distinct() | DistinctOver():
            return any(isinstance(part, Apply) and part.name == name for part in subterms(term))
        case Compare("!=", Apply(left, (Var(),)), Apply(right, (Var(),))):
            return left == right == name
        case _:
            return False


def _places(symbol: Symbol, formulas: list[Term], signature: Signature) -> int | None:
    """Return how many values a function can have, by its sort or by a claim that bounds it."""
    match signature.sorts.get(symbol.result):
        case Range(_, low, high):
            return high - low + 1
        case Enumeration(_, elements, closed=True, ordered=True):
            return len(elements)
        case _:
            return next((size for formula in formulas if (size := _bounded(formula, symbol.name))), None)


def _bounded(formula: Term, name: str) -> int | None:
    """Return the size of the range in `all(1 <= f(x) and f(x) <= n for x in Sort)`."""
    match formula:
        case Quantified(
            "all", _, And((Compare("<=", Num(low), Apply(one)), Compare("<=", Apply(two), Num(high))))
        ):
            return int(high - low) + 1 if one == two == name else None
        case _:
            return None


def _different(problem: Problem, symbol: Symbol) -> Repair:
    says = f"No two have the same {symbol.name}."
    formula = DistinctOver((Binding("x", symbol.args[0]),), Apply(symbol.name, (Var("x"),)))
    taken = {claim.id for claim in problem.claims}
    claim = Claim(fresh(f"c{len(taken) + 1}", taken), formula, says, "assumed")
    what = f"There are as many places as things; assumed: no two have the same `{symbol.name}`."
    return Repair("assumed", what, replace(problem, claims=(*problem.claims, claim)))
