"""What Rolf is, and how many knaves there are: questions about the kinds of people that a text tells of.

Each becomes a proposition or a number of its own that a solution shows. Formulas still have the words of the
text; answers nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from neurosym.english import tokens
from neurosym.ir.core import Apply, Binding, Compare, Count, Term, Var
from neurosym.ir.walk import subterms
from neurosym.translate.sentences.logic.goals import ANSWER, Asked
from neurosym.translate.sentences.notation.parts import FindAll
from neurosym.translate.sentences.sayings.sayings import Sayings
from neurosym.translate.sentences.words.names import Names
from neurosym.translate.sentences.words.telling import truth_of


@dataclass(frozen=True, slots=True)
class Classified:
    """A question with what is taken for granted for it, and the formulas whose names a solution shows."""

    asked: Asked | None
    granted: tuple[tuple[str, Term], ...] = ()
    shown: tuple[Term, ...] = ()


def classified(
    asked: Asked | None, sayings: Sayings, members: Sequence[str], said: Sequence[Term]
) -> Classified:
    """Return a question, made ready where it is one about kinds; any other as it is."""
    if asked is None or asked.find is None or asked.mode is not None or not sayings:
        return Classified(asked)
    names, find = sayings.names, asked.find
    open_one = replace(asked, find=FindAll())
    match find.formula:
        case None:
            people = [name for name in members if _names(asked.entry.text, name)]
            if sayings.kinds and 0 < len(people) < len(set(members)):
                return Classified(open_one, *_each(people, sayings))
        case Apply(name, (Apply(one, ()),)) if name == find.var and sayings.kinds:
            return Classified(open_one, *_each([one], sayings))
        case Compare("==", Apply(kind, ()), Var(var)) if var == find.var:
            counted = _counted(kind, sayings, said, names)
            if counted is not None:
                number = Compare("==", Apply(ANSWER), Count((Binding("x", ""),), counted))
                granted = (("The answer is how many there are.", number),)
                return Classified(open_one, granted, (Compare("==", Apply(ANSWER), Apply(ANSWER)),))
    return Classified(asked)


def _names(text: str, name: str) -> bool:
    words, own = tokens(text), tokens(name)
    return any(words[start : start + len(own)] == own for start in range(len(words)))


def _each(people: Sequence[str], sayings: Sayings) -> tuple[tuple[tuple[str, Term], ...], tuple[Term, ...]]:
    found = tuple(_propositions(people, sayings))
    return tuple((says, Compare("==", atom, what)) for says, atom, what in found), tuple(
        atom for _, atom, _ in found
    )


def _propositions(people: Sequence[str], sayings: Sayings) -> Iterator[tuple[str, Apply, Term]]:
    for one in people:
        for kind in sayings.kinds.all:
            yield f"{one} is of the kind “{kind}”.", Apply(f"{one} {kind}"), Apply(kind, (Apply(one),))


def _counted(kind: str, sayings: Sayings, said: Sequence[Term], names: Names) -> Term | None:
    """Return what is counted by a noun, of the variable `x`; None where nothing is said of anybody by it."""
    told = truth_of(kind)
    if told is not None and names.key(kind) not in set(map(names.key, sayings.kinds.all)):
        return sayings.is_so(Var("x"), told[0])
    used = any(
        isinstance(term, Apply) and len(term.args) == 1 and names.key(term.name) == names.key(kind)
        for formula in said
        for term in subterms(formula)
    )
    return Apply(kind, (Var("x"),)) if used else None
