"""Readings of different sentences in one form: passives, nouns that restrict nothing, missing objects.

Formulas in, formulas out, still with the words of the text; every change that could matter is noted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations

from neurosym.ir.core import (
    And,
    Apply,
    Arith,
    Binding,
    Compare,
    Count,
    Implies,
    Not,
    Or,
    Quantified,
    Term,
    Truth,
    Var,
    conjunction,
)
from neurosym.ir.walk import children, free_variables, fresh, rebuild, subterms, transform
from neurosym.translate.sentences.logic.atoms import is_said
from neurosym.translate.sentences.logic.background import order_of
from neurosym.translate.sentences.words.names import Key, Names

_ANYBODY = frozenset(
    (word,)
    for word in (
        *("person", "individual", "someone", "somebody", "anyone", "anybody", "everyone", "everybody"),
        *("thing", "something", "anything", "everything", "one"),
    )
)
_ANYBODY_HERE = frozenset(
    (word,)
    for word in ("inhabitant", "native", "resident", "islander", "villager", "citizen", "dweller", "local")
)
_NEGATING = ("non-", "non", "un", "in", "im", "ir")
_COMPOUND = 4
"""Words of a phrase that are looked at for a verb and its object, or an adjective and its noun."""


@dataclass(slots=True)
class Mending:
    """How the formulas of one problem are brought together. `notes` says what was done."""

    names: Names
    said: Counter[tuple[Key, int]] = field(default_factory=Counter)
    """How often a name is said of so many things."""
    objects: set[Key] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    _empty: frozenset[Key] = frozenset()

    @classmethod
    def of(
        cls, formulas: Iterable[Term], names: Names, closed: bool = False, listed: Collection[Key] = ()
    ) -> Mending:
        """Look at all formulas of a problem, before any of them is mended.

        `closed`: the problem is of those who are there, so that all of them are inhabitants. `listed`: the
        nouns of groups whose members are told, which leave out what else there is.
        """
        kept = tuple(formulas)
        mending = cls(names)
        guards: Counter[Key] = Counter()
        for formula in kept:
            guards.update(names.key(guard.name) for guard in _guards(formula))
            for term in subterms(formula):
                if isinstance(term, Apply):
                    mending.said[names.key(term.name), len(term.args)] += 1
                    mending.objects.update(
                        names.key(arg.name) for arg in term.args if isinstance(arg, Apply) and not arg.args
                    )
        # nobody is ever said to be a person: then `all people` are simply all; in a text that names nobody
        # (a syllogism) people are a class like any other
        mending._empty = frozenset(
            key
            for key in (_ANYBODY | _ANYBODY_HERE if closed else _ANYBODY)
            if guards[key] and guards[key] == mending.said[key, 1] and mending.objects and key not in listed
        )
        for (word,) in sorted(mending._empty):
            mending.notes.append(f"nobody is said to be a {word}, so `{word}` leaves nobody out")
        return mending

    def mended(self, formula: Term) -> Term:
        """Return the formula in the form that the problem has elsewhere."""
        open_guards = _without_guards(formula, lambda guard: self.names.key(guard.name) in self._empty)
        return self._mend(_exactly_one(open_guards))

    def _mend(self, term: Term) -> Term:
        """Mend what is said, and leave alone what stands in arguments and beside numbers."""
        match term:
            case Compare("==", Apply(_, ()) as one, Apply(_, ()) as other) if self._is_class(other, one):
                return Apply(other.name, (one,))
            case Compare("==", Apply(_, ()) as one, Apply(_, ()) as other) if self._is_class(one, other):
                return Apply(one.name, (other,))
            case Compare(op, left, right) if op not in ("==", "!=") or not (is_said(left) and is_said(right)):
                return replace(term, left=self._mend_counted(left), right=self._mend_counted(right))
            case Apply(name, (first, second)) if (verb := self._active(name)) is not None:
                return Apply(verb, (second, first))
            case Apply(_, args) if any(map(_is_nothing, args)):
                return self._mend(_of_nothing(term))
            case Apply(name, args) if args:
                return self._divided(name, args) or self._denied(term) or self._completed(term)
            case Apply() | Arith() | Var():
                return term
            case _:
                return rebuild(term, tuple(map(self._mend, children(term)))) if children(term) else term

    def _is_class(self, one: Apply, other: Apply) -> bool:
        """Say whether `Bob is blue` is no identity: it names a person, and what the text says of others."""
        said = self.said[self.names.key(one.name), 1]
        return bool(said) and not self.names.is_proper(one.name) and self.names.is_proper(other.name)

    def _mend_counted(self, side: Term) -> Term:
        return replace(side, body=self._mend(side.body)) if isinstance(side, Count) else side

    def _denied(self, term: Apply) -> Term | None:
        """Read `uninhabited` as what the text denies elsewhere as `not inhabited`."""
        for prefix in _NEGATING:
            positive = term.name.removeprefix(prefix)
            if (
                positive != term.name
                and positive[:1].isalpha()
                and self.said[self.names.key(positive), len(term.args)]
            ):
                return self._noted(term.name, Not(Apply(positive, term.args)), f"not {positive}")
        return None

    def _active(self, name: str) -> str | None:
        verb = self.names.active(name)
        forms = (verb, name.rpartition(" ")[0]) if verb is not None else ()
        return next((form for form in forms if self.said[self.names.key(form), 2]), None)

    def _divided(self, name: str, args: tuple[Term, ...]) -> Term | None:
        """Take a phrase apart where its parts are names elsewhere: `likes dogs`, `red car`."""
        words = name.split()
        key = self.names.key(name)
        if len(args) != 1 or not 2 <= len(words) <= _COMPOUND or self.said[key, 1] > 1:
            return None
        for cut in range(1, len(words)):
            front, back = " ".join(words[:cut]), " ".join(words[cut:])
            if self.said[self.names.key(front), 2] and self.names.key(back) in self.objects:
                return self._noted(name, Apply(front, (*args, Apply(back))), f"{front}( x, {back})")
        front, back = words[0], " ".join(words[1:])
        if self.said[self.names.key(front), 1] and self.said[self.names.key(back), 1]:
            return self._noted(name, And((Apply(front, args), Apply(back, args))), f"{front} and {back}")
        return None

    def _completed(self, term: Apply) -> Term:
        """Say of whom a verb is that has an object elsewhere: who eats, eats something."""
        key, arity = self.names.key(term.name), len(term.args)
        if arity != 1 or not self.said[key, 2] or order_of(term.name) is not None:
            return term
        var = fresh("o", free_variables(term))
        whole = Apply(term.name, (*term.args, Var(var)))
        return self._noted(term.name, Quantified("any", (Binding(var, ""),), whole), f"{term.name} something")

    def _noted(self, name: str, term: Term, what: str) -> Term:
        note = f"`{name}` is read as `{what}`"
        if note not in self.notes:
            self.notes.append(note)
        return term


def _is_nothing(term: Term) -> bool:
    return isinstance(term, Apply) and not term.args and term.name.casefold() in ("nothing", "nobody")


def _of_nothing(term: Apply) -> Term:
    """Read `pays( company, nothing)` as what it denies: there is nothing that the company pays."""
    var = fresh("o", free_variables(term))
    args = tuple(Var(var) if _is_nothing(arg) else arg for arg in term.args)
    return Not(Quantified("any", (Binding(var, ""),), Apply(term.name, args)))


def _exactly_one(term: Term) -> Term:
    """Read `a ^ b ^ c` as it is said: exactly one of them."""
    options = _alternatives(term)
    if len(options) < 3:
        parts = children(term)
        return rebuild(term, tuple(map(_exactly_one, parts))) if parts else term
    options = tuple(map(_exactly_one, options))
    pairs = combinations(options, 2)
    return conjunction((Or(options), *(Not(And(pair)) for pair in pairs)))


def _alternatives(term: Term) -> tuple[Term, ...]:
    match term:
        case Compare("!=", left, right) if is_said(left) and is_said(right):
            return (*_alternatives(left), right)
        case _:
            return (term,)


# --- nouns that restrict


def _guards(formula: Term) -> Iterator[Apply]:
    """Yield what a formula requires of its variables: `people( x)` in "all people that …"."""
    for term in subterms(formula):
        match term:
            case Quantified("all", _, Implies(left)):
                yield from _conjuncts(left)
            case Quantified("any", _, And() as body) | Count(_, And() as body):
                yield from _conjuncts(body)
            case _:
                continue


def _conjuncts(term: Term) -> Iterator[Apply]:
    parts = term.args if isinstance(term, And) else (term,)
    for part in parts:
        if isinstance(part, Apply) and len(part.args) == 1 and isinstance(part.args[0], Var):
            yield part


def _without_guards(formula: Term, empty: Callable[[Apply], bool]) -> Term:
    def kept(term: Term) -> Term:
        parts = term.args if isinstance(term, And) else (term,)
        dropped = [part for part in _conjuncts(term) if empty(part)]
        return conjunction(tuple(part for part in parts if part not in dropped))

    def change(term: Term) -> Term:
        match term:
            case Quantified("all", bound, Implies(left, right)):
                left = kept(left)
                return Quantified("all", bound, right if left == Truth(True) else Implies(left, right))
            case Quantified(kind, bound, And() as body):
                return Quantified(kind, bound, kept(body))
            case Count(bound, And() as body):
                return Count(bound, kept(body))
            case _:
                return term

    return transform(formula, change)
