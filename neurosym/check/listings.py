"""A "complete and accurate list" says of all that are not on it that they are not.

Options that list who is in a group are closed, where the question asks for the whole list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from neurosym.check.base import Repair
from neurosym.check.places import flip, shown
from neurosym.english import fold
from neurosym.faults import Fault
from neurosym.ir.core import And, Apply, Compare, Element, Enumeration, Options, Problem, Term, conjunction
from neurosym.ir.pretty import print_formula
from neurosym.ir.signature import Signature
from neurosym.ir.walk import transform

_COMPLETE = re.compile(
    r"\bcomplete (?:and accurate )?(?:list|assignment|selection|set)\b|\blist of all\b"
    r"|\b(?:accurate|entire|full|whole) list\b"
)
_LARGEST = 50
"""Individuals of a sort that is written out."""


def closed_lists(problem: Problem) -> Iterator[Fault]:
    """Options of a question for a complete list say who is not on it (warning `open-list`)."""
    for label, _ in _closed(problem):
        what = "the question asks for a complete list, and the option does not say who is not on it"
        yield Fault("open-list", what, hint="add `not …` for all others", claim=label, severity="warning")


def close_lists(problem: Problem) -> Iterator[Repair]:
    """Say in each option that nobody else is on its list."""
    closed = dict(_closed(problem))
    if closed and isinstance(problem.goal, Options):
        options = tuple(
            replace(option, formula=closed.get(option.label, option.formula), source="")
            for option in problem.goal.options
        )
        example = shown(print_formula(next(iter(closed.values()))))
        what = f"The lists of the options are complete: {example}."
        yield Repair("open-list", what, replace(problem, goal=replace(problem.goal, options=options)))


@dataclass(frozen=True, slots=True)
class _Group:
    """What is said of each member of a list: a fact with a blank, and the sort of the members."""

    fact: Term
    sort: str


_BLANK = Element("")


def _closed(problem: Problem) -> Iterator[tuple[str, Term]]:
    """Yield the options that list some of a group, with the formula that lists all of it."""
    goal = problem.goal
    if not isinstance(goal, Options) or not _COMPLETE.search(fold(goal.says)):
        return
    signature = Signature.of(problem)
    listed = [_groups(option.formula, signature) for option in goal.options]
    common = [group for group in (listed[0] if listed else {}) if all(group in groups for groups in listed)]
    if len(common) != 1:
        return
    (group,) = common
    sort = signature.sorts.get(group.sort)
    if not isinstance(sort, Enumeration) or not sort.closed or len(sort.elements) > _LARGEST:
        return
    for option, groups in zip(goal.options, listed, strict=True):
        parts = option.formula.args if isinstance(option.formula, And) else (option.formula,)
        facts = [(name, _filled(group.fact, name)) for name in sort.elements if name not in groups[group]]
        others = [flip(fact) for _, fact in facts if flip(fact) not in parts]
        if others:
            yield option.label, conjunction((*parts, *others))


def _groups(formula: Term, signature: Signature) -> dict[_Group, set[str]]:
    """Return who is listed by the facts of a conjunction, by what the facts say of them."""
    found: dict[_Group, set[str]] = {}
    for part in formula.args if isinstance(formula, And) else (formula,):
        match part:
            case Apply(name, (Element(member), *rest)):
                group = _Group(Apply(name, (_BLANK, *rest)), signature.elements.get(member, ""))
            case Compare("==", Apply(name, (Element(member), *rest)), value):
                group = _Group(
                    Compare("==", Apply(name, (_BLANK, *rest)), value), signature.elements.get(member, "")
                )
            case _:
                continue
        found.setdefault(group, set()).add(member)
    return found


def _filled(fact: Term, name: str) -> Term:
    return transform(fact, lambda term: Element(name) if term == _BLANK else term)
