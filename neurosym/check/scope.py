"""Variables stand inside the binder that binds them; repairs a scope that was closed too early.

Knows no sorts but those of the binders, and no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from neurosym.check.base import Repair
from neurosym.check.places import Place, Slot, formula_slots, places, rewrite_one, shown
from neurosym.faults import Fault
from neurosym.ir.core import (
    BOOL,
    And,
    Apply,
    Binding,
    Compare,
    Goal,
    Implies,
    Not,
    Or,
    Problem,
    Quantified,
    Term,
    Truth,
    Var,
)
from neurosym.ir.pretty import print_formula
from neurosym.ir.signature import Signature
from neurosym.ir.walk import bindings, children, rebuild, subterms, transform

_VARIABLE = re.compile(r"[^\W\d_]_?\d{0,2}'?|_+")
_GENERAL = re.compile(r"\W*(?:each|every|everyone|everybody|everything|all|any|anyone|whoever|whichever)\b")
"""A sentence about all there are, not about some: "each child has a locker"."""


def bound_variables(problem: Problem) -> Iterator[Fault]:
    """No variable stands outside of its binder, and no undeclared name looks like one that does."""
    signature = Signature.of(problem)
    for place in places(problem):
        binders = _binder_names(place.formula)
        for name in loose(place, signature, problem.goal):
            what = f"the variable {shown(name)} stands outside of the scope that binds it"
            hint = f"widen the scope: put {shown(name)} inside the brackets of its `all(…)` or `any(…)`"
            if name not in binders:
                what = f"the variable {shown(name)} is not bound"
                hint = f"write `all(… for {name} in Sort)` around the formula"
            yield Fault("free-variable", what, place.span(name, last=True), hint, place.id)


def loose(place: Place, signature: Signature, goal: Goal) -> dict[str, str | None]:
    """Return the variables of a place that nothing binds there, with the sort their places need."""
    found: dict[str, str | None] = {}
    binders: frozenset[str] | None = None
    for slot in formula_slots(place, signature, goal):
        name = _candidate(slot, signature)
        if name is None:
            continue
        if binders is None:
            binders = _binder_names(place.formula)
        if isinstance(slot.term, Var) or name in binders or _VARIABLE.fullmatch(name):
            found[name] = found.get(name) or slot.needs
    return found


def _candidate(slot: Slot, signature: Signature) -> str | None:
    match slot.term:
        case Var(name) if name not in slot.env:
            return name
        case Apply(name, ()) if name not in signature.symbols and slot.needs != BOOL:
            return name
        case _:
            return None


def _binder_names(formula: Term) -> frozenset[str]:
    return frozenset(binding.var for part in subterms(formula) for binding in bindings(part))


# --- repairs


def bind_variables(problem: Problem) -> Iterator[Repair]:
    """Move the quantifier of a loose variable over all of its occurrences, or else give it one."""
    signature = Signature.of(problem)
    for place in places(problem):
        for name, needs in loose(place, signature, problem.goal).items():
            formula = _with_variable(place.formula, name)
            wide = _widen(formula, name)
            if wide is not None:
                what = f"The scope of {shown(name)} was closed too early; now: {shown(print_formula(wide))}."
                yield Repair("scope", what, rewrite_one(problem, place.number, wide))
            sort = needs or _only_sort(problem)
            if sort is not None:
                general = bool(_GENERAL.match(place.says.casefold()))
                bound = _Indefinite(Binding(name, sort), signature).bind(formula, general)
                what = f"The variable {shown(name)} was not bound; now: {shown(print_formula(bound))}."
                yield Repair("scope", what, rewrite_one(problem, place.number, bound))


def _with_variable(formula: Term, name: str) -> Term:
    return transform(formula, lambda term: Var(name) if term == Apply(name) else term)


def _only_sort(problem: Problem) -> str | None:
    return problem.sorts[0].name if len(problem.sorts) == 1 else None


def _occurs(term: Term, name: str) -> bool:
    """Say whether a variable occurs free."""
    if isinstance(term, Var):
        return term.name == name
    if any(binding.var == name for binding in bindings(term)):
        return False
    return any(_occurs(part, name) for part in children(term))


@dataclass(frozen=True, slots=True)
class _Indefinite:
    """Binds a variable as English reads an indefinite (Kamp, "A theory of truth and semantic
    representation", 1981): "a dog that has an owner likes her" is about every owner, and "a dog has
    an owner" about some. A blank `_` is another individual in every fact.
    """

    binding: Binding
    signature: Signature

    def bind(self, term: Term, general: bool) -> Term:
        """Put a quantifier around the smallest part that holds all of the variable.

        `general`: what is claimed of single individuals is claimed of all.
        """
        parts = children(term)
        holding = [place for place, part in enumerate(parts) if _occurs(part, self.binding.var)]
        blank = self.binding.var.startswith("_")
        match term:
            case And() | Or() | Not() | Implies() | Quantified() if blank or len(holding) == 1:
                inside = general and isinstance(term, (And, Or))
                opened = (self.bind(part, inside) if n in holding else part for n, part in enumerate(parts))
                return rebuild(term, tuple(opened))
            case Implies() | Or():
                return Quantified("all", (self.binding,), term)
            case Compare(op, left, right) if self.signature.sort_of(left, {}) == BOOL:
                if len(holding) == 1 and isinstance(right, Truth):  # `p == False` is how some write `not p`
                    return Compare(op, self.bind(left, False), right)
                return Quantified("all", (self.binding,), term)
            case _:
                return Quantified("all" if general and not blank else "any", (self.binding,), term)


def _widen(term: Term, name: str) -> Term | None:
    """Return the term with the quantifier of a name around the smallest part that holds all of it."""
    parts = children(term)
    holding = [place for place, part in enumerate(parts) if _occurs(part, name) or _quantifiers(part, name)]
    if len(holding) > 1:
        return _hoist(term, name)
    if not holding:
        return None
    (place,) = holding
    inner = _widen(parts[place], name)
    return None if inner is None else rebuild(term, (*parts[:place], inner, *parts[place + 1 :]))


def _quantifiers(term: Term, name: str) -> list[Quantified]:
    """Return the outermost quantifiers that bind a name."""
    if isinstance(term, Quantified) and any(binding.var == name for binding in term.bindings):
        return [term]
    return [found for part in children(term) for found in _quantifiers(part, name)]


def _hoist(term: Term, name: str) -> Term | None:
    """Put the quantifiers of a name in front of the term, as one. Nothing where that is no widening."""
    binders = _quantifiers(term, name)
    bound = {binding for binder in binders for binding in binder.bindings if binding.var == name}
    kinds = {binder.kind for binder in binders}
    if len(bound) != 1 or len(kinds) != 1 or (kinds == {"all"} and _occurs(children(term)[0], name)):
        return None
    denied = Not(binders[0])
    if isinstance(term, And) and denied in term.args:
        # `not any(p(x)) and q(x)`: what is denied was meant to go on
        opened = tuple(
            _strip(arg.arg if isinstance(arg, Not) and arg == denied else arg, name) for arg in term.args
        )
        return Not(Quantified(binders[0].kind, tuple(bound), And(opened)))
    kind = "all" if _is_negative(term, binders[0]) else binders[0].kind
    return Quantified(kind, tuple(bound), _joined(term, name))


def _joined(term: Term, name: str) -> Term:
    """Open the quantifiers inside; what stood beside a rule becomes part of its conclusion.

    Read as it stands, `(p(x) implies q(x)) and r(x)` for all `x` would claim `r` of everything.
    """
    parts = [_strip(part, name) for part in children(term)]
    match term, parts:
        case And(), [Implies(left, right), *others]:
            return Implies(left, And((right, *others)))
        case Implies(), [Implies(left, right), conclusion]:
            return Implies(And((left, right)), conclusion)
        case _:
            return rebuild(term, tuple(parts))


def _strip(term: Term, name: str) -> Term:
    if isinstance(term, Quantified) and any(binding.var == name for binding in term.bindings):
        rest = tuple(binding for binding in term.bindings if binding.var != name)
        return Quantified(term.kind, rest, term.body) if rest else term.body
    parts = children(term)
    return rebuild(term, tuple(_strip(part, name) for part in parts)) if parts else term


def _is_negative(term: Term, part: Term) -> bool:
    """Say whether a part stands in a condition or under a negation."""
    match term:
        case Not(arg):
            return _contains(arg, part) and not _is_negative(arg, part)
        case Implies(left, right):
            return not _is_negative(left, part) if _contains(left, part) else _is_negative(right, part)
        case _:
            return any(_contains(inner, part) and _is_negative(inner, part) for inner in children(term))


def _contains(term: Term, part: Term) -> bool:
    return any(inner is part for inner in subterms(term))
