"""Which names of some formulas are amounts, propositions or individuals, told by where they stand.

Also brings the numbers that are counted to down to small ones. Knows no sorts and no other sentence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from neurosym.ir.core import And, Apply, Arith, Compare, Count, Implies, Not, Or, Quantified, Term, Var
from neurosym.ir.walk import subterms
from neurosym.translate.sentences.words.names import Key, Names
from neurosym.translate.sentences.words.numerals import number_of, ordinal_of

SMALLEST, LARGEST = 3, 6
"""Individuals of a world: the fewest, and the most that counted numbers may ask for."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """Which names are amounts and which are propositions, and how counted numbers are scaled down."""

    amounts: frozenset[tuple[Key, int]]
    said: frozenset[tuple[Key, int]]
    thresholds: Mapping[int, int]
    size: int

    @classmethod
    def of(cls, formulas: tuple[Term, ...], names: Names) -> Kinds | None:
        """Find them out over all formulas together; None where more is counted than a world can hold."""
        amounts: set[tuple[Key, int]] = set()
        compared = [term for formula in formulas for term in subterms(formula) if isinstance(term, Compare)]
        for formula in formulas:
            for term in subterms(formula):
                if isinstance(term, Arith):
                    amounts.update(_heads(term.args, names))
        before = -1
        while before != len(amounts):
            before = len(amounts)
            for term in compared:
                if _is_amount(term, names, amounts):
                    amounts.update(_heads((term.left, term.right), names))
        thresholds = _scaled({k for term in compared for k in counted_to(term)})
        size = max(SMALLEST, max(thresholds.values(), default=0) + 1)
        said = frozenset(_said(formulas, names))
        return cls(frozenset(amounts), said, thresholds, size) if size <= LARGEST else None

    def compares_amounts(self, term: Compare, names: Names) -> bool:
        """Say whether both sides of a comparison are numbers."""
        return _is_amount(term, names, self.amounts)

    def compares_things(self, term: Compare, names: Names) -> bool:
        """Say whether both sides name individuals: a variable, or bare names nowhere said by themselves."""
        sides = (term.left, term.right)
        return any(isinstance(side, Var) for side in sides) or all(
            isinstance(side, Apply) and not side.args and (names.key(side.name), 0) not in self.said
            for side in sides
        )


def _heads(terms: Iterable[Term], names: Names) -> Iterator[tuple[Key, int]]:
    for term in terms:
        if isinstance(term, Apply) and not is_literal(term):
            yield names.key(term.name), len(term.args)


def is_literal(term: Apply) -> bool:
    """Say whether a term is a number and no ordinal."""
    return not term.args and number_of(term.name) is not None and ordinal_of(term.name) is None


def _is_amount(term: Compare, names: Names, amounts: Collection[tuple[Key, int]]) -> bool:
    sides = (term.left, term.right)
    return (
        term.op not in ("==", "!=")
        or any(isinstance(side, Arith | Count) for side in sides)
        or any(isinstance(side, Apply) and is_literal(side) for side in sides)
        or any(head in amounts for head in _heads(sides, names))
    )


def _said(formulas: Iterable[Term], names: Names) -> Iterator[tuple[Key, int]]:
    """Yield the names that stand where only a formula can."""
    for formula in formulas:
        yield from _heads((formula,), names)
        for term in subterms(formula):
            match term:
                case Not(arg) | Quantified(_, _, arg) | Count(_, arg):
                    yield from _heads((arg,), names)
                case And(args) | Or(args):
                    yield from _heads(args, names)
                case Implies(left, right):
                    yield from _heads((left, right), names)
                case _:
                    pass


def counted_to(term: Compare) -> tuple[int, ...]:
    """Return the `k` of the `at least k` that a comparison of a count comes down to."""
    if not isinstance(term.left, Count) or not isinstance(term.right, Apply):
        return ()
    number = number_of(term.right.name)
    if number is None or number.denominator != 1:
        return ()
    k = int(number)
    match term.op:
        case ">=" | "<":
            return (k,)
        case ">" | "<=":
            return (k + 1,)
        case _:
            return (k, k + 1)


def _scaled(thresholds: set[int]) -> Mapping[int, int]:
    """Bring numbers down to small ones, keeping their order and which follow each other at once."""
    if max(thresholds, default=0) < LARGEST:
        return {k: k for k in thresholds}
    scaled: dict[int, int] = {}
    last, small = 0, 0
    for k in sorted(thresholds):
        small += min(k - last, 2)
        last, scaled[k] = k, small
    return scaled
