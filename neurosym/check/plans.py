"""Plans: products of what is decided, amounts below zero, counted things that may have parts. Warnings only.

They are said of problems with something to make large or small. Solves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from neurosym.check.places import places
from neurosym.english import fold, singular, words
from neurosym.faults import Fault, Span
from neurosym.ir.core import INT, REAL, Apply, Arith, Compare, Num, Optimise, Problem, Term
from neurosym.ir.walk import conjuncts, subterms, symbols_in
from neurosym.measures import BELOW_ZERO, CURRENCY, MEASURES

_BELOW = re.compile(rf"{BELOW_ZERO}(?=[\d.])")
_DIVISIBLE = MEASURES | CURRENCY | {"money", "amount", "unit"}
"""Words behind `how many` that count no things, in the singular."""


def decided(problem: Problem) -> frozenset[str]:
    """Return the numeric symbols whose value no equation gives."""
    given = {part.left.name for part in _equations(problem) if isinstance(part.left, Apply)}
    return _numeric(problem) - given - _told(problem)


def _numeric(problem: Problem) -> frozenset[str]:
    return frozenset(symbol.name for symbol in problem.symbols if symbol.result in (INT, REAL))


def _told(problem: Problem) -> frozenset[str]:
    """Return the numeric symbols whose value equations give, one after the other; `x == 2 * y` gives none."""
    numeric = _numeric(problem)
    unknown = [set(symbols_in(part) & numeric) for part in _equations(problem)] if numeric else []
    speaking: dict[str, list[set[str]]] = {}
    for names in unknown:
        for name in names:
            speaking.setdefault(name, []).append(names)
    told: set[str] = set()
    ready = [names for names in unknown if len(names) == 1]
    while ready:
        for name in tuple(ready.pop()):
            told.add(name)
            for names in speaking.pop(name, ()):
                names.discard(name)
                if len(names) == 1:
                    ready.append(names)
    return frozenset(told)


def _equations(problem: Problem) -> Iterator[Compare]:
    for claim in problem.claims:
        for part in conjuncts(claim.formula):
            if isinstance(part, Compare) and part.op == "==":
                yield part


def linear_plans(problem: Problem) -> Iterator[Fault]:
    """No two amounts that are both decided are multiplied, nor is one divided by another."""
    if not isinstance(problem.goal, Optimise):
        return
    open_ = _numeric(problem) - _told(problem)
    for place in places(problem):
        for part in subterms(place.formula):
            if not (isinstance(part, Arith) and part.op in ("*", "/", "//", "%")):
                continue
            names = [sorted(symbols_in(arg) & open_) for arg in part.args]
            firsts = list(dict.fromkeys(f"`{found[0]}`" for found in names if found))
            if sum(map(bool, names)) > 1:
                hint = "give one of them a number; as it stands, the best may not be found or not be proved"
                yield Fault("product", _multiplied(firsts), _quoted(place.says), hint, place.id, "warning")
                break


def _multiplied(names: Sequence[str]) -> str:
    if len(names) == 1:
        return f"{names[0]} is decided, and is multiplied or divided by itself"
    return f"{' and '.join(names)} are both decided, and one is multiplied or divided by the other"


def amounts_above_zero(problem: Problem) -> Iterator[Fault]:
    """No sentence gives an amount below zero of what there is, or of what is used or earned."""
    if not isinstance(problem.goal, Optimise):
        return
    for place in places(problem):
        if place.role != "said" or not _BELOW.search(fold(place.says)):
            continue
        below = [value for part in conjuncts(place.formula) for value in _bounds(part) if value < 0]
        if below:
            what = f"the sentence gives an amount below zero: {below[0]}"
            hint = "write what there is, or what is used, as zero or more"
            yield Fault("negative", what, _quoted(place.says), hint, place.id, "warning")


def counted_whole(problem: Problem) -> Iterator[Fault]:
    """What the text counts is whole: `how many desks` are not 2.5 of them."""
    if not isinstance(problem.goal, Optimise):
        return
    text = fold(problem.text)
    open_ = decided(problem)
    for symbol in problem.symbols:
        if symbol.result != REAL or symbol.args or symbol.gloss or symbol.name not in open_:
            continue
        last = words(symbol.name)[-1] if words(symbol.name) else ""
        name = rf"{re.escape(singular(last))}(?:e?s)?"
        counts = re.search(rf"\b(?:how many|number of)(?: \w+)?? {name}\b", text) if last else None
        if counts and not _DIVISIBLE & {singular(word, MEASURES | CURRENCY) for word in words(counts[0])}:
            where = Span(problem.text, *counts.span()) if len(text) == len(problem.text) else None
            what = f"`{symbol.name}` may have parts, and the text counts it: “{counts[0]}”"
            yield Fault("counted", what, where, f"declare {symbol.name} : Int", severity="warning")


def _bounds(part: Term) -> Iterator[Fraction]:
    """Yield the numbers that a comparison sets amounts against."""
    if isinstance(part, Compare):
        for side in (part.left, part.right):
            match side:
                case Num(value):
                    yield Fraction(value)
                case Arith("neg", (Num(value),)):
                    yield Fraction(-value)


def _quoted(says: str) -> Span | None:
    return Span(says, 0, len(says), "quoted") if says else None
