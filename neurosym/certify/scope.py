"""What formulas of a certificate speak about: the individuals of each sort, witnesses, and a bound on work.

A *witness* is a new name for an individual that makes one closed quantified formula true (of `any`),
or false (of `all`), if any individual does (Hilbert's epsilon; Henkin constants). It may depend on
nothing but what that formula speaks about, which was named before it. So every model of the claims
stays one when witnesses are added, and no formula need be Skolemised.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias, cast

from neurosym.certify.definition import closures, exclusion
from neurosym.faults import Fault, FaultError
from neurosym.ir.certificate import CIRCLE, GOAL, Individual, Key
from neurosym.ir.core import BOOL, TRUE, Binding, Enumeration, Problem, Quantified, Range, Term
from neurosym.ir.signature import Signature
from neurosym.ir.walk import free_variables, subterms

Env: TypeAlias = Mapping[str, Individual]

EQUAL = "="
"""Stands for a symbol where two individuals are said to be equal; no symbol has this name."""

MAX_MEMBERS = 20_000
"""Values of one sort."""

WORK = 3_000_000
"""Nodes of terms that one certificate may have evaluated."""


def refused(what: str) -> FaultError:
    """Return the fault of a certificate that does not show what it says."""
    return FaultError(Fault("refused", f"the certificate is refused: {what}"))


def not_certifiable(what: str) -> FaultError:
    """Return the fault of a claim about which this kernel gives no judgement."""
    return FaultError(Fault("not-certifiable", f"not certifiable: {what}"))


class Scope:
    """The vocabulary and premises of a problem, with formulas, witnesses and terms added to it."""

    def __init__(self, problem: Problem, added: Sequence[Term] = ()) -> None:
        self.signature = Signature.of(problem)
        self.formulas: dict[str, Term] = {claim.id: claim.formula for claim in problem.claims}
        self._problem = problem
        closing = closures(problem)
        self.formulas |= closing
        self._unique = problem.unique_names
        self._refuse_double_names(problem, len(problem.claims) + len(closing))
        goals = {f"{GOAL}{number}": formula for number, formula in enumerate(added)}
        self.goals = frozenset(goals)
        self.formulas |= goals
        self._sort_of: dict[str, str] = dict(self.signature.elements)
        self._hard = {name for name, sort in self._sort_of.items() if self._keeps_apart(sort)}
        self._soft = {sort.name for sort in problem.sorts if self._is_soft(sort.name)}
        self.terms: dict[str, list[Individual]] = {
            sort: [name for name, home in self._sort_of.items() if home == sort] for sort in self._soft
        }
        self.any_soft = bool(self._soft)
        self._domains: dict[str, frozenset[Individual]] = {}
        self._places = {
            name: place
            for sort in problem.sorts
            if isinstance(sort, Enumeration) and sort.ordered
            for place, name in enumerate(sort.elements, start=1)
        }
        self._witnesses: dict[tuple[int, tuple[Individual, ...]], tuple[str, ...]] = {}
        self._free: dict[int, tuple[str, ...]] = {}
        self._left = WORK

    def _refuse_double_names(self, problem: Problem, formulas: int) -> None:
        names = [sort.name for sort in problem.sorts] + [symbol.name for symbol in problem.symbols]
        for sort in problem.sorts:
            names.extend(sort.elements if isinstance(sort, Enumeration) else ())
        if len(set(names)) < len(names) or len(self.formulas) < formulas:
            raise not_certifiable("a name or the id of a claim is given twice")

    def _keeps_apart(self, sort: str) -> bool:
        """Say whether different names of a sort are different individuals."""
        declared = self.signature.sorts[sort]
        return self._unique or (isinstance(declared, Enumeration) and declared.ordered)

    def _is_soft(self, sort: str) -> bool:
        declared = self.signature.sorts[sort]
        return isinstance(declared, Enumeration) and not (declared.closed and self._keeps_apart(sort))

    def spend(self) -> None:
        """Count one node of a term. Raises `FaultError` where there are too many."""
        self._left -= 1
        if self._left < 0:
            raise not_certifiable(f"more than {WORK} steps of evaluation")

    def exclude(self, circles: Sequence[Sequence[Key]]) -> None:
        """Add, as `circle 0` and so on, that atoms are not true only because of each other. Raises."""
        for number, circle in enumerate(circles):
            known = [(self.signature.symbols.get(name), row) for name, row in circle]
            if not all(symbol and self.fit(row, symbol.args) for symbol, row in known):
                raise refused("a circle of what is no atom")
            self.formulas[f"{CIRCLE}{number}"] = exclusion(self._problem, circle)

    # --- sorts and individuals

    def soft_sort(self, sort: str) -> bool:
        """Say whether terms of the sort may be equal though they look different."""
        return sort in self._soft

    def listed(self, sort: str) -> bool:
        """Say whether every individual of the sort has a name or a value."""
        return not (sort in self._soft and self.signature.is_open(sort))

    def hard(self, one: Individual) -> bool:
        """Say whether the individual differs from every other hard one."""
        return one in self._hard if isinstance(one, str) else not isinstance(one, tuple)

    def domain(self, sort: str) -> frozenset[Individual]:
        """Return the values of a sort that is not soft. Raises `FaultError` where they have no end."""
        if sort not in self._domains:
            self._domains[sort] = frozenset(self._members(sort))
        return self._domains[sort]

    def _members(self, sort: str) -> Sequence[Individual]:
        if sort in self._soft:
            return self.terms[sort]
        match self.signature.sorts.get(sort):
            case Enumeration(_, (_, *_) as elements):
                return elements
            case Range(_, low, high) if 0 <= high - low < MAX_MEMBERS:
                return range(low, high + 1)
            case None if sort == BOOL:
                return (False, True)
            case _:
                raise not_certifiable(f"`{sort}` has no values, or too many to list")

    def ranks(self, values: Iterable[Individual]) -> list[Fraction]:
        """Return the numbers themselves, and the places of elements that stand in order."""
        numbers = [self._places.get(value, value) if isinstance(value, str) else value for value in values]
        if any(isinstance(number, str | tuple) for number in numbers):
            raise not_certifiable("an order between individuals that have no place")
        return cast("list[Fraction]", numbers)

    def fits(self, one: Individual, sort: str) -> bool:
        """Say whether the individual is a well-formed one of the sort."""
        match one:
            case bool():
                return sort == BOOL
            case str():
                return self._sort_of.get(one) == sort
            case (name, args):
                symbol = self.signature.symbols.get(name)
                same = symbol is not None and sort in self._soft and symbol.result == sort
                return same and symbol is not None and self.fit(args, symbol.args)
            case _:
                declared, whole = self.signature.sorts.get(sort), isinstance(one, int)
                return whole and isinstance(declared, Range) and declared.low <= one <= declared.high

    def fit(self, row: Sequence[Individual], sorts: Sequence[str]) -> bool:
        """Say whether the individuals are of these sorts, one by one."""
        return len(row) == len(sorts) and all(map(self.fits, row, sorts))

    def range_over(self, sort: str, row: Sequence[Individual]) -> None:
        """Let quantifiers over an open sort look at these individuals of it. Raises `FaultError`."""
        if self.listed(sort) or not all(self.fits(one, sort) for one in row):
            raise refused(f"`{sort}` is no open sort, or some of these are not of it")
        self.terms[sort] = list(row)

    def weight(self, one: Individual) -> tuple[int, bool, str]:
        """Order terms so that replacing a part by a smaller one makes the whole smaller."""
        return _size(one), not self.hard(one), repr(one)

    # --- quantifiers

    def each(self, bindings: Sequence[Binding], env: Env) -> Iterator[Env]:
        """Yield an environment for every choice of individuals of the sorts, as far as they are known."""
        names = [binding.var for binding in bindings]
        for row in itertools.product(*[self._members(binding.sort) for binding in bindings]):
            yield {**env, **dict(zip(names, row, strict=True))}

    def instance(self, label: str, row: Sequence[Individual]) -> tuple[Term, Env]:
        """Return what a formula says of individuals, one for each variable of its outermost `all`s.

        Raises `FaultError` where they do not fit.
        """
        formula, env, left = self._formula(label), dict[str, Individual](), list(row)
        while left:
            if not isinstance(formula, Quantified) or formula.kind != "all":
                raise refused("an instance of what is not general")
            values, left = left[: len(formula.bindings)], left[len(formula.bindings) :]
            if not self.fit(values, [binding.sort for binding in formula.bindings]):
                raise refused("an instance with individuals that do not fit")
            env |= {binding.var: value for binding, value in zip(formula.bindings, values, strict=True)}
            formula = formula.body
        return formula, env

    def _formula(self, label: str) -> Term:
        if label not in self.formulas:
            raise refused(f"no formula is called `{label}`")
        return self.formulas[label]

    def witness(self, names: Sequence[str], label: str, node: int, row: Sequence[Individual]) -> None:
        """Name witnesses of the quantified formula that is the given part of a formula, parents first.

        `row` gives its free variables values, in the order of their names; they were named before.
        """
        parts = list(subterms(self._formula(label)))
        term = parts[node] if 0 <= node < len(parts) else TRUE
        if not isinstance(term, Quantified) or len({b.var for b in term.bindings}) < len(term.bindings):
            raise refused("a witness of what is no quantified formula")
        opened = [binding for binding in term.bindings if not self.listed(binding.sort)]
        if len(names) != len(opened) or len(row) != len(self.free_of(term)) or not all(map(self._known, row)):
            raise refused("a witness that depends on what is not named before it")
        for name, binding in zip(names, opened, strict=True):
            self.somebody(name, binding.sort)
        self._witnesses[id(term), tuple(row)] = tuple(names)

    def somebody(self, name: str, sort: str) -> None:
        """Give an individual of an open sort a new name; there is one, for no sort is empty."""
        if self.listed(sort) or not name.isidentifier() or name in self._sort_of:
            raise refused(f"`{name}` is no new name of an individual that may have no other")
        self._sort_of[name] = sort

    def _known(self, one: Individual) -> bool:
        if isinstance(one, tuple):
            return all(map(self._known, one[1]))
        return not isinstance(one, str) or one in self._sort_of

    def witnessed(self, term: Quantified, env: Env) -> Iterator[Env] | None:
        """Yield environments one of which decides the formula: its witnesses with all listed values."""
        if not self._witnesses:
            return None
        names = self._witnesses.get((id(term), tuple(env[name] for name in self.free_of(term))))
        if names is None:
            return None
        opened = [binding.var for binding in term.bindings if not self.listed(binding.sort)]
        rest = [binding for binding in term.bindings if self.listed(binding.sort)]
        return self.each(rest, {**env, **dict(zip(opened, names, strict=True))})

    def free_of(self, term: Term) -> tuple[str, ...]:
        if id(term) not in self._free:
            self._free[id(term)] = tuple(sorted(free_variables(term)))
        return self._free[id(term)]


def _size(one: Individual) -> int:
    return 1 + sum(map(_size, one[1])) if isinstance(one, tuple) else 1
