"""A sentence with its formula, and rewriting what its formula says of things. Knows no words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from neurosym.ir.core import Apply, Arith, Binding, Compare, Count, Not, Quantified, Term, Var
from neurosym.ir.walk import children, rebuild, subterms


@dataclass(frozen=True, slots=True)
class Sentence:
    """A formula, still with the words of the text, and the sentence that says it."""

    text: str
    formula: Term


Change: TypeAlias = Callable[[Apply, bool], Term | None]
"""What an atom becomes, given whether `not` stands right before it; None where it stays."""


def rewritten(term: Term, change: Change, denied: bool = False) -> Term:
    """Rewrite what a formula says of things; what stands in arguments and beside numbers is left alone."""
    match term:
        case Apply():
            changed = change(term, denied) if term.args else None
            return term if changed is None else changed
        case Not(arg):
            inner = rewritten(arg, change, not denied)
            return inner.arg if isinstance(inner, Not) and not isinstance(arg, Not) else Not(inner)
        case Compare(op, left, right) if op not in ("==", "!=") or not (is_said(left) and is_said(right)):
            return rebuild(term, tuple(_counted(side, change) for side in children(term)))
        case Var() | Arith():
            return term
        case _:
            parts = children(term)
            return rebuild(term, tuple(rewritten(part, change) for part in parts)) if parts else term


def _counted(side: Term, change: Change) -> Term:
    return rebuild(side, (rewritten(side.body, change),)) if isinstance(side, Count) else side


def is_said(term: Term) -> bool:
    """Say whether a side of an equation is a formula, as far as its form shows."""
    return not isinstance(term, (Var, Arith)) and not (isinstance(term, Apply) and not term.args)


def for_all(variables: str, body: Term) -> Term:
    """Return what holds whatever the variables are, one letter each."""
    return Quantified("all", tuple(Binding(var, "") for var in variables), body)


def atoms(term: Term) -> Iterator[Apply]:
    """Yield what a formula says of things."""
    found: list[Apply] = []

    def note(atom: Apply, denied: bool) -> None:
        found.append(atom)

    rewritten(term, note)
    return iter(found)


def classes(term: Term) -> Mapping[str, tuple[str, ...]]:
    """Return what a formula says of each of its variables alone: `permit( y)` and `valid( y)` of `y`."""
    found: dict[str, dict[str, None]] = {}
    for part in subterms(term):
        match part:
            case Apply(name, (Var(var),)):
                found.setdefault(var, {})[name] = None
            case _:
                continue
    return {var: tuple(names) for var, names in found.items()}
