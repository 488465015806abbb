"""How to write a backend: a small one, complete and working, that tries every world there is.

Copy this file and change what it does; the conformance suite (tests/backends) then says what is
missing. The steps are numbered. Nothing here needs more than the IR: a backend with a library of its
own imports it in its own module, which is loaded only when somebody asks for the backend.

A new backend is found by name: built-in ones stand in `solve/route.py`, others are announced by the
entry point group `neurosym.backends`.

It is also the oracle of the tests: too slow for real problems, too simple to be wrong.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import ClassVar

from neurosym.ir.core import BOOL, Enumeration, Range, Symbol, Term
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.model import Model, Table, Value
from neurosym.ir.signature import Signature
from neurosym.ir.walk import bindings, subterms, symbols_in
from neurosym.solve.base import Outcome, Sat, Theory, Unsat

MAX_WORLDS = 50_000

Naming = Mapping[str, str]
"""Which individual a name denotes where that is not the one of its own name."""


class BruteForce:
    """Finite, closed sorts, by trying every world."""

    # 1. Say who you are. Two engines of one family share decision code, and their agreement proves
    #    nothing: choose a family of your own only if you decide in a way of your own.
    name: ClassVar[str] = "enumeration"
    family: ClassVar[str] = "enumeration"

    # 2. Take your limits as arguments that have defaults; read no environment and no global setting.
    def __init__(self, max_worlds: int = MAX_WORLDS) -> None:
        """Decline theories of more than so many worlds."""
        self._max_worlds = max_worlds

    # 3. Decline what you cannot decide, in words that complete "declined: …". Look before you load:
    #    this is called for every problem, so it must be cheap. Whatever is not declined must be
    #    loaded without an error and decided rightly or answered `Unknown`: a backend that guesses
    #    is worse than none.
    def declines(self, theory: Theory) -> str:
        """Return why this backend cannot take the theory, or nothing if it can."""
        signature = theory.signature
        for sort in sorted(_sorts_used(theory)):
            if not _values(signature, sort):
                return f"`{sort}` has no finite list of values"
        number = _count_worlds(theory)
        return f"{number:,} worlds" if number > self._max_worlds else ""

    # 4. Load the theory once; it will be checked many times, with different formulas chosen.
    def open(self, theory: Theory) -> BruteForceSession:
        """Load a theory."""
        return BruteForceSession(theory)


class BruteForceSession:
    """A theory and all its worlds."""

    def __init__(self, theory: Theory) -> None:
        self._theory = theory
        self._formulas = dict(theory.formulas)

    # 5. Take one more formula at any time; earlier answers stay as they were.
    def add(self, label: str, formula: Term) -> None:
        """Add one more formula, closed and without quantifiers."""
        self._formulas[label] = formula

    # 6. Decide. Three answers are allowed:
    #    `Sat`      only with a model that makes every chosen formula true. It is evaluated again by
    #               the caller, so a wrong one is noticed, but then nothing was decided.
    #    `Unsat`    only if no model of any size exists. Nobody checks this but the cross-check and
    #               the tests: if your search is bounded, a search that found nothing is `Unknown`.
    #               Name the chosen formulas that you used; all of them is allowed, fewer are better.
    #    `Unknown`  with the reason. Exceptions of your library end here too.
    #    `model` says whether the caller will look at the model; if not, `Sat(NO_MODEL)` saves work.
    def check(self, labels: Collection[str], *, model: bool = True) -> Outcome:
        """Decide the conjunction of the formulas with these labels."""
        chosen = [self._formulas[label] for label in labels]
        signature, used = self._theory.signature, _symbols_used(chosen)
        for world in worlds(signature, used, self._theory.unique_names):
            evaluator = Evaluator(signature, world)
            if all(evaluator.holds(formula) for formula in chosen):
                return Sat(world)
        return Unsat(frozenset(labels))


# 7. Give back full models: every enumeration has its individuals, every symbol a value for every
#    tuple of arguments, numbers are exact (`int`, or a `Fraction` that is not whole).
def worlds(signature: Signature, used: Collection[str], unique_names: bool) -> Iterator[Model]:
    """Yield every model of finite, closed sorts in which the symbols that are not used are constant."""
    for naming in _namings(signature, unique_names):
        yield from _named_worlds(signature, used, naming)


def _named_worlds(signature: Signature, used: Collection[str], naming: Naming) -> Iterator[Model]:
    domains = {
        sort.name: tuple(element for element in sort.elements if element not in naming)
        for sort in signature.sorts.values()
        if isinstance(sort, Enumeration)
    }

    def members(sort: str) -> tuple[Value, ...]:
        return domains.get(sort) or _values(signature, sort)

    def tables(symbol: Symbol) -> Iterator[Table]:
        points = list(itertools.product(*map(members, symbol.args)))
        results = members(symbol.result) if symbol.name in used else members(symbol.result)[:1]
        for row in itertools.product(results, repeat=len(points)):
            yield dict(zip(points, row, strict=True))

    for choice in itertools.product(*map(tables, signature.symbols.values())):
        yield Model(domains, dict(zip(signature.symbols, choice, strict=True)), naming)


def _namings(signature: Signature, unique_names: bool) -> Iterator[Naming]:
    """Yield every way in which names may coincide; elements that stand in order never do."""
    sorts = [sort for sort in signature.sorts.values() if isinstance(sort, Enumeration) and not sort.ordered]
    for row in itertools.product(*(_coincidences(() if unique_names else sort.elements) for sort in sorts)):
        yield {name: other for naming in row for name, other in naming.items()}


def _coincidences(names: tuple[str, ...]) -> Iterator[Naming]:
    """Yield each partition of some names, as a map to the first name of the block."""
    if not names:
        yield {}
        return
    *before, last = names
    for naming in _coincidences(tuple(before)):
        yield naming
        yield from ({**naming, last: first} for first in before if first not in naming)


def _count_worlds(theory: Theory) -> int:
    """Return the number of worlds, or more where names may coincide."""
    signature, number = theory.signature, 1
    for sort in signature.sorts.values():
        if isinstance(sort, Enumeration) and not theory.unique_names:
            number *= math.factorial(len(sort.elements))
    for name in _symbols_used(theory.formulas.values()):
        symbol = signature.symbols[name]
        places = math.prod(len(_values(signature, sort)) for sort in symbol.args)
        results = len(_values(signature, symbol.result))
        if places * math.log2(results) > 64:
            return 1 << 64
        number *= results**places
    return number


def _symbols_used(formulas: Iterable[Term]) -> frozenset[str]:
    return frozenset[str]().union(*(symbols_in(formula) for formula in formulas))


def _values(signature: Signature, sort: str) -> tuple[Value, ...]:
    """Return all values of a sort, or nothing where there is no finite list of them."""
    match signature.sorts.get(sort):
        case Enumeration(_, elements, closed=True):
            return elements
        case Range(_, low, high) if high - low < MAX_WORLDS:
            return tuple(range(low, high + 1))
        case None if sort == BOOL:
            return (False, True)
        case _:
            return ()


def _sorts_used(theory: Theory) -> frozenset[str]:
    sorts = set(theory.signature.sorts)
    for symbol in theory.signature.symbols.values():
        sorts.update((*symbol.args, symbol.result))
    for formula in theory.formulas.values():
        sorts.update(binding.sort for term in subterms(formula) for binding in bindings(term))
    return frozenset(sorts)
