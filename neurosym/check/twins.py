"""Names that say one thing twice: `Boxes` and `Box`, `IsRed` and `red`, `the_cat` and `cat`.

Two names are twins where they have the same words, up to case, spelling together or apart, the number
of a noun, the person of a verb, and `is`, `a`, `the`. Names that merely look alike are never twins.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from neurosym.check.base import Repair
from neurosym.check.places import formula_slots, places, rewrite_terms, shown
from neurosym.check.renaming import Renaming
from neurosym.english import singular, stem, words
from neurosym.faults import Fault
from neurosym.ir.core import (
    BOOL,
    And,
    Apply,
    Compare,
    Distinct,
    Element,
    Enumeration,
    Implies,
    Not,
    Or,
    Problem,
    Term,
)
from neurosym.ir.signature import Signature
from neurosym.ir.walk import subterms

_VARIANT = re.compile(r"_(?:itself|1)$")
_SHORTEST = 2
"""Letters that a name has at least: `P` and `p` are two names."""


def near_duplicates(problem: Problem) -> Iterator[Fault]:
    """No two symbols of one type and no two elements of one sort are twins."""
    for group in _groups(problem):
        kept, *others = group.names
        for name in others:
            yield Fault(
                "near-duplicate",
                f"{shown(name)} and {shown(kept)} look like one {group.kind}",
                hint=f"write {shown(kept)} for both, or give them names that differ",
                severity="warning",
            )


def merge_duplicates(problem: Problem) -> Iterator[Repair]:
    """Give twins one name: the one used most, else the one declared first."""
    for group in _groups(problem):
        kept, *others = group.names
        names = dict.fromkeys(others, kept)
        renaming = Renaming(elements=names) if group.kind == "individual" else Renaming(symbols=names)
        listed = " and ".join(shown(name) for name in group.names)
        yield Repair(
            "merge", f"{listed} are one {group.kind}, called {shown(kept)}.", renaming.apply(problem)
        )


def spell_as_declared(problem: Problem) -> Iterator[Repair]:
    """Give an undeclared name the name of its declared twin of as many arguments."""
    signature = Signature.of(problem)
    known = vocabulary((*signature.symbols, *signature.elements))
    declared: dict[tuple[str, int, bool], str] = {}
    for symbol in problem.symbols:
        declared.setdefault((key(symbol.name, known), len(symbol.args), symbol.result == BOOL), symbol.name)
    individuals = {individual_key(name): name for name in reversed(tuple(signature.elements))}
    for name, arity, formula in _undeclared(problem, signature):
        twin = declared.get((key(name, known), arity, formula))
        if twin is not None and len(name) >= _SHORTEST:
            changed = Renaming(symbols={name: twin}).apply(problem)
            yield Repair("spelling", f"{shown(name)} is the declared {shown(twin)}.", changed)
        elif not arity and not formula and len(name) >= _SHORTEST:
            element = individuals.get(individual_key(name))
            if element is not None:
                yield _as_element(problem, name, element)


def _as_element(problem: Problem, name: str, element: str) -> Repair:
    wrong = (Apply(name), Element(name))
    changed = rewrite_terms(problem, lambda term: Element(element) if term in wrong else term)
    return Repair("spelling", f"{shown(name)} is the declared {shown(element)}.", changed)


def _undeclared(problem: Problem, signature: Signature) -> dict[tuple[str, int, bool], None]:
    found: dict[tuple[str, int, bool], None] = {}
    for place in places(problem):
        for slot in formula_slots(place, signature, problem.goal):
            match slot.term:
                case Apply(name, args) if name not in signature.symbols:
                    found[name, len(args), slot.needs == BOOL] = None
                case Element(name) if name not in signature.elements:
                    found[name, 0, False] = None
                case _:
                    pass
    return found


# --- what makes two names one


@lru_cache(maxsize=4096)
def key(name: str, known: frozenset[str]) -> str:
    """Return what a predicate or function is called apart from case, number, person and spelling."""
    joined = "".join(singular(word, known) for word in stem(name))
    return singular(joined, known) if len(stem(name)) == 1 else joined


def bare(name: str) -> str:
    """Return a name without what the first-order reader appends where two things share a name."""
    return _VARIANT.sub("", name)


def individual_key(name: str) -> str:
    """Return what an individual is called apart from case and articles; `Adams` is not `Adam`."""
    return "".join(stem(name))


def vocabulary(names: Iterable[str]) -> frozenset[str]:
    """Return the words of some names, against which `key` tells a plural from a word that ends in `s`."""
    return _vocabulary(tuple(names))


@lru_cache(maxsize=8)
def _vocabulary(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(chain.from_iterable((*words(name), "".join(words(name))) for name in names))


@dataclass(frozen=True, slots=True)
class _Group:
    """Names that are one by their words: the one used most first."""

    kind: str
    names: tuple[str, ...]


def _groups(problem: Problem) -> Iterator[_Group]:
    """Yield the twins that no formula tells apart. One pass over the formulas, whatever is in them."""
    symbols = _by_key(_symbol_keys(problem))
    elements = _by_key(_element_keys(problem))
    if not (symbols or elements):
        return
    one = _One(
        {name: names[0] for names in symbols for name in names},
        {name: names[0] for names in elements for name in names},
    )
    uses: Counter[tuple[type, str]] = Counter()
    apart: set[str] = set()
    for place in places(problem):
        for part in subterms(place.formula):
            if isinstance(part, (Apply, Element)):
                uses[type(part), part.name] += 1
            apart.update(one.told_apart(part))
    results = {symbol.name: symbol.result for symbol in problem.symbols}
    for node, groups in ((Apply, symbols), (Element, elements)):
        for names in groups:
            if names[0] not in apart:
                ranked = sorted(names, key=lambda name: -uses[node, name])
                kind = "predicate" if results.get(names[0]) == BOOL else "function"
                yield _Group(kind if node is Apply else "individual", tuple(ranked))


def _by_key(keys: Iterator[tuple[object, str]]) -> list[list[str]]:
    groups: dict[object, dict[str, None]] = {}
    for same, name in keys:
        if len(name) >= _SHORTEST:
            groups.setdefault(same, {})[name] = None
    return [list(names) for names in groups.values() if len(names) > 1]


def _symbol_keys(problem: Problem) -> Iterator[tuple[object, str]]:
    known = vocabulary(symbol.name for symbol in problem.symbols)
    for symbol in problem.symbols:
        yield (key(symbol.name, known), symbol.args, symbol.result), symbol.name


def _element_keys(problem: Problem) -> Iterator[tuple[object, str]]:
    for sort in problem.sorts:
        if isinstance(sort, Enumeration):
            for name in sort.elements:
                yield (individual_key(name), sort.name), name


@dataclass(frozen=True, slots=True)
class _One:
    """Twins under one name each, to see which formulas would then say nothing: `all(cat(x) if cats(x))`."""

    symbols: Mapping[str, str]
    elements: Mapping[str, str]

    def told_apart(self, term: Term) -> Iterator[str]:
        """Yield the names of the twins that a term tells apart."""
        match term:
            case Implies(left, right):
                conditions = left.args if isinstance(left, And) else (left,)
                yield from self._clashes(*conditions, right)
            case Compare(_, left, right):
                yield from self._clashes(left, right)
            case Distinct(args) | And(args) | Or(args):
                yield from self._clashes(*args)
            case _:
                return

    def _clashes(self, *terms: Term) -> Iterator[str]:
        """Yield the twins in simple terms that differ, and would not under one name."""
        before: dict[Term, Term] = {}
        for term in terms:
            bare = term.arg if isinstance(term, Not) else term
            if isinstance(bare, (Apply, Element)):
                merged = self._merged(bare)
                if before.setdefault(merged, bare) != bare:
                    yield from self._names(merged)

    def _merged(self, term: Term) -> Term:
        match term:
            case Apply(name, args):
                return Apply(self.symbols.get(name, name), tuple(self._merged(arg) for arg in args))
            case Element(name):
                return Element(self.elements.get(name, name))
            case _:
                return term

    @staticmethod
    def _names(term: Term) -> Iterator[str]:
        yield from (part.name for part in subterms(term) if isinstance(part, (Apply, Element)))
