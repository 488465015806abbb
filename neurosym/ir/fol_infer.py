"""A vocabulary for first-order formulas that come with none. Knows no language and no meaning."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from neurosym.ir.core import (
    BOOL,
    INT,
    REAL,
    Apply,
    Arith,
    Compare,
    Enumeration,
    Num,
    Symbol,
    Term,
    Var,
)
from neurosym.ir.fol_parser import Parsed
from neurosym.ir.fol_resolve import Place, equates_formulas, is_formula, places, variants
from neurosym.ir.names import mangle
from neurosym.ir.signature import Signature
from neurosym.ir.walk import bindings, children, subterms

Use = tuple[str, Place, int]
"""A name, whether it stands for a truth value or an individual, and with how many arguments."""

_NUMBERS = "numbers"
_VARIABLE = re.compile(r"[u-z]\d*(_apos_)?")


def infer(formulas: Iterable[Parsed], default_sort: str) -> Signature:
    """Return one open sort with its named elements, and the symbols that the formulas use.

    What is compared by `<` or calculated with is a number; all else is of the open sort. Where a name
    has several uses, the commonest keeps the name. Names that a quantifier binds somewhere, and single
    letters from u to z, are variables that lost their quantifier rather than individuals: left out.
    """
    return _Inference(tuple(formulas), default_sort).signature()


@dataclass(slots=True)
class _Classes:
    """Places that hold values of one kind, joined as formulas join them (union and find)."""

    parent: dict[object, object] = field(default_factory=dict)

    def find(self, node: object) -> object:
        self.parent.setdefault(node, node)
        while self.parent[node] != node:
            self.parent[node] = self.parent[self.parent[node]]
            node = self.parent[node]
        return node

    def join(self, left: object, right: object) -> None:
        self.parent[self.find(left)] = self.find(right)


class _Inference:
    def __init__(self, formulas: tuple[Parsed, ...], default_sort: str) -> None:
        self._terms = tuple(parsed.term for parsed in formulas)
        self._default = default_sort
        self._truths = {use for parsed in formulas for use in parsed.truths}
        # what is a formula in one place makes an equation of it an equivalence in another
        uses = [use for term in self._terms for use in self._uses(term, "formula")]
        self._truths |= {(name, arity) for name, place, arity in uses if place == "formula"}
        numbers = [part.value for term in self._terms for part in subterms(term) if isinstance(part, Num)]
        self._number = REAL if any(isinstance(value, Fraction) for value in numbers) else INT
        self._classes = _Classes()

    def signature(self) -> Signature:
        for number, term in enumerate(self._terms):
            self._link(term, "formula", {}, number)
        elements: dict[str, None] = {}
        symbols: list[Symbol] = []
        for use, name in self._names().items():
            _, place, arity = use
            args = tuple(self._sort_at((*use, i)) for i in range(arity))
            result = BOOL if place == "formula" else self._sort_at(use)
            if place == "term" and not arity and result == self._default:
                elements[name] = None
            else:
                symbols.append(Symbol(name, args, result))
        # a numeral that nothing calculates with is the name of an individual: `Channel(x, 9)`
        for node, value in (found for term in self._terms for found in self._numerals(term, "formula")):
            if self._sort_at(node) == self._default:
                elements[mangle(str(value))] = None
        return Signature.build((Enumeration(self._default, tuple(elements), closed=False),), symbols)

    def _sort_at(self, node: object) -> str:
        return self._number if self._classes.find(node) == self._classes.find(_NUMBERS) else self._default

    # --- uses of names

    def _inside(self, term: Term, place: Place) -> tuple[Place, ...]:
        sides = (term.left, term.right) if isinstance(term, Compare) else ()
        return places(term, place, equates_formulas(sides, self._is_truth))

    def _is_truth(self, term: Term) -> bool:
        return (term.name, len(term.args)) in self._truths if isinstance(term, Apply) else is_formula(term)

    def _uses(self, term: Term, place: Place) -> Iterator[Use]:
        if isinstance(term, Apply):
            yield _use(term, place)
        for part, at in zip(children(term), self._inside(term, place), strict=True):
            yield from self._uses(part, at)

    def _names(self) -> dict[Use, str]:
        """Give each use a name of its own, in the order of first use."""
        uses = Counter(use for term in self._terms for use in self._uses(term, "formula"))
        bound = {b.var for term in self._terms for part in subterms(term) for b in bindings(part)}
        lost = bound | {name for name, _, _ in uses if _VARIABLE.fullmatch(name)}
        kept = [use for use in uses if use[1:] != ("term", 0) or use[0] not in lost]
        chief: dict[str, Use] = {}
        for use in sorted(kept, key=lambda use: -uses[use]):
            chief.setdefault(use[0], use)
        names: dict[Use, str] = {}
        for use in kept:
            taken = {*chief, *names.values()}
            free = (variant for variant in variants(*use) if variant not in taken)
            name = use[0] if chief[use[0]] == use else next(free, "")
            if name:
                names[use] = name
        return names

    # --- which places hold numbers

    def _link(self, term: Term, place: Place, scope: dict[str, object], formula: int) -> None:
        """Join the places that one formula says hold the same kind of value."""
        bound: dict[str, object] = {b.var: (formula, id(term), b.var) for b in bindings(term)}
        scope = {**scope, **bound} if bound else scope
        inner = self._inside(term, place)
        for part, at in zip(children(term), inner, strict=True):
            if at == "number":
                self._classes.join(_node(part, scope), _NUMBERS)
            self._link(part, at, scope, formula)
        if isinstance(term, Compare) and inner == ("term", "term"):
            self._classes.join(_node(term.left, scope), _node(term.right, scope))
        if isinstance(term, Apply):
            for i, part in enumerate(term.args):
                self._classes.join((*_use(term, place), i), _node(part, scope))

    def _numerals(self, term: Term, place: Place) -> Iterator[tuple[object, int | Fraction]]:
        """Yield each numeral in an individual's place, with the node of that place."""
        match term:
            case Apply(_, args):
                use = _use(term, place)
                yield from (((*use, i), arg.value) for i, arg in enumerate(args) if isinstance(arg, Num))
            case Compare("==" | "!=", left, right):
                for side, other in ((left, right), (right, left)):
                    if isinstance(side, Num) and isinstance(other, Apply):
                        yield _use(other, "term"), side.value
            case _:
                pass
        for part, at in zip(children(term), self._inside(term, place), strict=True):
            yield from self._numerals(part, at)


def _use(term: Apply, place: Place) -> Use:
    return term.name, "formula" if place == "formula" else "term", len(term.args)


def _node(term: Term, scope: dict[str, object]) -> object:
    """Return what stands for the values of a term in an individual's place."""
    match term:
        case Apply():
            return _use(term, "term")
        case Var(name):
            return scope.get(name, name)
        case Arith():
            return _NUMBERS
        case _:
            return "alone", id(term)
