"""What the question or a rule asks for in words that differ from what is said elsewhere, as warnings.

`in( x, choir)` is met by nothing where the text says `choir singer( Berta)`: an answer that leaves something
open may miss that they are one. Changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from neurosym.english import base, singular, words
from neurosym.faults import Fault, Span
from neurosym.ir.core import Apply, Compare, Element, Implies, Problem, Term, goal_formulas
from neurosym.ir.walk import children, subterms

_FUNCTION = frozenset(
    (
        *("in", "on", "at", "of", "to", "by", "for", "with", "from", "into", "as", "than", "the", "a", "an"),
        *("not", "no", "non", "may", "must", "be", "is", "have", "has", "do", "and", "or", "more", "most"),
        *("less", "least", "very", "that", "this", "x", "y", "z", "out", "up", "off", "over", "under", "all"),
    )
)
_OWNING = frozenset(("own", "owns", "owned", "possess"))
_HAVING = frozenset(("has", "have", "had", "hold", "holds", "with", "with_", "got"))
_ROOT = 5
"""Letters that two words share at their beginning, at least, if one is made from the other."""
_ENDING = 4
"""Letters that one of them has more, at most."""
_STEM = 2
_ENDINGS = frozenset(("", "s", "er", "ers", "or", "ing", "ed", "ment", "ion", "ist", "ship", "ee", "y"))
"""What a shorter word may take at its end."""


@dataclass(frozen=True, slots=True)
class _Atom:
    """What is said: a predicate and its arguments, None for what is not a single thing."""

    name: str
    things: tuple[str | None, ...]

    def fits(self, other: _Atom) -> bool:
        """Say whether one may be a case of the other."""
        same = self.name == other.name and len(self.things) == len(other.things)
        return same and all(
            one is None or two is None or one == two
            for one, two in zip(self.things, other.things, strict=True)
        )

    def near(self, other: _Atom) -> bool:
        """Say whether two of different names may say the same in other words."""
        if self.name == other.name:
            return False
        if {self.name, other.name} & _OWNING and {self.name, other.name} & _HAVING:
            return True
        mine, its = _content(self.name), _content(other.name)
        pairs = ((mine, its), (mine, other._objects()), (self._objects(), its))
        return any(_within(one, two) or _within(two, one) for one, two in pairs)

    def alike(self, other: _Atom) -> bool:
        """Say whether two have the very same words, whatever their forms."""
        mine, its = _content(self.name), _content(other.name)
        return len(mine) == len(its) > 1 and _within(mine, its)

    def _objects(self) -> frozenset[str]:
        """Return the words of the things that it is said of, but for the first."""
        return frozenset(word for thing in self.things[1:] if thing for word in _content(thing))


def unlinked(problem: Problem) -> Iterator[Fault]:
    """Yield a warning (code `unlinked`) for the question and for each rule that other words may meet."""
    claimed = {
        term.name for claim in problem.claims for term in subterms(claim.formula) if isinstance(term, Apply)
    }
    said = [atom for claim in problem.claims for atom in _atoms(claim.formula, conditions=False)]
    glosses = {symbol.name: symbol.gloss or symbol.name for symbol in problem.symbols}

    def met(atom: _Atom) -> bool:
        return any(atom.fits(one) for one in said)

    def fault(atom: _Atom, near: _Atom | None, where: str) -> Fault:
        what = f"nothing says what “{glosses.get(atom.name, atom.name)}” is said of"
        if near is not None:
            what += f"; it may be the same as “{glosses.get(near.name, near.name)}”"
        return Fault(
            "unlinked", what, Span(where, 0, len(where)), "use one word for both", severity="warning"
        )

    asked = [atom for term in goal_formulas(problem.goal) for atom in _all(term)]
    for atom in dict.fromkeys(asked):
        near = next((one for one in said if atom.near(one)), None)
        if atom.name not in claimed or (near is not None and not met(atom)):
            yield fault(atom, near, problem.goal.says)
    for claim in problem.claims if claimed else ():
        for atom in dict.fromkeys(_atoms(claim.formula, conditions=True)):
            near = next((one for one in said if _may_mean(atom, one, problem)), None)
            if near is not None and not met(atom):
                yield fault(atom, near, claim.says)


def _may_mean(atom: _Atom, other: _Atom, problem: Problem) -> bool:
    return atom.near(other) and (atom.alike(other) or _is_free(other, problem))


def _is_free(atom: _Atom, problem: Problem) -> bool:
    """Say whether no condition takes up what is said: it then looks for one in other words."""
    conditions = (one for claim in problem.claims for one in _atoms(claim.formula, conditions=True))
    return not any(atom.fits(one) for one in conditions)


def _all(term: Term) -> Iterator[_Atom]:
    yield from _atoms(term, conditions=True)
    yield from _atoms(term, conditions=False)


def _atoms(term: Term, conditions: bool, inside: bool = False) -> Iterator[_Atom]:
    """Yield what a formula has as conditions, or what it says; an equivalence has both sides as both."""
    match term:
        case Apply(name, args):
            if inside == conditions and args:
                yield _Atom(name, tuple(arg.name if isinstance(arg, Element) else None for arg in args))
        case Implies(left, right):
            yield from _atoms(left, conditions, inside=True)
            yield from _atoms(right, conditions, inside)
        case Compare(_, left, right):
            for side in (left, right):
                yield from _atoms(side, conditions, inside)
        case _:
            for part in children(term):
                yield from _atoms(part, conditions, inside)


def _content(name: str) -> frozenset[str]:
    return frozenset(base(singular(word)) for word in words(name) if word not in _FUNCTION)


def _within(some: frozenset[str], others: frozenset[str]) -> bool:
    """Say whether each word of some is a word of others, or made from the same one."""
    return bool(some) and all(any(_of_one_root(one, two) for two in others) for one in some)


def _of_one_root(one: str, two: str) -> bool:
    short, long = sorted((one, two), key=len)
    if len(short) > _STEM and long.removeprefix(short) in _ENDINGS:
        return True
    same = len(short) >= _ROOT and short[:_ROOT] == long[:_ROOT]
    return same and len(long) - len(short) <= _ENDING
