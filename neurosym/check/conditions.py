"""What the text says and no claim states, read by analogy with what claims state.

"If Guzman serves on incentives, which one must be true?" has a condition of its own, which LMs forget. Where
another sentence says the like of somebody else, its formula says what the condition is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from neurosym.check.analogy import Phrasebook
from neurosym.check.base import Repair
from neurosym.check.places import shown
from neurosym.check.quotes import unquoted_sentences
from neurosym.english import fold, words
from neurosym.faults import Fault, Span
from neurosym.ir.core import And, Claim, Element, Find, Implies, Options, Problem, Term
from neurosym.ir.pretty import print_formula
from neurosym.ir.walk import fresh, subterms

_IF = re.compile(
    r"^(?:.*[.?!]\s+)?if\s+(.+?),\s*(?:then\s+)?(?=(?:for\s+)?(?:which|each|any|all|what|how|who|where|when)\b)",
    re.I | re.S,
)
_IF_LAST = re.compile(r"\b(?:which|what|who|where|when)\b[^?]*\bif\s+([^?]+)\?", re.I)
_ASKED = 1_000
"""Characters at the end of a question in which its condition is looked for."""
_ANALOGIES = 200
"""Sentences that are read by analogy."""


def stated_condition(problem: Problem) -> Iterator[Fault]:
    """The condition of the question ("if …, which …") is a claim, or part of every option."""
    clause = _condition(problem)
    if clause:
        hint = "write a claim that quotes it"
        where = Span(clause, 0, len(clause), "quoted")
        yield Fault(
            "condition", "the question has a condition that no claim states", where, hint, "goal", "warning"
        )


def state_by_analogy(problem: Problem) -> Iterator[Repair]:
    """Claim the condition of the question, and sentences that nothing quotes, as the like is claimed."""
    clause = _condition(problem)
    missing = [clause] if clause else []
    disputed = fold(problem.goal.says)
    unquoted = [sentence.text for sentence in unquoted_sentences(problem)][:_ANALOGIES]
    # a sentence that the question takes up may be the very one that it sets aside
    missing += [sentence for sentence in unquoted if fold(sentence).strip(" .") not in disputed]
    if not missing:
        return
    book = Phrasebook.of(problem)
    for sentence in missing:
        formulas = book.formulas(sentence) or _both(book, sentence)
        if formulas:
            what = f"{shown(sentence)} is read as the like is: {shown(print_formula(formulas[0]))}."
            yield Repair("analogy", what, _with_claims(problem, formulas, sentence))


def _condition(problem: Problem) -> str:
    """Return the condition of the question where no claim states it."""
    goal = problem.goal
    if not isinstance(goal, (Options, Find)):
        return ""
    asked = goal.says[-_ASKED:]
    found = _IF.search(asked) or _IF_LAST.search(asked)
    if found is None or _in_options(goal, found[1]):
        return ""
    clause = found[1].strip()
    said = [fold(claim.says).strip(" .") for claim in problem.claims if claim.says]
    plain = fold(clause)
    return (
        ""
        if any(plain in quote or (quote in plain and 2 * len(quote) > len(plain)) for quote in said)
        else clause
    )


def _in_options(goal: Options | Find, clause: str) -> bool:
    """Say whether all options have a condition, or a part in common that is about what the clause names."""
    if not isinstance(goal, Options) or not goal.options:
        return False
    formulas = [option.formula for option in goal.options]
    if all(isinstance(formula, Implies) for formula in formulas):
        return True
    first, *others = [formula.args if isinstance(formula, And) else (formula,) for formula in formulas]
    common = [part for part in first if all(part in other for other in others)]
    named = {part.name for whole in common for part in subterms(whole) if isinstance(part, Element)}
    return any(" ".join(words(name)) in fold(clause) for name in named)


def _both(book: Phrasebook, sentence: str) -> tuple[Term, ...]:
    """Read "A and B" where both have examples."""
    halves = re.split(r",?\s+and\s+(?:if\s+)?", sentence)
    read = [book.formulas(half) for half in halves]
    return (
        tuple(formula for formulas in read for formula in formulas) if len(halves) > 1 and all(read) else ()
    )


def _with_claims(problem: Problem, formulas: tuple[Term, ...], says: str) -> Problem:
    taken = {claim.id for claim in problem.claims}
    claims = list(problem.claims)
    for formula in formulas:
        claims.append(Claim(fresh(f"c{len(claims) + 1}", taken), formula, says))
        taken.add(claims[-1].id)
    return replace(problem, claims=tuple(claims))
