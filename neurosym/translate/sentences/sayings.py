"""Who always tells the truth, who always lies, and what their statements come to.

A statement is true exactly if its speaker is of the truthful kind. Without such kinds a statement only
counts among the statements ("exactly one of them is true"). Formulas still have the words of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from neurosym.faults import Fault, FaultError
from neurosym.ir.core import (
    And,
    Apply,
    Arith,
    Binding,
    Compare,
    Count,
    If,
    Implies,
    Not,
    Num,
    Or,
    Quantified,
    Term,
    Var,
    conjunction,
    disjunction,
    negate,
)
from neurosym.ir.walk import subterms, transform
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.names import Key, Names
from neurosym.translate.sentences.parts import Each, Liars, Members, Says, formulas_of

_HONEST = frozenset({"truthful", "honest", "truth", "sincere"})
_LYING = frozenset({"liar", "lie", "lied", "lying", "dishonest", "untruthful"})
"""Words for people, and for statements: who counts the true ones counts statements."""
_TELLS_TRUTH, _LIES = "tells truth", "lies"
_TRUE = _HONEST | {"true", "right", "correct"}
_FALSE = _LYING | {"false", "untrue", "wrong", "incorrect"}
_SAME = frozenset({"same", "alike", "equal"})
_DIFFERENT = frozenset({"different", "differ", "unlike"})


@dataclass(frozen=True, slots=True)
class Kinds:
    """The phrases of the two kinds, empty where the text has none; `third`: there are further kinds."""

    truthful: str = ""
    lying: str = ""
    third: bool = False

    def __bool__(self) -> bool:
        return bool(self.truthful or self.lying)

    def shown(self) -> tuple[str, ...]:
        """Return the kinds that a solution tells apart."""
        named = tuple(kind for kind in (self.truthful, self.lying) if kind)
        return named if self.third else named[:1]

    def background(self, entries: Iterable[Entry], others: Sequence[str]) -> Iterator[tuple[str, Term]]:
        """Yield what follows from there being two kinds, with the sentences that tell of them.

        Nobody is of both, and everybody is of one, unless there is a third. `others` are no people at all.
        """
        if not (self.truthful and self.lying):
            return
        texts = [entry.text for entry in entries if any(isinstance(part, Liars) for part in entry.parts)]
        texts = texts or ["Who does not tell the truth lies."]
        one, other = Apply(self.truthful, (Var("x"),)), Apply(self.lying, (Var("x"),))
        halves: tuple[Term, ...] = (Not(And((one, other))),)
        if not self.third:
            halves = (*halves, Or((one, other))) if len(texts) > 1 else (Compare("!=", one, other),)
        things = tuple(Compare("==", Var("x"), Apply(thing)) for thing in others)
        for text, half in zip(texts, halves, strict=False):
            body = Implies(Not(disjunction(things)), half) if things else half
            yield text, Quantified("all", (Binding("x", ""),), body)
        for thing in others:
            of_none = And(
                (Not(Apply(self.truthful, (Apply(thing),))), Not(Apply(self.lying, (Apply(thing),))))
            )
            yield f"“{thing}” is nobody who speaks.", of_none

    def statement(self, says: Says) -> Term:
        """Return what follows from the fact that somebody says something."""
        speaker = (Apply(says.speaker),)
        if self.truthful and self.lying and self.third:
            honest = Implies(Apply(self.truthful, speaker), says.formula)
            return And((honest, Implies(Apply(self.lying, speaker), Not(says.formula))))
        if self.truthful:
            return Compare("==", Apply(self.truthful, speaker), says.formula)
        return Compare("==", Apply(self.lying, speaker), negate(says.formula))

    def mended(self, formula: Term, names: Names) -> Term:
        """Say with the names of the two kinds what other words say: `lying( x)`, `same kind( a, b)`."""
        own = {names.key(kind) for kind in (self.truthful, self.lying) if kind}

        def change(term: Term) -> Term:
            match term:
                case Apply(name, (one,)) if names.key(name) not in own:
                    return self._of_kind(names, names.key(name), one) or term
                case Apply(name, (one, Apply(group, ()) as other)):
                    key = (*names.key(name), *names.key(group))
                    return self._alike(names.key(name), one, other) or self._of_kind(names, key, one) or term
                case Apply(name, (one, other)):
                    return self._alike(names.key(name), one, other) or term
                case _:
                    return term

        return transform(formula, change)

    def _of_kind(self, names: Names, key: Key, one: Term) -> Term | None:
        """Return that somebody is of the kind that some words tell from the other; None if they tell none."""
        honest, false = names.key(self.truthful), names.key(self.lying)
        words = set(key)
        if words & (_TRUE | {*honest} - {*false}) and not words & _FALSE:
            return Apply(self.truthful, (one,)) if self.truthful else Not(Apply(self.lying, (one,)))
        if words & (_FALSE | {*false} - {*honest}):
            return Apply(self.lying, (one,)) if self.lying else Not(Apply(self.truthful, (one,)))
        return None

    def _alike(self, key: Key, one: Term, other: Term) -> Term | None:
        kind = self.truthful or self.lying
        if _SAME.intersection(key):
            return Compare("==", Apply(kind, (one,)), Apply(kind, (other,)))
        if _DIFFERENT.intersection(key):
            return Compare("!=", Apply(kind, (one,)), Apply(kind, (other,)))
        return None


def find_kinds(entries: Sequence[Entry], names: Names) -> Kinds:
    """Return the kinds that the text tells of."""
    found = {
        part.truthful: part.group for entry in entries for part in entry.parts if isinstance(part, Liars)
    }
    truthful, lying = found.get(True, ""), found.get(False, "")
    own = {names.key(kind) for kind in (truthful, lying) if kind}
    third = any(
        own < {names.key(atom.name) for atom in options}
        for entry in entries
        for part in entry.parts
        if isinstance(part, Quantified)
        for options in _choices(part)
    )
    return Kinds(truthful, lying, third) if own else _speakers(entries, names)


def _speakers(entries: Sequence[Entry], names: Names) -> Kinds:
    """Return how the text says of people of no kind that they lied, or did not."""
    parts = [part for entry in entries for part in entry.parts]
    if not any(isinstance(part, Says) for part in parts):
        return Kinds()
    for formula in (found for part in parts for found in formulas_of(part)):
        for term in subterms(formula):
            if isinstance(term, Apply) and term.args and _LYING.intersection(names.key(term.name)):
                return Kinds(_TELLS_TRUTH, term.name)
            match term:
                case Apply(name, (_, Apply(what, ()))) if _HONEST.intersection(names.key(what)):
                    return Kinds(f"{name} {what}", _LIES)
                case _:
                    continue
    return Kinds()


def _choices(formula: Term) -> Iterator[list[Apply]]:
    """Yield the atoms of every disjunction of three or more atoms of one variable."""
    for term in subterms(formula):
        if isinstance(term, Or) or (isinstance(term, Compare) and term.op == "!="):
            atoms = [part for part in subterms(term) if isinstance(part, Apply) and len(part.args) == 1]
            if len(atoms) > 2:
                yield atoms


def counted(formula: Term, said: Sequence[Term], names: Names) -> Term | None:
    """Return what a formula says of all statements, `#= one x: true( x)`; None where it is not of them."""
    match formula:
        case Compare(op, Count(_, body), number) if (truth := _truth(body, names)) is not None:
            true = tuple(If(one if truth else Not(one), Num(1), Num(0)) for one in said)
            return Compare(op, Arith("+", true) if len(true) > 1 else true[0], number)
        case Quantified("all", _, body) if (truth := _truth(body, names)) is not None:
            return conjunction(tuple(one if truth else Not(one) for one in said))
        case Quantified("any", _, body) if (truth := _truth(body, names)) is not None:
            return Or(tuple(one if truth else Not(one) for one in said))
        case _:
            return None


def _truth(body: Term, names: Names) -> bool | None:
    """Say whether a body is of what is true or of what is false; None where it is of other things."""
    negated = False
    match body:
        case Implies(_, right):
            body = right
        case And(args):
            body = args[-1]
    if isinstance(body, Not):
        negated, body = True, body.arg
    if not isinstance(body, Apply) or len(body.args) != 1:
        return None
    key = names.key(body.name)
    if (_TRUE - _HONEST).intersection(key):
        return not negated
    return negated if (_FALSE - _LYING).intersection(key) else None


def hearsay(entries: Iterable[Entry]) -> FaultError:
    """Return the fault of statements that nothing makes true or false."""
    speaker = next(part.speaker for entry in entries for part in entry.parts if isinstance(part, Says))
    what = f"nothing tells whether what {speaker} says is true"
    return FaultError(Fault("hearsay", what, severity="warning"))


def members_of(entries: Iterable[Entry]) -> list[str]:
    """Return who is there: the members of all groups, and the values that each of them has one of."""
    parts = [part for entry in entries for part in entry.parts]
    found = [part.names for part in parts if isinstance(part, Members)]
    values = [part.values for part in parts if isinstance(part, Each)]
    return [name for names in (*found, *values) for name in names]
