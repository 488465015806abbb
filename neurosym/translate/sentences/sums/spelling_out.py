"""Which texts are small sums, and the equations of one: each with its sentence, and what is asked.

Knows the form of a reading alone; what its names stand for is settled elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from neurosym.ir.core import (
    And,
    Apply,
    Arith,
    Compare,
    Count,
    Implies,
    Not,
    Num,
    Or,
    Quantified,
    Term,
    Var,
)
from neurosym.ir.walk import substitute, subterms
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import (
    DIRECTIVES,
    Choose,
    FindAll,
    Members,
    Nothing,
    Question,
    formulas_of,
)
from neurosym.translate.sentences.sums.comparisons import is_number, numeric
from neurosym.translate.sentences.sums.holdings import Holdings
from neurosym.translate.sentences.sums.owners import Unknown, Words


@dataclass(frozen=True, slots=True)
class Sum:
    """An equation or another comparison, said or asked; of a number that is sought, the number."""

    place: int
    text: str
    formula: Term
    asked: bool = False
    sought: bool = False


def is_sum(entries: Sequence[Entry]) -> bool:
    """Say whether all that a text says compares numbers of what it names, and a number is asked for."""
    parts = [part for entry in entries for part in entry.parts]
    if any(isinstance(part, DIRECTIVES) and not _fits(part) for part in parts):
        return False
    if not any(isinstance(part, (FindAll, Question)) for part in parts):
        return False
    said = [part for part in parts if not isinstance(part, DIRECTIVES)]
    questions = [part for part in parts if isinstance(part, (Question, FindAll))]
    asked = [formula for part in questions for formula in formulas_of(part)]
    if not all(map(_compares, (*said, *asked))):
        return False
    return any(_counts(part) for part in said)


def _fits(part: object) -> bool:
    match part:
        case FindAll(_, None):
            return True
        case FindAll(var, formula):
            match formula:
                case Compare("==", left, right):
                    return Var(var) in (left, right)
                case _:
                    return False
        case _:
            return isinstance(part, (Choose, Members, Nothing, Question))


def _counts(formula: Term) -> bool:
    return any(isinstance(term, Compare) and numeric(term) for term in subterms(formula))


def _compares(formula: Term) -> bool:
    match formula:
        case Compare(_, Count(), number):
            return is_number(number) and simple_count(formula) is not None
        case Compare(_, left, right):
            return _is_amount(left) and _is_amount(right)
        case And(args) | Or(args):
            return all(map(_compares, args))
        case Not(arg):
            return _compares(arg)
        case Implies(Apply(_, (Var(_),)), right):
            return _compares(right)
        case Implies(left, right):
            return _compares(left) and _compares(right)
        case Quantified("all", _, body):
            return _compares(body)
        case _:
            return False


def _is_amount(term: Term) -> bool:
    match term:
        case Arith(_, args) | Apply(_, args):
            return all(map(_is_amount, args))
        case Num() | Var():
            return True
        case _:
            return False


def simple_count(formula: Compare) -> Compare | None:
    """Return `hens = 20` for `#= 20 x: hens( x)`; None for what counts by more than one word."""
    match formula:
        case Compare(op, Count(_, Apply(name, (Var(_),))), number):
            return Compare(op, Apply(name), number)
        case _:
            return None


def spelled_out(entries: Sequence[Entry]) -> list[Sum]:
    """Return the comparisons of all sentences, in their order, conjunctions taken apart."""
    found: list[Sum] = []
    for place, entry in enumerate(entries):
        for part in entry.parts:
            match part:
                case FindAll(var, Compare(_, left, right)):
                    wanted = right if left == Var(var) else left
                    found.append(Sum(place, entry.text, wanted, asked=True, sought=True))
                case Question(formula):
                    found.append(Sum(place, entry.text, formula, asked=True))
                case _ if not isinstance(part, DIRECTIVES):
                    found += [Sum(place, entry.text, formula) for formula in equations(part)]
    return found


def equations(formula: Term) -> Iterator[Term]:
    """Yield what a formula says, taken apart where it says several things."""
    match formula:
        case And(args):
            for arg in args:
                yield from equations(arg)
        case Compare(_, Count(), _):
            yield simple_count(formula) or formula
        case _:
            yield formula


def said_of_each(variables: Sequence[str], body: Term, names: Sequence[str]) -> tuple[list[Term], str]:
    """Return what is said of all for each of them, and the word for all of them, if there is one.

    Raises `Unknown` where it is said of some of them only.
    """
    while isinstance(body, Quantified):
        variables, body = [*variables, *(binding.var for binding in body.bindings)], body.body
    distinct, word = False, ""
    while isinstance(body, Implies):
        match body.left:
            case Apply(group, (Var(_),)):
                word = group
            case Compare("!=", Var(_), Var(_)):
                distinct = True
            case _:
                raise Unknown("this holds of some only")
        body = body.right
    found: list[Term] = []
    for chosen in product(names, repeat=len(variables)):
        if not (distinct and len(set(chosen)) < len(chosen)):
            values: dict[str, Term] = {var: Apply(name) for var, name in zip(variables, chosen, strict=True)}
            found.append(substitute(body, values))
    return found, word


def everybody(body: Term, holdings: Holdings, members: Sequence[Words]) -> Sequence[Words]:
    """Return all of whom something is said: who has what it is about, else all who have a number."""
    for part in subterms(body):
        measure = holdings.measure(part.name) if isinstance(part, Apply) and part.args else None
        if measure is not None and measure.owners:
            return measure.owners
    own = members or holdings.own() or holdings.counted()
    for measure in holdings.measures.values():
        own = own or measure.owners
    if not own:
        raise Unknown("nobody is named of whom this holds")
    return own
