"""What a text asks: a statement that may follow, the right option, or the whole solution.

A question that says nothing of its own ("Is the following true?") asks for the statement after it. Formulas
still have the words of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from neurosym.english import base, fold
from neurosym.faults import Fault, Span
from neurosym.ir.core import (
    And,
    Apply,
    Arith,
    Binding,
    Compare,
    OptionMode,
    Or,
    Quantified,
    Term,
    Var,
    conjunction,
)
from neurosym.ir.walk import substitute, subterms
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import DIRECTIVES, FindAll, Nothing, Part, Question, Which
from neurosym.translate.sentences.reference.personal import WHO_IT_WAS
from neurosym.translate.sentences.sums.comparisons import numeric

ANSWER = "answer"
"""What a solution calls those who are sought."""
_VERDICTS = frozenset(
    ("true", "false", "unknown", "uncertain", "undetermined", "yes", "no", "cannot be determined", "neither")
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The question as it is read. `formula` is None where options or a whole solution are asked for."""

    entry: Entry
    formula: Term | None = None
    mode: OptionMode | None = None
    find: FindAll | None = None
    given: tuple[Term, ...] = ()
    """What the question supposes."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An option as it is read."""

    entry: Entry
    formula: Term


def is_formula(part: Part) -> bool:
    """Say whether a part of a reading is a formula and no directive."""
    return not isinstance(part, DIRECTIVES)


def formulas(entry: Entry) -> tuple[Term, ...]:
    """Return the formulas that a sentence says."""
    return tuple(part for part in entry.parts if not isinstance(part, DIRECTIVES))


def split_question(entries: Sequence[Entry]) -> tuple[tuple[Entry, ...], Asked | None, tuple[Entry, ...]]:
    """Return the statements, what is asked (None if nothing is), and the options; all in order."""
    options = tuple(entry for entry in entries if entry.role == "option")
    if all(_plain(option.text) in _VERDICTS for option in options):
        options = ()
    others = [entry for entry in entries if entry.role != "option"]
    place = _place_of_question(others, bool(options))
    if place is None:
        return tuple(others), None, options
    asked = _asked(others[place], bool(options))
    return tuple(others[:place] + others[place + 1 :]), asked, options


def _plain(text: str) -> str:
    return fold(text).strip(" .!()").removesuffix(" statement")


def _place_of_question(entries: Sequence[Entry], options: bool) -> int | None:
    places = [place for place, entry in enumerate(entries) if _asks(entry)]
    marked = [place for place in places if entries[place].role == "question"]
    if places:
        return (marked or places)[-1]
    empty = [place for place, entry in enumerate(entries) if entry.role == "question"]
    after = range(empty[0] + 1, len(entries)) if empty else range(0)
    following = [place for place in after if formulas(entries[place])]
    if following:
        return following[-1]
    return empty[-1] if empty and options else None


def _asks(entry: Entry) -> bool:
    asking = any(isinstance(part, (Question, Which, FindAll)) for part in entry.parts)
    return asking or (entry.role == "question" and bool(formulas(entry)))


def _asked(entry: Entry, options: bool) -> Asked:
    plain = formulas(entry)
    questions = tuple(part.formula for part in entry.parts if isinstance(part, Question))
    which = next((part for part in entry.parts if isinstance(part, Which)), None)
    find = next((part for part in entry.parts if isinstance(part, FindAll)), None)
    if which is not None or (options and not questions):
        given = () if which is None or which.given is None else (which.given,)
        mode = which.mode if which else "must"
        return Asked(entry, None, mode, find, given + plain)
    if questions:
        return Asked(entry, conjunction(questions), given=plain)
    if find is not None:
        return Asked(entry, find=find, given=plain)
    return Asked(entry, conjunction(plain))


