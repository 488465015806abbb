"""Rules that fire forward only: told true and told false become two predicates. Solves nothing.

Rule bases conclude from conditions and never turn a rule round: from "lions are cold" and "Bo is not cold"
they do not conclude that Bo is no lion. That is Belnap's logic of what one is told ("A useful four-valued
logic", 1977) with internal implication, put into classical logic as by Maier, Ma and Hitzler ("Paraconsistent
OWL and related logics", 2013); only what is told both true and false stays a contradiction here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from neurosym.ir.core import (
    BOOL,
    And,
    Apply,
    Binding,
    Claim,
    Compare,
    Entails,
    Implies,
    Not,
    Or,
    Problem,
    Quantified,
    Symbol,
    Term,
    Var,
    conjunction,
    disjunction,
    negate,
)
from neurosym.ir.signature import Signature
from neurosym.ir.walk import fresh, symbols_in

ASKED = "asked"
"""The new symbol for what is asked."""

YES, NO = "yes", "no"
"""Ids of the claims that say when what is asked is true and when it is false."""


def fired_forward(problem: Problem) -> Problem:
    """Return the problem in which rules fire forward only; where it asks not what follows, as it is.

    Predicates that rules define (`Symbol.defined`) stay: they are false where no rule makes them true.
    """
    goal = problem.goal
    if not isinstance(goal, Entails):
        return problem
    taken = set(Signature.of(problem).names())
    contrary = {}
    for symbol in problem.symbols:
        if symbol.result == BOOL and not symbol.defined:
            contrary[symbol.name] = fresh(f"not_{symbol.name}", taken)
            taken.add(contrary[symbol.name])
    telling, asked = _Telling(contrary), Apply(fresh(ASKED, taken))
    claims = [_claim(claim, telling) for claim in problem.claims]
    ids = {claim.id for claim in problem.claims}
    claims += [
        Claim(fresh(YES, ids), Implies(telling.told(goal.formula, True), asked), "", "assumed"),
        Claim(fresh(NO, ids), Implies(telling.told(goal.formula, False), Not(asked)), "", "assumed"),
    ]
    used = {name for claim in claims for name in symbols_in(claim.formula)}
    contraries = []
    for symbol in problem.symbols:
        if contrary.get(symbol.name) in used:
            other = replace(symbol, name=contrary[symbol.name], gloss=f"not {symbol.gloss or symbol.name}")
            contraries.append(other)
            claims.append(Claim(fresh(other.name, ids), _never_both(symbol, other), "", "assumed"))
    return replace(
        problem,
        symbols=(*problem.symbols, *contraries, Symbol(asked.name)),
        claims=tuple(claims),
        goal=replace(goal, formula=asked, source=""),
    )


def _never_both(symbol: Symbol, other: Symbol) -> Term:
    bound = tuple(Binding(f"x{number}", sort) for number, sort in enumerate(symbol.args, start=1))
    args = tuple(Var(binding.var) for binding in bound)
    denial = Not(And((Apply(symbol.name, args), Apply(other.name, args))))
    return Quantified("all", bound, denial) if bound else denial


def _claim(claim: Claim, telling: _Telling) -> Claim:
    formula = claim.formula if claim.kind == "rule" else telling.said(claim.formula, True)
    return claim if formula == claim.formula else replace(claim, formula=formula, source="")


@dataclass(frozen=True, slots=True)
class _Telling:
    """What tells formulas true or false, by the contraries of predicates."""

    contrary: Mapping[str, str]

    def told(self, term: Term, truth: bool) -> Term:
        """Return the condition that a formula is told true, or that it is told false."""
        match term:
            case Apply(name, args) if name in self.contrary:
                return term if truth else Apply(self.contrary[name], args)
            case Not(arg):
                return self.told(arg, not truth)
            case And(args) | Or(args):
                parts = tuple(self.told(arg, truth) for arg in args)
                return conjunction(parts) if isinstance(term, And) is truth else disjunction(parts)
            case Implies(left, right):
                return self.told(Or((Not(left), right)), truth)
            case Quantified(kind, bindings, body):
                kept = kind if truth else _DUAL[kind]
                return Quantified(kept, bindings, self.told(body, truth))
            case _ if alike := self._alike(term, truth):
                left, right, same = alike
                both, neither = And((left, right)), And((Not(left), Not(right)))
                one, other = And((left, Not(right))), And((Not(left), right))
                return self.told(Or((both, neither) if same else (one, other)), True)
            case _:
                return term if truth else negate(term)

    def said(self, term: Term, truth: bool) -> Term:
        """Return what a claim that says a formula true, or false, lets conclude."""
        match term:
            case Not(arg):
                return self.said(arg, not truth)
            case And(args) | Or(args):
                parts = tuple(self.said(arg, truth) for arg in args)
                return conjunction(parts) if isinstance(term, And) is truth else disjunction(parts)
            case Implies(left, right):
                if truth:
                    return Implies(self.told(left, True), self.said(right, True))
                return conjunction((self.said(left, True), self.said(right, False)))
            case Quantified(kind, bindings, body):
                kept = kind if truth else _DUAL[kind]
                return Quantified(kept, bindings, self.said(body, truth))
            case _ if alike := self._alike(term, truth):
                left, right, same = alike
                ways = (
                    (one, other, now)
                    for one, other in ((left, right), (right, left))
                    for now in (True, False)
                )
                return conjunction(
                    tuple(
                        Implies(self.told(one, now), self.said(other, now is same))
                        for one, other, now in ways
                    )
                )
            case _:
                return self.told(term, truth)

    def _alike(self, term: Term, truth: bool) -> tuple[Term, Term, bool] | None:
        """Return two formulas and whether they are alike in truth, if that is what is said."""
        match term:
            case Compare("==" | "!=" as op, left, right) if self._is_formula(left) or self._is_formula(right):
                return left, right, (op == "==") is truth
            case _:
                return None

    def _is_formula(self, term: Term) -> bool:
        match term:
            case Apply(name):
                return name in self.contrary
            case _:
                return isinstance(term, (Not, And, Or, Implies, Quantified))


_DUAL: Mapping[Literal["all", "any"], Literal["all", "any"]] = {"all": "any", "any": "all"}
