"""Repairs of what is declared: names that cannot be names, and names that stand for two things.

Changes no meaning: whatever is renamed is renamed everywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from neurosym.check.base import Repair
from neurosym.check.names import all_names
from neurosym.check.places import shown
from neurosym.check.renaming import Renaming
from neurosym.ir.core import BUILTIN_SORTS, Enumeration, Options, Problem, Sort
from neurosym.ir.names import is_name, mangle
from neurosym.ir.walk import fresh

_LISTED = 5
"""Names that a sentence lists before it says "and others"."""


def valid_names(problem: Problem) -> Iterator[Repair]:
    """Rename all that the notation cannot read back: `New York`, `class`."""
    names = dict.fromkeys(all_names(problem))
    wrong = [name for name in names if not is_name(name)]
    if not wrong:
        return
    taken = {*names, *BUILTIN_SORTS}
    new: dict[str, str] = {}
    for name in wrong:
        new[name] = fresh(mangle(name or "nameless"), taken)
        taken.add(new[name])
    what = f"{_listed(wrong)} cannot be a name in the notation; it is written {_listed(new.values())} now."
    yield Repair("rename", what, Renaming(new, new, new).apply(problem))


def _listed(names: Iterable[str]) -> str:
    every = [shown(name) for name in names]
    return ", ".join(every[:_LISTED]) + (" and others" if len(every) > _LISTED else "")


def single_declarations(problem: Problem) -> Iterator[Repair]:
    """Drop a declaration that repeats another, and give each of two things with one name its own."""
    symbols = {(symbol.name, symbol.args, symbol.result): symbol for symbol in reversed(problem.symbols)}
    kept = replace(
        problem,
        sorts=tuple(_unrepeated(sort) for sort in dict.fromkeys(problem.sorts)),
        symbols=tuple(reversed(symbols.values())),
    )
    if kept != problem:
        yield Repair("declared-twice", "What was declared twice in the same way is declared once now.", kept)
    yield from _told_apart(problem)
    yield from _numbered(problem)


def _unrepeated(sort: Sort) -> Sort:
    if isinstance(sort, Enumeration):
        return replace(sort, elements=tuple(dict.fromkeys(sort.elements)))
    return sort


def _told_apart(problem: Problem) -> Iterator[Repair]:
    """Rename elements and predicates that have the name of something of another kind."""
    sorts = {sort.name for sort in problem.sorts}
    symbols = {symbol.name for symbol in problem.symbols}
    elements = {name for sort in problem.sorts if isinstance(sort, Enumeration) for name in sort.elements}
    taken = {*all_names(problem)}
    new_elements = {name: fresh(f"{name}_itself", taken) for name in sorted(elements & (symbols | sorts))}
    if new_elements:
        called = f"called {_listed(new_elements.values())} now"
        what = (
            f"The individuals {_listed(new_elements)} share their names with other things, and are {called}."
        )
        yield Repair("rename", what, Renaming(elements=new_elements).apply(problem))
    new_symbols = {name: fresh(f"is_{name}", taken) for name in sorted(symbols & sorts)}
    if new_symbols:
        called = f"called {_listed(new_symbols.values())} now"
        what = f"{_listed(new_symbols)} was a sort and a symbol; the symbol is {called}."
        yield Repair("rename", what, Renaming(symbols=new_symbols).apply(problem))


def _numbered(problem: Problem) -> Iterator[Repair]:
    """Give every claim and every option an id of its own."""
    ids = _unique([claim.id for claim in problem.claims])
    claims = tuple(replace(claim, id=new) for claim, new in zip(problem.claims, ids, strict=True))
    goal = problem.goal
    if isinstance(goal, Options):
        labels = _unique([option.label for option in goal.options])
        goal = replace(
            goal, options=tuple(replace(o, label=new) for o, new in zip(goal.options, labels, strict=True))
        )
    if claims != problem.claims or goal != problem.goal:
        what = "Claims or options with one label have labels of their own now."
        yield Repair("rename", what, replace(problem, claims=claims, goal=goal))


def _unique(names: list[str]) -> list[str]:
    counts = Counter(names)
    if len(counts) == len(names):
        return names
    taken = set(names)
    kept: list[str] = []
    seen: set[str] = set()
    for number, name in enumerate(names, start=1):
        new = fresh(f"{name}_{number}", taken) if name in seen else name
        taken.add(new)
        seen.add(name)
        kept.append(new)
    return kept
