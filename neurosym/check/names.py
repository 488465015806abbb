"""Every name is declared once and every name used is declared. Knows no sorts of terms and no English."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rapidfuzz import fuzz, process

from neurosym.check.places import Place, formula_slots, places, shown
from neurosym.check.scope import loose
from neurosym.faults import Fault, Span
from neurosym.ir.core import (
    BOOL,
    BUILTIN_SORTS,
    Apply,
    Element,
    Enumerate,
    Enumeration,
    Find,
    Options,
    Problem,
    Range,
    Sort,
    Symbol,
)
from neurosym.ir.document import print_sort, print_symbol
from neurosym.ir.names import is_name, mangle
from neurosym.ir.signature import Signature

_HINTS = 20
"""Unknown names that get a suggestion: looking for one compares the name with all others."""


def declared_well(problem: Problem) -> Iterator[Fault]:
    """Sorts, elements, symbols and claim ids have names of their own, and sorts that exist."""
    yield from _reserved(problem)
    yield from _twice(problem)
    for sort in problem.sorts:
        yield from _sort(sort)
    known = {sort.name for sort in problem.sorts}
    for symbol in problem.symbols:
        yield from _symbol(symbol, known)
    yield from _goal(problem)


def _reserved(problem: Problem) -> Iterator[Fault]:
    for name in dict.fromkeys(all_names(problem)):
        if not name:
            yield Fault("name", "a name is empty", hint="give it a name")
        elif not is_name(name):
            yield Fault("name", f"{shown(name)} cannot be a name", hint=f"write {shown(mangle(name))}")


def all_names(problem: Problem) -> Iterator[str]:
    """Yield the names that a problem declares: of sorts, of elements, of symbols."""
    for sort in problem.sorts:
        yield sort.name
        if isinstance(sort, Enumeration):
            yield from sort.elements
    for symbol in problem.symbols:
        yield symbol.name


def _twice(problem: Problem) -> Iterator[Fault]:
    for name, count in Counter(all_names(problem)).items():
        if count > 1:
            yield Fault(
                "declared-twice",
                f"{shown(name)} is declared {count} times",
                hint="one name stands for one thing: one sort, one element or one symbol",
            )
    for name, count in Counter(claim.id for claim in problem.claims).items():
        if count > 1:
            yield Fault("declared-twice", f"{count} claims have the id {shown(name)}", claim=name)
    if isinstance(problem.goal, Options):
        for label, count in Counter(option.label for option in problem.goal.options).items():
            if count > 1:
                yield Fault("declared-twice", f"{count} options have the label {shown(label)}")


def _sort(sort: Sort) -> Iterator[Fault]:
    match sort:
        case Range(_, low, high) if low > high:
            yield _declaration("empty-sort", "a range from a larger to a smaller number", print_sort(sort))
        case Enumeration(_, (), closed=True):
            yield _declaration(
                "empty-sort", "a sort that has no element and no others", f"sort {sort.name}", "name one"
            )
        case _:
            return


def _symbol(symbol: Symbol, known: set[str]) -> Iterator[Fault]:
    line = print_symbol(symbol)
    for sort in dict.fromkeys((*symbol.args, symbol.result)):
        if sort not in known and sort not in BUILTIN_SORTS:
            hint = suggest(sort, (*known, *BUILTIN_SORTS)) or "declare it with `sort`"
            yield _declaration("unknown-sort", f"unknown sort {shown(sort)}", line, hint, sort)
    if BOOL in symbol.args:
        hint = "a predicate takes individuals and numbers"
        yield _declaration("sort", "a truth value cannot be an argument", line, hint, BOOL)
    if symbol.defined and symbol.result != BOOL:
        yield _declaration("sort", "rules define predicates, and this is none", line, "drop `defined`")


def _declaration(code: str, what: str, line: str, hint: str = "", part: str = "") -> Fault:
    start = max(0, line.rfind(part)) if part else 0
    return Fault(code, what, Span(line, start, start + len(part) if part else len(line)), hint)


def _goal(problem: Problem) -> Iterator[Fault]:
    goal = problem.goal
    match goal:
        case Find(show) | Enumerate(show):
            known = {symbol.name for symbol in problem.symbols}
            for name in dict.fromkeys(show):
                if name not in known:
                    hint = suggest(name, known) or "name a function or a constant"
                    yield Fault("unknown-name", f"unknown symbol {shown(name)}", hint=hint, claim="goal")
        case Options(_, ()):
            yield Fault(
                "goal", "there are no options", hint="write one formula for each option", claim="goal"
            )
        case _:
            pass
    match problem.goal:
        case Enumerate(_, limit) if limit < 1:
            yield Fault("goal", "the number of solutions wanted is less than one", claim="goal")
        case _:
            return


# --- names that are used


def known_names(problem: Problem) -> Iterator[Fault]:
    """Every symbol and element in a formula is declared. A name is reported where it first stands."""
    signature = Signature.of(problem)
    reported: set[str] = set()
    for place in places(problem):
        for name, what in _unknown(place, problem, signature):
            if name in reported:
                continue
            reported.add(name)
            hint = _hint(name, what, signature) if len(reported) <= _HINTS else ""
            yield Fault("unknown-name", f"unknown {what} {shown(name)}", place.span(name), hint, place.id)


def _unknown(place: Place, problem: Problem, signature: Signature) -> Iterator[tuple[str, str]]:
    variables = loose(place, signature, problem.goal)
    for slot in formula_slots(place, signature, problem.goal):
        match slot.term:
            case Apply(name, ()) if name in variables:
                pass
            case Apply(name, args) if name not in signature.symbols:
                formula = slot.needs == BOOL
                yield name, "predicate" if formula else "function" if args else "name"
            case Element(name) if name not in signature.elements:
                yield name, "name"
            case _:
                pass


def _hint(name: str, what: str, signature: Signature) -> str:
    known = [*signature.symbols, *(signature.elements if what == "name" else ())]
    declare = "declare it in a sort or as a symbol" if what == "name" else "declare it"
    return suggest(name, known) or declare


def suggest(name: str, known: Iterator[str] | tuple[str, ...] | list[str] | set[str]) -> str:
    """Return "did you mean `aware`?" for the nearest name, or an empty hint."""
    folded = {word.casefold(): word for word in known}
    near = process.extractOne(name.casefold(), list(folded), scorer=fuzz.ratio, score_cutoff=60)
    return f"did you mean {shown(folded[near[0]])}?" if near else ""
