"""Shapes of formulas that `horn` treats in a way of their own. Changes no meaning."""

from __future__ import annotations

from neurosym.ir.core import And, Apply, Arith, Compare, Count, Fold, If, Implies, Quantified, Term
from neurosym.ir.walk import bindings, children, rebuild, subterms


def is_extreme(found: Quantified, bound: Quantified) -> bool:
    """Say whether two formulas are what `value == max(term for … if condition)` is read as."""
    match found, bound:
        case Quantified("any", one, And(parts)), Quantified(
            "all", other, Implies(cond, Compare(op, left, right))
        ):
            guard = cond.args if isinstance(cond, And) else (cond,)
            return one == other and op in ("<=", ">=") and parts == (*guard, Compare("==", left, right))
        case _:
            return False


def needs_more(term: Term) -> bool:
    """Say whether a comparison has parts that may be without value, or that must be looked up."""
    return any(
        isinstance(part, Apply | Count | Fold) or (isinstance(part, Arith) and part.op in ("/", "//", "%"))
        for part in subterms(term)
    )


def first_choice(term: Term) -> If | None:
    """Return an `a if b else c` in a term that stands in no binder."""
    if isinstance(term, If):
        return term
    parts = () if bindings(term) else children(term)
    return next((found for part in parts if (found := first_choice(part)) is not None), None)


def replaced(term: Term, old: Term, new: Term) -> Term:
    """Return the term with another part in the place of this very one."""
    if term is old:
        return new
    parts = children(term)
    return rebuild(term, tuple(replaced(part, old, new) for part in parts)) if parts else term
