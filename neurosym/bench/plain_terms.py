"""Problems over one sort as nested lists of words, for programs that know nothing of this project."""

from __future__ import annotations

from typing import TypeAlias

from neurosym.ir.core import (
    And,
    Apply,
    Compare,
    Element,
    Entails,
    Enumeration,
    Implies,
    Not,
    Or,
    Problem,
    Quantified,
    Term,
    Truth,
    Var,
)

Plain: TypeAlias = "str | list[Plain]"


def plain_problem(problem: Problem) -> dict[str, object]:
    """Return names, predicates, claims and goal. Raises `ValueError` on what is not first-order logic."""
    if not isinstance(problem.goal, Entails):
        raise ValueError("only a question whether something follows")
    return {
        "names": [n for sort in problem.sorts if isinstance(sort, Enumeration) for n in sort.elements],
        "predicates": [[symbol.name, len(symbol.args)] for symbol in problem.symbols],
        "claims": [plain_term(claim.formula) for claim in problem.claims],
        "goal": plain_term(problem.goal.formula),
    }


def plain_term(term: Term) -> Plain:
    """Return a formula or an individual. Raises `ValueError` on numbers, counts and the like."""
    match term:
        case Var(name) | Element(name):
            return name
        case Apply(name, args):
            return ["apply", name, *map(plain_term, args)]
        case Not(arg):
            return ["not", plain_term(arg)]
        case And(args):
            return ["and", *map(plain_term, args)]
        case Or(args):
            return ["or", *map(plain_term, args)]
        case Implies(left, right):
            return ["implies", plain_term(left), plain_term(right)]
        case Compare("==" | "!=" as op, left, right):
            return [op, plain_term(left), plain_term(right)]
        case Quantified(kind, bound, body):
            return [kind, [binding.var for binding in bound], plain_term(body)]
        case Truth(value):
            return ["and"] if value else ["or"]
        case _:
            raise ValueError(f"{type(term).__name__} is not first-order logic")