def choices(asked: Asked, options: Sequence[Entry], only: str | None = None) -> Iterator[Choice | Fault]:
    """Yield each option with what it says, or a fault where it says nothing.

    An option that only names somebody says what is asked for, else the `only` thing that is said of anybody.
    """
    find = asked.find
    if (find is None or find.formula is None) and only is not None:
        find = FindAll("x", Apply(only, (Var("x"),)))
    for entry in options:
        said = formulas(entry) + tuple(part.formula for part in entry.parts if isinstance(part, Question))
        if not said or any(isinstance(part, Nothing) for part in entry.parts):
            where = Span(entry.text, 0, len(entry.text), f"option {entry.label}")
            yield Fault("option", "this option says nothing that can be decided", where)
            continue
        formula = conjunction(said)
        yield Choice(entry, formula if find is None else _filled(formula, find))


def _filled(option: Term, find: FindAll) -> Term:
    """Put a bare option, `Tom`, in the place of what is asked for, `x: tall( x)`."""
    match option:
        case Apply(_, ()) if find.formula is not None:
            return substitute(find.formula, {find.var: option})
        case And(args) | Or(args):
            return replace(option, args=tuple(_filled(arg, find) for arg in args))
        case _:
            return option


def sought(find: FindAll) -> Term:
    """Return what a solution shows of whom is sought: what the text says of him, where it is one word."""
    match find.formula:
        case Apply(_, (Var(var),)) if var == find.var:
            return find.formula
        case _:
            return Apply(ANSWER, (Var(find.var),))


def number_sought(find: FindAll, said: Iterable[Term]) -> Term | None:
    """Return the number that is asked for: of `@find x: pays( Tom) = x`, where the text says what he pays."""
    match find.formula:
        case Compare("==", wanted, Var(var)) | Compare("==", Var(var), wanted) if var == find.var:
            pass
        case _:
            return None
    if isinstance(wanted, Arith):
        return wanted
    told = {
        term.name
        for formula in said
        for whole in subterms(formula)
        if isinstance(whole, Compare) and numeric(whole)
        for term in subterms(whole)
        if isinstance(term, Apply)
    }
    known = {base(fold(name)) for name in told}
    return wanted if isinstance(wanted, Apply) and base(fold(wanted.name)) in known else None


def shown_of(find: FindAll, said: Iterable[Term]) -> Term:
    """Return a formula over what a solution shows: a number, or whom the question asks for."""
    if number_sought(find, said) is not None:
        return Compare("==", Apply(ANSWER), Apply(ANSWER))
    return Quantified("any", (Binding(find.var, ""),), sought(find))


def who_is_asked_for(asked: Asked, said: Iterable[Term]) -> Iterator[tuple[str, Term]]:
    """Yield who the answer is, with a sentence that says so."""
    find = asked.find
    if find is None or find.formula is None or asked.mode is not None:
        return
    wanted = number_sought(find, said)
    if wanted is not None:
        yield "The answer is the number that is asked for.", Compare("==", Apply(ANSWER), wanted)
    elif sought(find) != find.formula:
        body = Compare("==", sought(find), find.formula)
        yield "The answer is who is asked for.", Quantified("all", (Binding(find.var, ""),), body)


def who_it_was(asked: Asked, said: Iterable[Term]) -> Iterator[tuple[str, Term]]:
    """Yield that "it" in "it was Tom" is who is asked for, unless something tells already who it is."""
    it = Apply(WHO_IT_WAS)
    sides = [(term.left, term.right) for one in said for term in subterms(one) if isinstance(term, Compare)]
    meant = [side for pair in sides if it in pair for side in pair if side != it]
    who, var = asked.formula, "x"
    if asked.find is not None and asked.find.formula is not None:
        who, var = asked.find.formula, asked.find.var
    elif isinstance(who, Apply) and who.args:
        place = next((place for place, arg in enumerate(who.args) if arg in meant), 0)
        who = Apply(who.name, (*who.args[:place], Var(var), *who.args[place + 1 :]))
    else:
        return
    if meant and not any(isinstance(side, Var) for side in meant):
        same = Compare("==", Var(var), it)
        yield "“It” is who is asked for.", Quantified("all", (Binding(var, ""),), Compare("==", who, same))
