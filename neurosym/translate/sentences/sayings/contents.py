"""What lies in a box is in it however it is put: the coin is in it, it holds the coin, "not in here".

Of texts in which boxes, doors or caskets are listed and something is said. General English; formulas still
have the words of the text. What is taken for granted comes with a sentence that says it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from neurosym.english import tokens
from neurosym.ir.core import And, Apply, Binding, Compare, Count, Not, Quantified, Term, Var, conjunction
from neurosym.ir.walk import substitute, subterms, transform
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import Says, formulas_of, rewritten
from neurosym.translate.sentences.sayings.kinds import members_of
from neurosym.translate.sentences.words.names import Key, Names

_PLACING = frozenset(("in", "inside", "behind", "under", "beneath", "within", "into", "underneath"))
_HOLDING = frozenset(("hold", "contain", "conceal", "hide", "house", "have", "has", "hid"))
_HERE = frozenset(("here", "inside", "therein"))
_GETTING = frozenset(("get", "find", "win"))

Granted = tuple[tuple[str, Term], ...]


def with_contents(entries: Sequence[Entry], names: Names) -> tuple[tuple[Entry, ...], Granted]:
    """Say with one word where everything lies; return what is taken for granted too."""
    atoms = [
        (term, part.speaker if isinstance(part, Says) else "")
        for entry in entries
        for part in entry.parts
        for formula in formulas_of(part)
        for term in subterms(formula)
        if isinstance(term, Apply)
    ]
    members = {names.individual_key(name) for name in members_of(entries)}
    if not members or not any(speaker for _, speaker in atoms):
        return tuple(entries), ()
    contents = _Contents(names, frozenset(members))
    contents = replace(contents, name=contents.relation(atom for atom, _ in atoms))
    if not contents.name:
        return tuple(entries), ()
    things = {key: thing for atom, _ in atoms for key, thing in contents.things(atom)}
    contents = replace(contents, lying=tuple(things.items()))
    done = tuple(
        replace(entry, parts=tuple(rewritten(part, contents.writer(part)) for part in entry.parts))
        for entry in entries
    )
    return done, tuple(contents.background(done))


@dataclass(frozen=True, slots=True)
class _Contents:
    names: Names
    members: frozenset[Key]
    name: str = ""
    """The word for where something lies."""
    lying: tuple[tuple[Key, Apply], ...] = ()
    """What lies somewhere."""

    def relation(self, atoms: Iterator[Apply]) -> str:
        """Return the first word for where something lies, of those that put it into a member."""
        found = [atom for atom in atoms if (pair := self._placed(atom)) and self._is_member(pair[1])]
        placing = (atom.name for atom in found if puts(atom.name))
        return next(placing, "in" if found else "")

    def things(self, atom: Apply) -> Iterator[tuple[Key, Apply]]:
        """Yield what an atom puts somewhere."""
        pair = self._placed(atom)
        if pair is not None and isinstance(pair[0], Apply) and (self._is_member(pair[1]) or _is_var(pair[1])):
            yield self.names.individual_key(pair[0].name), pair[0]

    def _is_member(self, term: Term) -> bool:
        return (
            isinstance(term, Apply) and not term.args and self.names.individual_key(term.name) in self.members
        )

    def _placed(self, atom: Apply) -> tuple[Term, Term] | None:
        """Return what an atom says to lie where, as far as its words go."""
        if len(atom.args) != 2:
            return None
        one, other = atom.args
        if puts(atom.name) and not self._is_member(one):
            return one, other
        holds = bool(_HOLDING & {*self.names.key(atom.name), *tokens(atom.name)})
        return (other, one) if holds and not self._is_member(other) else None

    def writer(self, part: object) -> Callable[[Term], Term]:
        """Return how the formulas of a part are written."""
        speaker = part.speaker if isinstance(part, Says) else ""
        here = Apply(speaker) if speaker and self._is_member(Apply(speaker)) else None
        return lambda formula: transform(formula, lambda term: self._written(term, here))

    def _written(self, term: Term, here: Apply | None) -> Term:
        lying = dict(self.lying)
        match term:
            case Apply(name, (_, _)) if (pair := self._placed(term)) is not None:
                where = pair[1]
                if self._is_member(where) or (_is_var(where) and not _is_var(pair[0])):
                    return Apply(self.name, pair)
                if _is_var(where) and puts(name) == puts(self.name):
                    return Apply(self.name, pair)
            case Apply(name, (Apply(thing, ()) as what, Var() as where)) if _GETTING & set(tokens(name)):
                if self.names.individual_key(thing) in lying:
                    return Apply(self.name, (what, where))
            case Apply(name, (Var() as where, Apply(thing, ()) as what)) if _GETTING & set(tokens(name)):
                if self.names.individual_key(thing) in lying:
                    return Apply(self.name, (what, where))
            case Apply(name, (Apply() as what,)) if here is not None and _HERE & set(tokens(name)):
                return Apply(self.name, (what, here))
            case Apply(name, (where,)) if self.names.key(name) in lying and (
                self._is_member(where) or _is_var(where)
            ):
                return Apply(self.name, (lying[self.names.key(name)], where))
            case Compare("==" | "!=" as op, Apply(thing, ()) as what, where) if self.names.individual_key(
                thing
            ) in lying and (self._is_member(where) or _is_var(where)):
                found = Apply(self.name, (what, where))
                return found if op == "==" else Not(found)
            case Quantified("any", (Binding(var),), And(parts)):
                return self._brought_in(term, var, parts)
        return term

    def _brought_in(self, term: Term, var: str, parts: tuple[Term, ...]) -> Term:
        """Read "there is a coin in the box" of the coin that all speak of."""
        for part in parts:
            match part:
                case Apply(self.name, (Apply() as what, Var(found))) if found == var:
                    rest = [other for other in parts if other is not part]
                    inside = [
                        other
                        for other in rest
                        if isinstance(other, Apply) and other.name == self.name and other.args[0] == Var(var)
                    ]
                    if inside:
                        return conjunction(tuple(substitute(other, {var: what}) for other in rest))
                case _:
                    continue
        return term

    def background(self, entries: Sequence[Entry]) -> Iterator[tuple[str, Term]]:
        """Yield that one thing is in one place, and what it is to be empty."""
        formulas = [one for entry in entries for part in entry.parts for one in formulas_of(part)]
        terms = [term for formula in formulas for term in subterms(formula)]
        counted = {
            what
            for term in terms
            if isinstance(term, Compare) and isinstance(term.left, Count)
            for atom in subterms(term.left.body)
            if isinstance(atom, Apply) and atom.name == self.name
            for what in atom.args[:1]
            if term.op == "==" or not (isinstance(what, Apply) and self.names.is_definite(what.name))
        }
        for _, thing in self.lying:
            if thing not in counted:
                one, other = (Apply(self.name, (thing, Var(var))) for var in "xy")
                apart = Not(And((one, other, Compare("!=", Var("x"), Var("y")))))
                bound = (Binding("x", ""), Binding("y", ""))
                yield f"“{self.names.gloss(thing.name)}” is in one place.", Quantified("all", bound, apart)
        empty = next((t for t in terms if isinstance(t, Apply) and t.name.casefold() == "empty"), None)
        if empty is not None and len(empty.args) == 1:
            inside = Quantified("any", (Binding("y", ""),), Apply(self.name, (Var("y"), Var("x"))))
            body = Compare("!=", Apply(empty.name, (Var("x"),)), inside)
            yield "What is empty has nothing in it.", Quantified("all", (Binding("x", ""),), body)


def puts(name: str) -> bool:
    """Say whether a phrase says that something lies somewhere: `hidden behind`."""
    words = tokens(name)
    return bool(words) and words[-1] in _PLACING


def _is_var(term: Term) -> bool:
    return isinstance(term, Var)
