"""Grounding of formulas to clauses: each is asserted under a prefix, in the polarity in which it stands.

Where a universe is symbolic, an existential over it gets one witness term per value of the variables
that it depends on (Skolem 1928), so the clauses are instances of the Skolemised formula.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from neurosym.ir.core import (
    BOOL,
    INT,
    And,
    Apply,
    Arith,
    Binding,
    Compare,
    Count,
    Distinct,
    DistinctOver,
    Element,
    Fold,
    If,
    Implies,
    Not,
    Num,
    Or,
    Quantified,
    Term,
    Truth,
    Var,
)
from neurosym.ir.model import Value
from neurosym.ir.signature import Signature
from neurosym.ir.walk import free_variables
from neurosym.rewrite.cnf import FALSE, TRUE
from neurosym.rewrite.ground_compare import Comparisons, Prefix
from neurosym.rewrite.ground_symbols import Env, unsupported
from neurosym.rewrite.universe import Cut, Universe


class Grounder(Comparisons):
    """Turns closed formulas into clauses over one universe."""

    def __init__(self, signature: Signature, universe: Universe) -> None:
        super().__init__(signature, universe)
        self._literals: dict[tuple[int, tuple[Value, ...]], int] = {}
        self._free: dict[int, tuple[str, ...]] = {}
        self._keep: list[Term] = []  # what is cached by identity must stay alive

    def require(self, formula: Term, env: Env, prefix: Prefix, sign: bool = True) -> None:
        """Add clauses: the formula has the truth value `sign`, or a literal of `prefix` holds.

        Raises `FaultError` (`unsupported`, `too-big`); what was added until then is sound to keep.
        """
        match formula:
            case Not(arg):
                self.require(arg, env, prefix, not sign)
            case Quantified():
                self._quantified(formula, env, prefix, sign)
            case And() | Or() | Implies():
                self._connective(formula, env, prefix, sign)
            case Compare():
                self.compare(formula, env, prefix, sign)
            case If():
                self._if(formula, env, prefix, sign)
            case Distinct(args):
                self.all_different([self.choice(arg, env) for arg in args], prefix, sign)
            case DistinctOver():
                self.distinct_over(formula, env, prefix, sign)
            case Truth() | Apply() | Var():
                literal = self._simple(formula, env)
                assert literal is not None
                self.clauses.add((*prefix, literal if sign else -literal))
            case Num() | Element() | Arith() | Count() | Fold():
                raise unsupported("a number or an individual is not a formula")
            case _:
                assert_never(formula)

    def literal(self, formula: Term, env: Env) -> int:
        """Return a literal equal to a formula."""
        simple = self._simple(formula, env)
        if simple is not None:
            return simple
        key = (id(formula), self._relevant(formula, env))
        if key not in self._literals:
            literal = self._literals[key] = self.clauses.variable()
            self._keep.append(formula)
            self.require(formula, env, (-literal,), True)
            self.require(formula, env, (literal,), False)
        return self._literals[key]

    def forget(self) -> None:
        """Define literals of formulas anew: there are more individuals than when they were defined."""
        self._literals.clear()

    def implying(self, formula: Term, env: Env, sign: bool) -> int:
        """Return a literal from which the formula (or its negation) follows, for use in a clause."""
        simple = self._simple(formula, env)
        if simple is not None:
            return simple if sign else -simple
        literal = self.clauses.variable()
        self.require(formula, env, (-literal,), sign)
        return literal

    def _simple(self, formula: Term, env: Env) -> int | None:
        """Return the literal of a formula that needs no clauses of its own, if it is such a one."""
        match formula:
            case Truth(value):
                return TRUE if value else FALSE
            case Not(arg):
                inner = self._simple(arg, env)
                return None if inner is None else -inner
            case Apply(name, args):
                return self._applied_atom(name, args, env)
            case Var(name):
                return TRUE if env[name] else FALSE
            case Compare("==" | "!=" as op, left, right) if self.kind(left, env) not in (BOOL, INT):
                return self.same(self.choice(left, env), self.choice(right, env), op == "==")
            case Compare("==" | "!=" as op, Apply() as left, Num(value)) if self.kind(left, env) == INT:
                literal = self.choice(left, env).get(value, FALSE)
                return literal if op == "==" else -literal
            case _:
                return None

    def _applied_atom(self, name: str, args: Sequence[Term], env: Env) -> int:
        constants = self.constants(args, env)
        if constants is not None:
            return self.atom(name, constants)
        cases = list(self.arguments(args, env))
        if len(cases) == 1 and not cases[0][1]:
            return self.atom(name, cases[0][0])
        literal = self.clauses.variable()
        for values, literals in cases:
            atom = self.atom(name, values)
            guard = [-part for part in literals]
            self.clauses.add((*guard, -literal, atom))
            self.clauses.add((*guard, literal, -atom))
        return literal

    def _relevant(self, formula: Term, env: Env) -> tuple[Value, ...]:
        if id(formula) not in self._free:
            self._free[id(formula)] = tuple(sorted(free_variables(formula)))
            self._keep.append(formula)
        return tuple(env[name] for name in self._free[id(formula)])

    # --- one method per form; `sign` tells in which polarity it is required

    def _connective(self, formula: And | Or | Implies, env: Env, prefix: Prefix, sign: bool) -> None:
        match formula:
            case And(args):
                parts = [(arg, sign) for arg in args]
            case Or(args):
                parts = [(arg, sign) for arg in args]
            case Implies(left, right):
                parts = [(left, not sign), (right, sign)]
        if isinstance(formula, And) == sign:
            for part, positive in parts:
                self.require(part, env, prefix, positive)
        else:
            self._clause(parts, env, prefix)

    def _clause(self, parts: Sequence[tuple[Term, bool]], env: Env, prefix: Prefix) -> None:
        """Add the disjunction of signed formulas, the last compound one without a literal of its own."""
        literals: list[int] = []
        compound: list[tuple[Term, bool]] = []
        for part, sign in parts:
            for flat, inner in self._flat(part, sign):
                simple = self._simple(flat, env)
                if simple is None:
                    compound.append((flat, inner))
                else:
                    literals.append(simple if inner else -simple)
        if TRUE in literals:
            return
        literals.extend(self.implying(part, env, sign) for part, sign in compound[:-1])
        if compound:
            self.require(compound[-1][0], env, (*prefix, *literals), compound[-1][1])
        else:
            self.clauses.add((*prefix, *literals))

    def _flat(self, part: Term, sign: bool) -> list[tuple[Term, bool]]:
        """Split a part of a clause that is itself a disjunction in this polarity."""
        match part:
            case Not(arg):
                return self._flat(arg, not sign)
            case And(args) if not sign:
                return [item for arg in args for item in self._flat(arg, False)]
            case Or(args) if sign:
                return [item for arg in args for item in self._flat(arg, True)]
            case Implies(left, right) if sign:
                return [*self._flat(left, False), *self._flat(right, True)]
            case _:
                return [(part, sign)]

    def _if(self, formula: If, env: Env, prefix: Prefix, sign: bool) -> None:
        cond = self.literal(formula.cond, env)
        self.require(formula.then, env, (*prefix, -cond), sign)
        self.require(formula.other, env, (*prefix, cond), sign)

    def _quantified(self, formula: Quantified, env: Env, prefix: Prefix, sign: bool) -> None:
        if (formula.kind == "all") == sign:
            for inner in self.environments(formula.bindings, env):
                try:
                    self.require(formula.body, inner, prefix, sign)
                except Cut:
                    continue
        else:
            self._witnessed(formula, env, prefix, sign)

    def _witnessed(self, formula: Quantified, env: Env, prefix: Prefix, sign: bool) -> None:
        depends = self._relevant(formula, env)
        listed: list[Binding] = []
        for binding in formula.bindings:
            if self.universe.symbolic(binding.sort):
                key = (id(formula), binding.var, sign)
                env = {**env, binding.var: self.universe.term(binding.sort, key, depends)}
            else:
                listed.append(binding)
        if not listed:
            self.require(formula.body, env, prefix, sign)
            return
        cases = [self.implying(formula.body, inner, sign) for inner in self.environments(listed, env)]
        self.clauses.add((*prefix, *cases))
