"""Where the formulas of a problem stand, how a caret finds a part of one, and how all are rewritten.

Judges nothing. A rewritten formula loses its `source`, so that a caret never points into old text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, assert_never

from neurosym.faults import Span, visible
from neurosym.ir.core import (
    BOOL,
    Apply,
    Arith,
    Ask,
    Binding,
    Compare,
    Count,
    Distinct,
    DistinctOver,
    Element,
    Entails,
    Enumerate,
    Find,
    Fold,
    Goal,
    If,
    Not,
    Num,
    Optimise,
    Options,
    Problem,
    Quantified,
    Term,
    Truth,
    Var,
)
from neurosym.ir.pretty import print_formula
from neurosym.ir.signature import Signature
from neurosym.ir.walk import bindings, children, rebuild, transform

Env = Mapping[str, str]
"""The sort of each variable in scope."""

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A formula of a problem. `id`: of the claim, the label of the option, or `goal`.

    `number` counts the places of a problem: its claims, then the formulas of its goal.
    """

    number: int
    role: Literal["said", "assumed", "triple", "derived", "rule", "goal", "option"]
    id: str
    formula: Term
    says: str = ""
    source: str = ""
    bound: tuple[Binding, ...] = ()

    def span(self, part: str | Term, last: bool = False) -> Span:
        """Return where a name or a part is written first (or last); the whole formula if nowhere."""
        text = self.source or print_formula(self.formula)
        needle = part if isinstance(part, str) else print_formula(part)
        start = _whole_word(text, needle, last)
        start = max(0, text.find(needle)) if start < 0 else start
        return Span(text, start, start + len(needle) if text.startswith(needle, start) else len(text))

    @property
    def env(self) -> Env:
        """The sorts of the variables that the goal binds outside of the formula."""
        return {binding.var: binding.sort for binding in self.bound}


def _whole_word(text: str, word: str, last: bool) -> int:
    """Return where a word stands first or last, not inside another one; -1 where it does not."""
    find = text.rfind if last else text.find
    start = find(word)
    while start >= 0:
        before, after = text[start - 1 : start], text[start + len(word) : start + len(word) + 1]
        if not (_in_word(before) or _in_word(after)):
            return start
        start = text.rfind(word, 0, start + len(word) - 1) if last else text.find(word, start + 1)
    return -1


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def places(problem: Problem) -> tuple[Place, ...]:
    """Return all formulas of a problem: its claims, then its goal."""
    claims = [
        Place(number, claim.kind, claim.id, claim.formula, claim.says, claim.source)
        for number, claim in enumerate(problem.claims)
    ]
    return (*claims, *_goal_places(problem.goal, len(claims)))


def _goal_places(goal: Goal, first: int) -> Iterator[Place]:
    match goal:
        case Entails(formula, says, source):
            yield Place(first, "goal", "goal", formula, says, source)
        case Optimise(_, term, says, source):
            yield Place(first, "goal", "goal", term, says, source)
        case Ask(bound, formula, says, source):
            yield Place(first, "goal", "goal", formula, says, source, bound)
        case Options(_, options):
            for number, option in enumerate(options, start=first):
                yield Place(number, "option", option.label, option.formula, option.says, option.source)
        case Find() | Enumerate():
            return
        case _:
            assert_never(goal)


def rewrite(problem: Problem, change: Callable[[Place], Term]) -> Problem:
    """Return the problem with every formula changed."""
    changed = [(place, change(place)) for place in places(problem)]
    new = {place.number: formula for place, formula in changed if formula != place.formula}
    if not new:
        return problem
    claims = tuple(
        replace(claim, formula=new[number], source="") if number in new else claim
        for number, claim in enumerate(problem.claims)
    )
    return replace(problem, claims=claims, goal=_with_formulas(problem.goal, len(claims), new))


def _with_formulas(goal: Goal, first: int, new: Mapping[int, Term]) -> Goal:
    match goal:
        case Entails() | Ask() if first in new:
            return replace(goal, formula=new[first], source="")
        case Optimise() if first in new:
            return replace(goal, term=new[first], source="")
        case Options(_, options):
            return replace(
                goal,
                options=tuple(
                    replace(option, formula=new[number], source="") if number in new else option
                    for number, option in enumerate(options, start=first)
                ),
            )
        case _:
            return goal


