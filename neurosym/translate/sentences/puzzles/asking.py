"""What a question of a puzzle asks for: one member, all of several, or how many solutions there are.

Knows the layout, none of the clues.
"""

from __future__ import annotations

from neurosym.ir.core import And, Apply, Arith, Compare, Count, DistinctOver, Num, Or, Term, Var
from neurosym.ir.walk import free_variables, subterms
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import FindAll, Part
from neurosym.translate.sentences.puzzles.layout import Layout

MOST = 500
"""Solutions that are counted; of more it is said that there are more."""


def counts_solutions(part: Part, entry: Entry) -> bool:
    """Say whether “how many orders are possible” is asked: a number of nothing that the puzzle has."""
    match part:
        case FindAll(var, Compare("==", Apply(_, ()), Var(number))) | FindAll(
            var, Compare("==", Var(number), Apply(_, ()))
        ):
            text = entry.text.casefold()
            return var == number and ("how many" in text or "number of" in text)
        case _:
            return False


def at_most_one(formula: Term, var: str, layout: Layout) -> bool:
    """Say whether a formula can hold of one value of a variable only, by how it is built."""
    match formula:
        case And(args):
            return any(at_most_one(arg, var, layout) for arg in args)
        case Compare("==", Count(_, Compare("<" | ">", Apply(one), Apply(other))), Num()) if one == other:
            return True  # so many have more of something: two have equally many only if they are level
        case Compare("==", left, right):
            return any(
                var not in free_variables(other) and _tells(one, other, var, layout)
                for one, other in ((left, right), (right, left))
            )
        case Or((Compare("==", one, Num(low)), Compare("==", same, Num(high)))) if one == same:
            return abs(low - high) in _sizes(layout) and _tells(one, Num(low), var, layout)
        case _:
            return False


def _tells(term: Term, other: Term, var: str, layout: Layout) -> bool:
    """Say whether the value of a term tells that of the variable in it."""
    match term:
        case Var():
            return True
        case Apply(function, (arg,)):
            return function in _one_to_one(layout) and _tells(arg, other, var, layout)
        case Arith("rank" | "neg", (arg,)):
            return _tells(arg, other, var, layout)
        case Arith("-", args):
            inner = [arg for arg in args if var in free_variables(arg)]
            return len(inner) == 1 and _tells(inner[0], other, var, layout)
        case Arith("abs", (arg,)) if isinstance(other, Num):
            return all(2 * other.value >= size for size in _sizes(layout)) and _tells(arg, other, var, layout)
        case _:
            return False


def _sizes(layout: Layout) -> set[int]:
    return {frame.size for frame in layout.frames if frame.ordered and frame.sort is not None}


def _one_to_one(layout: Layout) -> set[str]:
    """Return the functions that give no two members one value."""
    return {
        term.name
        for frame in layout.frames
        for claim in frame.claims
        if isinstance(claim.formula, DistinctOver)
        for term in subterms(claim.formula)
        if isinstance(term, Apply)
    }
