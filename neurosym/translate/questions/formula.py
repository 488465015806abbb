"""Path notation as a problem that asks a graph: its formula, its vocabulary, its goal. Reads no text.

A step that turns back along the property by which it came goes to others: "films of the director of A" are
other films than A. What is most or least is what no other of the same set is beyond.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias, assert_never

from neurosym.english import numbers
from neurosym.faults import Fault, FaultError
from neurosym.ir.core import (
    INT,
    REAL,
    Apply,
    Ask,
    Binding,
    Compare,
    Count,
    Element,
    Enumeration,
    Num,
    Or,
    Problem,
    Quantified,
    Symbol,
    Term,
    Var,
    conjunction,
    negate,
)
from neurosym.ir.terms import number
from neurosym.knowledge.words import THING, Kind, Property
from neurosym.translate.questions.notation import (
    COMPARES,
    Along,
    Asked,
    Beyond,
    Is,
    OfClass,
    Path,
    Than,
    Things,
    Which,
)

Place: TypeAlias = "Var | Element | Num"


@dataclass
class Meaning:
    """What the words of path notation mean: properties and classes by name, mentions by letter."""

    properties: Mapping[str, Property]
    kinds: Mapping[str, Kind]
    mentions: Mapping[str, str]
    """The names of the nodes in formulas."""

    _symbols: dict[str, Symbol] = field(default_factory=dict)
    _count: int = 0

    def problem(self, asked: Asked, says: str) -> Problem:
        """Return the problem that asks it. Raises `FaultError` (`path`) where it has no meaning."""
        self._symbols.clear()
        self._count = 0
        bindings, formula = self._goal(asked)
        things = Enumeration(THING, tuple(dict.fromkeys(self.mentions.values())), closed=False)
        goal = Ask(bindings, formula, says)
        return Problem((things,), tuple(self._symbols.values()), (), goal, says)

    def _goal(self, asked: Asked) -> tuple[tuple[Binding, ...], Term]:
        match asked:
            case Which(things, count):
                sort = self._sort(things.first)
                formula = self._things(things, Var("x"))
                if not count:
                    return (Binding("x", sort),), formula
                total = Count((Binding("x", sort),), formula)
                return (Binding("n", INT),), Compare("==", Var("n"), total)
            case Is(things, "", denied):
                sort = self._sort(things.first)
                some = Quantified("any", (Binding("x", sort),), self._things(things, Var("x")))
                return (), negate(some) if denied else some
            case Is(things, other) if other in {path.letter for _, path in things.others}:
                raise FaultError(Fault("path", f"`{other}` is said to be among what comes from itself"))
            case Is(things, other, denied):
                formula = self._things(things, self._other(other, self._sort(things.first)))
                return (), negate(formula) if denied else formula
            case Than(left, right, more, denied):
                parts = (
                    self._path(left, Var("n")),
                    self._path(right, Var("m")),
                    Compare(">" if more else "<", Var("n"), Var("m")),
                )
                both = (Binding("n", REAL), Binding("m", REAL))
                than = Quantified("any", both, conjunction(parts))
                return (), negate(than) if denied else than
            case _:
                assert_never(asked)

    def _other(self, other: str, sort: str) -> Place:
        if other in self.mentions:
            return Element(self.mentions[other])
        if sort != REAL:
            raise FaultError(Fault("path", f"`{other}` is a number, and what it is said to be is none"))
        return self._number(other)

    def _things(self, things: Things, end: Place) -> Term:
        formula = self._path(things.first, end)
        for op, path in things.others:
            other = self._path(path, end)
            match op:
                case "&":
                    formula = conjunction((formula, other))
                case "|":
                    formula = Or((formula, other))
                case "-" if self._sort(path) == REAL:
                    raise FaultError(Fault("path", "a number is not left out of others"))
                case "-":
                    formula = conjunction((formula, negate(other)))
        if things.extreme is None:
            return formula
        by = self._property(things.by)
        this, that, rival = self._new("n"), self._new("m"), self._new("y")
        others = conjunction((self._put(things, rival), self._holds(by, rival, that)))
        beyond = Compare(">" if things.extreme == "most" else "<", that, this)
        rivals = (Binding(rival.name, THING), Binding(that.name, REAL))
        best = negate(Quantified("any", rivals, conjunction((others, beyond))))
        own = conjunction((formula, self._holds(by, end, this), best))
        return Quantified("any", (Binding(this.name, REAL),), own)

    def _put(self, things: Things, end: Place) -> Term:
        return self._things(Things(things.first, things.others), end)

    def _path(self, path: Path, end: Place) -> Term:
        """Return that `end` is among the things of a path."""
        steps = [place for place, step in enumerate(path.steps) if isinstance(step, Along)]
        parts: list[Term] = []
        bound: list[Binding] = []
        here: Place = end
        if path.letter:
            here = Element(self._mention(path.letter))
            if not steps:
                parts.append(Compare("==", end, here))
                here = end
        else:
            parts.append(Apply(self._kind(path.every).name, (end,)))
            if steps:
                here = self._new("y")
                bound.append(Binding(here.name, THING))
                parts = [Apply(self._kind(path.every).name, (here,))]
        passed: list[Place] = [here]
        came: Along | None = None
        for place, step in enumerate(path.steps):
            match step:
                case Along(name, forward):
                    known = self._property(name)
                    there: Place = end if place == steps[-1] else self._new("y")
                    if isinstance(there, Var) and there != end:
                        bound.append(Binding(there.name, REAL if forward and known.numeric else THING))
                    parts.append(self._holds(known, *((here, there) if forward else (there, here))))
                    if came == Along(name, not forward):
                        parts.append(Compare("!=", there, passed[-2]))
                    passed.append(there)
                    here, came = there, step
                case OfClass(name):
                    parts.append(Apply(self._kind(name).name, (here,)))
                case Beyond():
                    parts.append(self._beyond(step, here))
                case _:
                    assert_never(step)
        formula = conjunction(tuple(parts))
        return Quantified("any", tuple(bound), formula) if bound else formula

    def _beyond(self, step: Beyond, here: Place) -> Term:
        known, this = self._property(step.name), self._new("n")
        bound, parts = [Binding(this.name, REAL)], [self._holds(known, here, this)]
        limit: Term
        if step.number in self.mentions:
            limit = self._new("m")
            bound.append(Binding(limit.name, REAL))
            parts.append(self._holds(known, Element(self.mentions[step.number]), limit))
        else:
            limit = self._number(step.number)
        parts.append(Compare(COMPARES[step.way], this, limit))
        return Quantified("any", tuple(bound), conjunction(tuple(parts)))

    # --- words

    def _sort(self, path: Path) -> str:
        """Return of what sort the things of a path are."""
        along = [step for step in path.steps if isinstance(step, Along)]
        return REAL if along and along[-1].forward and self._property(along[-1].name).numeric else THING

    def _holds(self, known: Property, subject: Term, value: Term) -> Term:
        self._symbols.setdefault(known.symbol.name, known.symbol)
        return Apply(known.symbol.name, (subject, value))

    def _property(self, name: str) -> Property:
        return self.properties[name]

    def _kind(self, name: str) -> Symbol:
        symbol = self.kinds[name].symbol
        self._symbols.setdefault(symbol.name, symbol)
        return symbol

    def _mention(self, letter: str) -> str:
        if letter not in self.mentions:
            raise FaultError(Fault("path", f"nothing is mentioned that `{letter}` could be"))
        return self.mentions[letter]

    def _number(self, words: str) -> Num:
        found = sorted(numbers(words))
        if not found:
            raise FaultError(Fault("path", f"`{words:.40}` is no number"))
        return number(Fraction(found[-1]))

    def _new(self, letter: str) -> Var:
        self._count += 1
        return Var(f"{letter}{self._count}")
