"""A problem whose rules derive forward only, as a rule engine with explicit negation runs them.

For each predicate `p` there are two more: what is `known_p`, and what is `known_not_p`. Rules and facts
speak of what is known; what is known is so: all(p(x) if known_p(x)), all(not p(x) if known_not_p(x)).
Nothing follows by contraposition or by cases, and a goal is undetermined where nothing is derived. All of
it is classical logic: the derived facts are exactly what follows, since only Horn clauses derive them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from neurosym.ir.core import (
    BOOL,
    And,
    Apply,
    Binding,
    Claim,
    Compare,
    Implies,
    Not,
    Or,
    Problem,
    Quantified,
    Term,
    Var,
    conjunction,
    disjunction,
)
from neurosym.ir.signature import Signature
from neurosym.ir.walk import fresh, symbols_in


def forward(problem: Problem) -> Problem:
    """Return the problem with rules that only fire forward."""
    return _Forward(problem).problem()


class _Forward:
    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._signature = Signature.of(problem)
        used = frozenset[str]().union(*(symbols_in(claim.formula) for claim in problem.claims))
        self._predicates = {s.name: s for s in problem.symbols if s.result == BOOL and s.name in used}
        taken = set(self._signature.names())
        self._known: dict[tuple[str, bool], str] = {}
        for name in self._predicates:
            for truth, stem in ((True, f"known_{name}"), (False, f"known_not_{name}")):
                self._known[name, truth] = fresh(stem, taken)
                taken.add(self._known[name, truth])

    def problem(self) -> Problem:
        symbols = [
            replace(self._predicates[name], name=known, gloss="") for (name, _), known in self._known.items()
        ]
        claims = tuple(replace(c, formula=self._step(c.formula)) for c in self._problem.claims)
        return replace(
            self._problem,
            symbols=(*self._problem.symbols, *symbols),
            claims=(*claims, *self._links()),
        )

    def _links(self) -> Iterator[Claim]:
        for (name, truth), known in self._known.items():
            symbol = self._predicates[name]
            bound = tuple(Binding(f"x{i}", sort) for i, sort in enumerate(symbol.args, start=1))
            args = tuple(Var(binding.var) for binding in bound)
            atom = Apply(name, args)
            formula: Term = Implies(Apply(known, args), atom if truth else Not(atom))
            formula = Quantified("all", bound, formula) if bound else formula
            yield Claim(f"{known} holds", formula, "what is known is so", kind="assumed")

    def _step(self, term: Term) -> Term:
        """Rewrite a fact, or a rule from what is known to what becomes known."""
        match term:
            case Quantified("all", bound, body):
                return Quantified("all", bound, self._step(body))
            case And(args):
                return And(tuple(self._step(arg) for arg in args))
            case Implies(left, right):
                return Implies(self._literals(left, True), self._step(right))
            case _:
                return self._literals(term, True)

    def _literals(self, term: Term, truth: bool) -> Term:
        """Return what it is to know that a formula is true, or that it is false, literal by literal."""
        match term:
            case Apply(name, args) if name in self._predicates:
                return Apply(self._known[name, truth], args)
            case Not(arg):
                return self._literals(arg, not truth)
            case And(args) | Or(args):
                parts = tuple(self._literals(arg, truth) for arg in args)
                return conjunction(parts) if isinstance(term, And) == truth else disjunction(parts)
            case Implies(left, right):
                return self._literals(Or((Not(left), right)), truth)
            case Quantified(kind, bound, body):
                same = kind if truth else {"all": "any", "any": "all"}[kind]
                return Quantified("all" if same == "all" else "any", bound, self._literals(body, truth))
            case Compare(op, left, right) if self._signature.sort_of(left, {}) == BOOL:
                either = And((Or((left, right)), Not(And((left, right)))))
                return self._literals(either, truth == (op == "!="))
            case _:
                return term if truth else Not(term)
