"""Problem to `.problem` text: the exact inverse of `notation`. Changes nothing, checks nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import assert_never

from neurosym.ir.awaited import awaits, written
from neurosym.ir.core import (
    Ask,
    Claim,
    Entails,
    Enumerate,
    Enumeration,
    Find,
    Goal,
    Optimise,
    Options,
    Problem,
    Range,
    Sort,
    Symbol,
)
from neurosym.ir.pretty import print_formula

_INDENT = "    "


def print_problem(problem: Problem) -> str:
    """Return the text that `read_problem` reads back to this very problem."""
    parts = (
        "\n".join(f"text {_quote(line)}" for line in problem.text.split("\n")) if problem.text else "",
        "" if problem.unique_names else "names may coincide",
        "\n".join(print_sort(sort) for sort in problem.sorts),
        "\n".join(print_symbols(problem.symbols)),
        "\n".join(_claims(problem.claims)),
        "\n".join(print_goal(problem.goal)),
    )
    return "\n\n".join(part for part in parts if part) + "\n"


def print_sort(sort: Sort) -> str:
    """Return the line that declares a sort."""
    match sort:
        case Range(name, low, high):
            return f"sort {name} = {low}..{high}"
        case Enumeration(name, (), gloss=gloss):
            return f"sort {name}{_gloss(gloss)}"
        case Enumeration(name, elements, closed, ordered, gloss):
            listed = (" < " if ordered else ", ").join(elements)
            return f"sort {name} {'=' if closed else '>='} {listed}{_gloss(gloss)}"
        case _:
            assert_never(sort)


def print_symbol(symbol: Symbol, names: str = "") -> str:
    """Return the line that declares a symbol, or several `names` of its type."""
    args = f"{', '.join(symbol.args)} -> " if symbol.args else ""
    kind = "defined " if symbol.defined else ""
    return f"{kind}{names or symbol.name} : {args}{symbol.result}{_gloss(symbol.gloss)}"


def print_symbols(symbols: tuple[Symbol, ...]) -> Iterator[str]:
    """Yield the lines that declare symbols; those of one type share a line."""
    for _, group in groupby(symbols, key=lambda s: (s.args, s.result, s.gloss, s.defined)):
        same = list(group)
        yield print_symbol(same[0], ", ".join(symbol.name for symbol in same))


def _claims(claims: tuple[Claim, ...]) -> Iterator[str]:
    previous: tuple[str, str, str] | None = None
    for number, claim in enumerate(claims, start=1):
        own_id = "" if claim.id == f"c{number}" else f"@{claim.id} "
        header = (own_id, claim.kind, claim.says)
        if header != previous or own_id:
            kind = "" if claim.kind == "said" and claim.says else claim.kind
            yield (
                own_id + " ".join(part for part in (kind, _quote(claim.says) if claim.says else "") if part)
            )
        previous = header
        yield _INDENT + print_formula(claim.formula)


def print_goal(goal: Goal) -> Iterator[str]:
    """Yield the lines of a goal."""
    quote = f" {_quote(goal.says)}" if goal.says else ""
    match goal:
        case Entails(formula):
            yield from (f"entails{quote}", _INDENT + print_formula(formula))
        case Options(mode, options):
            yield f"{mode}{quote}"
            for option in options:
                yield f"{_INDENT}{option.label}" + (f" {_quote(option.says)}" if option.says else "")
                yield _INDENT * 2 + print_formula(option.formula)
        case Find(show):
            yield f"find {', '.join(show)}".rstrip() + quote
        case Enumerate(show, limit):
            yield f"enumerate {', '.join(show)}".rstrip() + f" limit {limit}" + quote
        case Optimise(sense, term):
            yield from (f"{sense}{quote}", _INDENT + print_formula(term))
        case Ask(bound, formula):
            head = ", ".join(f"{binding.var} in {binding.sort}" for binding in bound)
            yield from (f"ask {head}".rstrip() + quote, _INDENT + print_formula(formula))
        case _:
            assert_never(goal)


def _gloss(gloss: str) -> str:
    origin = written(gloss)
    # what would be cut off as a comment, or come back with other blanks, stays in quotes
    if awaits(gloss) and origin and "#" not in origin and " ".join(origin.split()) == origin:
        return f" from {origin}"
    return f" {_quote(gloss)}" if gloss else ""


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