def rewrite_one(problem: Problem, number: int, formula: Term) -> Problem:
    """Return the problem with another formula at one place."""
    return rewrite(problem, lambda place: formula if place.number == number else place.formula)


def rewrite_terms(problem: Problem, change: Callable[[Term], Term]) -> Problem:
    """Return the problem with `change` applied to every term in it, parts first."""
    return rewrite(problem, lambda place: transform(place.formula, change))


@dataclass(frozen=True, slots=True)
class Slot:
    """A term inside a formula: the variables in scope there, and the sort that its place needs.

    `needs` is None where any sort would do. Beside a name that nobody declared, the sort of the
    other side counts as needed, so that the name's own sort can be guessed.
    """

    term: Term
    env: Env
    needs: str | None


def slots(
    term: Term, signature: Signature, env: Env | None = None, needs: str | None = None
) -> Iterator[Slot]:
    """Yield the term and all terms in it, parents first. Iterative: depth is no danger."""
    stack = [Slot(term, env or {}, needs)]
    while stack:
        top = stack.pop()
        yield top
        stack.extend(reversed(_parts(top, signature)))


def _parts(slot: Slot, signature: Signature) -> list[Slot]:
    term, env = slot.term, slot.env
    parts = children(term)
    match term:
        case Var() | Num() | Truth() | Element():
            return []
        case Apply(name):
            declared = signature.symbols.get(name)
            needed = declared.args if declared and len(declared.args) == len(parts) else ()
            return [Slot(part, env, needed[place] if needed else None) for place, part in enumerate(parts)]
        case Compare() | Distinct():
            return _beside(parts, signature, env)
        case Arith():
            return [Slot(part, env, None) for part in parts]
        case If(cond, then, other):
            return [Slot(cond, env, BOOL), Slot(then, env, slot.needs), Slot(other, env, slot.needs)]
        case Quantified() | Count() | Fold() | DistinctOver():
            inner = {**env, **{binding.var: binding.sort for binding in bindings(term)}}
            formula = isinstance(term, (Quantified, Count))
            return [Slot(parts[0], inner, BOOL if formula else None)]
        case _:
            return [Slot(part, env, BOOL) for part in parts]


def _beside(parts: tuple[Term, ...], signature: Signature, env: Env) -> list[Slot]:
    sorts = [signature.sort_of(part, env) for part in parts]
    known = next((sort for sort in sorts if sort), None)
    return [Slot(part, env, known if sort is None else None) for part, sort in zip(parts, sorts, strict=True)]


def formula_slots(place: Place, signature: Signature, goal: Goal) -> Iterator[Slot]:
    """Yield all terms of a place; a place needs a formula, only an objective does not."""
    objective = place.role == "goal" and isinstance(goal, Optimise)
    return slots(place.formula, signature, place.env, None if objective else BOOL)


def flip(formula: Term) -> Term:
    """Return the negation, without a double one and with `!=` for a negated `==`."""
    match formula:
        case Not(arg):
            return arg
        case Compare("==", left, right):
            return Compare("!=", left, right)
        case Compare("!=", left, right):
            return Compare("==", left, right)
        case Truth(value):
            return Truth(not value)
        case _:
            return Not(formula)


def shown(name: str) -> str:
    """Return a name in backticks, short and without characters that would change the line."""
    text = visible(name)
    return f"`{text}`" if len(text) <= _LONGEST_NAME else f"`{text[:_LONGEST_NAME]}…`"


def transform_in_scope(term: Term, env: Env, change: Callable[[Term, Env], Term]) -> Term:
    """Rebuild a term bottom up, giving every node to `change` with the sorts of its variables."""
    bound = bindings(term)
    inner = {**env, **{binding.var: binding.sort for binding in bound}} if bound else env
    parts = children(term)
    changed = tuple(transform_in_scope(part, inner, change) for part in parts)
    same = all(new is old for new, old in zip(changed, parts, strict=True))
    return change(term if same else rebuild(term, changed), env)
