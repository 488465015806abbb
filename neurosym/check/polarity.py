"""A formula denies what its sentence denies: "Max is not sour" is `not sour(max)`.

Looks at single facts beside simple clauses only, and only where one plain denial stands before what the
fact says, or no word is left that could deny it; where English leaves it open, nothing is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from neurosym.check.base import Repair
from neurosym.check.negation import NEGATIVE, affixed, denials, one_denial, without_frame
from neurosym.check.places import Place, flip, places, rewrite_one, shown
from neurosym.english import base, sentences, stem, tokens
from neurosym.faults import Fault
from neurosym.ir.core import BOOL, Apply, Compare, Element, Implies, Not, Num, Problem, Term, Truth
from neurosym.ir.pretty import print_formula
from neurosym.ir.walk import subterms

_BESIDE = frozenset(
    tokens(
        "a an the is are am was were be been do does did has have had will would shall can could may must "
        "it that there this true case then therefore thus hence also really very indeed of to so"
    )
)
"""Words that neither say nor deny anything of somebody."""
_LONGEST = 400
"""Characters of a sentence that is still a simple clause."""


def same_polarity(problem: Problem) -> Iterator[Fault]:
    """No fact is denied where its sentence affirms it, nor the other way round."""
    for slip in _slips(problem):
        place = slip.place
        said, written = ("denies", "affirms") if slip.denied else ("affirms", "denies")
        what = f"“{slip.clause}” {said} what the formula {written}"
        hint = f"write `{print_formula(flip(place.formula))}`"
        yield Fault("polarity", what, place.span(place.formula), hint, place.id, "warning")


def align_polarity(problem: Problem) -> Iterator[Repair]:
    """Negate the facts whose sentences say the opposite."""
    for slip in _slips(problem):
        flipped = flip(slip.place.formula)
        what = f"“{slip.clause}” is {shown(print_formula(flipped))}, and not its opposite."
        yield Repair("polarity", what, rewrite_one(problem, slip.place.number, flipped))


@dataclass(frozen=True, slots=True)
class _Slip:
    place: Place
    clause: str
    denied: bool


def _slips(problem: Problem) -> Iterator[_Slip]:
    everywhere = places(problem)
    truths = {symbol.name for symbol in problem.symbols if symbol.result == BOOL}
    shared = Counter(place.says for place in everywhere if place.role not in ("goal", "option"))
    for place in everywhere:
        if place.role == "rule" or shared[place.says] > 1:
            continue
        found = _literal(place.formula)
        if found is None or _is_of_truths(found[1], truths):
            continue
        negated, atom = found
        quoted = place.says or _question(place, problem.text)
        clause = _clause(quoted, atom)
        said = denials(clause) if clause else None
        if said is None:
            continue
        mentioned = _mention(atom, clause)
        if not _is_certain(clause, atom, said):
            continue
        if mentioned is not None and (said + mentioned + negated) % 2:
            yield _Slip(place, quoted if len(quoted) <= _LONGEST else clause, denied=not negated)


def _question(place: Place, text: str) -> str:
    """Return the last sentence of the text, where a goal quotes none."""
    return sentences(text)[-1].text if place.role == "goal" and sentences(text) else ""


def _literal(formula: Term) -> tuple[int, Term] | None:
    """Return how often a single fact is negated, and the fact."""
    negations = 0
    while True:
        match formula:
            case Not(arg):
                negations, formula = negations + 1, arg
            case Implies(arg, Truth(value)):
                negations, formula = negations + (not value), arg
            case _:
                break
    match formula:
        case Apply(_, args) if args:
            return negations, formula
        case Compare("==" | "!=" as op, left, right):
            simple = all(
                isinstance(part, (Apply, Element, Num)) for part in (*subterms(left), *subterms(right))
            )
            return (negations + (op == "!="), formula) if simple else None
        case _:
            return None


def _clause(quoted: str, atom: Term) -> str:
    """Return the sentence of a quotation that the fact is about, folded."""
    for part in reversed(sentences(without_frame(quoted)[-4 * _LONGEST :])):
        if len(part.text) <= _LONGEST and _mention(atom, part.text) is not None:
            return part.text
    return ""


def _mention(atom: Term, clause: str) -> int | None:
    """Return how many negations the choice of words adds; None where the clause is about something else.

    `kind(max)` beside "Max is unkind" adds one, and so do `unkind(max)` and `not_kind(max)` beside "Max
    is kind".
    """
    heard = tokens(clause)
    bases = {base(word) for word in heard} | set(heard)
    if not isinstance(atom, Apply):
        said = {name for part in subterms(atom) for word in _words(part) for name in (word, base(word))}
        return 0 if said & bases else None
    name = stem(atom.name)
    for word in (word for word in name if word not in NEGATIVE):
        if word in bases or base(word) in bases:
            return len(NEGATIVE.intersection(name))
        if any(affixed(other, word) for other in heard) or any(affixed(word, other) for other in bases):
            return 1 + len(NEGATIVE.intersection(name))
    return None


def _is_of_truths(atom: Term, truths: Collection[str]) -> bool:
    """Say whether one truth is compared with another: what a liar says is so if he is none."""
    sides = (atom.left, atom.right) if isinstance(atom, Compare) else ()
    return any(isinstance(side, Apply) and side.name in truths for side in sides)


def _is_certain(clause: str, atom: Term, said: int) -> bool:
    """Say whether the denials that were counted are of what the atom says, and no other word may be one.

    “He leaves the key behind” denies that he takes it, and “I like it, for it never breaks” not that I do.
    """
    own = {form for part in subterms(atom) for word in _words(part) for form in (word, base(word))}

    def is_own(word: str) -> bool:
        return bool({word, base(word)} & own) or any(affixed(word, one) or affixed(one, word) for one in own)

    plain = without_frame(clause)
    if said == 0:
        return all(is_own(word) or word in _BESIDE for word in tokens(plain))
    denial = one_denial(plain)
    if denial is None:
        return False
    behind = re.split(r"[,;:]", plain[denial.end() :])[0]
    if denial[0].endswith("that"):
        return any(map(is_own, tokens(behind)))
    return next((is_own(word) for word in tokens(behind) if word not in _BESIDE), False)


def _words(term: Term) -> tuple[str, ...]:
    match term:
        case Apply(name) | Element(name):
            return stem(name)
        case Num(value):
            return (str(value),)
        case _:
            return ()
