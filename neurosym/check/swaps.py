"""Individuals where predicates belong, and predicates where individuals do: `fern(Plant)`.

Three slips, each repaired where it has exactly one well-formed reading: the two were exchanged
(`Plant(fern)`), a class was taken for an individual (`Red(White)`: whatever is white is red), or
an individual for its own class (`fern(fern)`, which says nothing).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from neurosym.check.base import Repair
from neurosym.check.places import Place, formula_slots, places, rewrite_one, shown
from neurosym.check.twins import bare, key, vocabulary
from neurosym.english import fold
from neurosym.faults import Fault
from neurosym.ir.core import (
    BOOL,
    TRUE,
    Apply,
    Binding,
    Element,
    Enumerate,
    Enumeration,
    Find,
    Implies,
    Not,
    Problem,
    Quantified,
    Sort,
    Term,
    Var,
)
from neurosym.ir.pretty import print_formula
from neurosym.ir.signature import Signature
from neurosym.ir.walk import subterms, transform

_OF_ALL = re.compile(r"\bare\b|^(?:all|every|each|any|an?|no)\b")
"""A sentence about a kind: "white things are red", "a dog is an animal"."""


def swapped_roles(problem: Problem) -> Iterator[Fault]:
    """No individual is applied like a predicate, and no predicate stands for an individual."""
    roles = _Roles.of(problem)
    for place in places(problem):
        for term in roles.slips(place.formula):
            what = f"in {shown(print_formula(term))} an individual has the name of a predicate"
            hint = "apply predicates to individuals: write `plant(fern)` for “the fern is a plant”"
            yield Fault("swapped", what, place.span(term), hint, place.id, "warning")


def straighten_roles(problem: Problem) -> Iterator[Repair]:
    """Read each slip in the one way that is well-formed; drop the names that this leaves unused."""
    roles = _Roles.of(problem)
    for place in places(problem):
        for term in roles.slips(place.formula):
            formula = roles.reading(term, place)
            if formula is not None:
                changed = rewrite_one(problem, place.number, formula)
                what = f"{shown(print_formula(place.formula))} is read as {shown(print_formula(formula))}."
                yield Repair("swapped", what, _without(changed, _names(term)))


@dataclass(frozen=True, slots=True)
class _Roles:
    """How names are used, by their keys: the predicates of one argument that are applied to a variable
    or to an individual that has a name of its own, the individuals, those that only stand alone, and
    the predicates that the question asks for.
    """

    predicates: Mapping[str, str]
    individuals: Mapping[str, Element]
    alone: frozenset[str]
    sorts: Mapping[str, str]
    known: frozenset[str]
    asked: frozenset[str]

    @classmethod
    def of(cls, problem: Problem) -> _Roles:
        signature = Signature.of(problem)
        known = vocabulary(bare(name) for name in (*signature.symbols, *signature.elements))
        individuals = {_key(name, known): Element(name) for name in reversed(tuple(signature.elements))}
        unary: list[Apply] = []
        beside: set[str] = set()
        asked: set[str] = set()
        for place in places(problem):
            for slot in formula_slots(place, signature, problem.goal):
                match slot.term:
                    case Apply(name, (_,)) as term if slot.needs == BOOL:
                        unary.append(term)
                        if place.role in ("goal", "option"):
                            asked.add(_key(name, known))
                    case Apply(_, (_, _, *_) as args):
                        beside.update(_key(other, known) for arg in args if (other := _name(arg)))
                    case _:
                        pass
        classes = {_key(term.name, known) for term in unary}
        predicates: dict[str, str] = {}
        for term in unary:
            arg = _name(term.args[0])
            if term.name in signature.symbols and (arg is None or _key(arg, known) not in classes):
                predicates.setdefault(_key(term.name, known), term.name)
        alone = frozenset(individuals.keys() - beside)
        return cls(predicates, individuals, alone, signature.elements, known, frozenset(asked))

    def slips(self, formula: Term) -> Iterator[Apply]:
        """Yield the applications of a predicate to the name of a predicate."""
        for part in subterms(formula):
            match part:
                case Apply(name, (arg,)) if (other := _name(arg)) is not None:
                    one, two = _key(name, self.known), _key(other, self.known)
                    if (two in self.predicates and one != two) or (one == two and one not in self.predicates):
                        yield part
                case _:
                    pass

    def reading(self, term: Apply, place: Place) -> Term | None:
        """Return what the formula of a slip must have meant; nothing where that is not clear."""
        other = _name(term.args[0]) or ""
        one, two = _key(term.name, self.known), _key(other, self.known)
        individual = self.individuals.get(one)
        asked = place.role in ("goal", "option")
        if one not in self.predicates:
            if individual is None or (one == two and (asked or one in self.asked)):
                return None
            new = TRUE if one == two else Apply(self.predicates[two], (individual,))
            return transform(place.formula, lambda part: new if part == term else part)
        sort = self.sorts.get(other)
        of_all = not place.says or _OF_ALL.search(fold(place.says))
        if sort is None or asked or not of_all or two not in self.alone:
            return None
        if place.formula not in (term, Not(term)):
            return None
        member = Apply(term.name, (Var("x"),))
        conclusion = member if place.formula == term else Not(member)
        return Quantified(
            "all", (Binding("x", sort),), Implies(Apply(self.predicates[two], (Var("x"),)), conclusion)
        )


def _name(term: Term) -> str | None:
    """Return the name of an individual, declared or not."""
    match term:
        case Element(name) | Apply(name, ()):
            return name
        case _:
            return None


def _key(name: str, known: frozenset[str]) -> str:
    return key(bare(name), known)


def _names(term: Apply) -> frozenset[str]:
    return frozenset((term.name, _name(term.args[0]) or ""))


def _without(problem: Problem, names: frozenset[str]) -> Problem:
    """Drop those of the names that nothing uses any more."""
    used = {
        part.name
        for place in places(problem)
        for part in subterms(place.formula)
        if isinstance(part, (Apply, Element))
    }
    shown_names = problem.goal.show if isinstance(problem.goal, (Find, Enumerate)) else ()
    gone = names - used - set(shown_names)
    return replace(
        problem,
        sorts=tuple(_sort_without(sort, gone) for sort in problem.sorts),
        symbols=tuple(symbol for symbol in problem.symbols if symbol.name not in gone),
    )


def _sort_without(sort: Sort, gone: frozenset[str]) -> Sort:
    if isinstance(sort, Enumeration) and not sort.closed:
        return replace(sort, elements=tuple(name for name in sort.elements if name not in gone))
    return sort
