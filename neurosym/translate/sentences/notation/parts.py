"""What one sentence says, as data: formulas whose words are still those of the sentence, and directives.

The notation (`reading` reads it, `printing` writes it):

    reading := part (" ;" part)*            several things that one sentence says
    part    := formula | directive
    formula := " all x:" f | " some x:" f | " #>= two x:" f | " not" f | f " &" f | f " |" f
             | f " ^" f | f " ->" f | f " <->" f | " (" f " )" | atom | term OP term
    OP      := = != < <= > >=
    atom    := NAME | NAME "(" term ("," term)* ")"
    term    := VARIABLE | atom | term (+ - * /) term | " (" term " )"

A NAME is a run of words copied from the sentence, and so is a number: `Apply("red minivan")`,
`Apply("three")`, `Apply("$200")`; what they mean is found out over the whole problem. Formulas are
terms of the IR whose bindings have no sort yet. `^` (one of two, not both) is `!=` of formulas and
`<->` is `==`, as in the IR. An opening bracket that follows a word at once makes it a head; a blank
stands before every word, so that a word has the same tokens here as in the text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from neurosym.ir.core import Term


@dataclass(frozen=True, slots=True)
class Members:
    """A group, and all who belong to it, or how many they are."""

    group: str
    names: tuple[str, ...] = ()
    count: str = ""


@dataclass(frozen=True, slots=True)
class Each:
    """Every member of the group has one of these values, each another one."""

    attribute: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Liars:
    """A kind of people who always lie, or always tell the truth."""

    truthful: bool
    group: str


@dataclass(frozen=True, slots=True)
class Says:
    """What somebody says; whether it is true is another matter."""

    speaker: str
    formula: Term


@dataclass(frozen=True, slots=True)
class Choose:
    """Quantities that are to be decided."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Objective:
    """What is to be made large or small."""

    sense: Literal["maximize", "minimize"]
    term: Term


@dataclass(frozen=True, slots=True)
class Question:
    """Is this so?"""

    formula: Term


Mode = Literal["must", "could", "cannot", "except"]


@dataclass(frozen=True, slots=True)
class Which:
    """Which of the options must, could or cannot be so, supposing `given`?"""

    mode: Mode
    given: Term | None = None


@dataclass(frozen=True, slots=True)
class FindAll:
    """Find the whole solution, or the `var` for which the formula holds."""

    var: str = ""
    formula: Term | None = None


@dataclass(frozen=True, slots=True)
class Nothing:
    """The sentence says nothing that bears on the problem."""


Directive: TypeAlias = (
    Members | Each | Liars | Says | Choose | Objective | Question | Which | FindAll | Nothing
)
Part: TypeAlias = Term | Directive
Reading: TypeAlias = tuple[Part, ...]

DIRECTIVES = (Members, Each, Liars, Says, Choose, Objective, Question, Which, FindAll, Nothing)
VARIABLES = "xyzwuv"


def rewritten(part: Part, change: Callable[[Term], Term]) -> Part:
    """Return a part with every formula in it changed."""
    match part:
        case Says(speaker, formula):
            return Says(speaker, change(formula))
        case Question(formula):
            return Question(change(formula))
        case Objective(sense, term):
            return Objective(sense, change(term))
        case Which(mode, given) if given is not None:
            return Which(mode, change(given))
        case FindAll(var, sought) if sought is not None:
            return FindAll(var, change(sought))
        case Members() | Each() | Liars() | Choose() | Which() | FindAll() | Nothing():
            return part
        case _:
            return change(part)


def formulas_of(part: Part) -> tuple[Term, ...]:
    """Return the formulas and terms that a part holds."""
    match part:
        case Says(_, formula) | Question(formula) | Objective(_, formula):
            return (formula,)
        case Which(_, formula) | FindAll(_, formula):
            return () if formula is None else (formula,)
        case Members() | Each() | Liars() | Choose() | Nothing():
            return ()
        case _:
            return (part,)
