"""What must be true, split into parts that must each be true or false. Evaluates nothing."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace

from neurosym.certify.scope import Env, Scope
from neurosym.ir.core import And, Compare, Distinct, DistinctOver, Implies, Not, Or, Quantified, Term, Var
from neurosym.ir.walk import free_variables, fresh, substitute
from neurosym.solve.certificate_literals import Source


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an instance that must have a truth value."""

    source: Source
    term: Term
    env: Env
    sign: bool = True

    def part(self, term: Term, sign: bool, env: Env | None = None) -> Piece:
        """Return another part of the same instance."""
        return replace(self, term=term, sign=sign, env=self.env if env is None else env)


class Parts:
    """Splits instances of the formulas of one scope."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._alive: list[Term] = []  # what is looked up by identity must stay there

    def of(self, whole: Piece) -> Iterator[Piece]:
        """Split what must be true into parts that must be."""
        match whole.term, whole.sign:
            case Not(arg), sign:
                yield from self.of(whole.part(arg, not sign))
            case (And(args), True as sign) | (Or(args), False as sign):
                for arg in args:
                    yield from self.of(whole.part(arg, sign))
            case Implies(left, right), False:
                yield from self.of(whole.part(left, True))
                yield from self.of(whole.part(right, False))
            case (Quantified("all", bound, body), True as sign) | (
                Quantified("any", bound, body),
                False as sign,
            ):
                for env in self._scope.each(bound, whole.env):
                    yield from self.of(whole.part(body, sign, env))
            case DistinctOver(bound), True if not any(self._scope.soft_sort(b.sort) for b in bound):
                yield from self._pairs_over(whole, whole.term)
            case Distinct(args), True:
                for one, other in itertools.combinations(args, 2):
                    yield whole.part(Compare("!=", one, other), True)
            case _:
                yield whole

    def _pairs_over(self, whole: Piece, term: DistinctOver) -> Iterator[Piece]:
        names = [binding.var for binding in term.bindings]
        taken = set(names) | free_variables(term.body)
        renamed: dict[str, str] = {}
        for name in names:
            renamed[name] = fresh(name, taken)
            taken.add(renamed[name])
        twin = substitute(term.body, {old: Var(new) for old, new in renamed.items()})
        differ = Compare("!=", term.body, twin)
        self._alive.append(differ)
        for left, right in itertools.combinations(self._scope.each(term.bindings, whole.env), 2):
            env = {**left, **{renamed[name]: right[name] for name in names}}
            yield whole.part(differ, True, env)
